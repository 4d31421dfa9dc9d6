/**
 * How the questions are shown: one at a time, a whole element, or for the screen of a meeting room.
 */

import { filled } from "../core/text.mjs";
import { addressOf, roomAddress } from "./addresses.mjs";
import { buttonOf, element } from "./dom.mjs";
import { questionIds } from "./questions.mjs";

/** @typedef {"one" | "list" | "meeting"} Choice */

/** What a key chooses, or where it goes, while the focus is in a question. @type {Record<string, string>} */
const RATING_KEYS = { r: "red", a: "amber", g: "green", d: "unknown", n: "not-applicable" };
/** @type {Record<string, string>} */
const TURN_KEYS = { c: "question-continue", b: "question-back" };
/** Where help has a place of its own beside the question. */
const WIDE = matchMedia("(min-width: 75em)");

export class View {
  #tool = element("tool");
  #pageTitle = document.title;
  #keys = /** @type {HTMLInputElement} */ (element("question-keys"));
  #back = /** @type {HTMLAnchorElement} */ (element("question-back"));
  #onward = /** @type {HTMLAnchorElement} */ (element("question-continue"));
  /** The questions to discuss in a meeting, while one of them is shown. @type {string[]} */
  #agenda = [];
  /** Whether they are shown for a meeting; and whether they were, before those to discuss. */
  #isMeeting = false;
  #wasMeeting = false;
  /** Whether help opens by itself where there is room for it. */
  #isHelpWanted = true;

  /** @param {HTMLFormElement} form @param {import("./storage.mjs").RecordStorage} storage @param {() => void} onChange when the view has changed */
  constructor(form, storage, onChange) {
    this.form = form;
    const chosen = storage.reminders.view();
    // "one-question" is what the first version called the view for meetings.
    this.#isMeeting = chosen.includes("meeting") || chosen.includes("one-question");
    const own = chosen.includes("list") ? "list" : "one";
    /** @type {HTMLInputElement} */ (form.querySelector(`[name="view"][value="${own}"]`)).checked = true;
    this.#keys.checked = !chosen.includes("no-keys");
    const save = () => {
      // Going through questions to discuss is over when the page is loaded again.
      const isMeeting = this.#agenda.length > 0 ? this.#wasMeeting : this.#isMeeting;
      const others = [...(isMeeting ? ["meeting"] : []), ...(this.#keys.checked ? [] : ["no-keys"])];
      storage.reminders.setView([this.#own, ...others]);
    };
    form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !(target.name === "view" || target === this.#keys)) return;
      save();
      onChange();
    });
    addEventListener("hashchange", () => this.#leaveAgenda());
    const meet = (/** @type {boolean} */ isMeeting) => {
      this.#agenda = [];
      this.#isMeeting = isMeeting;
      save();
      onChange();
    };
    element("start-meeting").addEventListener("click", () => meet(true));
    element("leave-meeting").addEventListener("click", () => {
      meet(false);
      // The button is gone now; the focus stays with the question.
      /** @type {HTMLElement | null} */ (form.querySelector(".current-question [data-question]"))?.focus();
    });
    form.addEventListener("click", ({ target }) => {
      const help = target instanceof Element ? target.closest("summary")?.closest("details.help") : null;
      if (help instanceof HTMLDetailsElement) this.#isHelpWanted = !help.open;
    });
    form.addEventListener("keydown", (event) => this.#press(event));
  }

  /**
   * Goes through questions in the view for meetings. As soon as anything else is shown, questions look as before: who
   * went on to their own answers would not know why, and a key would change one.
   * @param {string[]} questions in their order
   */
  discuss(questions) {
    this.#wasMeeting = this.#isMeeting;
    this.#agenda = questions;
    this.#isMeeting = true;
    location.hash = addressOf(questions[0]);
  }

  #leaveAgenda() {
    if (this.#agenda.length === 0 || this.#agenda.some((id) => location.hash === addressOf(id))) return;
    this.#agenda = [];
    this.#isMeeting = this.#wasMeeting;
  }

  /** @returns {Choice} */
  get choice() {
    return this.#isMeeting ? "meeting" : this.#own;
  }

  /** How they are shown to one who works alone. @returns {Choice} */
  get #own() {
    const chosen = /** @type {HTMLInputElement} */ (this.form.querySelector('[name="view"]:checked'));
    return /** @type {Choice} */ (chosen.value);
  }

  /**
   * @param {Element} section the element that is shown @param {Element | null} named what the address names
   * @returns {Element | null} the question that is shown alone
   */
  show(section, named) {
    const { choice } = this;
    this.#tool.dataset.view = choice;
    for (const link of [this.#back, this.#onward]) link.hidden = choice === "list";
    this.form.querySelector(".current-question")?.classList.remove("current-question");
    document.title = this.#pageTitle;
    const question = named?.closest("[data-question]") ?? section.querySelector("[data-question]");
    if (!question) return null;
    question.closest(".question")?.classList.add("current-question");
    this.showNextStep();
    if (choice === "list") return null;
    this.#showAlone(question);
    return question;
  }

  /** @param {Element} question */
  #showAlone(question) {
    const isOnAgenda = this.#agenda.includes(question.id);
    const questions = isOnAgenda ? this.#agenda : questionIds(this.form);
    const place = questions.indexOf(question.id);
    const line = element("agenda-line");
    const words = { n: String(place + 1), all: String(questions.length) };
    line.textContent = isOnAgenda ? filled(line.dataset.text ?? "", words) : "";
    const [before, after] = [questions[place - 1], questions[place + 1]];
    this.#back.hidden = !before;
    this.#back.href = addressOf(before ?? "");
    const afterwards = isOnAgenda ? "partners" : (this.#tool.dataset.afterwards ?? "");
    this.#onward.href = after ? addressOf(after) : roomAddress(afterwards);
    document.title = `${question.querySelector(".question-title")?.textContent} - ${this.#pageTitle}`;
    const help = question.closest(".question")?.querySelector("details.help");
    if (help) help.toggleAttribute("open", WIDE.matches && this.#isHelpWanted && this.choice === "one");
    // What was opened at the desk would push the notes off the screen of the meeting room.
    if (this.choice === "meeting") question.querySelector(".definitions")?.removeAttribute("open");
  }

  /** Names the next step that the answer of the current question calls for. */
  showNextStep() {
    document.getElementById("next-step")?.removeAttribute("id");
    const question = this.form.querySelector(".current-question [data-question]");
    const rating = /** @type {HTMLInputElement | null} */ (question?.querySelector('input[type="radio"]:checked'))
      ?.value;
    question?.querySelector(`[data-next="${rating}"]`)?.setAttribute("id", "next-step");
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { target } = event;
    const question = target instanceof Element ? target.closest("[data-question]") : null;
    const writes =
      target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
    if (!question || writes || !this.#keys.checked || this.choice !== "meeting") return;
    if (event.ctrlKey || event.altKey || event.metaKey || buttonOf(event)) return;
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
