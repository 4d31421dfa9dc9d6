/**
 * What becomes overdue while the page is open: a tab may be open for weeks.
 */

import { localDay } from "../core/text.mjs";

const A_MINUTE = 60_000;

/** Calls when the next day has begun, and that of each next day. @param {() => void} act */
export function onNextDay(act) {
  let day = localDay(new Date());
  const look = () => {
    if (day === localDay(new Date())) return;
    day = localDay(new Date());
    act();
  };
  setInterval(look, A_MINUTE);
  document.addEventListener("visibilitychange", look);
}

/** Says what is overdue, in a part of the page that is stored without a day: else the next day it would be wrong. @param {Element} place */
export function sayOverdue(place) {
  const today = localDay(new Date());
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-due]"))) {
    if ((part.dataset.due ?? "") >= today) continue;
    part.textContent = part.dataset.overdue ?? "";
    part.classList.add("overdue");
  }
}
