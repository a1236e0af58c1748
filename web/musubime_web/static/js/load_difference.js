// The difference that a load would make, as tables.

/**
 * @typedef {{ consortium: string, organization: string | null, person: string | null, person_before: string | null,
 *   post: string | null, post_before: string | null, role: string | null, role_before: string | null,
 *   printed: string }} SeatChange
 * @typedef {{ printed: string, name: string, candidates: string[], flags: string[], reason: string }} ToReview
 * @typedef {{ read: number, seats: number, with_seats: number, other: number, reasons: Record<string, number> }} Rows
 * @typedef {{ title: string, status: string, changes: number, kept: number, not_restated: number, added: SeatChange[],
 *   ended: SeatChange[], changed: SeatChange[], changed_holders: SeatChange[], past: SeatChange[], review: ToReview[],
 *   rows: Rows | null, replaces: { seats_before: number, seats: number } | null }} Difference
 * @typedef {"added" | "ended" | "changed" | "changed_holders" | "past"} SeatList
 */

/** @type {SeatList[]} */
const LISTS = ["added", "ended", "changed", "changed_holders", "past"];
const SHOWN = 100;

/** @param {Difference} item @param {Record<string, string>} texts */
export function sentence(item, texts) {
  const lists = LISTS.filter((key) => key !== "past" || item.past.length);
  const counts = [...lists, /** @type {const} */ ("review")].map((key) => `${texts[key]} ${item[key].length}`);
  const left = item.not_restated ? [`${texts.not_restated} ${item.not_restated}`] : [];
  return [...counts, `${texts.kept} ${item.kept}`, ...left].join(texts.comma ?? ", ");
}

/** @param {string | undefined} text @param {Record<string, string | number>} values */
export function filled(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Where the rows went, and whether the edition was there before from another file.
 * @param {Difference} item @param {Record<string, string>} texts
 */
export function account(item, texts) {
  const lines = [];
  if (item.rows) {
    const reasons = Object.entries(item.rows.reasons);
    const ignored = reasons.reduce((sum, [, count]) => sum + count, 0);
    const told = reasons.map(([reason, count]) => `${reason} ${count}`).join(texts.comma ?? ", ");
    lines.push(filled(texts.rows, { ...item.rows, reasons: "", ignored }) + (told ? `（${told}）` : ""));
  }
  if (item.replaces) lines.push(filled(texts.replaces, item.replaces));
  return lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  });
}

/** @param {(string | null)[]} parts */
const joined = (parts) => parts.filter(Boolean).join(" / ");

/** @param {SeatChange} seat @param {SeatList} key @param {Record<string, string>} texts */
export function cells(seat, key, texts) {
  const before = (/** @type {string} */ value) => (texts.before ?? "").replace("{value}", value);
  const nobody = seat.person_before && !seat.person ? (texts.vacant ?? "") : "";
  const holder = [seat.organization, seat.person ?? nobody].filter(Boolean).join(" ");
  const place = joined([seat.post, seat.role]);
  return [
    seat.consortium,
    holder + (seat.person_before ? before(seat.person_before) : ""),
    place + (key === "changed" ? before(joined([seat.post_before, seat.role_before]) || "–") : ""),
    seat.printed,
  ];
}

/** @param {Difference} item @param {Record<string, string>} texts */
export function seatTable(item, texts) {
  return LISTS.filter((key) => item[key].length).map((key) =>
    table(
      `${texts[key]} ${item[key].length}`,
      ["consortium", "holder", "place", "printed"].map((name) => texts[name] ?? name),
      item[key].map((seat) => cells(seat, key, texts)),
      texts,
    ),
  );
}

/** @param {Difference} item @param {Record<string, string>} texts @param {Record<string, string>} flags */
export function reviewTable(item, texts, flags) {
  if (!item.review.length) return [];
  const rows = item.review.map((row) => [
    row.printed,
    row.name,
    row.candidates.join(texts.comma ?? ", "),
    row.flags.map((flag) => flags[flag] ?? flag).join(texts.comma ?? ", "),
    row.reason,
  ]);
  const headings = ["printed", "read_as", "candidates", "flags", "reason"].map((name) => texts[name] ?? name);
  return [table(`${texts.review} ${item.review.length}`, headings, rows, texts)];
}

/** @param {string} title @param {string[]} headings @param {string[][]} rows @param {Record<string, string>} texts */
export function table(title, headings, rows, texts) {
  const scroll = document.createElement("div");
  scroll.className = "table-scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", title);
  const made = document.createElement("table");
  made.className = "rows";
  const caption = made.createCaption();
  caption.textContent = rows.length > SHOWN ? `${title}${(texts.rest ?? "").replace("{count}", String(rows.length - SHOWN))}` : title;
  const head = made.createTHead().insertRow();
  for (const heading of headings) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = heading;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const text of row) line.insertCell().textContent = text;
  }
  scroll.append(made);
  return scroll;
}
