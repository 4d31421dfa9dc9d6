/**
 * A part of the page that Python fills: with the latest answer only, and only while somebody may see it.
 */

import { element } from "./element.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";

export class Fragment {
  #asked = 0;
  #stale = false;
  #seen = false;

  /**
   * @param {import("./engine/client.mjs").Engine} engine
   * @param {string} id
   * @param {() => {ask: string, [name: string]: unknown}} request
   * @param {{always?: boolean, refused?: (fault: string | null) => void}} [options] `always`: also while it is out of
   *   sight; `refused`: told what is wrong with the record, and when nothing is any more
   */
  constructor(engine, id, request, { always = false, refused = () => undefined } = {}) {
    this.engine = engine;
    this.place = element(id);
    this.request = request;
    this.refused = refused;
    this.#seen = always;
    if (always) return;
    new IntersectionObserver(
      (entries) => {
        // Several may have come together; the last one tells how it is now.
        this.#seen = entries[entries.length - 1].isIntersecting;
        if (this.#stale) this.refresh();
      },
      { rootMargin: "50%" },
    ).observe(this.place);
  }

  /** What it is made from has changed. @param {{now?: boolean}} [options] `now`: the person asked for it, seen or not */
  async refresh({ now = false } = {}) {
    this.#stale = true;
    if (!(this.#seen || now) || !this.engine.worker) return;
    this.#stale = false;
    this.#asked += 1;
    const number = this.#asked;
    try {
      const { html } = await this.engine.ask(this.request());
      if (number !== this.#asked) return;
      const focused = document.activeElement instanceof HTMLElement && this.place.contains(document.activeElement) ? document.activeElement : null;
      this.refused(null);
      const stood = document.activeElement?.getBoundingClientRect().top ?? 0;
      this.place.innerHTML = html;
      // What has the focus and is to be seen stays in its place, however much has grown above it.
      const moved = (document.activeElement?.getBoundingClientRect().top ?? 0) - stood;
      if (document.activeElement !== document.body && stood >= 0 && stood < innerHeight) scrollBy({ top: moved, behavior: "instant" });
      this.place.dataset.state = "ready";
      if (focused) twin(this.place, focused)?.focus();
      performance.mark(`${this.place.id}-shown`);
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      // An engine that failed says so in its own place; what it last showed stays.
      if (error instanceof EngineError || number !== this.#asked) {
        this.#stale = true;
        return;
      }
      if (error instanceof AnswerError && error.kind === "RecordError") this.refused(error.message);
      this.place.textContent = error.message;
      this.place.dataset.state = "waiting";
    }
  }
}

/** What tells one control of a fragment from the others. */
const MARKS = ["name", "data-edit-action", "data-new-action", "data-report-round", "href"];

/** The same control in what was made anew. @param {Element} place @param {HTMLElement} old @returns {HTMLElement | undefined} */
function twin(place, old) {
  const mark = MARKS.find((name) => old.hasAttribute(name));
  const found = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(`[${mark}]`)]);
  return mark ? found.find((other) => other.getAttribute(mark) === old.getAttribute(mark)) : undefined;
}
