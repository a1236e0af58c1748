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
