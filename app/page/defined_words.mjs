/**
 * What an underlined word means, where the pointer rests on it. A press on it chooses its answer, as a press on any
 * other word there; in the question it opens the list of meanings, which is for those without a pointer.
 */

/** @param {HTMLFormElement} form */
export function wireDefinedWords(form) {
  form.addEventListener("pointerover", ({ target }) => {
    const word = wordOf(target);
    if (word) word.title = meaningOf(word);
  });
  form.addEventListener("click", ({ target }) => {
    const word = wordOf(target);
    if (word && !word.closest("label")) listOf(word)?.setAttribute("open", "");
  });
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function wordOf(target) {
  return target instanceof Element ? target.closest(".defined") : null;
}

/** @param {HTMLElement} word */
function listOf(word) {
  return word.closest("[data-question]")?.querySelector(".definitions");
}

/** The partnership's own words may change, and so do those in the list. @param {HTMLElement} word */
function meaningOf(word) {
  const said = (word.textContent ?? "").toLowerCase();
  for (const term of listOf(word)?.querySelectorAll("dt") ?? []) {
    const name = (term.textContent ?? "").toLowerCase();
    if (said === name || said === `${name}s`) return term.nextElementSibling?.textContent ?? "";
  }
  return "";
}
