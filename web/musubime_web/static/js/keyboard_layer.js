// The drawing from the keyboard: one current node, mirrored for the screen reader.

import { nearest, nextByAngle } from "./geometry.js";

/** @type {Record<string, import("./geometry.js").Direction>} */
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

export class KeyboardLayer {
  /**
   * @param {{ frame: HTMLElement, mirror: HTMLElement, view: import("./scene_view.js").SceneView,
   *   events: import("./events.js").Events, strings: Record<string, string> }} parts
   */
  constructor({ frame, mirror, view, events, strings }) {
    this.view = view;
    this.events = events;
    this.strings = strings;
    frame.addEventListener("keydown", (event) => this.#key(event));
    events.on("select", (id) => {
      const node = view.scene.nodes.find((one) => one.id === id);
      if (node) {
        mirror.setAttribute("aria-label", node.describe);
        frame.setAttribute("aria-activedescendant", mirror.id);
      } else {
        frame.removeAttribute("aria-activedescendant");
      }
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (direction) this.#go(direction, event.shiftKey);
    else if (event.key === "Enter" && this.view.current) this.events.emit("open", this.view.current);
    else if (event.key === "Escape") this.events.emit("select", null);
    else if (event.key === "+" || event.key === ";") this.events.emit("zoom", 1.25);
    else if (event.key === "-") this.events.emit("zoom", 0.8);
    else if (event.key === "0") this.events.emit("fit", null);
    else return;
    event.preventDefault();
  }

  /**
   * @param {import("./geometry.js").Direction} direction
   * @param {boolean} free
   */
  #go(direction, free) {
    const places = this.view.places();
    const here = places.find((place) => place.id === this.view.current);
    if (!here) {
      const first = this.view.scene.nodes.find((node) => places.some((place) => place.id === node.id));
      if (first) this.events.emit("select", first.id);
      return;
    }
    const next = free ? nearest(here, places, direction) : nextByAngle(here, this.view.neighbours(here.id), direction);
    if (next) this.events.emit("select", next.id);
    else this.events.emit("say", this.strings[free ? "no_node_there" : "no_tie_there"] ?? "");
  }
}
