/**
 * Wires the form, the status lines and the parts below the form. Shows and keeps; judges nothing.
 */

import { wireActions } from "./actions.mjs";
import { tell, untell } from "./dialogs.mjs";
import { download } from "./download.mjs";
import { wireEditing } from "./editing.mjs";
import { element } from "./element.mjs";
import { Engine } from "./engine/client.mjs";
import { control, controls, entered } from "./fields.mjs";
import { wireFiles } from "./files.mjs";
import { History } from "./history.mjs";
import { keepOffline } from "../site/offline.mjs";
import { wireOneQuestion } from "./one_question.mjs";
import { wirePython } from "./python.mjs";
import { answerOf, field, localDay } from "./record.mjs";
import { nameIn, wireRounds } from "./rounds.mjs";
import { showCopies, showPersistence, showRecord, showSaved } from "./status.mjs";
import { PRACTICE_KEY, Store } from "./store.mjs";

// Whatever goes wrong in a module of ours is told: an answer may not have been stored. Others' modules are not ours to judge.
const OURS = new URL("./", import.meta.url).href;
window.addEventListener("error", ({ filename }) => filename.startsWith(OURS) && tellBroken());
window.addEventListener("unhandledrejection", ({ reason }) => String(reason?.stack).includes(OURS) && tellBroken());

const tool = element("tool");
const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const preset = /** @type {HTMLSelectElement} */ (control(form, "partnership.preset"));
const questionSet = {
  id: tool.dataset.questionSet ?? "",
  version: tool.dataset.questionSetVersion ?? "",
};
const store = new Store(questionSet);
const history = new History();
const engine = new Engine({
  timeoutSeconds: Number(element("engine-status").dataset.timeoutSeconds),
  onState: (state) => python.showState(state),
  onProgress: (bytes) => python.showProgress(bytes),
});
let offlineAsked = false;
/** How long after another tab's last change that which could not be written is tried anew, in milliseconds. */
const RETRY_PAUSE = 500;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retrying;

const editing = wireEditing({ store, history, form, onChange: showEdited });
/** @type {import("./desk.mjs").Desk} */
const desk = {
  store,
  engine,
  history,
  form,
  ratingWords: JSON.parse(tool.dataset.ratingWords ?? "{}"),
  value: (name) => field(store.read(), name),
  set: (pairs) => editing.set(pairs),
  setAction: editing.setAction,
  fill: editing.fill,
  saveTyped: editing.saveTyped,
  show,
  report: (roundId) => python.report(roundId),
  migrate: () => python.migrate(),
  keeping: (cause, act) => files.keeping(cause, act),
  nameOf: (record, round) => nameIn(record, round, element("record-line").dataset.round ?? ""),
  fileName: (record, suffix) => {
    const parts = [tool.dataset.fileName, record?.partnership?.name, localDay(new Date()), suffix.split("/").pop()];
    return `${parts.filter(Boolean).map(plain).join("_")}.json`;
  },
  today: () => localDay(new Date()),
};
const rounds = wireRounds(desk);
const actions = wireActions(desk);
const files = wireFiles(desk);
const python = wirePython(desk, questionSet, showReady);
const oneQuestion = wireOneQuestion(form, store, () => showElement());

form.addEventListener("click", clear);
form.addEventListener("submit", (event) => event.preventDefault());
element("undo").addEventListener("click", () => step("undo"));
element("redo").addEventListener("click", () => step("redo"));
addEventListener("hashchange", () => showElement(true));
addEventListener("pagehide", () => {
  editing.saveTyped();
  engine.leave();
});
document.addEventListener("visibilitychange", editing.saveTyped);
// The browser may show the page as it was left, while another tab went on.
addEventListener("pageshow", (event) => {
  if (!(event instanceof PageTransitionEvent && event.persisted)) return;
  engine.comeBack();
  show();
});
window.addEventListener("storage", ({ key }) => {
  if (key !== null) store.heal(key);
  if (key === null || key === store.key) show();
  // Another tab may have made room; it may be writing still, and that comes first.
  clearTimeout(retrying);
  if (store.isUnwritten) retrying = setTimeout(retry, RETRY_PAUSE);
});
element("reload-newer").addEventListener("click", () => location.reload());
element("save-faulty").addEventListener("click", () => {
  download(desk.fileName(store.read(), ""), store.text(), "application/json");
  element("put-faulty-aside").hidden = false;
});
element("put-faulty-aside").addEventListener("click", () => {
  store.setPresentAside();
  history.forget();
  show();
});

// Somebody may have answered before this script ran.
const early = entered(form);
show();
editing.saveEarly(early);
if (early.length > 0) show();
showElement();
performance.mark("answers-shown");
engine.start();

// ---- The form and the record ----

/** Shows the record as it is now. */
function show() {
  const record = editing.fillForm();
  element("newer").hidden = !store.isNewer;
  for (const part of [form, ...tool.querySelectorAll(".result")]) /** @type {HTMLElement} */ (part).inert = store.isNewer;
  showWords(record);
  showChange(record);
  rounds.show();
  actions.show();
  files.show();
}

function retry() {
  store.retry();
  show();
}

