// What is known about the current node, beside the drawing.

import { filled } from "./address.js";
import { tiesOf } from "./scene_data.js";

export class DetailsPanel {
  /**
   * @param {{ panel: HTMLElement, title: HTMLElement, description: HTMLElement, links: HTMLElement, ties: HTMLElement,
   *   events: import("./events.js").Events, scene: import("./scene_data.js").Scene }} parts
   */
  constructor({ panel, title, description, links, ties, events, scene }) {
    this.parts = { panel, title, description, links, ties };
    this.events = events;
    this.scene = scene;
    events.on("select", (id) => this.show(id));
  }

  /** @param {string | null} id */
  show(id) {
    const node = this.scene.nodes.find((one) => one.id === id);
    const { panel, title, description, links, ties } = this.parts;
    panel.hidden = !node;
    if (!node) return;
    title.textContent = node.label;
    description.textContent = node.describe;
    const { strings } = this.scene;
    links.replaceChildren(link(node.href, strings.open_record ?? ""));
    if (node.expand) links.append(link(node.expand, strings.expand ?? ""));
    const tied = tiesOf(this.scene, node.id);
    ties.replaceChildren(...tied.map((tie) => this.#row(tie)));
    this.events.emit("say", filled(strings.selected ?? "", { what: node.describe }));
  }

  /** @param {{ id: string, note: string }} tie */
  #row({ id, note }) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button--small";
    button.textContent = this.scene.nodes.find((node) => node.id === id)?.label ?? id;
    button.addEventListener("click", () => this.events.emit("select", id));
    row.append(button);
    if (note) row.append(` ${note}`);
    return row;
  }
}

/**
 * @param {string} href
 * @param {string} text
 */
function link(href, text) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}
