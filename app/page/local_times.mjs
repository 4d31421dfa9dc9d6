/**
 * Times by the reader's own clock. Python has no clock of the place where somebody sits, and writes them in UTC.
 */

import { clockTime, localDay, longDay } from "../core/text.mjs";

/** Those with `data-day` are shown as a day alone. @param {ParentNode} part of the page, as Python made it */
export function showLocalTimes(part) {
  for (const time of part.querySelectorAll("time")) {
    const when = new Date(time.dateTime);
    const day = longDay(localDay(when));
    time.textContent = "day" in time.dataset ? day : `${day}, ${clockTime(when)}`;
  }
}
