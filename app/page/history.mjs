/**
 * Undo and redo, for fields: what was there before, and what was put in its place. Lives as long as the page.
 */

/** @typedef {{name: string, before: any, after: any, at: number}} Step */

/** Typing without a longer pause than this is one step, in milliseconds. */
const PAUSE = 5_000;

export class History {
  /** @type {Step[]} */ #done = [];
  /** @type {Step[]} */ #undone = [];

  /** @param {string} name @param {any} before @param {any} after @param {boolean} typed */
  add(name, before, after, typed) {
    const last = this.#done[this.#done.length - 1];
    const at = Date.now();
    if (typed && last?.name === name && at - last.at < PAUSE) Object.assign(last, { after, at });
    else this.#done.push({ name, before, after, at });
    this.#undone = [];
  }

  /** The step to take back, which can be done again; undefined where there is none. */
  undo() {
    return this.#move(this.#done, this.#undone);
  }

  redo() {
    return this.#move(this.#undone, this.#done);
  }

  /** Another record is shown: its fields are others. */
  forget() {
    this.#done = [];
    this.#undone = [];
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @param {Step[]} from @param {Step[]} to */
  #move(from, to) {
    const step = from.pop();
    if (step) to.push(step);
    return step;
  }
}
