/**
 * The questions of the form. The first is in the page from the start. The HTML of each other one waits in it as text, in
 * a `noscript`: without scripts a browser shows it like the rest. It is put in when the question is shown. The search
 * looks through all of them, and paper has all of them, so these put all of them in first.
 */

export class Questions {
  /** @type {((question: Element) => void)[]} */ #views = [];

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    addEventListener("beforeprint", () => this.putIn(form));
  }

  /** @param {(question: Element) => void} view called with each question that was put in later */
  subscribe(view) {
    this.#views.push(view);
  }

  /** The section of an element, or the one with a question. @param {string} id of either @returns {Element | null} */
  sectionOf(id) {
    const name = CSS.escape(id);
    return this.form.querySelector(`[data-element="${name}"], [data-questions~="${name}"]`);
  }

  /** Puts one question of an element in: the one that is named, else the first. @param {Element} section @param {string} id */
  putOneIn(section, id) {
    const question = section.querySelector(`[data-holds="${CSS.escape(id)}"]`) ?? section.querySelector("[data-holds]");
    if (question) this.putIn(question);
  }

  /** Puts all questions of a part of the form in, or one of them. @param {Element} part */
  putIn(part) {
    for (const waiting of part.querySelectorAll("noscript")) {
      const question = /** @type {Element} */ (waiting.parentElement);
      waiting.outerHTML = waiting.textContent ?? "";
      for (const view of this.#views) view(question);
    }
  }
}

/** The title of a question, which may not be in the page yet: the list has them all. @param {string} id */
export function titleOf(id) {
  const mark = document.querySelector(`#question-list [data-mark="${CSS.escape(id)}"]`);
  return mark?.querySelector("[data-title]")?.textContent ?? "";
}

/** The ids of all questions of the form, or of one element, in their order. @param {Element | null} part */
export function questionIds(part) {
  const sections = part?.matches("[data-questions]") ? [part] : (part?.querySelectorAll("[data-questions]") ?? []);
  return [...sections].flatMap((section) => (section.getAttribute("data-questions") ?? "").split(" "));
}
