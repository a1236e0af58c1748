// What every page does with script: print and copy buttons.

const printer = document.getElementById("print-button");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
}

const copier = document.getElementById("copy-button");
const copied = document.getElementById("copy-status");
if (copier && copied && navigator.clipboard) {
  copier.hidden = false;
  copier.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = copier.dataset.done ?? "";
    } catch {
      copied.textContent = location.href;
    }
  });
}

// Beside the content the filters stand open; above it, on a narrow screen, they wait closed.
const filters = document.getElementById("filters");
if (filters instanceof HTMLDetailsElement && matchMedia("(max-width: 63.99rem)").matches) filters.open = false;

// The menu of further questions closes when one goes on elsewhere.
const menu = document.querySelector("details.site-more");
if (menu instanceof HTMLDetailsElement) {
  const close = () => {
    menu.open = false;
  };
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary")?.focus();
  });
}
