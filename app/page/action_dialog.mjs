/**
 * The dialog in which an action is written. What is begun is stored as a draft.
 */

import { isSame } from "../core/edit.mjs";
import { actionOf } from "../core/record.mjs";
import { filled, oneLine } from "../core/text.mjs";
import { obstacle, whenEditable } from "./change_guards.mjs";
import { focusAfter, openDialog } from "./dialogs.mjs";
import { element, setText } from "./dom.mjs";
import { showMessage } from "./message.mjs";
import { dateProblem, showProblem } from "./problems.mjs";
import { titleOf } from "./questions.mjs";

/** @typedef {import("../core/record.mjs").Action} Action */
/** `before`: the action as it was, null for a new one. @typedef {{before: Action | null, entered: Action}} Draft */

const DROPPED = "dropped";
const TEXTS = ["what", "owner", "due", "reason", "progress"];
const CHECKED = ["what", "due", "reason"];

export class ActionDialog {
  #form = /** @type {HTMLFormElement} */ (element("action-form"));
  #dialog = /** @type {HTMLDialogElement} */ (element("action-dialog"));
  /** The action that is written, none while the dialog is closed; and the questions that it served when it was opened. @type {{of: string, id: string, before: Action | null, served: string[]} | null} */
  #edited = null;

  /** @param {import("./store.mjs").Store} store */
  constructor(store) {
    this.store = store;
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("input", () => {
      this.#showParts();
      this.#saveDraft();
    });
    // Closing by a key leaves the draft for the next time; "Cancel" discards it.
    this.#dialog.addEventListener("close", () => {
      // The browser reports this a moment later, and the dialog may be open again by then.
      if (!this.#dialog.open) this.#edited = null;
    });
    element("action-cancel").addEventListener("click", () => this.#discardDraft());
    element("action-delete").addEventListener("click", () => this.#delete());
    // Another record is shown, or has this one's place: what was begun waits in the draft of its own.
    store.subscribe(() => {
      if (this.#edited && this.#edited.of !== identityOf(store)) this.#dialog.close();
    });
    element("action-problem").addEventListener("click", (event) => this.#followProblem(event));
  }

  /** @param {string | null} id null: a new action @param {string[]} questions those that a new one serves @param {Action} [changes] fields that differ from what is stored */
  open(id, questions, changes = {}) {
    whenEditable(this.store, () => this.#open(id, questions, changes));
  }

  /** @param {string | null} id @param {string[]} questions @param {Action} changes */
  #open(id, questions, changes) {
    const before = id === null ? null : (actionOf(this.store.record, id) ?? null);
    /** @type {[string, Draft][]} */
    const drafts = Object.entries(this.store.storage.reminders.drafts(this.store.key));
    // A new one that was begun is continued wherever it is opened; another by its own button, and so is one that another
    // tab has saved from the same draft.
    const isNew = (/** @type {[string, Draft]} */ [of, { before: was }]) =>
      was === null && !actionOf(this.store.record, of);
    const [draftId, draft] = drafts.find((one) => (id === null ? isNew(one) : one[0] === id)) ?? [];
    // What was changed meanwhile, such as the status in the list, stays.
    const values = draft && before ? { ...before, ...changed(draft) } : (draft?.entered ?? before);
    const served = [...(values?.questions ?? []), ...questions];
    this.#edited = { of: identityOf(this.store), id: draftId ?? id ?? newId(), before, served };
    // What was begun is not overwritten by a proposal.
    this.#fill(draft && id === null ? values : { ...values, ...changes }, served);
    const heading = element("action-dialog-heading");
    const question = titleOf(questions[0] ?? "");
    const words = before ? heading.dataset.change : question ? heading.dataset.addFor : heading.dataset.add;
    heading.textContent = filled(words ?? "", { question });
    element("action-draft").hidden = true;
    element("action-delete").hidden = before === null;
    this.#showParts();
    this.#showProblems([]);
    openDialog("action-dialog", inPlaceOf(document.activeElement));
    // Said only when it comes into a dialog that is open.
    element("action-draft").hidden = !draft;
    this.#input(changes.status === DROPPED ? "reason" : "what").focus();
  }

  /** @param {Action | null} values @param {string[]} served */
  #fill(values, served) {
    this.#listQuestions();
    this.#form.reset();
    for (const input of this.#inputs()) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = served.includes(input.value);
      else if (values?.[input.name] !== undefined) input.value = String(values[input.name]);
    }
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const value = (/** @type {string} */ name) => oneLine(this.#input(name).value);
    const problems = CHECKED.filter((name) => {
      if (name === "due") return dateProblem(this.#input("due")) !== "";
      return value(name) === "" && (name === "what" || value("status") === DROPPED);
    });
    // Another tab may edit the record by now; the draft has what was entered.
    if (this.store.mode !== "writing") problems.push(obstacle(this.store));
    this.#showProblems(problems);
    if (problems.length > 0 || !this.#edited) {
      event.preventDefault();
      element("action-problem").focus();
      return;
    }
    const { id: own, before, served } = this.#edited;
    const entered = this.#entered(served);
    // Another tab may have saved a new action from the same draft: both stay.
    const id = before === null && actionOf(this.store.record, own) ? newId() : own;
    // A reason belongs to what was dropped alone.
    if (entered.status !== DROPPED) entered.reason = "";
    // What another tab changed meanwhile stays, unless it has removed the action.
    const values = before && actionOf(this.store.record, id) ? changed({ before, entered }) : entered;
    if (!this.store.setAction(id, values)) return showMessage(obstacle(this.store));
    this.#discardDraft();
    showMessage(element("tool").dataset.shown === "actions" ? "actionSavedHere" : "actionSaved");
  }

  /** Nobody is asked first: it can be undone. */
  #delete() {
    if (!this.#edited) return;
    // Another tab may edit the record by now.
    if (this.store.mode !== "writing" || !this.store.removeAction(this.#edited.id)) {
      this.#showProblems([obstacle(this.store)]);
      element("action-problem").focus();
      return;
    }
    this.#discardDraft();
    this.#dialog.close();
    // Its row goes, and the button in it that would have the focus.
    focusAfter(this.#dialog);
    showMessage("actionDeleted");
  }

  /** What is in the dialog. @param {string[]} served with those that have no box because they are asked no more @returns {Action} */
  #entered(served) {
    /** @type {Action} */
    const entered = {};
    const questions = new Set(served);
    for (const input of this.#inputs()) {
      if (!(input instanceof HTMLInputElement && input.type === "checkbox")) entered[input.name] = input.value;
      else if (input.checked) questions.add(input.value);
      else questions.delete(input.value);
    }
    return { ...entered, questions: [...questions] };
  }

  /** A draft in which nothing was written is none. */
  #saveDraft() {
    if (!this.#edited) return;
    const { id, before, served } = this.#edited;
    const entered = this.#entered(served);
    const isTouched = before
      ? Object.keys(changed({ before, entered })).length > 0
      : TEXTS.some((name) => entered[name]);
    this.store.setDraft(id, isTouched ? { before, entered } : null);
  }

  #discardDraft() {
    if (this.#edited) this.store.setDraft(this.#edited.id, null);
  }

  /** Says what is missing above and at each field. @param {string[]} problems names of fields */
  #showProblems(problems) {
    const summary = element("action-problem");
    summary.hidden = problems.length === 0;
    setText(summary, '[data-problem="due"] a', dateProblem(this.#input("due")));
    for (const item of summary.querySelectorAll("li")) {
      const name = item.dataset.problem ?? "";
      item.hidden = !problems.includes(name);
      if (CHECKED.includes(name)) showProblem(this.#input(name), item.hidden ? "" : item.textContent);
    }
  }

  /** The address of the page names the element that is shown; a link to a field must not change it. @param {Event} event */
  #followProblem(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    event.preventDefault();
    this.#input(link.hash.slice("#action.".length)).focus();
  }

  #showParts() {
    element("action-reason").hidden = this.#input("status").value !== DROPPED;
    element("action-question-count").textContent = String(
      this.#form.querySelectorAll('[name="questions"]:checked').length,
    );
  }

  /** Lists all questions, when that is first wanted: most visits do not need it. */
  #listQuestions() {
    const place = element("action-questions");
    if (place.hasChildNodes()) return;
    // The questions themselves may not be in the page yet.
    for (const part of document.querySelectorAll("#question-list > ol > li")) {
      const group = document.createElement("fieldset");
      const heading = Object.assign(document.createElement("legend"), {
        className: "action-element",
        textContent: part.querySelector(".elements-title")?.textContent,
      });
      const items = document.createElement("ul");
      for (const mark of part.querySelectorAll("[data-mark]")) {
        const value = mark.getAttribute("data-mark") ?? "";
        const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "questions", value });
        const [item, label] = [document.createElement("li"), document.createElement("label")];
        label.append(box, ` ${titleOf(value)}`);
        item.append(label);
        items.append(item);
      }
      group.append(heading, items);
      place.append(group);
    }
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement} */ (element(`action.${name}`));
  }

  /** @returns {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */
  #inputs() {
    return /** @type {any} */ ([...this.#form.querySelectorAll("[name]")]);
  }
}

/** What a question has where a button was that an action takes away: the words that it is one, or how many there are. @param {Element | null} button @returns {HTMLElement | null} */
function inPlaceOf(button) {
  const part = button?.closest(".next-step, .question-actions");
  return part?.querySelector('[data-taken="yes"], summary') ?? null;
}

/** The same as long as a record is answered or migrated: its place, and the id of its first round. @param {import("./store.mjs").Store} store */
function identityOf({ key, record }) {
  return `${key} ${record.rounds[0].id}`;
}

/** The fields in which what was entered differs from the action as it was. @param {Draft} draft @returns {Action} */
function changed({ before, entered }) {
  const was = before ?? {};
  // A choice that was never made is shown as the usual one.
  const usual = (/** @type {string} */ name) => (TEXTS.includes(name) ? "" : entered[name]);
  return Object.fromEntries(
    Object.entries(entered).filter(([name, value]) => !isSame(value, was[name] ?? usual(name))),
  );
}

function newId() {
  return `action-${Date.now()}-${crypto.getRandomValues(new Uint16Array(1))[0]}`;
}
