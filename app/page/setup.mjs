/**
 * The first visit, and coming back: whose record it is, and where to carry on.
 */

import { currentRound } from "../core/record.mjs";
import { answeredIn, isEmpty, proposedName } from "../core/rounds.mjs";
import { filled } from "../core/text.mjs";
import { element } from "./dom.mjs";
import { questionIds } from "./questions.mjs";

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
export function wireSetup(store, form) {
  const name = /** @type {HTMLInputElement} */ (element("round.name"));
  const proposed = () => {
    const opened = new Date(`${currentRound(store.record).opened}T00:00`);
    return proposedName([], opened, element("tool").dataset.rounds);
  };
  store.subscribe(({ paths }) => {
    if (paths === null || paths.includes("round.opened")) name.placeholder = proposed();
  });
  element("start").addEventListener("click", () => {
    const round = currentRound(store.record);
    if (store.mode === "writing" && isEmpty(round) && !round.name.trim()) store.edit([["round.name", proposed()]]);
  });
  element("setup-open").addEventListener("click", () => element("open-file").click());

  return {
    /** Where somebody who opens the page without an address is led. @returns {string} an address within the page */
    entrance() {
      if (store.record.changed === null && store.records().length === 1) return "#/setup";
      const round = currentRound(store.record);
      const questions = questionIds(form);
      const open = questions.find((id) => answeredIn(round, [id]) === 0);
      const line = element("carry-on");
      const answered = answeredIn(round, questions);
      line.hidden = !open || answered === 0 || round.closed !== null;
      line.textContent = filled(line.dataset.text ?? "", { answered: String(answered), all: String(questions.length) });
      return open && round.closed === null ? `#/assess/${open}` : "#/assess";
    },
  };
}
