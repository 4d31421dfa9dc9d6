/**
 * A part of the page that Python fills: with the latest answer only, and only while somebody may see it. What Python
 * made last is stored, and shown until Python has started, if it was made from the same.
 */

import { Asking } from "../core/asking.mjs";
import { fingerprint } from "../core/digest.mjs";
import { element } from "./dom.mjs";
import { AnswerError, PythonError } from "./engine/client.mjs";
import { showLocalTimes } from "./local_times.mjs";

/** How long after the last letter Python is asked again, in milliseconds. */
const TYPING_PAUSE = 300;
/** What tells one control of a fragment from the others. */
const CONTROLS = [
  "name",
  "data-edit-action",
  "data-new-action",
  "data-report-round",
  "data-discuss",
  "data-details",
  "href",
];

/** Another release may make something else of the same record. */
const RELEASE = new URL(".", import.meta.url).pathname;

export class Fragment {
  #asking = new Asking();
  #shown = "";
  #stale = false;
  #seen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #waiting;
  /** Which of the records that were opened it shows. */ #opened = 0;

  /**
   * @param {import("./engine/client.mjs").Engine} engine
   * @param {string} id
   * @param {() => {ask: string, [name: string]: unknown}} request
   * @param {import("./store.mjs").Store} store of the record that it is made from
   * @param {{always?: boolean, onFault?: (fault: string | null) => void, onShown?: (place: Element) => void,
   *   withoutPython?: () => Element}} [options]
   *   `always`: also while it is out of sight; `onFault`: called with what is wrong with the record, and with null when
   *   nothing is; `onShown`: called when something new is in the page; `withoutPython`: makes what is shown where Python
   *   has failed
   */
  constructor(engine, id, request, store, options = {}) {
    const { always = false, onFault = () => {}, onShown = () => {}, withoutPython } = options;
    this.engine = engine;
    this.store = store;
    this.place = element(id);
    this.request = request;
    this.onFault = onFault;
    this.onShown = onShown;
    this.withoutPython = withoutPython;
    this.#seen = always;
    // What is always there is asked for before Python can answer: so it comes first.
    const moments = [always ? "starting" : "ready", ...(withoutPython ? ["failed"] : [])];
    engine.subscribe((state) => moments.includes(state) && this.refresh());
    if (always) return;
    new IntersectionObserver(
      (entries) => {
        // Several may have come together; the last one is how it is now.
        this.#seen = entries[entries.length - 1].isIntersecting;
        if (this.#stale) this.refresh();
      },
      // In a room that is shown, also far below the window: filled only when it comes near, it would push away what
      // is below it, and with that the focus of a person who walks by the keys.
      { rootMargin: "100000px" },
    ).observe(this.place);
  }

  /** Refreshes when typing pauses. */
  refreshSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.refresh(), TYPING_PAUSE);
  }

  /**
   * What it is made from has changed.
   * @param {{now?: boolean}} [options] `now`: the person asked for it, seen or not
   * @returns {Promise<boolean>} whether Python's answer to this is shown, and not to something later
   */
  async refresh({ now = false } = {}) {
    clearTimeout(this.#waiting);
    this.#stale = true;
    // What Python is making now is of an earlier state.
    const isLatest = this.#asking.next();
    if (this.#opened !== this.store.opened) this.#empty();
    this.#opened = this.store.opened;
    if (!(this.#seen || now)) return false;
    if (this.engine.failed && this.withoutPython) {
      this.#show(this.withoutPython(), "page");
      return false;
    }
    const request = this.request();
    const from = fingerprint(RELEASE + JSON.stringify(request));
    // What the person asks of it now no earlier visit has made.
    if (!this.engine.ready && !now) this.#showEarlier(from);
    if (!this.engine.worker) return false;
    this.#stale = false;
    try {
      const { html } = await this.engine.ask(request);
      if (!isLatest()) return false;
      this.onFault(null);
      this.#show(html, "python");
      this.store.storage.setFragment(this.place.id, { from, html });
      return true;
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      // An engine that failed says so in its own place; what is shown stays.
      if (error instanceof AnswerError && isLatest()) this.#refuse(error);
      else this.#stale = true;
      return false;
    }
  }

  /** Before Python is there: what it made in an earlier visit, or the build of an empty record. @param {string} from */
  #showEarlier(from) {
    const { dataset, id } = this.place;
    const earlier = this.store.storage.fragment(id);
    if (earlier.from === from) return this.#show(earlier.html, "saved");
    if (dataset.source === undefined || (dataset.source === "build" && this.store.isBlank)) return;
    // It is of another state of the record.
    this.#empty();
  }

  /** Takes what is shown away. @param {string} [said] in its place */
  #empty(said = this.place.dataset.waiting ?? "") {
    this.place.textContent = said;
    this.#shown = "";
    Object.assign(this.place.dataset, { state: "waiting", source: "" });
  }

  /** @param {string | Element} made HTML, or an element @param {"saved" | "python" | "page"} source */
  #show(made, source) {
    this.place.dataset.source = source;
    this.place.dataset.state = "ready";
    performance.mark(`${this.place.id}-shown`);
    // Nothing is laid out again for the same.
    const html = typeof made === "string" ? made : made.outerHTML;
    if (html === this.#shown) return;
    this.#shown = html;
    const focused = document.activeElement;
    const lost = focused instanceof HTMLElement && this.place.contains(focused) ? focused : null;
    const restore = chosenIn(this.place);
    if (typeof made === "string") this.place.innerHTML = made;
    else this.place.replaceChildren(made);
    showLocalTimes(this.place);
    restore();
    // Nothing moves on the screen for what another tab changed.
    if (lost) sameControl(this.place, lost)?.focus({ preventScroll: true });
    this.onShown(this.place);
  }

  /** @param {AnswerError} error */
  #refuse(error) {
    if (error.kind === "RecordError") this.onFault(error.message);
    this.#empty(error.message);
  }
}

