/**
 * One question at a time, in large type: for those who prefer it, and for the screen of a meeting room.
 * The address names the question, so the browser's own Back works.
 */

import { filled } from "../core/text.mjs";
import { element } from "./dom.mjs";

/** What a key chooses, or where it goes, while the focus is in a question. @type {Record<string, string>} */
const RATING_KEYS = { r: "red", a: "amber", g: "green", d: "unknown", n: "not-applicable" };
/** @type {Record<string, string>} */
const TURN_KEYS = { c: "question-continue", b: "question-back" };
const PARTS = "#overview-heading";

export class OneQuestion {
  #tool = element("tool");
  #pageTitle = document.title;
  #one = /** @type {HTMLInputElement} */ (element("one-question"));
  #keys = /** @type {HTMLInputElement} */ (element("question-keys"));
  #back = /** @type {HTMLAnchorElement} */ (element("question-back"));
  #onward = /** @type {HTMLAnchorElement} */ (element("question-continue"));

  /** @param {HTMLFormElement} form @param {import("./storage.mjs").RecordStorage} storage @param {() => void} onChange when the view has changed */
  constructor(form, storage, onChange) {
    this.form = form;
    const chosen = storage.view();
    this.#one.checked = chosen.includes("one-question");
    this.#keys.checked = !chosen.includes("no-keys");
    for (const input of [this.#one, this.#keys]) {
      input.addEventListener("change", () => {
        storage.setView([...(this.#one.checked ? ["one-question"] : []), ...(this.#keys.checked ? [] : ["no-keys"])]);
        onChange();
      });
    }
    form.addEventListener("keydown", (event) => this.#press(event));
  }

  /**
   * @param {Element | null} section the element that is shown @param {Element | null} named what the address names
   * @returns {Element | null} the question that is shown alone
   */
  show(section, named) {
    const alone = this.#one.checked && section !== null && (named === null || section.contains(named));
    const questions = [...this.form.querySelectorAll("[data-question]")];
    this.#tool.classList.toggle("one-question", alone);
    for (const part of [this.#back, this.#onward]) part.hidden = !alone;
    element("question-keys-part").hidden = !this.#one.checked;
    this.form.querySelector(".current-question")?.classList.remove("current-question");
    const last = /** @type {HTMLAnchorElement} */ (element("question-last"));
    last.hidden = alone || !this.#one.checked;
    last.href = `#${questions.at(-1)?.id}`;
    document.title = this.#pageTitle;
    if (!alone) return null;
    const question = named?.closest("[data-question]") ?? section.querySelector("[data-question]");
    if (question) this.#showAlone(question, questions, section);
    return question;
  }

  /** @param {Element} question @param {Element[]} questions @param {Element} section */
  #showAlone(question, questions, section) {
    const place = questions.indexOf(question);
    question.closest(".question")?.classList.add("current-question");
    const [before, after] = [questions[place - 1], questions[place + 1]];
    this.#back.hidden = !before;
    this.#back.href = `#${before?.id ?? ""}`;
    this.#onward.href = after ? `#${after.id}` : PARTS;
    document.title = `${question.querySelector(".question-title")?.textContent} - ${this.#pageTitle}`;
    // What comes next follows what was asked; actions and help are for those who want them.
    if (this.#onward.parentElement) question.querySelector(".note")?.after(this.#onward.parentElement);
    const where = element("question-where");
    const title = section.querySelector("h2")?.textContent ?? "";
    where.textContent = filled(where.dataset.where ?? "", {
      n: String(place + 1),
      of: String(questions.length),
      title,
    });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { target } = event;
    const question = target instanceof Element ? target.closest("[data-question]") : null;
    const writes =
      target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
    if (!question || writes || !this.#keys.checked || !this.#tool.classList.contains("one-question")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // With Caps Lock the letters are large.
    const key = event.key.toLowerCase();
    const rating = Object.hasOwn(RATING_KEYS, key)
      ? question.querySelector(`input[value="${RATING_KEYS[key]}"]`)
      : null;
    const pressed = rating ?? (Object.hasOwn(TURN_KEYS, key) ? element(TURN_KEYS[key]) : null);
    if (!(pressed instanceof HTMLElement) || pressed.hidden) return;
    event.preventDefault();
    pressed.focus();
    pressed.click();
  }
}
