/**
 * Why a file is not opened, and where the page says so.
 */

import { topDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { hideMessage } from "./message.mjs";

/** Why a file is not opened, in words for the person. */
export class Refusal extends Error {}

/** Says why a file is not opened, over whatever dialog is open. @param {string} why */
export function refuse(why) {
  const problem = element("open-failed");
  const dialog = topDialog();
  hideMessage();
  (dialog ?? document.querySelector(".notices"))?.prepend(problem);
  problem.textContent = why;
  problem.hidden = false;
  problem.focus();
}

/** It was about a file before, or about what is in sight no more. */
export function hideRefusal() {
  element("open-failed").hidden = true;
}
