/**
 * A part of the page that Python fills: with the latest answer only, and only while somebody may see it.
 */

import { element } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";

/** How long after the last letter Python is asked again, in milliseconds. */
const TYPING_PAUSE = 300;
/** What tells one control of a fragment from the others. */
const MARKS = ["name", "data-edit-action", "data-new-action", "data-report-round", "href"];

export class Fragment {
  #asked = 0;
  #stale = false;
  #seen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #waiting;

  /**
   * @param {import("./engine/client.mjs").Engine} engine
   * @param {string} id
   * @param {() => {ask: string, [name: string]: unknown}} request
   * @param {{always?: boolean, onFault?: (fault: string | null) => void}} [options] `always`: also while it is out of
   *   sight; `onFault`: called with what is wrong with the record, and with null when nothing is
   */
  constructor(engine, id, request, { always = false, onFault = () => undefined } = {}) {
    this.engine = engine;
    this.place = element(id);
    this.request = request;
    this.onFault = onFault;
    this.#seen = always;
    if (always) return;
    new IntersectionObserver(
      (entries) => {
        // Several may have come together; the last one is how it is now.
        this.#seen = entries[entries.length - 1].isIntersecting;
        if (this.#stale) this.refresh();
      },
      { rootMargin: "50%" },
    ).observe(this.place);
  }

  /** Refreshes when typing pauses. */
  refreshSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.refresh(), TYPING_PAUSE);
  }

  /** What it is made from has changed. @param {{now?: boolean}} [options] `now`: the person asked for it, seen or not */
  async refresh({ now = false } = {}) {
    clearTimeout(this.#waiting);
    this.#stale = true;
    if (!(this.#seen || now) || !this.engine.worker) return;
    this.#stale = false;
    this.#asked += 1;
    const number = this.#asked;
    try {
      const { html } = await this.engine.ask(this.request());
      if (number === this.#asked) this.#show(html);
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      // An engine that failed says so in its own place; what is shown stays.
      if (error instanceof EngineError || number !== this.#asked) this.#stale = true;
      else this.#refuse(error);
    }
  }

  /** @param {string} html */
  #show(html) {
    const focused = document.activeElement;
    const lost = focused instanceof HTMLElement && this.place.contains(focused) ? focused : null;
    this.onFault(null);
    this.place.innerHTML = html;
    this.place.dataset.state = "ready";
    if (lost) sameControl(this.place, lost)?.focus();
    performance.mark(`${this.place.id}-shown`);
  }

  /** @param {AnswerError} error */
  #refuse(error) {
    if (error.kind === "RecordError") this.onFault(error.message);
    this.place.textContent = error.message;
    this.place.dataset.state = "waiting";
  }
}

/** The control of a new fragment that stands for one of the old. @param {Element} place @param {HTMLElement} old @returns {HTMLElement | undefined} */
function sameControl(place, old) {
  const mark = MARKS.find((name) => old.hasAttribute(name));
  const found = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(`[${mark}]`)]);
  return mark ? found.find((other) => other.getAttribute(mark) === old.getAttribute(mark)) : undefined;
}
