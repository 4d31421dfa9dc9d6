/**
 * A part of the page that Python fills: with the latest answer only, and only while somebody may see it.
 */

import { element } from "./element.mjs";
import { AnswerError, EngineError } from "./engine.mjs";

export class Fragment {
  #asked = 0;
  #stale = false;
  #seen = false;

  /**
   * @param {import("./engine.mjs").Engine} engine
   * @param {string} id
   * @param {() => {ask: string, [name: string]: unknown}} request
   * @param {{always?: boolean}} [options] `always`: also while it is out of sight
   */
  constructor(engine, id, request, { always = false } = {}) {
    this.engine = engine;
    this.place = element(id);
    this.request = request;
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
      this.place.innerHTML = html;
      this.place.dataset.state = "ready";
      const name = focused?.getAttribute("name");
      if (name) /** @type {HTMLElement | null} */ (this.place.querySelector(`[name="${name}"]`))?.focus();
      performance.mark(`${this.place.id}-shown`);
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      // An engine that failed says so in its own place; what it last showed stays.
      if (error instanceof EngineError || number !== this.#asked) {
        this.#stale = true;
        return;
      }
      this.place.textContent = error.message;
      this.place.dataset.state = "waiting";
    }
  }
}
