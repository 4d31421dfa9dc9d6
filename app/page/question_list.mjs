/**
 * The list of all questions beside the one that is shown: a mark for each, in the colour of its answer; a filter; and
 * a search in the words of the questions.
 */

import { answerIn, currentRound } from "../core/record.mjs";
import { counted, plainText } from "../core/text.mjs";
import { addressOf } from "./addresses.mjs";
import { element, setText } from "./dom.mjs";
import { ratingLetter, ratingWord } from "./rating_words.mjs";

/** @param {import("./store.mjs").Store} store @param {import("./questions.mjs").Questions} questions */
export function wireQuestionList(store, questions) {
  const list = element("question-list");
  /** @type {Map<string, HTMLElement>} */
  const marks = new Map();
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-mark]")))
    marks.set(mark.dataset.mark ?? "", mark);
  const none = list.querySelector("[data-mark-word]")?.textContent ?? "";

  store.subscribe(({ paths }) => {
    const changed = paths?.filter((path) => path.endsWith(".rating")).map((path) => path.split(".")[0]);
    for (const id of changed ?? marks.keys()) show(id);
    if (list.dataset.filter) showNumber();
  });
  list.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement && target.name === "mark-filter")) return;
    if (target.value) list.dataset.filter = target.value;
    else delete list.dataset.filter;
    showNumber();
  });
  element("find-question").addEventListener("input", () => find(questions));

  /** Says how many questions the filter shows. */
  function showNumber() {
    const { filter = "" } = list.dataset;
    const wanted = filter === "open" ? "" : filter;
    const n = [...marks.values()].filter(({ dataset }) => (dataset.rating ?? "") === wanted).length;
    const line = element("marks-shown");
    setText(list, "#marks-shown", filter ? counted(line.dataset, n, { what: line.dataset[filter] ?? "" }) : "");
  }

  /** @param {string} id */
  function show(id) {
    const mark = marks.get(id);
    if (!mark) return;
    const rating = answerIn(currentRound(store.record), id)?.rating ?? "";
    if (mark.dataset.rating === rating) return;
    mark.dataset.rating = rating;
    /** @type {Element} */ (mark.firstElementChild).textContent = ratingLetter(rating);
    /** @type {Element} */ (mark.querySelector("[data-mark-word]")).textContent = ratingWord(rating) ?? none;
  }
}

/** Lists the questions with these words, in place of the elements. @param {import("./questions.mjs").Questions} questions */
function find(questions) {
  const input = /** @type {HTMLInputElement} */ (element("find-question"));
  const wanted = plainText(input.value).split(" ").filter(Boolean);
  const list = element("found-questions");
  list.hidden = wanted.length === 0;
  if (wanted.length > 0) questions.putIn(questions.form);
  const found = wanted.length === 0 ? [] : [...questions.form.querySelectorAll("[data-question]")].filter(isFound);
  list.replaceChildren(
    ...found.map((question) => {
      const link = document.createElement("a");
      link.href = addressOf(question.id);
      link.textContent = question.querySelector(".question-title")?.textContent ?? "";
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  const said = counted(element("find-count").dataset, found.length);
  setText(document, "#find-count", wanted.length === 0 ? "" : said);

  /** @param {Element} question */
  function isFound(question) {
    const words = [".question-title", ".question-ask"].map((part) => question.querySelector(part)?.textContent);
    const text = plainText(words.join(" "));
    return wanted.every((word) => text.includes(word));
  }
}
