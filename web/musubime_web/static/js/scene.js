// Entry of every page with a drawing: the one module that knows the ids of the page.

import { withFragment, withParameter } from "./address.js";
import { DetailsPanel } from "./details_panel.js";
import { Events } from "./events.js";
import { KeyboardLayer } from "./keyboard_layer.js";
import { fromFragment, toFragment } from "./positions.js";
import { readScene } from "./scene_data.js";
import { SceneView } from "./scene_view.js";
import { Steps } from "./steps.js";
import { followArrangement } from "./svg_twin.js";

const CYTOSCAPE = new URL("../vendor/cytoscape/cytoscape.esm.min.mjs", import.meta.url).href;

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

async function start() {
  const scene = readScene(element("scene-data").textContent ?? "");
  if (!scene.nodes.length) return;
  const { default: cytoscape } = await import(CYTOSCAPE);
  const steps = new Steps(await fromFragment(location.hash));
  const events = new Events();
  const frame = element("scene-canvas");
  const drawn = element("scene-svg");
  const status = element("scene-status");
  frame.hidden = false;
  const view = new SceneView({
    surface: element("scene-surface"),
    frame,
    scene,
    cytoscape,
    events,
    arrangement: steps.current,
    onArranged: (arrangement) => {
      steps.take(arrangement);
      void arranged();
    },
  });
  drawn.hidden = true;
  const svg = drawn.querySelector("svg");
  if (svg) followArrangement(svg, view);

  events.on("select", (id) => view.select(id));
  new DetailsPanel({
    panel: element("scene-panel"),
    title: element("scene-panel-title"),
    description: element("scene-panel-text"),
    links: element("scene-panel-links"),
    ties: element("scene-panel-ties"),
    events,
    scene,
  });
  new KeyboardLayer({ frame, mirror: element("scene-current"), view, events, strings: scene.strings });
  events.on("say", (text) => {
    status.textContent = text;
  });
  events.on("zoom", (factor) => view.zoom(factor));
  events.on("fit", () => view.fit());
  events.on("open", (id) => {
    const node = scene.nodes.find((one) => one.id === id);
    if (node) location.assign(node.expand ?? node.href);
  });
  events.on("select", markRows);
  events.on("select", (id) => {
    const address = withParameter(location.href, "node", id);
    if (address !== location.href) history.replaceState(null, "", address);
  });
  addEventListener("popstate", () => events.emit("select", new URL(location.href).searchParams.get("node")));
  addEventListener("hashchange", async () => {
    const arrangement = await fromFragment(location.hash);
    if (JSON.stringify(arrangement) === JSON.stringify(steps.current)) return;
    steps.take(arrangement);
    view.arrange(arrangement);
    buttons();
  });

  press("scene-zoom-in", () => view.zoom(1.25));
  press("scene-zoom-out", () => view.zoom(0.8));
  press("scene-fit", () => view.fit());
  for (const [name, right, down] of /** @type {const} */ ([["left", -1, 0], ["right", 1, 0], ["up", 0, -1], ["down", 0, 1]])) {
    press(`scene-pan-${name}`, () => view.pan(right, down));
    press(`scene-move-${name}`, () => view.nudge(right, down));
  }
  press("scene-hide", () => {
    view.hide();
    events.emit("select", null);
  });
  press("scene-undo", () => restored(steps.undo()));
  press("scene-redo", () => restored(steps.redo()));
  element("scene-tools").hidden = false;
  for (const button of document.querySelectorAll("button[data-show-node]")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      events.emit("select", button.dataset.showNode ?? null);
      frame.scrollIntoView({ block: "nearest" });
      frame.focus({ preventScroll: true });
    });
  }
  buttons();
  const chosen = new URL(location.href).searchParams.get("node");
  if (chosen) events.emit("select", chosen);

  /** @param {import("./positions.js").Arrangement} arrangement */
  function restored(arrangement) {
    view.arrange(arrangement);
    void arranged();
  }

  async function arranged() {
    buttons();
    history.replaceState(null, "", withFragment(location.href, await toFragment(steps.current)));
  }

  function buttons() {
    able("scene-undo", steps.canUndo);
    able("scene-redo", steps.canRedo);
  }
}

/**
 * @param {string} id
 * @param {() => void} action
 */
function press(id, action) {
  element(id).addEventListener("click", action);
}

/**
 * @param {string} id
 * @param {boolean} can
 */
function able(id, can) {
  const button = element(id);
  if (button instanceof HTMLButtonElement) button.disabled = !can;
}

/** @param {string | null} id */
function markRows(id) {
  for (const row of document.querySelectorAll("tr[data-node]")) {
    row.classList.toggle("is-current", row instanceof HTMLElement && row.dataset.node === id);
  }
}

void start();
