// What a table without roster.toml leaves open: each unknown heading, and the name of the body.

import { filled, table } from "./load_difference.js";

/**
 * @typedef {{ heading: string, field: string | null, ignore: string | null, reason: string, examples: string[] }} Guess
 * @typedef {{ consortium: string | null, organization: string | null, unit: string | null, post: string | null,
 *   person: string | null, role: string | null, sector: string | null }} ProposedSeat
 * @typedef {{ row: number, cells: Record<string, string>, seats: ProposedSeat[], problem: string | null }} ProposedRow
 * @typedef {{ headings: string[], columns: Record<string, string>, guesses: Guess[], missing: string[],
 *   blanks: string[], rows: ProposedRow[] }} Proposal
 * @typedef {{ columns: Record<string, string>, consortium?: string, fill_down?: string[] }} Given
 */

const SHOWN = /** @type {const} */ (["consortium", "organization", "unit", "post", "person", "role", "sector"]);
const BODY = "会議体";
let asked = 0;

/**
 * The question as elements of a form; `answer` is called with what was chosen.
 * @param {Proposal} proposal @param {Record<string, string>} texts @param {Record<string, string>} columns
 * @param {(given: Given) => void} answer
 */
export function question(proposal, texts, columns, answer) {
  const form = document.createElement("form");
  form.className = "stack";
  const chosen = proposal.guesses.map((guess) => choice(guess, texts, columns));
  const body = proposal.missing.includes(BODY) ? named(texts.body ?? BODY) : null;
  const same = proposal.blanks.map((heading) => ({ heading, ...checked(filled(texts.same, { heading })) }));
  const button = document.createElement("button");
  button.type = "submit";
  button.textContent = texts.answer ?? "";
  form.append(...chosen.map((one) => one.field), ...(body ? [body.field] : []), ...same.map((one) => one.field), button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filledDown = same.filter((one) => one.box.checked).map((one) => one.heading);
    answer({
      columns: Object.fromEntries(chosen.map((one) => [one.heading, one.select.value])),
      ...(body ? { consortium: body.input.value.trim() } : {}),
      ...(filledDown.length ? { fill_down: filledDown } : {}),
    });
  });
  return [form, ...(proposal.rows.length ? [first(proposal, texts, columns)] : [])];
}

/** @param {Proposal} proposal @param {Record<string, string>} texts @param {Record<string, string>} columns */
function first(proposal, texts, columns) {
  const headings = [texts.row ?? "", ...SHOWN.map((name) => columns[name] ?? name)];
  const rows = proposal.rows.flatMap((row) =>
    row.seats.length
      ? row.seats.map((seat) => [String(row.row), ...SHOWN.map((name) => seat[name] ?? "")])
      : [[String(row.row), row.problem ?? "", ...SHOWN.slice(1).map(() => "")]],
  );
  return table(texts.first ?? "", headings, rows, texts);
}

/** @param {Guess} guess @param {Record<string, string>} texts @param {Record<string, string>} columns */
function choice(guess, texts, columns) {
  const select = document.createElement("select");
  const likely = guess.field ?? (guess.ignore ? "ignore" : "note");
  for (const [value, label] of [["ignore", texts.ignore ?? "ignore"], ...Object.entries(columns)]) {
    const option = new Option(label, value, value === likely, value === likely);
    select.append(option);
  }
  const examples = guess.examples.length ? filled(texts.examples, { examples: guess.examples.join(texts.comma ?? ", ") }) : "";
  const label = filled(texts.unknown, { heading: guess.heading }) + examples + (guess.reason ? `（${guess.reason}）` : "");
  return { heading: guess.heading, select, field: field(label, select) };
}

/** @param {string} label */
function named(label) {
  const input = document.createElement("input");
  input.type = "text";
  input.required = true;
  return { input, field: field(label, input) };
}

/** @param {string} label */
function checked(label) {
  const box = document.createElement("input");
  box.type = "checkbox";
  return { box, field: field(label, box) };
}

/** @param {string} text @param {HTMLElement} control */
function field(text, control) {
  const place = document.createElement("div");
  place.className = "field";
  const label = document.createElement("label");
  control.id = `asked-${(asked += 1)}`;
  label.htmlFor = control.id;
  label.textContent = text;
  place.append(label, control);
  return place;
}
