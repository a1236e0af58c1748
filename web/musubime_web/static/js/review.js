// The review queue by keyboard: a same, r different, l later, u undo, j and k (or the arrows) from pair to pair.
// The keys work only while the focus is in the queue and not in a field; the buttons do the same without script.

const queue = document.getElementById("queue");
const pairs = [...document.querySelectorAll("[data-pair]")].filter((pair) => pair instanceof HTMLElement);
const undo = document.querySelector("[data-undo]");

/** @param {HTMLElement | undefined} pair */
function stand(pair) {
  pair?.focus({ preventScroll: true });
  pair?.scrollIntoView({ block: "start" });
}

/** @param {Element} from @param {number} steps */
function step(from, steps) {
  const at = pairs.findIndex((pair) => pair.contains(from));
  stand(pairs[Math.min(Math.max(at + steps, 0), pairs.length - 1)]);
}

if (queue) {
  const first = pairs[0];
  if (!location.hash) (first ?? queue).focus({ preventScroll: true });
  queue.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || !(at instanceof Element)) return;
    if (at instanceof HTMLInputElement) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "arrowdown") step(at, 1);
    else if (key === "k" || key === "arrowup") step(at, -1);
    else if (key === "u" && undo instanceof HTMLButtonElement) undo.click();
    else {
      const button = (at.closest("[data-pair]") ?? first)?.querySelector(`button[data-key="${CSS.escape(key)}"]`);
      if (!(button instanceof HTMLButtonElement)) return;
      button.click();
    }
    event.preventDefault();
  });
}
