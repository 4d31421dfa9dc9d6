/**
 * The list of actions, which Python makes, and the actions at each question.
 */

import { actionOf, withoutResponses } from "../core/record.mjs";
import { filled, localDay, longDay, oneLine } from "../core/text.mjs";
import { ActionDialog, DROPPED } from "./action_dialog.mjs";
import { announce, buttonOf, element, linkButton, showMessage } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";

/** @typedef {import("./store.mjs").Store} Store */

const A_MINUTE = 60_000;

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {import("./questions.mjs").Questions} questions */
export function wireActions(store, engine, questions) {
  const { form } = questions;
  const dialog = new ActionDialog(store);
  const list = element("action-list");
  /** @type {Record<string, string>} */
  let filter = {};
  let shown = store.key;
  const request = () => ({
    ask: "actions",
    record: withoutResponses(store.record),
    today: localDay(new Date()),
    ...filter,
  });
  const fragment = new Fragment(engine, "action-list", request, store);
  // What is overdue is another matter the next day, and a tab may be open for weeks.
  let day = localDay(new Date());
  const lookAtDay = () => {
    if (day === localDay(new Date())) return;
    day = localDay(new Date());
    showCount(store);
    refresh();
  };
  setInterval(lookAtDay, A_MINUTE);
  document.addEventListener("visibilitychange", lookAtDay);
  document.addEventListener("click", (event) => {
    const button = buttonOf(event);
    const { newAction, editAction, useAsAction, what } = button?.dataset ?? {};
    const step = button?.closest(".next-step")?.querySelector("[data-step]")?.textContent ?? "";
    if (useAsAction !== undefined) dialog.open(null, [useAsAction], { what: step });
    if (newAction !== undefined) dialog.open(null, newAction ? [newAction] : [], what ? { what } : {});
    if (editAction !== undefined) dialog.open(editAction, []);
  });
  wireStatuses(store, dialog, list);
  list.addEventListener("change", async ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset.actionStatus) return;
    filter[target.name.replace("filter.", "")] = target.value;
    await fragment.refresh({ now: true });
    announce(list.querySelector("[data-number]")?.textContent ?? "");
  });
  store.subscribe(({ paths, by }) => {
    // Another record has other owners.
    if (shown !== store.key) filter = {};
    shown = store.key;
    const isNews = paths === null || paths.some((path) => path.startsWith("action."));
    if (isNews) {
      showServing(store, form);
      showCount(store);
    }
    // The plain list says nothing of the questions.
    if (engine.failed) return void (isNews && refresh());
    if (by === "typing") fragment.refreshSoon();
    else if (paths === null || paths.length > 0) refresh();
  });
  function refresh() {
    if (engine.failed) listPlainly(store, list);
    else fragment.refresh();
  }
  questions.subscribe((question) => showServing(store, question));
  return { refresh };
}

/** Without Python: all actions, each to be opened. @param {Store} store @param {HTMLElement} list */
function listPlainly({ record }, list) {
  const items = Object.entries(record.actions ?? {}).map(actionItem);
  const all = document.createElement("ul");
  all.append(...items);
  list.replaceChildren(all);
  list.dataset.state = "waiting";
}

/** An action in a list. @param {[id: string, action: import("../core/record.mjs").Action]} entry */
function actionItem([id, { what = "", owner = "", due = "", status }]) {
  const { options } = /** @type {HTMLSelectElement} */ (element("action.status"));
  const word = [...options].find(({ value }) => value === status)?.text.toLowerCase();
  const item = document.createElement("li");
  const isOpen = status !== "done" && status !== "dropped";
  const facts = [oneLine(owner), isOpen && due && `due ${longDay(due)}`, word ?? status].filter(Boolean);
  item.append(linkButton(what, "editAction", id), ` (${facts.join(", ")})`);
  return item;
}

/** Keys that go through the choices of a list, where each is chosen on the way to the next. */
const STEPS = /^(Arrow|Home|End|Page|[^ ]$)/;