/** What follows from every change. @param {import("./record.mjs").AssessmentRecord} record */
function showChange(record) {
  showAnswered(record);
  showRecord(desk, store.key === PRACTICE_KEY);
  showSaved(store, record);
  showCopies(store);
  // Only while it is needed: some browsers cannot bring such a page back as it was.
  window.onbeforeunload = store.isUnwritten ? (event) => event.preventDefault() : null;
  /** @type {HTMLButtonElement} */ (element("undo")).disabled = !history.canUndo;
  /** @type {HTMLButtonElement} */ (element("redo")).disabled = !history.canRedo;
  python.refresh();
  actions.refresh(record);
  rounds.refresh();
}

/** @param {import("./record.mjs").AssessmentRecord} record @param {string[]} names of the fields that changed */
function showEdited(record, names) {
  if (names.some((name) => name.startsWith("partnership."))) showWords(record);
  if (names.some((name) => name.startsWith("round."))) rounds.show();
  if (names.some((name) => name.endsWith(".rating"))) showPersistence();
  showChange(record);
}

/** Takes a step back or forward, and shows where it was. @param {"undo" | "redo"} way */
function step(way) {
  untell();
  editing.saveTyped();
  const changes = way === "undo" ? history.undo() : history.redo();
  editing.step(changes, way === "undo" ? "before" : "after");
  show();
  // A button that can do no more loses the focus; the other one can.
  if (/** @type {HTMLButtonElement} */ (element(way)).disabled) element(way === "undo" ? "redo" : "undo").focus();
  const input = changes && control(form, changes[0].name);
  const section = input?.closest("[data-element]");
  // Where another element is shown the address leads there; the browser then goes to the question by itself.
  if (section && !section.classList.contains("current")) location.hash = input?.closest("[data-question]")?.id ?? "";
  else input?.scrollIntoView({ block: "center" });
}

/** @param {Event} event */
function clear({ target }) {
  const questionId = target instanceof Element && target.closest("button")?.dataset.clear;
  if (!questionId) return;
  const radios = controls(form, `${questionId}.rating`);
  for (const radio of radios) /** @type {HTMLInputElement} */ (radio).checked = false;
  editing.save(`${questionId}.rating`, "");
  // The button is gone now; the focus stays with the question.
  radios[0].focus();
}

// ---- What is shown ----

/** One element at a time: the one that the address names, else the first. @param {boolean} [move] */
function showElement(move = false) {
  const named = document.getElementById(location.hash.slice(1));
  const section = named?.closest("[data-element]") ?? null;
  if (named && !section) {
    oneQuestion.show(null, named);
    if (!move) return;
    // It may have been out of sight, so that the browser could not go there by itself.
    named.scrollIntoView();
    named.focus({ preventScroll: true });
    return;
  }
  const shown = section ?? form.querySelector("[data-element]");
  if (shown) actions.offer(shown);
  for (const other of form.querySelectorAll("[data-element]")) other.classList.toggle("current", other === shown);
  for (const link of tool.querySelectorAll(".elements ol a")) {
    if (link.getAttribute("href") === `#${shown?.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const alone = oneQuestion.show(shown, named);
  if (!move || !named) return;
  named.scrollIntoView();
  if (alone) /** @type {HTMLElement} */ (alone).focus({ preventScroll: true });
  else if (named === section) section.querySelector("h2")?.focus({ preventScroll: true });
}

/** The partnership's own words in every question; those of its preset where it has none. @param {import("./record.mjs").AssessmentRecord} record */
function showWords(record) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(preset.selectedOptions[0].dataset.words ?? "{}");
  for (const [word, usual] of Object.entries(words)) {
    const input = /** @type {HTMLInputElement} */ (control(form, `partnership.words.${word}`));
    input.placeholder = usual;
    const text = field(record, input.name).trim() || usual;
    setText(`[data-word="${word}"]`, text);
  }
}

/** @param {import("./record.mjs").AssessmentRecord} record */
function showAnswered(record) {
  let all = 0;
  for (const section of form.querySelectorAll("[data-element]")) {
    const questions = [...section.querySelectorAll("[data-question]")];
    const answered = questions.filter((question) => {
      const rated = Boolean(answerOf(record, question.getAttribute("data-question") ?? "")?.rating);
      const button = /** @type {HTMLElement} */ (question.querySelector("[data-clear]"));
      button.hidden = !rated;
      return rated;
    }).length;
    all += answered;
    setText(`[data-answered-of="${section.id}"]`, String(answered));
  }
  setText('[data-answered-of="all"]', String(all));
}

/** What has to wait for Python. */
function showReady() {
  actions.refresh(store.read());
  rounds.refresh();
  if (offlineAsked) return;
  // Not before: the copy would come in the way of what is wanted now.
  offlineAsked = true;
  keepOffline(mayReload);
}

// ---- Small things ----

/** Whether the page can be loaded anew without a loss. */
function mayReload() {
  editing.saveTyped();
  if (store.isUnwritten) tell("notReloaded");
  return !store.isUnwritten;
}

function tellBroken() {
  element("broken").hidden = false;
}

/** Letters and digits, with hyphens between the words: safe in every file system. @param {string | undefined} text */
function plain(text) {
  return (text ?? "").replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40);
}

/** What says so already is left alone: it would be laid out anew. @param {string} selector @param {string} text */
function setText(selector, text) {
  for (const found of tool.querySelectorAll(selector)) if (found.textContent !== text) found.textContent = text;
}
