/**
 * Small helpers for the page: elements, dialogs, messages, files.
 */

import { filled } from "../core/text.mjs";

/** An element that the page must have. @param {string} id @returns {HTMLElement} */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element #${id}`);
  return found;
}

/** The button that was pressed, if one was. @param {Event} event */
export function buttonOf({ target }) {
  return target instanceof Element ? target.closest("button") : null;
}

/** A button that looks like a link. @param {string} text @param {string} name of its data attribute @param {string} value */
export function linkButton(text, name, value) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button--link",
    textContent: text,
  });
  made.dataset[name] = value;
  return made;
}

/** Sets a text in several places. One that is there already stays: setting it again would cost a layout. @param {ParentNode} root @param {string} selector @param {string} text */
export function setText(root, selector, text) {
  for (const found of root.querySelectorAll(selector)) if (found.textContent !== text) found.textContent = text;
}

// ---- Dialogs: the browser closes them by Escape, and puts the focus back ----

/** Those that were opened, the last one on top; some may be closed again. @type {HTMLDialogElement[]} */
const opened = [];

/** Opens a dialog at its heading, over any other one. @param {string} id */
export function openDialog(id) {
  const dialog = dialogOf(id);
  if (dialog.open) dialog.close();
  opened.push(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
}

/** The dialog that covers the others, if one is open. */
export function topDialog() {
  return opened.findLast(({ open }) => open);
}

/** @param {string} id */
export function closeDialog(id) {
  dialogOf(id).close();
}

/** Where the page itself leads: the dialogs that are open then stay. @type {string | null} */
let led = null;

/** Leads to a room, with what is open over it. @param {string} address */
export function leadTo(address) {
  if (location.hash === address) return;
  led = address;
  location.hash = address;
}

/** Back and forward change what is behind a dialog, and it would stay over a room that it does not belong to. */
function closeDialogs() {
  const isLed = location.hash === led;
  led = null;
  if (!isLed) for (const dialog of opened) dialog.close();
}

/** Buttons that only close their dialog, and when a dialog or a message goes before its time. */
export function wireDialogs() {
  addEventListener("hashchange", closeDialogs);
  document.addEventListener("focusin", giveWay);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !topDialog()) hideMessage();
  });
  document.addEventListener("click", (event) => {
    const button = buttonOf(event);
    if (button?.dataset.dismiss !== undefined) button.closest("dialog")?.close();
    // In another room a message is about something that is not in sight.
    if (event.target instanceof Element && event.target.closest("[data-go]")) hideMessage();
  });
}

/** @param {string} id */
function dialogOf(id) {
  return /** @type {HTMLDialogElement} */ (element(id));
}

// ---- What only a screen reader needs to be told: the others see it ----

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

// ---- The message that says what was done ----

/** How long a message is shown at least, and for each of its words, in milliseconds: slow readers need 0.4 seconds. */
const MESSAGE_TIME = 5_000;
const TIME_OF_A_WORD = 400;
/** Between the message and what is below it, in pixels. */
const GAP = 12;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/** Shows a message, in the words that the page has for it. @param {string} what @param {Record<string, string>} [values] */
export function showMessage(what, values = {}) {
  const line = element("message");
  mark(false);
  line.textContent = filled(line.dataset[what] ?? "", values);
  clearTimeout(hiding);
  keepClear(line);
  const words = line.textContent.split(" ").length;
  hiding = setTimeout(hideMessage, Math.max(MESSAGE_TIME, words * TIME_OF_A_WORD));
}

/** On a narrow window the way on would be under the message, which is then above it. What has the focus moves out of its way. @param {HTMLElement} line */
function keepClear(line) {
  const toast = /** @type {HTMLElement} */ (line.closest(".toast"));
  toast.style.bottom = "";
  const covered = [...document.querySelectorAll(".turn a")].find((way) => isUnder(line, way));
  if (covered) toast.style.bottom = `${innerHeight - covered.getBoundingClientRect().top + GAP}px`;
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
  /** @type {HTMLElement} */ (element("message").closest(".toast")).style.bottom = "";
  mark(true);
}

/** Shows or hides the message; the style sheet leaves room for it. @param {boolean} hidden */
function mark(hidden) {
  element("message").hidden = hidden;
  document.documentElement.classList.toggle("has-message", !hidden);
}

// ---- Files ----

/** The bytes that Python sends as text. @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Gives a file to the person. @param {string} name @param {string | Uint8Array<ArrayBuffer>} content @param {string} type */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser reads the address after this turn; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The bytes of a file, as a request to Python holds them. @param {File} file @returns {Promise<string>} */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/**
 * Takes the files that are dropped while a room is shown; elsewhere they are opened as records.
 * @param {string} room @param {(files: File[]) => void} take
 */
export function takeDropped(room, take) {
  for (const type of /** @type {const} */ (["dragover", "drop"]))
    window.addEventListener(
      type,
      (event) => {
        // A dragged text belongs to the field that it is dragged to.
        if (element("tool").dataset.shown !== room || !event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (event.type === "drop") take([...event.dataTransfer.files]);
      },
      { capture: true },
    );
}
