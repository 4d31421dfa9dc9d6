/**
 * The questions of the form. Those of the first element are in the page from the start. The HTML of the others waits
 * in it as text, in a `noscript`, so that the first answer need not wait for them; without scripts a browser shows it
 * like the rest. It is put in when its element is shown, when the person does anything, and else when the page is quiet.
 */

/** What a person, or a printer, may want of a question. */
const WANTED = ["pointerdown", "keydown", "click", "input", "change", "hashchange", "beforeprint"];

// Safari does not say when the page is quiet.
const whenQuiet = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 50));

export class Questions {
  /** @type {((section: Element) => void)[]} */ #views = [];

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    for (const type of WANTED) addEventListener(type, () => this.putAllIn(), { capture: true, once: true });
  }

  /** @param {(section: Element) => void} view called with each element whose questions were put in later */
  subscribe(view) {
    this.#views.push(view);
  }

  /** The section of an element, or the one with a question. @param {string} id of either @returns {Element | null} */
  sectionOf(id) {
    const name = CSS.escape(id);
    return this.form.querySelector(`[data-element="${name}"], [data-questions~="${name}"]`);
  }

  /** Puts the questions of an element in, where they wait. @param {Element} section */
  putIn(section) {
    const waiting = section.querySelector(":scope > noscript");
    if (!waiting) return;
    waiting.outerHTML = waiting.textContent ?? "";
    for (const view of this.#views) view(section);
  }

  putAllIn() {
    for (const section of this.#waiting()) this.putIn(section);
  }

  /** Puts in what waits, one element at a time, so that the page answers in between. @param {() => void} whenDone */
  putRestIn(whenDone) {
    const [next] = this.#waiting();
    if (!next) return whenDone();
    whenQuiet(
      () => {
        this.putIn(next);
        this.putRestIn(whenDone);
      },
      { timeout: 200 },
    );
  }

  #waiting() {
    return [...this.form.querySelectorAll("[data-element]:has(> noscript)")];
  }
}

/** The ids of all questions of the form, or of one element, in their order. @param {Element | null} part */
export function questionIds(part) {
  const sections = part?.matches("[data-questions]") ? [part] : (part?.querySelectorAll("[data-questions]") ?? []);
  return [...sections].flatMap((section) => (section.getAttribute("data-questions") ?? "").split(" "));
}
