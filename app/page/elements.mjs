/**
 * One element of the question set at a time, the counts of what is answered, and the partnership's own words.
 */

import { answerIn, currentRound } from "../core/record.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { oneLine } from "../core/text.mjs";
import { element, setText } from "./dom.mjs";
import { controls } from "./form.mjs";
import { OneQuestion } from "./one_question.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form @param {(section: Element) => void} onShow called with the element that is shown */
export function wireElements(store, form, onShow) {
  const tool = element("tool");
  const oneQuestion = new OneQuestion(form, store.storage, () => show());
  addEventListener("hashchange", () => show(true));
  store.subscribe(({ paths }) => {
    if (paths === null || paths.some((path) => path.startsWith("partnership."))) showWords(form, store.record);
    if (paths === null || paths.some((path) => path.endsWith(".rating"))) showAnswered(tool, store.record);
  });

  /** Shows the element that the address names, else the first. @param {boolean} [move] whether the address has changed */
  function show(move = false) {
    const named = document.getElementById(location.hash.slice(1));
    const section = named?.closest("[data-element]") ?? null;
    if (named && !section) return showPart(named, move);
    const shown = section ?? form.querySelector("[data-element]");
    if (!shown) return;
    onShow(shown);
    for (const other of form.querySelectorAll("[data-element]")) other.classList.toggle("current", other === shown);
    for (const link of tool.querySelectorAll(".elements ol a")) {
      if (link.getAttribute("href") === `#${shown.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const alone = oneQuestion.show(shown, named);
    if (!move || !named) return;
    named.scrollIntoView();
    if (alone) /** @type {HTMLElement} */ (alone).focus({ preventScroll: true });
    else if (named === section) section.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** A part below the questions. @param {HTMLElement} part @param {boolean} move */
  function showPart(part, move) {
    oneQuestion.show(null, part);
    if (!move) return;
    // It may have been out of sight, so that the browser could not go there by itself.
    part.scrollIntoView();
    part.focus({ preventScroll: true });
  }

  return { show };
}

/** The partnership's own words in every question; those of its kind where it has none. @param {HTMLFormElement} form @param {AssessmentRecord} record */
function showWords(form, record) {
  const preset = /** @type {HTMLSelectElement} */ (controls(form, "partnership.preset")[0]);
  /** @type {Record<string, string>} */
  const words = JSON.parse(preset.selectedOptions[0].dataset.words ?? "{}");
  for (const [word, usual] of Object.entries(words)) {
    const input = /** @type {HTMLInputElement} */ (controls(form, `partnership.words.${word}`)[0]);
    input.placeholder = usual;
    setText(document, `[data-word="${word}"]`, oneLine(record.partnership.words[word] ?? "") || usual);
  }
}

/** @param {HTMLElement} tool @param {AssessmentRecord} record */
function showAnswered(tool, record) {
  const round = currentRound(record);
  for (const section of tool.querySelectorAll("[data-element]")) {
    let answered = 0;
    for (const question of section.querySelectorAll("[data-question]")) {
      const rated = Boolean(answerIn(round, question.getAttribute("data-question") ?? "")?.rating);
      /** @type {HTMLElement} */ (question.querySelector("[data-clear]")).hidden = !rated;
      if (rated) answered += 1;
    }
    setText(tool, `[data-answered-of="${section.id}"]`, String(answered));
  }
  const asked = [...tool.querySelectorAll("[data-question]")].map(
    (question) => question.getAttribute("data-question") ?? "",
  );
  setText(tool, '[data-answered-of="all"]', String(answeredIn(round, asked)));
}
