/**
 * The questions of the form. Those of the first element are in the page from the start. The HTML of the others waits
 * in it as text, in a `noscript`: without scripts a browser shows it like the rest. It is put in when its element is
 * shown. The search looks through all of them, and paper has all of them, so these put all of them in first.
 */

export class Questions {
  /** @type {((section: Element) => void)[]} */ #views = [];

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    addEventListener("beforeprint", () => this.putAllIn());
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
    for (const section of this.form.querySelectorAll("[data-element]")) this.putIn(section);
  }
}

/** The ids of all questions of the form, or of one element, in their order. @param {Element | null} part */
export function questionIds(part) {
  const sections = part?.matches("[data-questions]") ? [part] : (part?.querySelectorAll("[data-questions]") ?? []);
  return [...sections].flatMap((section) => (section.getAttribute("data-questions") ?? "").split(" "));
}
