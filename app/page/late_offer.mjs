/**
 * What comes late, such as what was found in a file: shown at once to who waits for it, and offered at the foot of the
 * page to who has gone on to something else. A dialog would take the next letters.
 */

import { filled } from "../core/text.mjs";
import { buttonOf, element, showAtFoot } from "./dom.mjs";

/** Where letters go. */
const FIELD = 'textarea, select, input:not([type="file"], [type="checkbox"], [type="radio"])';

export class LateOffer {
  /** Whether somebody has gone to another room or to a field since it was asked for, or typed there. */
  #hasGoneOn = false;
  /** Shows what was found. */
  #show = () => {};

  constructor() {
    element("open-ready").addEventListener("click", (event) => {
      const button = buttonOf(event);
      if (!button) return;
      offer(false);
      if (button.id === "show-found") this.#show();
    });
    const goOn = (/** @type {Event} */ { target }) => {
      this.#hasGoneOn ||= !(target instanceof Element) || target.matches(FIELD);
    };
    for (const type of ["hashchange", "focusin", "input"]) addEventListener(type, goOn);
  }

  /** Somebody asks for something else: what was offered before is not any more. */
  begin() {
    offer(false);
    this.#hasGoneOn = false;
  }

  /** @param {string} name of the file @param {() => void} show shows what was found in it */
  present(name, show) {
    this.#show = show;
    if (this.#hasGoneOn) offer(true, name);
    else show();
  }
}

/** Offers what was found in a file, or takes the offer back. @param {boolean} shown @param {string} [name] of the file */
function offer(shown, name = "") {
  const line = element("open-ready-name");
  line.textContent = filled(line.dataset.text ?? "", { name });
  showAtFoot("open-ready", shown);
  document.documentElement.classList.toggle("has-offer", shown);
}
