// Loading a roster: the difference is shown first, and applied only as it was shown.

import { account, reviewTable, seatTable, sentence } from "./load_difference.js";
import { question } from "./load_question.js";

/**
 * @typedef {import("./load_difference.js").Difference} Difference
 * @typedef {import("./load_question.js").Proposal} Proposal
 * @typedef {{ roster_toml: string | null }} Read
 * @typedef {{ items: Difference[], readings: Read[], graph_version: string }} Answer
 */

const form = document.getElementById("load-form");
const files = document.getElementById("load-files");
const status = document.getElementById("load-status");
const result = document.getElementById("load-result");
const given = document.getElementById("load-texts");

if (form instanceof HTMLFormElement && files instanceof HTMLInputElement && status && result && given) {
  const words = JSON.parse(given.textContent ?? "{}");
  /** @type {Record<string, string>} */
  const texts = words.texts;
  let answers = "";

  /** @param {boolean} dry @param {string} version */
  const send = async (dry, version) => {
    const body = new FormData();
    for (const file of files.files ?? []) body.append("files", file);
    const date = form.elements.namedItem("edition_date");
    const complete = form.elements.namedItem("complete");
    if (date instanceof HTMLInputElement && date.value.trim()) {
      body.append("edition_date", date.value.trim());
      if (complete instanceof HTMLInputElement && complete.checked) body.append("complete", "true");
    }
    if (answers) body.append("answers", answers);
    const headers = version ? { "If-Match": `"${version}"` } : undefined;
    status.textContent = texts[dry ? "reading" : "writing"] ?? "";
    const answer = await fetch(`/api/v1/loads?dry_run=${dry}`, { method: "POST", body, headers });
    return { status: answer.status, body: await answer.json() };
  };

  /** @param {{ detail?: string, row?: number, file?: string, field?: string }} problem */
  const refused = (problem) => {
    const place = [problem.file, problem.row && `${texts.row} ${problem.row}`, problem.field].filter(Boolean);
    status.textContent = "";
    const note = document.createElement("p");
    note.className = "note note--warn";
    note.setAttribute("role", "alert");
    note.textContent = (problem.detail ?? texts.failed ?? "") + (place.length ? `（${place.join(" ")}）` : "");
    result.replaceChildren(note);
  };

  /** @param {{ proposal: Proposal, detail?: string }} problem */
  const ask = (problem) => {
    refused(problem);
    const asked = question(problem.proposal, texts, words.columns, (given) => {
      answers = JSON.stringify(given);
      void compare();
    });
    result.append(...asked);
    result.focus();
  };

  /** @param {string} toml */
  const kept = (toml) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toml], { type: "text/plain" }));
    link.download = "roster.toml";
    link.textContent = texts.keep ?? "roster.toml";
    const line = document.createElement("p");
    line.append(link);
    return line;
  };

  /** @param {Answer} answer @param {boolean} moved */
  const show = (answer, moved) => {
    const parts = answer.items.flatMap((item) => {
      const title = document.createElement("h3");
      title.textContent = item.title;
      const line = document.createElement("p");
      line.textContent = sentence(item, texts);
      return [
        title,
        line,
        ...account(item, texts),
        ...seatTable(item, texts),
        ...reviewTable(item, texts, words.flags),
      ];
    });
    parts.push(...(answer.readings ?? []).flatMap((one) => (one.roster_toml ? [kept(one.roster_toml)] : [])));
    status.textContent = (moved ? texts.moved : answer.items.some((item) => item.changes) ? texts.shown : texts.nothing) ?? "";
    const apply = document.createElement("button");
    apply.type = "button";
    apply.className = "button--main";
    apply.textContent = texts.apply ?? "";
    apply.addEventListener("click", () => write(answer.graph_version, apply));
    result.replaceChildren(...parts, ...(answer.items.some((item) => item.changes) ? [apply] : []));
    result.focus();
  };

  /** @param {string} version @param {HTMLButtonElement} button */
  const write = async (version, button) => {
    button.disabled = true;
    try {
      const answer = await send(false, version);
      if (answer.status === 412) show(answer.body.difference, true);
      else if (answer.status !== 200) refused(answer.body);
      else location.assign(location.pathname + location.search);
    } catch {
      refused({});
    }
  };

  const compare = async () => {
    try {
      const answer = await send(true, "");
      if (answer.status === 200) show(answer.body, false);
      else if (answer.body.proposal) ask(answer.body);
      else refused(answer.body);
    } catch {
      refused({});
    }
  };

  form.hidden = false;
  files.addEventListener("change", () => {
    answers = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void compare();
  });
}
