// The canvas: takes the place of the server's SVG, keeps one current node, moves and hides nodes.

import { nodeElement, regionElement, sceneStyle } from "./scene_style.js";
import { tiesOf } from "./scene_data.js";

const PADDING = 4;
/** Zoom at which few marks are large enough. */
const LARGEST = 1.6;
const MANY = 1000;
const STEP = 60;
/** Below this zoom the server has looked for room for no label. */
const SMALLEST = 0.18;

/** @typedef {import("./positions.js").Arrangement} Arrangement */

export class SceneView {
  /**
   * @param {{ surface: HTMLElement, frame: HTMLElement, scene: import("./scene_data.js").Scene, cytoscape: any,
   *   events: import("./events.js").Events, arrangement: Arrangement, onArranged: (arrangement: Arrangement) => void }} parts
   */
  constructor({ surface, frame, scene, cytoscape, events, arrangement, onArranged }) {
    this.scene = scene;
    this.events = events;
    /** @type {string | null} */
    this.current = null;
    this.waiting = false;
    this.fitted = "";
    this.arrangement = arrangement;
    const many = scene.nodes.length + scene.edges.length > MANY;
    /** @type {import("cytoscape").Core} */
    this.cy = cytoscape({
      container: surface,
      elements: [
        ...scene.regions.map(regionElement),
        ...scene.nodes.map((node, rank) => nodeElement(node, arrangement.moved[node.id], rank)),
        ...scene.edges.map(({ id, source, target, stroke }) => ({ group: "edges", data: { id, source, target, stroke } })),
      ],
      layout: { name: "preset" },
      style: sceneStyle(),
      minZoom: 0.08,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autounselectify: true,
      hideEdgesOnViewport: many,
      textureOnViewport: many,
      userZoomingEnabled: false,
    });
    this.arrange(arrangement);
    this.fit();
    this.#speak();
    this.cy.on("zoom", () => this.#speakSoon());
    this.#listen(frame, onArranged);
  }

  /**
   * @param {HTMLElement} frame
   * @param {(arrangement: Arrangement) => void} onArranged
   */
  #listen(frame, onArranged) {
    this.onArranged = onArranged;
    this.cy.on("tap", "node", (event) => this.events.emit("select", event.target.id()));
    this.cy.on("tap", (event) => {
      if (event.target === this.cy) this.events.emit("select", null);
    });
    this.cy.on("dbltap", "node", (event) => this.events.emit("open", event.target.id()));
    this.cy.on("dragfree", "node", (event) => {
      const { x, y } = event.target.position();
      this.#moved(event.target.id(), x, y);
    });
    // The wheel and one finger scroll the page until the drawing has the focus.
    const coarse = matchMedia("(pointer: coarse)").matches;
    this.cy.userPanningEnabled(!coarse);
    frame.addEventListener("focusin", () => this.#grip(true, true));
    frame.addEventListener("focusout", () => this.#grip(false, !coarse));
    new ResizeObserver(() => this.#resized()).observe(frame);
    frame.dataset.ready = "true";
  }

  /** Follows the size of the stage; a view that still shows everything goes on doing so. */
  #resized() {
    const untouched = this.fitted === this.#view();
    this.cy.resize();
    if (untouched) this.fit();
  }

  #view() {
    return JSON.stringify([this.cy.pan(), this.cy.zoom()]);
  }

  /** Lets a label speak only from the zoom on at which there is room for it, and keeps its size on the screen. */
  #speak() {
    this.waiting = false;
    const zoom = this.cy.zoom() < SMALLEST ? -1 : this.cy.zoom() + 0.01;
    this.cy.batch(() => {
      for (const node of this.scene.nodes) this.cy.getElementById(node.id).toggleClass("quiet", node.speak > zoom);
    });
    this.cy.style().update();
  }

