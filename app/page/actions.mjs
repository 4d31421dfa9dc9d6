/**
 * The list of actions, which Python makes, and the actions at each question.
 */

import { ACTION } from "../core/edit.mjs";
import { actionOf, withoutResponses } from "../core/record.mjs";
import { filled, localDay, longDay, oneLine } from "../core/text.mjs";
import { ActionDialog } from "./action_dialog.mjs";
import { whenEditable } from "./change_guards.mjs";
import { buttonOf, element, linkButton } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { announce, showMessage } from "./message.mjs";
import { onNextDay } from "./overdue.mjs";

/** @typedef {import("./store.mjs").Store} Store */

/** The status of an action that has none. */
const NOT_STARTED = "not-started";
/** So many letters of an action are in a message. */
const LONGEST_NAME = 100;

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
  /** The action that comes into the list, until it is there. */
  let coming = "";
  const onShown = () => {
    if (coming) itemOf(list, coming)?.scrollIntoView({ block: "nearest" });
    coming = "";
  };
  const withoutPython = () => plainList(store);
  const fragment = new Fragment(engine, "action-list", request, store, { onShown, withoutPython });
  unfoldOnPaper(list);
  onNextDay(() => {
    showCount(store);
    fragment.refresh();
  });
  document.addEventListener("click", (event) => {
    const button = buttonOf(event);
    const { newAction, editAction, useAsAction, what, status } = button?.dataset ?? {};
    const step = button?.closest(".next-step")?.querySelector("[data-step]")?.textContent ?? "";
    if (useAsAction !== undefined) dialog.open(null, [useAsAction], { what: step });
    if (newAction !== undefined) dialog.open(null, newAction ? [newAction] : [], what ? { what } : {});
    if (editAction !== undefined) dialog.open(editAction, [], status ? { status } : {});
  });
  list.addEventListener("change", async ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.dataset.actionStatus) return setStatus(store, target);
    filter[target.name.replace("filter.", "")] = target.value;
    if (await fragment.refresh({ now: true })) announce(list.querySelector("[data-number]")?.textContent ?? "");
  });
  store.subscribe(({ paths, by }) => {
    // Another record has other owners.
    if (shown !== store.key) filter = {};
    shown = store.key;
    if (paths === null || paths.some((path) => path.startsWith(ACTION))) {
      showServing(store, form);
      showCount(store);
    }
    if (element("tool").dataset.shown === "actions") coming = actionComing(list, paths ?? []) || coming;
    if (by === "typing") fragment.refreshSoon();
    else if (paths === null || paths.length > 0) fragment.refresh();
  });
  questions.subscribe((question) => showServing(store, question));
}

/** The action among the changes that is not in the list yet, if there is one. @param {Element} list @param {string[]} paths */
function actionComing(list, paths) {
  const ids = paths.filter((path) => path.startsWith(ACTION)).map((path) => path.slice(ACTION.length));
  return ids.find((id) => !itemOf(list, id)) ?? "";
}

/** Where an action is in the list. @param {Element} list @param {string} id */
function itemOf(list, id) {
  return list.querySelector(`[data-edit-action="${CSS.escape(id)}"]`)?.closest("tr, li");
}

/** What is folded in the list is printed too. @param {Element} list */
function unfoldOnPaper(list) {
  let folded = /** @type {HTMLDetailsElement[]} */ ([]);
  addEventListener("beforeprint", () => {
    folded = /** @type {any} */ ([...list.querySelectorAll(".without-action details:not([open])")]);
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
}

/** Without Python: all actions, each to be opened. @param {Store} store */
function plainList({ record }) {
  const all = document.createElement("ul");
  all.append(...Object.entries(record.actions ?? {}).map(actionItem));
  return all;
}

/** An action in a list. @param {[id: string, action: import("../core/record.mjs").Action]} entry */
function actionItem([id, { what = "", owner = "", due = "", status = NOT_STARTED }]) {
  const { options } = /** @type {HTMLSelectElement} */ (element("action.status"));
  const word = [...options].find(({ value }) => value === status)?.text.toLowerCase();
  const item = document.createElement("li");
  const isOpen = status !== "done" && status !== "dropped";
  const facts = [oneLine(owner), isOpen && due && `due ${longDay(due)}`, word ?? status].filter(Boolean);
  item.append(linkButton(what, "editAction", id), ` (${facts.join(", ")})`);
  return item;
}

/** Stores the status that was chosen in the row of an action. @param {Store} store @param {HTMLSelectElement} choice */
function setStatus(store, choice) {
  const { actionStatus: id = "" } = choice.dataset;
  const status = choice.value;
  // What is shown is what is stored.
  const takeBack = () => {
    choice.value = actionOf(store.record, id)?.status ?? NOT_STARTED;
  };
  const act = () => {
    const action = actionOf(store.record, id);
    // Its row may move out of sight.
    if (action && store.setAction(id, { status, reason: "" }))
      return showMessage("marked", { what: inShort(action), status: choice.selectedOptions[0].text.toLowerCase() });
    // Undone meanwhile: the list that is on the screen follows a moment later.
    takeBack();
    showMessage("outdated");
  };
  whenEditable(store, act, takeBack);
}

/** What an action is, as a message names it. @param {import("../core/record.mjs").Action} action */
function inShort({ what = "" }) {
  const letters = [...oneLine(what)];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")} …` : letters.join("");
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
    // As everywhere: one that was dropped serves no question.
    const taken = serving.filter(([, { status }]) => status !== "dropped").map(([, { what }]) => oneLine(what ?? ""));
    showTaken(place.closest(".question"), new Set(taken));
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
