/**
 * The message that says what was done, and what only a screen reader needs to be told: the others see it.
 */

import { filled } from "../core/text.mjs";
import { topDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";

/** How long a message is shown at least, and for each of its words, in milliseconds: slow readers need 0.4 seconds. */
const MESSAGE_TIME = 5_000;
const TIME_OF_A_WORD = 400;
/** Between the message and what is below it, in pixels. */
const GAP = 12;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/** When the message goes before its time. */
export function wireMessage() {
  new ResizeObserver(makeRoom).observe(toast());
  document.addEventListener("focusin", giveWay);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !topDialog()) hideMessage();
  });
  document.addEventListener("click", ({ target }) => {
    // In another room a message is about something that is not in sight.
    if (target instanceof Element && target.closest("[data-go]")) hideMessage();
  });
}

/** Shows a message, in the words that the page has for it. @param {string} what @param {Record<string, string>} [values] */
export function showMessage(what, values = {}) {
  const line = element("message");
  mark(false);
  const text = filled(line.dataset[what] ?? "", values);
  // The same words are said again only where something differs.
  line.textContent = line.textContent === text ? `${text}\u00a0` : text;
  clearTimeout(hiding);
  keepClear(line);
  const words = line.textContent.split(" ").length;
  hiding = setTimeout(hideMessage, Math.max(MESSAGE_TIME, words * TIME_OF_A_WORD));
}

/** What stays at the foot of the window is below the way back and the way on, and not over them. */
function makeRoom() {
  const { classList, style } = document.documentElement;
  const stays = classList.contains("has-notice") || classList.contains("has-offer");
  // A pixel less: what is behind them must not show between them.
  const taken = stays ? toast().offsetHeight + Number.parseFloat(getComputedStyle(toast()).bottom) - 1 : 0;
  style.setProperty("--foot", `${taken}px`);
}

/** On a narrow window the way on would be under the message, which is then above it. What has the focus moves out of its way. @param {HTMLElement} line */
function keepClear(line) {
  toast().style.bottom = "";
  makeRoom();
  const covered = [...document.querySelectorAll(".lower-edge :is(a, button)")].find((way) => isUnder(line, way));
  if (covered) toast().style.bottom = `${innerHeight - covered.getBoundingClientRect().top + GAP}px`;
  const focused = document.activeElement;
  if (focused && isUnder(line, focused)) focused.scrollIntoView({ block: "nearest" });
}

/** What has the focus is never under the message. @param {FocusEvent} event */
function giveWay({ target }) {
  const line = element("message");
  if (!line.hidden && target instanceof Element && isUnder(line, target)) hideMessage();
}

/** @param {Element} line @param {Element} target */
function isUnder(line, target) {
  const [over, under] = [line.getBoundingClientRect(), target.getBoundingClientRect()];
  return over.right > under.left && over.left < under.right && over.bottom > under.top && over.top < under.bottom;
}

export function hideMessage() {
  clearTimeout(hiding);
  toast().style.bottom = "";
  mark(true);
}

/** What is at the foot of the window: notices, and the message. */
function toast() {
  return /** @type {HTMLElement} */ (element("message").closest(".toast"));
}

/** Shows or hides the message; the style sheet leaves room for it. @param {boolean} hidden */
function mark(hidden) {
  element("message").hidden = hidden;
  document.documentElement.classList.toggle("has-message", !hidden);
}

// ---- What only a screen reader says ----

/** A moment: of two changes at once a screen reader hears none. */
const SAID_AFTER = 100;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/** @param {string} text */
export function announce(text) {
  const line = element("announcement");
  // The same words are said again only where they were gone.
  line.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => {
    line.textContent = text;
  }, SAID_AFTER);
}
