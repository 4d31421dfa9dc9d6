/**
 * One question at a time, in large type: for those who prefer it, and for the screen of a meeting room.
 * The address names the question, so the browser's own Back works.
 */

import { filled } from "./dialogs.mjs";
import { element } from "./element.mjs";

/** What a key chooses, or where it goes, while the focus is in a question. */
const RATING_KEYS = { r: "red", a: "amber", g: "green", d: "unknown", n: "not-applicable" };
const TURN_KEYS = { c: "question-continue", b: "question-back" };
const PARTS = "#overview-heading";

/** @param {HTMLFormElement} form @param {import("./store.mjs").Store} store @param {() => void} changed when the view is another */
export function wireOneQuestion(form, store, changed) {
  const tool = element("tool");
  const [one, keys] = ["one-question", "question-keys"].map((id) => /** @type {HTMLInputElement} */ (element(id)));
  const [back, onward] = ["question-back", "question-continue"].map((id) => /** @type {HTMLAnchorElement} */ (element(id)));
  const chosen = store.view().split(" ");
  one.checked = chosen.includes("one-question");
  keys.checked = !chosen.includes("no-keys");
  for (const input of [one, keys]) {
    input.addEventListener("change", () => {
      store.setView([one.checked ? "one-question" : "", keys.checked ? "" : "no-keys"].join(" ").trim());
      changed();
    });
  }
  form.addEventListener("keydown", pressed);
  const pageTitle = document.title;

  /**
   * @param {Element | null} section the element that is shown
   * @param {Element | null} named what the address names
   * @returns {Element | null} the question that is shown alone
   */
  function show(section, named) {
    const alone = one.checked && section !== null && (named === null || section.contains(named));
    tool.classList.toggle("one-question", alone);
    for (const part of [back, onward]) part.hidden = !alone;
    element("question-keys-part").hidden = !one.checked;
    form.querySelector(".current-question")?.classList.remove("current-question");
    const questions = [...form.querySelectorAll("[data-question]")];
    const last = /** @type {HTMLAnchorElement} */ (element("question-last"));
    last.hidden = alone || !one.checked;
    last.href = `#${questions.at(-1)?.id}`;
    document.title = pageTitle;
    if (!alone) return null;
    const question = named?.closest("[data-question]") ?? section.querySelector("[data-question]");
    const place = questions.findIndex((other) => other === question);
    question?.closest(".question")?.classList.add("current-question");
    const before = questions[place - 1];
    back.hidden = !before;
    back.href = `#${before?.id ?? ""}`;
    onward.href = place + 1 < questions.length ? `#${questions[place + 1].id}` : PARTS;
    const where = element("question-where");
    const title = section.querySelector("h2")?.textContent ?? "";
    document.title = `${question?.querySelector(".question-title")?.textContent} - ${pageTitle}`;
    // What comes next follows what was asked; actions and help are for those who want them.
    if (onward.parentElement) question?.querySelector(".note")?.after(onward.parentElement);
    where.textContent = filled(where.dataset.where ?? "", { n: String(place + 1), of: String(questions.length), title });
    return question;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { target } = event;
    // With Caps Lock the letters are large.
    const key = event.key.toLowerCase();
    const question = target instanceof Element ? target.closest("[data-question]") : null;
    const writes = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
    if (!question || writes || !keys.checked || !tool.classList.contains("one-question")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rating = Object.hasOwn(RATING_KEYS, key) ? RATING_KEYS[/** @type {keyof typeof RATING_KEYS} */ (key)] : "";
    const turn = Object.hasOwn(TURN_KEYS, key) ? TURN_KEYS[/** @type {keyof typeof TURN_KEYS} */ (key)] : "";
    const pressedFor = rating ? question.querySelector(`input[value="${rating}"]`) : turn ? element(turn) : null;
    if (!(pressedFor instanceof HTMLElement) || pressedFor.hidden) return;
    event.preventDefault();
    pressedFor.focus();
    pressedFor.click();
  }

  return { show };
}
