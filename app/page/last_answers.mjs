/**
 * What was answered last time, at each question: it can be carried over to this round.
 */

import { answerIn, currentRound } from "../core/record.mjs";
import { previousRound, roundName } from "../core/rounds.mjs";
import { filled, shown } from "../core/text.mjs";
import { whenEditable } from "./change_guards.mjs";
import { buttonOf, copyOf, element } from "./dom.mjs";
import { showMessage } from "./message.mjs";
import { questionIds } from "./questions.mjs";
import { ratingWord } from "./rating_words.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("../core/record.mjs").Round} Round */

/** @param {Store} store @param {import("./questions.mjs").Questions} questions */
export function wireLastAnswers(store, questions) {
  const { form } = questions;
  form.addEventListener("click", (event) => {
    const { carryAnswer, carryRest } = buttonOf(event)?.dataset ?? {};
    if (carryAnswer === undefined && carryRest === undefined) return;
    const part = form.querySelector(`[data-element="${carryRest}"]`);
    whenEditable(store, () => carryOver(store, form, carryAnswer ? [carryAnswer] : questionIds(part)));
  });
  store.subscribe(({ paths, by }) => {
    const isNews = paths === null || paths.some((path) => path.startsWith("round."));
    // After a person's own choice the offer stays as it is: nothing may move under a click.
    if (isNews || (by === "program" && paths.length > 0)) showLastAnswers(form, store);
  });
  questions.subscribe((question) => showLastAnswers(question.closest("[data-element]") ?? form, store));
}

/** Copies the last rating and note of questions that are not answered yet. @param {Store} store @param {HTMLFormElement} form @param {string[]} questions */
function carryOver(store, form, questions) {
  const before = previousRound(store.record);
  const open = questions.filter((id) => !store.value(`${id}.rating`));
  const values = open.map((id) => carried(store, id, before));
  store.edit(values.flat());
  showMessage("carriedOver", { count: String(values.filter(({ length }) => length > 0).length) });
  // The button has gone with the offer; the focus goes to what it did.
  const question = form.querySelector(`[data-question="${questions[0]}"]`);
  const place =
    questions.length > 1
      ? form.querySelector(`[data-questions~="${questions[0]}"] h2`)
      : (question?.querySelector("input:checked") ?? question?.querySelector("textarea"));
  /** @type {HTMLElement | null | undefined} */ (place)?.focus();
}

/** @param {Store} store @param {string} id @param {Round | undefined} before @returns {[string, string][]} */
function carried(store, id, before) {
  const last = before && answerIn(before, id);
  return ["rating", "note"]
    .map((part) => /** @type {[string, string]} */ ([`${id}.${part}`, last?.[part] ?? ""]))
    .filter(([path, text]) => text && !store.value(path));
}

/** Shows at each question what was answered last time. @param {Element} part the form, or one of its elements @param {Store} store */
function showLastAnswers(part, { record, mode }) {
  for (const old of part.querySelectorAll("p.carry-rest")) old.remove();
  for (const old of part.querySelectorAll(".last-round")) /** @type {HTMLElement} */ (old).hidden = true;
  const before = previousRound(record);
  if (!before || currentRound(record).closed !== null) return;
  const name = roundName(record, before);
  const sections = part.matches("[data-element]") ? [part] : part.querySelectorAll("[data-element]");
  for (const section of sections) {
    const offered = [...section.querySelectorAll("[data-question]")].filter((question) =>
      showLastAnswer(question, record, before, name),
    );
    if (offered.length === 0) continue;
    const rest = copyOf(element("carry-rest"));
    const button = /** @type {HTMLButtonElement} */ (rest.querySelector("button"));
    button.dataset.carryRest = section.getAttribute("data-element") ?? "";
    // Those of single questions are in their field sets.
    button.disabled = mode !== "writing";
    section.querySelector(".element-meaning")?.after(rest);
  }
}

/** @param {Element} question @param {AssessmentRecord} record @param {Round} before @param {string} name of that round @returns {boolean} whether the answer can be carried over */
function showLastAnswer(question, record, before, name) {
  const id = question.getAttribute("data-question") ?? "";
  const last = answerIn(before, id);
  if (!last?.rating && !last?.note) return false;
  // In a place that is there already: a browser lays a field set out again when something is put into it.
  const place = /** @type {HTMLElement} */ (question.querySelector(".last-round"));
  place.replaceChildren(copyOf(element("last-round")));
  place.hidden = false;
  const [text, action] = place.querySelectorAll("p");
  const words = last.rating ? text.dataset.text : text.dataset.noted;
  text.textContent = filled(words ?? "", { round: name, rating: ratingWord(last.rating ?? "") ?? "" });
  if (last.note) text.append(noteOf(filled(text.dataset.note ?? "", { note: shown(last.note) })));
  const button = /** @type {HTMLButtonElement} */ (action.firstElementChild);
  button.dataset.carryAnswer = id;
  const rest = /** @type {HTMLButtonElement} */ (action.querySelector("[data-carry-rest]"));
  rest.dataset.carryRest = question.closest("[data-element]")?.getAttribute("data-element") ?? "";
  /** @type {HTMLElement} */ (button.querySelector("span")).textContent =
    `: ${question.querySelector(".question-title")?.textContent}`;
  // What was true of one meeting says nothing about the next.
  const isAboutMeetings = element("tool").dataset.rounds === "meetings";
  action.hidden = isAboutMeetings || Boolean(answerIn(currentRound(record), id)?.rating);
  return !action.hidden;
}

/** A note may be for the coordinator alone: the view for meetings leaves it out. @param {string} text */
function noteOf(text) {
  return Object.assign(document.createElement("span"), { className: "last-note", textContent: text });
}
