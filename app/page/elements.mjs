/**
 * One element of the question set at a time, the counts of what is answered, and the partnership's own words.
 */

import { addressOf } from "../core/address.mjs";
import { answerIn, currentRound } from "../core/record.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { oneLine } from "../core/text.mjs";
import { element, setText } from "./dom.mjs";
import { controls } from "./form.mjs";
import { View } from "./view.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form @param {(section: Element) => void} onShow called with the element that is shown */
export function wireElements(store, form, onShow) {
  const tool = element("tool");
  let last = "";
  const view = new View(form, store.storage, () => {
    show(last, view.choice === "meeting");
    if (view.choice !== "list") return;
    // The whole element begins with its head; who was further down stays there.
    const question = form.querySelector(".current-question");
    (question?.matches(".question ~ .question") ? question : form.querySelector(".current"))?.scrollIntoView();
  });
  store.subscribe(({ paths }) => {
    if (paths === null || paths.some((path) => path.startsWith("partnership."))) showWords(form, store.record);
    if (paths !== null && !paths.some((path) => path.endsWith(".rating"))) return;
    showAnswered(tool, store.record);
    view.showNextStep();
  });

  /** Shows an element, or the one of a question; the last one where none is named. @param {string} id @param {boolean} move whether to go there */
  function show(id, move) {
    last = id || last;
    const named = last ? document.getElementById(last) : null;
    const shown = named?.closest("[data-element]") ?? form.querySelector("[data-element]");
    if (!shown) return;
    onShow(shown);
    for (const other of form.querySelectorAll("[data-element]")) other.classList.toggle("current", other === shown);
    const alone = view.show(shown, named);
    const question = form.querySelector(".current-question [data-question]");
    for (const link of tool.querySelectorAll(".elements ol a")) {
      const place = link.getAttribute("data-mark") ?? link.getAttribute("href")?.slice(1);
      if (place === shown.id || (alone && place === question?.id)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // The browser's way back leads to the same question.
    if (!id && question) history.replaceState(null, "", addressOf(question.id));
    if (!move) return;
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
