/**
 * What is wrong with an entry, said at its field. Dates have the same rule and the same words everywhere.
 */

import { filled, longDay } from "../core/text.mjs";
import { element } from "./dom.mjs";

/** No date is earlier. A year of two figures is one of the first century for a browser. */
const FIRST_DAY = "2000-01-01";

/** What is wrong with a date, in the words of the page; empty where it is right. @param {HTMLInputElement} date */
export function dateProblem({ validity, value, required, min }) {
  const { year = "", incomplete = "", incompleteOrNone = "", early = "" } = element("date-problems").dataset;
  if (validity.valid) return "";
  if (value === "") return required ? incomplete : incompleteOrNone;
  if (value < FIRST_DAY || validity.rangeOverflow) return year;
  return filled(early, { day: longDay(min) });
}

/** No round begins before the one that it follows. @param {HTMLInputElement} date @param {import("../core/record.mjs").Round | undefined} previous */
export function beginsAfter(date, previous) {
  date.min = previous && previous.opened > FIRST_DAY ? previous.opened : FIRST_DAY;
}

/**
 * Says a text at a field, or takes it away.
 * @param {HTMLElement} input @param {string} text empty: nothing is wrong @param {boolean} [wrong] else it is only worth a thought
 */
export function showProblem(input, text, wrong = text !== "") {
  const problem = element(`${input.id}.problem`);
  // The same words are not said again.
  if (problem.textContent !== text) problem.textContent = text;
  problem.hidden = text === "";
  input.setAttribute("aria-invalid", String(wrong));
  // A hint that it has stays.
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== problem.id);
  const all = [...(text ? [problem.id] : []), ...others];
  if (all.length > 0) input.setAttribute("aria-describedby", all.join(" "));
  else input.removeAttribute("aria-describedby");
}
