// The one bus over which the parts of a page talk.

/** @typedef {{ select: string | null, open: string, zoom: number, fit: null, say: string }} Topics */

export class Events {
  /** @type {Map<string, Array<(value: any) => void>>} */
  #listeners = new Map();

  /**
   * @template {keyof Topics} K
   * @param {K} topic
   * @param {(value: Topics[K]) => void} listener
   */
  on(topic, listener) {
    const listeners = this.#listeners.get(topic) ?? [];
    listeners.push(listener);
    this.#listeners.set(topic, listeners);
  }

  /**
   * @template {keyof Topics} K
   * @param {K} topic
   * @param {Topics[K]} value
   */
  emit(topic, value) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(value);
  }
}