  #speakSoon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => this.#speak());
  }

  /**
   * @param {boolean} zoom
   * @param {boolean} pan
   */
  #grip(zoom, pan) {
    this.cy.userZoomingEnabled(zoom);
    this.cy.userPanningEnabled(pan);
  }

  /**
   * Makes a node the current one and lights its ties; null clears.
   * @param {string | null} id
   */
  select(id) {
    this.cy.elements().removeClass("current near lit");
    const node = id === null ? null : this.cy.getElementById(id);
    this.current = node && node.nonempty() ? id : null;
    if (!node || node.empty()) return;
    node.addClass("current");
    node.connectedEdges().addClass("lit");
    node.neighborhood("node").addClass("near");
    this.#reveal(node);
  }

  /** @param {import("cytoscape").NodeSingular} node */
  #reveal(node) {
    const { x, y } = node.renderedPosition();
    const inside = x > 20 && y > 20 && x < this.cy.width() - 20 && y < this.cy.height() - 20;
    if (!inside) this.cy.center(node);
  }

  /** Places of the visible nodes, for the keyboard. */
  places() {
    return this.cy.nodes("[!frame]").map((node) => ({ id: node.id(), ...node.position(), shown: node.visible() })).filter(({ shown }) => shown);
  }

  /** @param {string} id */
  neighbours(id) {
    const tied = new Set(tiesOf(this.scene, id).map((tie) => tie.id));
    return this.places().filter((place) => tied.has(place.id));
  }

  /** @param {number} factor */
  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** Shows all: the scene with the room the server left for labels, and what was moved out of it. */
  fit() {
    const visible = this.cy.elements().not(".gone");
    if (visible.empty()) return;
    const marks = visible.boundingBox({ includeLabels: false });
    const { x, y, width, height } = this.scene.bounds;
    const [left, top] = [Math.min(x, marks.x1), Math.min(y, marks.y1)];
    const [right, bottom] = [Math.max(x + width, marks.x2), Math.max(y + height, marks.y2)];
    const across = (this.cy.width() - 2 * PADDING) / (right - left);
    const zoom = Math.min(across, (this.cy.height() - 2 * PADDING) / (bottom - top), LARGEST);
    const pan = { x: this.cy.width() / 2 - ((left + right) / 2) * zoom, y: this.cy.height() / 2 - ((top + bottom) / 2) * zoom };
    if (zoom > 0) this.cy.viewport({ zoom, pan });
    this.fitted = this.#view();
  }

  /**
   * @param {number} right
   * @param {number} down
   */
  pan(right, down) {
    this.cy.panBy({ x: -right * STEP, y: -down * STEP });
  }

  /**
   * Moves the current node by one step.
   * @param {number} right
   * @param {number} down
   */
  nudge(right, down) {
    if (this.current === null) return;
    const { x, y } = this.cy.getElementById(this.current).position();
    this.#moved(this.current, x + (right * STEP) / 3, y + (down * STEP) / 3);
  }

  hide() {
    if (this.current === null) return;
    const { moved, hidden } = this.arrangement;
    this.#arranged({ moved, hidden: [...hidden, this.current] });
  }

  /**
   * @param {string} id
   * @param {number} x
   * @param {number} y
   */
  #moved(id, x, y) {
    const { moved, hidden } = this.arrangement;
    this.#arranged({ moved: { ...moved, [id]: [Math.round(x), Math.round(y)] }, hidden });
  }

  /** @param {Arrangement} arrangement */
  #arranged(arrangement) {
    this.arrange(arrangement);
    this.onArranged?.(arrangement);
  }

  /**
   * Shows an arrangement: moved nodes where they were put, hidden ones not at all.
   * @param {Arrangement} arrangement
   */
  arrange(arrangement) {
    this.arrangement = arrangement;
    const hidden = new Set(arrangement.hidden);
    this.cy.batch(() => {
      for (const node of this.scene.nodes) {
        const element = this.cy.getElementById(node.id);
        const moved = arrangement.moved[node.id];
        element.position(moved ? { x: moved[0], y: moved[1] } : { x: node.x, y: node.y });
        element.toggleClass("gone", hidden.has(node.id));
      }
    });
  }
}
