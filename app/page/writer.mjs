/**
 * One tab at a time edits a record: a lock for each record, which the browser frees when its tab closes.
 * Web Locks need https; without them every tab may write.
 */

import { openChannel } from "./channel.mjs";

/** @typedef {"asking" | "writing" | "elsewhere" | "unguarded"} WriterState `unguarded`: this browser or address has no locks */

/** How long the tab that holds a lock may take to release it, in milliseconds. */
const PATIENCE = 1_000;
/** How long the browser may take to say whether another tab holds it, in milliseconds. */
const ANSWER_TIMEOUT = 5_000;

export class Writer {
  /** @type {WriterState} */ state = "asking";
  #key = "";
  /** Ends what this tab holds or waits for. @type {AbortController} */ #current = new AbortController();
  /** Until the browser has answered. @type {ReturnType<typeof setTimeout> | undefined} */ #unanswered;

  /** @param {(state: WriterState) => void} onState */
  constructor(onState) {
    this.onState = onState;
    /** Tells other tabs of this site what to do. */
    this.channel = openChannel("lsp-improvement-tool");
    this.channel.addEventListener("message", (event) => {
      const { release } = /** @type {MessageEvent} */ (event).data;
      if (release === this.#key && this.state === "writing") this.ask(this.#key, { queue: true });
    });
  }

  /**
   * Asks for the lock of a record, and releases the one before.
   * @param {string} key @param {{queue?: boolean}} [options] `queue`: another tab wants it, and comes first
   */
  ask(key, { queue = false } = {}) {
    if (key === this.#key && this.state === "writing" && !queue) return;
    this.#current.abort();
    this.#current = new AbortController();
    this.#key = key;
    if (!navigator.locks) return this.#enter("unguarded");
    this.#enter(queue ? "elsewhere" : "asking");
    const { signal } = this.#current;
    if (queue) return this.#wait(signal);
    // Without an answer nothing could be entered, and nobody would know why. One that comes late still counts.
    this.#unanswered = setTimeout(() => this.#enter("elsewhere"), ANSWER_TIMEOUT);
    this.#request({ ifAvailable: true }, signal, () => this.#wait(signal));
  }

  /** Waits until this tab knows whether its lock was stolen while it was stuck: the answer comes after that message. */
  async confirm() {
    if (this.state === "writing") await navigator.locks.query();
  }

  /** Takes the lock from the tab that has it: by asking, and without it when it does not answer. */
  takeOver() {
    const { signal } = this.#current;
    this.channel.postMessage({ release: this.#key });
    setTimeout(() => {
      if (this.state !== "elsewhere" || signal.aborted) return;
      this.#request({ steal: true }, signal);
      // A browser that does not answer this either does not guard anything.
      this.#unanswered = setTimeout(() => this.#enter("unguarded"), ANSWER_TIMEOUT);
    }, PATIENCE);
  }

  /** The page is left: another tab may go on. */
  release() {
    this.#current.abort();
    this.#enter("asking");
  }

  /** @param {AbortSignal} signal */
  #wait(signal) {
    // By now this tab may edit: "Continue here" does not wait for a late answer.
    if (this.state === "writing" || this.state === "unguarded") return;
    this.#enter("elsewhere");
    this.#request({ signal }, signal);
  }

  /** @param {LockOptions} options @param {AbortSignal} signal @param {() => void} [onTaken] another tab has it */
  async #request(options, signal, onTaken = () => undefined) {
    try {
      await navigator.locks.request(this.#key, options, (lock) => {
        if (signal.aborted) return;
        if (lock) return this.#hold(signal);
        onTaken();
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DOMException)) throw error;
      // Stolen by another tab, which then comes first. Otherwise the browser denies locks, as where it denies storage.
      if (error.name === "AbortError") this.ask(this.#key, { queue: true });
      else this.#enter("unguarded");
    }
  }

  /** Holds the lock as long as the promise is pending. @param {AbortSignal} signal @returns {Promise<void> | undefined} */
  #hold(signal) {
    // Two requests of this tab may wait; one is enough.
    if (this.state === "writing") return undefined;
    this.#enter("writing");
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  }

  /** @param {WriterState} state */
  #enter(state) {
    clearTimeout(this.#unanswered);
    if (this.state === state) return;
    this.state = state;
    this.onState(state);
  }
}