/** The statuses in the rows of the actions. @param {Store} store @param {ActionDialog} dialog @param {HTMLElement} list */
function wireStatuses(store, dialog, list) {
  let isStep = false;
  /** An action on which a key has stopped at “Dropped”. */
  let stoppedAt = "";
  list.addEventListener("keydown", ({ key, altKey }) => {
    isStep = STEPS.test(key) && !altKey;
  });
  list.addEventListener("pointerdown", () => {
    isStep = false;
  });
  list.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement && target.dataset.actionStatus)) return;
    const { value } = target;
    showStop("");
    target.value = value;
    if (isStep && value === DROPPED) showStop(target.dataset.actionStatus);
    else setStatus(store, dialog, target);
  });
  list.addEventListener("click", (event) => {
    const id = buttonOf(event)?.dataset.drop;
    if (id === undefined) return;
    showStop("");
    const choice = choiceOf(id);
    // Where the focus goes when the dialog is closed: the button is gone.
    choice?.focus();
    if (choice) setStatus(store, dialog, Object.assign(choice, { value: DROPPED }));
  });
  // The list may be drawn again for a status that was passed on the way.
  new MutationObserver(() => {
    if (stoppedAt && !list.querySelector("[data-drop]")) showStop(stoppedAt);
  }).observe(list, { childList: true });

  /** Says below the status of an action that it is not dropped yet. @param {string} id none where it is empty */
  function showStop(id) {
    list.querySelector("[data-drop]")?.parentElement?.remove();
    const before = choiceOf(stoppedAt);
    if (before) before.value = actionOf(store.record, stoppedAt)?.status ?? "";
    const choice = choiceOf(id);
    const isNews = stoppedAt !== id;
    stoppedAt = choice ? id : "";
    if (!choice) return;
    choice.value = DROPPED;
    choice.after(/** @type {HTMLTemplateElement} */ (element("not-dropped")).content.cloneNode(true));
    /** @type {HTMLElement} */ (list.querySelector("[data-drop]")).dataset.drop = id;
    if (isNews) announce(element("announcement").dataset.drop ?? "");
  }

  /** @param {string} id of an action @returns {HTMLSelectElement | null} */
  function choiceOf(id) {
    return list.querySelector(`[data-action-status="${CSS.escape(id)}"]`);
  }
}

/** Stores the status that was chosen in the row of an action. Dropping it needs a reason, so that opens the dialog. @param {Store} store @param {ActionDialog} dialog @param {HTMLSelectElement} choice */
function setStatus(store, dialog, choice) {
  const { actionStatus: id = "" } = choice.dataset;
  // Undone meanwhile: the list that is on the screen follows a moment later.
  if (!actionOf(store.record, id)) return showMessage("outdated");
  const status = choice.value;
  const isDropped = status === DROPPED;
  if (!isDropped && store.mode === "writing" && store.setAction(id, { status, reason: "" })) return;
  // What is shown is what is stored, until the dialog stores something else.
  choice.value = actionOf(store.record, id)?.status ?? "";
  if (isDropped) dialog.open(id, [], { status });
  else showMessage("elsewhere");
}

/** How many actions are open, and how many of them are late, beside the name of their room. @param {Store} store */
function showCount({ record }) {
  const today = localDay(new Date());
  const open = Object.values(record.actions ?? {}).filter(({ status }) => status !== "done" && status !== "dropped");
  const late = open.filter(({ due }) => typeof due === "string" && due !== "" && due < today);
  const place = element("actions-count");
  const words = { open: String(open.length), late: String(late.length) };
  const template = late.length > 0 ? place.dataset.late : open.length > 0 ? "{open}" : "";
  place.textContent = filled(template ?? "", words);
}

/** Shows at each question which actions serve it. @param {Store} store @param {Element} part the form, or one of its questions */
function showServing({ record }, part) {
  /** @type {Map<string, [string, import("../core/record.mjs").Action][]>} */
  const byQuestion = new Map();
  for (const entry of Object.entries(record.actions ?? {})) {
    for (const question of Array.isArray(entry[1].questions) ? entry[1].questions : [])
      byQuestion.set(question, [...(byQuestion.get(question) ?? []), entry]);
  }
  for (const place of part.querySelectorAll(".question-actions")) {
    const serving = byQuestion.get(place.closest("[data-question]")?.getAttribute("data-question") ?? "") ?? [];
    const items = serving.map(actionItem);
    /** @type {HTMLElement} */ (place.querySelector("[data-count]")).textContent =
      serving.length > 0 ? ` (${serving.length})` : "";
    const list = /** @type {HTMLElement} */ (place.querySelector("ul"));
    list.hidden = items.length === 0;
    // What is there already stays, and with it the focus. Two records may have actions of the same words.
    if (list.innerHTML !== items.map(({ outerHTML }) => outerHTML).join("")) list.replaceChildren(...items);
    showTaken(place.closest(".question"), new Set(serving.map(([, { what }]) => oneLine(what ?? ""))));
  }
}

/** A next step that is an action already is not offered again. @param {Element | null} question @param {Set<string>} taken the words of its actions */
function showTaken(question, taken) {
  for (const step of question?.querySelectorAll(".next-step") ?? []) {
    const isTaken = taken.has(oneLine(step.querySelector("[data-step]")?.textContent ?? ""));
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll("[data-taken]")))
      part.hidden = isTaken !== (part.dataset.taken === "yes");
  }
}
