/**
 * Undo and redo: what was there before, and what was put in its place. Lives as long as the page.
 */

/** One field, or one action, and where it belongs. @typedef {{name: string, roundId: string, before: any, after: any}} Change */
/** Changes that were made, and are taken back, together. @typedef {{changes: Change[], typed: boolean, at: number}} Step */

/** Typing without a longer pause than this is one step, in milliseconds. */
const PAUSE = 5_000;

export class History {
  /** @type {Step[]} */ #done = [];
  /** @type {Step[]} */ #undone = [];

  /** @param {Change[]} changes @param {boolean} typed whether more of the same may follow, as letters do */
  add(changes, typed) {
    const last = this.#done[this.#done.length - 1];
    const at = Date.now();
    const goesOn = typed && last?.typed && last.changes[0].name === changes[0].name && at - last.at < PAUSE;
    if (goesOn) {
      last.changes[0].after = changes[0].after;
      last.at = at;
    } else this.#done.push({ changes, typed, at });
    this.#undone = [];
  }

  /** A field was left: what is typed there next is a step of its own. */
  pause() {
    const last = this.#done[this.#done.length - 1];
    if (last) last.typed = false;
  }

  /** The changes to take back, which can be made again; undefined where there are none. */
  undo() {
    return this.#move(this.#done, this.#undone)?.changes;
  }

  redo() {
    return this.#move(this.#undone, this.#done)?.changes;
  }

  /** Another record is shown, or a round is closed: what could be undone is no longer there to be changed. */
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
    if (step) to.push({ ...step, typed: false });
    return step;
  }
}
