/**
 * Actions: the dialog in which one is written, and the list, which Python makes.
 */

import { openDialog, tell } from "./dialogs.mjs";
import { element } from "./element.mjs";
import { Fragment } from "./fragment.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */
/** @typedef {import("./record.mjs").Action} Action */

/** How long after the last key a draft is stored, in milliseconds. */
const DRAFT_PAUSE = 300;
const DROPPED = "dropped";
const TEXTS = ["what", "owner", "due", "reason", "progress"];

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
  /**
   * The action that is being written, how it was when the dialog opened, and the questions that it served then: some
   * may be asked no more. @type {{id: string, before: Action | null, served: string[]}}
   */
  let edited = { id: "", before: null, served: [] };
  /** The record whose actions are shown. */
  let shown = store.key;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let drafting;

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
  form.addEventListener("input", () => {
    showParts();
    clearTimeout(drafting);
    drafting = setTimeout(keepDraft, DRAFT_PAUSE);
  });
  // Closing by a key leaves the draft for the next time; only these two have done with it.
  element("action-dialog").addEventListener("close", keepDraft);
  element("action-cancel").addEventListener("click", () => finish());
  addEventListener("pagehide", keepDraft);
  document.addEventListener("visibilitychange", keepDraft);
  // The address of the page names the element that is shown; a link to a field must not change it.
  element("action-problem").addEventListener("click", (event) => {
    const name = event.target instanceof Element && event.target.closest("a")?.getAttribute("href")?.slice("#action.".length);
    if (!name) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (form.elements.namedItem(name)).focus();
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
    // One that was being written is gone on with: a new one from wherever, another by its own button.
    const [draftId, draft] = Object.entries(store.drafts()).find(([of, { before }]) => (id === null ? before === null : of === id)) ?? [];
    const values = draft ? draft.entered : before;
    const served = [...(values?.questions ?? []), ...questions];
    edited = draftId
      ? { id: draftId, before: draft?.before ?? null, served }
      : { id: id ?? `action-${Date.now()}-${crypto.getRandomValues(new Uint16Array(1))[0]}`, before, served };
    listQuestions();
    form.reset();
    for (const input of inputs()) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = served.includes(input.value);
      else if (values?.[input.name] !== undefined) input.value = String(values[input.name]);
    }
    const heading = element("action-dialog-heading");
    heading.textContent = (before ? heading.dataset.change : heading.dataset.add) ?? "";
    element("action-draft").hidden = !draft;
    showParts();
    showProblems([]);
    openDialog("action-dialog");
    /** @type {HTMLElement} */ (form.elements.namedItem("what")).focus();
  }

  /** @param {SubmitEvent} event */
  function keep(event) {
    const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value.trim();
    const { validity } = /** @type {HTMLInputElement} */ (form.elements.namedItem("due"));
    const problems = [];
    if (value("what") === "") problems.push("what");
    if (!validity.valid) problems.push("due");
    if (value("status") === DROPPED && value("reason") === "") problems.push("reason");
    showProblems(problems);
    if (problems.length > 0) {
      event.preventDefault();
      element("action-problem").focus();
      return;
    }
    const { id, before } = edited;
    const made = written();
    // A reason belongs to what was dropped alone.
    if (made.status !== DROPPED) made.reason = "";
    finish();
    desk.setAction(id, before, made);
    tell("actionKept");
  }

  /** What stands in the dialog. @returns {Action} */
  function written() {
    /** @type {Action} */
    const made = {};
    // In their order, with those that have no box because they are asked no more.
    const questions = new Set(edited.served);
    for (const input of inputs()) {
      if (!(input instanceof HTMLInputElement && input.type === "checkbox")) made[input.name] = input.value;
      else if (input.checked) questions.add(input.value);
      else questions.delete(input.value);
    }
    return { ...made, questions: [...questions] };
  }

  /** What is being written is stored as a draft; one in which nothing was written is none. */
  function keepDraft() {
    clearTimeout(drafting);
    if (edited.id === "") return;
    const { id, before } = edited;
    const entered = written();
    const touched = before
      ? [...TEXTS, "priority", "status", "questions"].some((name) => String(entered[name]) !== String(before[name] ?? (TEXTS.includes(name) ? "" : entered[name])))
      : TEXTS.some((name) => entered[name]);
    store.setDraft(id, touched ? { before, entered } : null);
    if (!(/** @type {HTMLDialogElement} */ (element("action-dialog")).open)) edited = { id: "", before: null, served: [] };
  }

  /** The draft has become an action, or is given up. */
  function finish() {
    clearTimeout(drafting);
    store.setDraft(edited.id, null);
    edited = { id: "", before: null, served: [] };
  }

  /** Tells what is missing above and at each field. @param {string[]} problems names of fields */
  function showProblems(problems) {
    const summary = element("action-problem");
    summary.hidden = problems.length === 0;
    for (const item of summary.querySelectorAll("li")) item.hidden = !problems.includes(item.dataset.problem ?? "");
    for (const name of ["what", "due", "reason"]) {
      const input = /** @type {HTMLElement} */ (form.elements.namedItem(name));
      const wrong = problems.includes(name);
      element(`action.${name}.problem`).hidden = !wrong;
      input.setAttribute("aria-invalid", String(wrong));
      if (wrong) input.setAttribute("aria-describedby", `action.${name}.problem`);
      else input.removeAttribute("aria-describedby");
    }
  }

  function showParts() {
    element("action-reason").hidden = /** @type {HTMLSelectElement} */ (form.elements.namedItem("status")).value !== DROPPED;
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
      Object.assign(input, { id: name, name });
      /** @type {HTMLLabelElement} */ (made.querySelector("label")).htmlFor = name;
      question.append(made);
      desk.fill(input);
    }
    showServing(store.read());
  }

  /** Shows at each question which actions serve it. @param {import("./record.mjs").AssessmentRecord} record */
  function showServing(record) {
    const statuses = /** @type {HTMLSelectElement} */ (form.elements.namedItem("status"));
    const actions = Object.entries(record.actions ?? {});
    for (const place of desk.form.querySelectorAll(".question-actions")) {
      const question = place.closest("[data-question]")?.getAttribute("data-question") ?? "";
      const serving = actions.filter(([, action]) => action.questions?.includes(question));
      const made = serving.map(([id, { what, status }]) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--link", textContent: what });
        button.dataset.editAction = id;
        const item = document.createElement("li");
        item.append(button, ` (${[...statuses.options].find(({ value }) => value === status)?.text.toLowerCase() ?? status})`);
        return item;
      });
      /** @type {HTMLElement} */ (place.querySelector("[data-count]")).textContent = serving.length > 0 ? ` (${serving.length})` : "";
      const list = /** @type {HTMLElement} */ (place.querySelector("ul"));
      list.hidden = made.length === 0;
      // What stands there already stays, and with it the focus.
      if (list.textContent !== made.map(({ textContent }) => textContent).join("")) list.replaceChildren(...made);
    }
  }

  /** Another record has other owners: what was chosen to be seen of the last one is not asked of this one. */
  function show() {
    if (shown === store.key) return;
    shown = store.key;
    for (const name of Object.keys(filter)) delete filter[name];
  }

  /** @param {import("./record.mjs").AssessmentRecord} record */
  function refresh(record) {
    showServing(record);
    fragment.refresh();
  }

  return { refresh, offer, show };
}
