/**
 * One element of the question set at a time, the counts of what is answered, and the partnership's own words.
 */

import { answerIn, currentRound } from "../core/record.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { oneLine } from "../core/text.mjs";
import { addressOf } from "./addresses.mjs";
import { wireDefinedWords } from "./defined_words.mjs";
import { element, setText } from "./dom.mjs";
import { controls } from "./form.mjs";
import { questionIds } from "./questions.mjs";
import { View } from "./view.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */

/** @param {import("./store.mjs").Store} store @param {import("./questions.mjs").Questions} questions */
export function wireElements(store, questions) {
  const { form } = questions;
  const tool = element("tool");
  wireDefinedWords(form);
  let last = "";
  const view = new View(form, store.storage, () => {
    show(last, view.choice === "meeting");
    if (view.choice !== "list") return;
    // The whole element begins with its head; who was further down stays there.
    const question = form.querySelector(".current-question");
    (question?.matches(".question ~ .question") ? question : form.querySelector(".current"))?.scrollIntoView();
  });
  store.subscribe(({ paths }) => {
    if (paths === null || paths.some((path) => path.startsWith("partnership.")))
      showWords(form, document, store.record);
    if (paths !== null && !paths.some((path) => path.endsWith(".rating"))) return;
    showAnswered(tool, store.record);
    view.showNextStep();
  });
  questions.subscribe((question) => {
    showWords(form, question, store.record);
    showClear(question, store.record);
  });

  /** Shows an element, or the one of a question; the last one where none is named. @param {string} id @param {boolean} move whether to go there */
  function show(id, move) {
    last = id || last;
    const shown = questions.sectionOf(last) ?? form.querySelector("[data-element]");
    if (!shown) return;
    if (view.choice === "list") questions.putIn(shown);
    else questions.putOneIn(shown, last);
    const named = last ? document.getElementById(last) : null;
    for (const other of form.querySelectorAll("[data-element]")) other.classList.toggle("current", other === shown);
    const alone = view.show(shown, named);
    const question = form.querySelector(".current-question [data-question]");
    for (const link of tool.querySelectorAll(".elements ol a")) {
      const place = link.getAttribute("data-mark") ?? link.getAttribute("href")?.slice(1);
      if (place === shown.id || (alone && place === question?.id)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // The browser's way back leads to the same question. In another room the address is that of the room.
    if (!id && question && tool.dataset.shown === "assess") history.replaceState(null, "", addressOf(question.id));
    if (!move) {
      // Who comes back goes on where the address says, also in the middle of an element.
      if (!alone && named?.closest(".question ~ .question")) named.scrollIntoView();
      return;
    }
    const aim = named ?? element("assess-heading");
    if (alone) {
      scrollTo({ top: 0, behavior: "instant" });
      /** @type {HTMLElement} */ (alone).focus({ preventScroll: true });
      return;
    }
    aim.scrollIntoView();
    if (aim === shown) shown.querySelector("h2")?.focus({ preventScroll: true });
    else if (aim !== named) aim.focus({ preventScroll: true });
  }

  return { show, discuss: (/** @type {string[]} */ questions) => view.discuss(questions) };
}

/** The partnership's own words in every question; those of its kind where it has none. @param {HTMLFormElement} form @param {ParentNode} part of the page @param {AssessmentRecord} record */
function showWords(form, part, record) {
  const preset = /** @type {HTMLSelectElement} */ (controls(form, "partnership.preset")[0]);
  /** @type {Record<string, string>} */
  const words = JSON.parse(preset.selectedOptions[0].dataset.words ?? "{}");
  for (const [word, usual] of Object.entries(words)) {
    const input = /** @type {HTMLInputElement} */ (controls(form, `partnership.words.${word}`)[0]);
    input.placeholder = usual;
    setText(part, `[data-word="${word}"]`, oneLine(record.partnership.words[word] ?? "") || usual);
  }
}

/** @param {HTMLElement} tool @param {AssessmentRecord} record */
function showAnswered(tool, record) {
  const round = currentRound(record);
  for (const section of tool.querySelectorAll("[data-element]"))
    setText(tool, `[data-answered-of="${section.id}"]`, String(answeredIn(round, questionIds(section))));
  setText(tool, '[data-answered-of="all"]', String(answeredIn(round, questionIds(tool))));
  showClear(tool, record);
}

/** What is not answered cannot be cleared. @param {Element} part of the form @param {AssessmentRecord} record */
function showClear(part, record) {
  const round = currentRound(record);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[data-clear]")))
    button.hidden = !answerIn(round, button.dataset.clear ?? "")?.rating;
}