/** Where the focus goes when a control was drawn again: to its like, or to what has taken its place. @param {Element} place @param {HTMLElement} old @returns {HTMLElement | undefined} */
function sameControl(place, old) {
  const summaries = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("summary")]);
  if (old.localName === "summary") return summaries.find((other) => nameOf(other) === nameOf(old));
  const mark = CONTROLS.find((name) => old.hasAttribute(name));
  if (!mark) return undefined;
  const found = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(`[${mark}]`)]);
  const same = found.find((other) => other.getAttribute(mark) === old.getAttribute(mark));
  if (same) return same;
  // A question that has an action now is named beside it; else there is the heading of the room.
  const { newAction } = old.dataset;
  const links = /** @type {NodeListOf<HTMLElement>} */ (
    place.querySelectorAll(newAction ? `a:not(.mark)[href="#/assess/${CSS.escape(newAction)}"]` : "none")
  );
  return (
    [...links].find((link) => link.checkVisibility()) ?? place.closest("section")?.querySelector("h1") ?? undefined
  );
}

/** The numbers in the heading of details may change. @param {Element | null} summary */
function nameOf(summary) {
  return summary?.textContent?.replaceAll(/\d+/g, "");
}

/** What somebody opened or chose in a fragment, to be opened and chosen in the next one. @param {Element} place @returns {() => void} */
function chosenIn(place) {
  const opened = new Set([...place.querySelectorAll("details[open] > summary")].map(nameOf));
  const radios = /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll('input[type="radio"]:checked')]);
  const chosen = radios.map(({ name, value }) => `[name="${name}"][value="${value}"]`);
  return () => {
    for (const part of place.querySelectorAll("details"))
      if (opened.has(nameOf(part.querySelector(":scope > summary")))) part.open = true;
    for (const selector of chosen) {
      const radio = /** @type {HTMLInputElement | null} */ (place.querySelector(selector));
      if (radio) radio.checked = true;
    }
  };
}
