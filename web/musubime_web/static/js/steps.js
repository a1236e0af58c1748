// Undo and redo over values that are replaced whole.

/** @template T */
export class Steps {
  /** @param {T} start */
  constructor(start) {
    this.current = start;
    /** @type {T[]} */
    this.past = [];
    /** @type {T[]} */
    this.future = [];
  }

  get canUndo() {
    return this.past.length > 0;
  }

  get canRedo() {
    return this.future.length > 0;
  }

  /** @param {T} value */
  take(value) {
    this.past.push(this.current);
    this.current = value;
    this.future = [];
  }

  undo() {
    const before = this.past.pop();
    if (before === undefined) return this.current;
    this.future.push(this.current);
    this.current = before;
    return before;
  }

  redo() {
    const after = this.future.pop();
    if (after === undefined) return this.current;
    this.past.push(this.current);
    this.current = after;
    return after;
  }
}
