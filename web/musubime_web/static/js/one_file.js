// The viewer inside an exported HTML file: filters the tables, and shows what a node of the drawing is tied to.
// It stands alone in that file and asks for nothing; without it every table is there in full.

(() => {
  const finder = /** @type {HTMLFormElement | null} */ (document.getElementById("finder"));
  const words = /** @type {HTMLInputElement | null} */ (document.getElementById("words"));
  const sector = /** @type {HTMLSelectElement | null} */ (document.getElementById("sector"));
  const found = document.getElementById("found");
  const drawing = document.querySelector(".drawing");
  if (!finder || !words || !sector || !found || !drawing) return;

  /** @param {string} text */
  const folded = (text) => text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("tr[data-ids]")].map((row) => ({
    row: /** @type {HTMLElement} */ (row),
    text: folded(row.textContent ?? ""),
  }));
  const nodes = [...drawing.querySelectorAll("[data-node]")].map((node) => ({
    node: /** @type {SVGElement} */ (node),
    text: folded(node.querySelector("title")?.textContent ?? ""),
  }));
  const lines = [...drawing.querySelectorAll("line[data-source]")].map((line) => /** @type {SVGElement} */ (line));
  /** @type {string | null} */
  let chosen = null;

  const filter = () => {
    const wanted = folded(words.value);
    let count = 0;
    for (const { row, text } of rows) {
      const fits = text.includes(wanted) && (!sector.value || !("sector" in row.dataset) || row.dataset.sector === sector.value);
      const ids = (row.dataset.ids ?? "").split(" ");
      row.hidden = !fits || (chosen !== null && !ids.includes(chosen));
      if (!row.hidden) count += 1;
    }
    for (const { node, text } of nodes) node.classList.toggle("match", wanted !== "" && text.includes(wanted));
    found.textContent = wanted || sector.value || chosen ? (found.dataset.text ?? "").replace("{count}", String(count)) : "";
  };

  /** @param {string | null} id */
  const choose = (id) => {
    chosen = id;
    document.body.classList.toggle("chosen", id !== null);
    const near = new Set([id]);
    for (const line of lines) {
      const { source, target } = line.dataset;
      const touches = id !== null && (source === id || target === id);
      line.classList.toggle("near", touches);
      if (touches) near.add(source === id ? (target ?? null) : (source ?? null));
    }
    for (const { node } of nodes) {
      node.classList.toggle("near", id !== null && near.has(node.dataset.node ?? null));
      node.setAttribute("aria-pressed", String(node.dataset.node === id));
    }
    filter();
  };

  for (const { node } of nodes) {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-pressed", "false");
    const toggle = () => choose(node.dataset.node === chosen ? null : (node.dataset.node ?? null));
    node.addEventListener("click", toggle);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen !== null) choose(null);
  });
  finder.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("input", filter);
  sector.addEventListener("change", filter);
  finder.hidden = false;
  const help = document.getElementById("drawing-help");
  if (help) help.hidden = false;
})();
