/**
 * The fields of the form and the record: each keystroke is stored at once.
 */

import { currentRound, field, isField, isOfQuestion } from "../core/record.mjs";
import { filled, longDay, oneLine, shown } from "../core/text.mjs";
import { roomAddress } from "./addresses.mjs";
import { buttonOf, element } from "./dom.mjs";
import { showMessage } from "./message.mjs";
import { dateProblem, showProblem } from "./problems.mjs";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {import("./store.mjs").Store} store @param {import("./questions.mjs").Questions} questions */
export function wireForm(store, questions) {
  const { form } = questions;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (isControl(target) && isTyped(target)) store.edit([[target.name, target.value]], "typing");
  });
  form.addEventListener("change", ({ target }) => {
    if (!isControl(target)) return;
    if (isTyped(target)) {
      store.pause();
      if (target.type === "textarea") show(target, shown(target.value));
    } else if (target.type !== "date") store.edit([[target.name, chosen(target)]], "choice");
  });
  // A date of the form may be in another room.
  document.addEventListener("focusout", ({ target }) => leaveDate(target));
  document.addEventListener("keydown", ({ key, target }) => key === "Enter" && leaveDate(target));
  window.addEventListener("hashchange", ({ oldURL }) => sayWhatIsLeft(oldURL));
  window.addEventListener("pagehide", () => leaveDate(document.activeElement));
  // A browser may end a tab that is hidden, and says nothing more then.
  document.addEventListener("visibilitychange", () => document.hidden && leaveDate(document.activeElement));
  form.addEventListener("click", (event) => clear(event));
  window.addEventListener("beforeprint", () => writeOut(form));
  store.subscribe(({ paths }) => {
    const changed = paths === null ? controls(form) : paths.flatMap((path) => controls(form, path));
    for (const input of changed) {
      fill(input, store.record);
      if (input.type === "date") showProblem(input, "");
    }
    if (paths === null || paths.length === 0) allowEditing(store, form);
  });
  questions.subscribe((question) => {
    for (const input of question.querySelectorAll("input, textarea")) if (isControl(input)) fill(input, store.record);
    allowAnswers(store, question);
  });

  /**
   * While a date is typed it is often another valid one, so it is stored when its field is left. A wrong one stays as it
   * was typed; the record keeps the last good one.
   * @param {unknown} target
   */
  function leaveDate(target) {
    if (!isControl(target) || !isDate(target)) return;
    const stored = field(store.record, target.name);
    // Of a file, a round may have begun before the one that it follows: nobody has entered that here.
    const problem = target.value && target.value === stored ? "" : dateProblem(target);
    showProblem(target, problem && `${problem} ${whatCounts(stored)}`);
    if (!problem) store.edit([[target.name, target.value]], "choice");
  }

  /** @param {Event} event */
  function clear(event) {
    const questionId = buttonOf(event)?.dataset.clear;
    if (!questionId) return;
    store.edit([[`${questionId}.rating`, ""]]);
    // The button is gone now; the focus stays with the question.
    controls(form, `${questionId}.rating`)[0].focus();
  }
}

/** All fields of a form, or those of one name. @param {HTMLFormElement} form @param {string} [name] @returns {Control[]} */
export function controls(form, name) {
  if (name === undefined) return [...form.elements].filter(isControl);
  // The browser knows them by name; to go through all of them each time takes long.
  const named = form.elements.namedItem(name);
  return (named instanceof RadioNodeList ? [...named] : [named])
    .filter(isControl)
    .filter((input) => input.name === name);
}

/** A box that is not ticked has no value. @param {Control} input */
function chosen(input) {
  return input instanceof HTMLInputElement && input.type === "checkbox" && !input.checked ? "" : input.value;
}

/** Shows what the record holds. @param {Control} input @param {import("../core/record.mjs").AssessmentRecord} record */
export function fill(input, record) {
  const value = field(record, input.name);
  if (input instanceof HTMLInputElement && input.type === "radio") input.checked = input.value === value;
  else if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = value !== "";
  else if (input instanceof HTMLSelectElement) {
    // A kind of partnership that nobody chose, or that this question set does not know, means the first.
    input.value = [...input.options].some((option) => option.value === value) ? value : input.options[0].value;
  } else if (input.type !== "textarea") show(input, value);
  // While somebody types, the letters and the caret stay where they are.
  else if (shown(input.value) !== shown(value)) show(input, shown(value));
}

/** @param {Control} input @param {string} value */
function show(input, value) {
  if (input.value !== value) input.value = value;
}

/** On paper a field ends where its box does: what is in it is written below its question. @param {HTMLFormElement} form */
function writeOut(form) {
  for (const old of form.querySelectorAll(".written-out")) old.remove();
  for (const input of controls(form)) {
    const question = input.closest(".question");
    const isWritten = question !== null && isTyped(input) && oneLine(input.value) !== "";
    input.closest(".field")?.classList.toggle("on-paper-below", isWritten);
    if (!isWritten) continue;
    const text = document.createElement("p");
    text.className = "written-out";
    text.append(
      Object.assign(document.createElement("strong"), { textContent: `${input.labels?.[0].textContent}: ` }),
      shown(input.value),
    );
    question.append(text);
  }
}

/** A closed round can be read and not changed; neither can a record that another tab edits. @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
function allowEditing(store, form) {
  allowAnswers(store, document);
  // Until it is known whether another tab edits this record, nothing can be entered.
  form.inert = store.mode === "asking" || store.mode === "newer";
  for (const part of document.querySelectorAll("section.result:not(#files)"))
    if (part instanceof HTMLElement) part.inert = store.mode === "newer";
}

/** @param {import("./store.mjs").Store} store @param {ParentNode} part of the page */
function allowAnswers({ mode, record }, part) {
  const writing = mode === "writing";
  const open = writing && currentRound(record).closed === null;
  disable(part.querySelectorAll("fieldset[data-question], [data-edits-round]"), !open);
  disable(part.querySelectorAll("[data-edits]"), !writing);
}

/** @param {NodeListOf<Element>} parts @param {boolean} disabled */
function disable(parts, disabled) {
  for (const part of parts) part.toggleAttribute("disabled", disabled);
}

/** Which date counts while a wrong one is in its field. @param {string} day empty: none */
function whatCounts(day) {
  const { counts = "", noneCounts = "" } = element("date-problems").dataset;
  return day ? filled(counts, { day: longDay(day) }) : noneCounts;
}

/** In another room nobody would see what is wrong with a date. @param {string} address of the room that is left */
function sayWhatIsLeft(address) {
  for (const date of document.querySelectorAll('[type="date"][aria-invalid="true"]')) {
    const room = date.closest("[data-room]")?.getAttribute("data-room") ?? "";
    if (!isControl(date) || !address.endsWith(roomAddress(room))) continue;
    const problem = element(`${date.id}.problem`).textContent;
    showMessage("dateNotSaved", { label: date.labels?.[0].textContent ?? "", problem });
  }
}

/** @param {Control} input @returns {input is HTMLInputElement} */
function isDate(input) {
  return input.type === "date";
}

/** @param {Control} input */
function isTyped(input) {
  return input.type === "text" || input.type === "textarea";
}

/** @param {unknown} target @returns {target is Control} a field of a record: browser extensions may add others */
function isControl(target) {
  const isInput =
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  if (!isInput || !isField(target.name)) return false;
  if (!isOfQuestion(target.name)) return target.id === target.name;
  return target.closest("[data-question]")?.getAttribute("data-question") === target.name.split(".")[0];
}
