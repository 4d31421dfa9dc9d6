/**
 * The words for ratings, as the page has them.
 */

import { element } from "./dom.mjs";

/** @type {Record<string, string> | undefined} */
let words;

/** The word for a rating; undefined for one that nobody knows. @param {string} rating @returns {string | undefined} */
export function ratingWord(rating) {
  words ??= /** @type {Record<string, string>} */ (JSON.parse(element("tool").dataset.ratingWords ?? "{}"));
  return words[rating];
}
