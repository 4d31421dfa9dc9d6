/**
 * Actions: the dialog in which one is written, and the list, which Python makes.
 */

import { openDialog } from "./dialogs.mjs";
import { element } from "./element.mjs";
import { Fragment } from "./fragment.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */
/** @typedef {import("./record.mjs").Action} Action */

/** @param {Desk} desk */
export function wireActions(desk) {
  const { store } = desk;
  const form = /** @type {HTMLFormElement} */ (element("action-form"));
  const list = element("action-list");
  /** @type {Record<string, string>} */
  const filter = {};
  const fragment = new Fragment(desk.engine, "action-list", () => ({
    ask: "actions",
    record: store.read(),
    today: desk.today(),
    ...filter,
  }));
  /** The action that is being written, and how it was when the dialog opened. */
  let edited = { id: "", before: /** @type {Action | null} */ (null) };

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.newAction !== undefined) edit(null, [button.dataset.newAction]);
    if (button?.dataset.editAction !== undefined) edit(button.dataset.editAction, []);
  });
  // Made when it is first wanted: most visits need no list of all questions.
  let listed = false;
  function listQuestions() {
    if (listed) return;
    listed = true;
    for (const section of desk.form.querySelectorAll("[data-element]")) {
      const heading = Object.assign(document.createElement("p"), { className: "action-element", textContent: section.querySelector("h2")?.textContent });
      const items = document.createElement("ul");
      for (const question of section.querySelectorAll("[data-question]")) {
        const label = document.createElement("label");
        const value = question.getAttribute("data-question") ?? "";
        label.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "questions", value }));
        label.append(` ${question.querySelector(".question-title")?.textContent}`);
        items.append(Object.assign(document.createElement("li"), {}));
        items.lastElementChild?.append(label);
      }
      element("action-questions").append(heading, items);
    }
  }
  element("new-action").addEventListener("click", () => edit(null, []));
  form.addEventListener("submit", keep);
  form.addEventListener("input", showParts);
  // The address of the page names the element that is shown; a link to a field must not change it.
  element("action-problem").addEventListener("click", (event) => {
    event.preventDefault();
    /** @type {HTMLElement} */ (form.elements.namedItem("what")).focus();
  });
  list.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    filter[target.name.replace("filter.", "")] = target.value;
    fragment.refresh({ now: true });
  });

  /** @param {string | null} id @param {string[]} questions those that a new one serves */
  function edit(id, questions) {
    desk.saveTyped();
    const actions = store.read().actions ?? {};
    const before = id !== null && Object.hasOwn(actions, id) ? actions[id] : null;
    edited = { id: id ?? `action-${Date.now()}-${crypto.getRandomValues(new Uint16Array(1))[0]}`, before };
    listQuestions();
    form.reset();
    const served = before?.questions ?? questions;
    for (const input of inputs()) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = served.includes(input.value);
      else if (before?.[input.name] !== undefined) input.value = String(before[input.name]);
    }
    showParts();
    showProblem(false);
    openDialog("action-dialog");
    /** @type {HTMLElement} */ (form.elements.namedItem("what")).focus();
  }

  /** @param {SubmitEvent} event */
  function keep(event) {
    const what = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("what"));
    const missing = what.value.trim() === "";
    showProblem(missing);
    if (missing) {
      event.preventDefault();
      element("action-problem").focus();
      return;
    }
    const { id, before } = edited;
    /** @type {Action} */
    const entered = { questions: [] };
    for (const input of inputs()) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") {
        if (input.checked) entered.questions?.push(input.value);
      } else entered[input.name] = input.value;
    }
    desk.setAction(id, before, entered);
  }

  /** An action without words is told at the field too. @param {boolean} missing */
  function showProblem(missing) {
    const what = /** @type {HTMLElement} */ (form.elements.namedItem("what"));
    element("action-problem").hidden = !missing;
    element("action.what.problem").hidden = !missing;
    if (missing) what.setAttribute("aria-describedby", "action.what.problem");
    else what.removeAttribute("aria-describedby");
    what.setAttribute("aria-invalid", String(missing));
  }

  function showParts() {
    element("action-reason").hidden = /** @type {HTMLSelectElement} */ (form.elements.namedItem("status")).value !== "dropped";
    element("action-question-count").textContent = String(form.querySelectorAll('[name="questions"]:checked').length);
  }

  /** @returns {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */
  function inputs() {
    return /** @type {any} */ ([...form.querySelectorAll("[name]")]);
  }

  /** Puts the place for actions under each question of an element, once. @param {Element} section */
  function offer(section) {
    if (section.querySelector(".question-actions")) return;
    const template = /** @type {HTMLTemplateElement} */ (element("question-actions"));
    for (const question of section.querySelectorAll("[data-question]")) {
      const id = question.getAttribute("data-question") ?? "";
      const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      for (const title of made.querySelectorAll("[data-title]")) title.textContent = ` for ${question.querySelector(".question-title")?.textContent}`;
      /** @type {HTMLButtonElement} */ (made.querySelector("button")).dataset.newAction = id;
      const input = /** @type {HTMLInputElement} */ (made.querySelector("input"));
      const name = `${id}.no_action`;
      Object.assign(input, { id: name, name, value: desk.value(name) });
      /** @type {HTMLLabelElement} */ (made.querySelector("label")).htmlFor = name;
      question.append(made);
    }
  }

  return { refresh: () => fragment.refresh(), offer };
}
