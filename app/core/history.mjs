/**
 * Undo and redo, as long as the page is open.
 */

/** @typedef {import("./edit.mjs").Edit} Edit */
/** Edits that were made, and are undone, together. `typed`: more letters may join it. @typedef {{edits: Edit[], typed: boolean, at: number}} Step */

/** Typing without a longer pause than this is one step, in milliseconds. */
const PAUSE = 5_000;

export class History {
  /** @type {Step[]} */ #done = [];
  /** @type {Step[]} */ #undone = [];

  /**
   * @param {Edit[]} edits @param {boolean} typed whether more of the same may follow, as letters do
   * @param {number} at milliseconds @returns {boolean} whether this began a new step
   */
  add(edits, typed, at) {
    const last = this.#done.at(-1);
    const continues = typed && last?.typed && last.edits[0].path === edits[0].path && at - last.at < PAUSE;
    if (continues) Object.assign(last, { at, edits: [{ ...last.edits[0], after: edits[0].after }] });
    else this.#done.push({ edits, typed, at });
    this.#undone = [];
    return !continues;
  }

  /** A field was left: what is typed there next is a step of its own. */
  pause() {
    const last = this.#done.at(-1);
    if (last) last.typed = false;
  }

  /** The edits to revert; undefined where there are none. */
  undo() {
    return this.#move(this.#done, this.#undone)?.edits;
  }

  /** The edits to apply again; undefined where there are none. */
  redo() {
    return this.#move(this.#undone, this.#done)?.edits;
  }

  /** Another record is shown, or this one was replaced: what could be undone is not there any more. */
  clear() {
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
    if (step) to.push({ ...step, typed: false });
    return step;
  }
}
