/**
 * Days as they are written in Britain. By hand, with names from the page: asking the browser's language tables
 * for the first time takes longer than filling the whole form.
 */

import { element } from "./element.mjs";

/** A day such as 6 October 2026. @param {string} isoDay such as 2026-10-06 */
export function day(isoDay) {
  const [year, month, number] = isoDay.split("-").map(Number);
  const months = (element("tool").dataset.months ?? "").split(" ");
  return `${number} ${months[month - 1]} ${year}`;
}

/** A time such as 14:02. @param {Date} when */
export function time(when) {
  return [when.getHours(), when.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
