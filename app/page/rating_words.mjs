/**
 * The words and the letters for ratings, as the page has them.
 */

import { element } from "./dom.mjs";

/** @type {Record<string, string> | undefined} */
let words;
/** @type {Record<string, string> | undefined} */
let letters;

/** The word for a rating; undefined for one that nobody knows. @param {string} rating @returns {string | undefined} */
export function ratingWord(rating) {
  words ??= /** @type {Record<string, string>} */ (JSON.parse(element("tool").dataset.ratingWords ?? "{}"));
  return words[rating];
}

/** The letter in its square; empty where there is no rating. @param {string} rating */
export function ratingLetter(rating) {
  letters ??= /** @type {Record<string, string>} */ (JSON.parse(element("tool").dataset.ratingLetters ?? "{}"));
  return letters[rating] ?? "";
}
