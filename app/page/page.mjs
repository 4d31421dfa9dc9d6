/**
 * Wires the form, the status lines and the parts below the form. Shows and keeps; judges nothing.
 */

import { wireActions } from "./actions.mjs";
import { filled } from "./dialogs.mjs";
import { download } from "./download.mjs";
import { element } from "./element.mjs";
import { AnswerError, Engine, EngineError } from "./engine.mjs";
import { copyFacts, showFailure } from "./failure.mjs";
import { control, controls, entered, isControl } from "./fields.mjs";
import { wireFiles } from "./files.mjs";
import { Fragment } from "./fragment.mjs";
import { History } from "./history.mjs";
import { keepOffline } from "./offline.mjs";
import { wireOneQuestion } from "./one_question.mjs";
import { answerOf, currentRound, field, localDay } from "./record.mjs";
import { wireRounds } from "./rounds.mjs";
import { showCopies, showPersistence, showRecord, showSaved } from "./status.mjs";
import { PRACTICE_KEY, Store } from "./store.mjs";

/** How long after the last key a text is stored, at the latest. Leaving the field or the page stores it at once. */
const TYPING_PAUSE = 300;

const TYPED = new Set(["text", "textarea"]);

const tool = element("tool");
const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const preset = /** @type {HTMLSelectElement} */ (control(form, "partnership.preset"));
const questionSet = {
  id: tool.dataset.questionSet ?? "",
  version: tool.dataset.questionSetVersion ?? "",
  preset: preset.options[0].value,
};
const store = new Store(questionSet);
const history = new History();
const engineStatus = element("engine-status");
const engine = new Engine({
  timeoutSeconds: Number(engineStatus.dataset.timeoutSeconds),
  onState: showEngine,
  onProgress: showProgress,
});
const overview = new Fragment(engine, "overview", () => ({ ask: "overview", record: ofNow() }), { always: true });

/** What is being typed, by field. @type {Map<string, ReturnType<typeof setTimeout>>} */
const typing = new Map();
/** What each field last held, in this tab and in the record. @type {Map<string, string>} */
const seen = new Map();
let offlineAsked = false;

/** @type {import("./desk.mjs").Desk} */
const desk = {
  store,
  engine,
  history,
  form,
  ratingWords: JSON.parse(tool.dataset.ratingWords ?? "{}"),
  value: (name) => field(store.read(), name),
  set: (name, value) => change(name, value, false),
  setAction,
  saveTyped,
  show,
  report,
  nameOf: (round) => round.name.trim() || filled(element("record-line").dataset.round ?? "", { opened: round.opened }),
  fileName: (record, suffix) => {
    const parts = [tool.dataset.fileName, record?.partnership?.name, localDay(new Date()), suffix.split("/").pop()];
    return `${parts.filter(Boolean).map(plain).join("_")}.json`;
  },
  today: () => localDay(new Date()),
};
const rounds = wireRounds(desk);
const actions = wireActions(desk);
const files = wireFiles(desk);
const oneQuestion = wireOneQuestion(form, store, () => showElement());

// Somebody may have answered before this script ran.
const early = entered(form);
show();
for (const [name, value] of early) save(name, value);
showElement();
form.addEventListener("input", typed);
form.addEventListener("change", changed);
form.addEventListener("click", clear);
form.addEventListener("submit", (event) => event.preventDefault());
element("undo").addEventListener("click", () => step(history.undo(), "before"));
element("redo").addEventListener("click", () => step(history.redo(), "after"));
addEventListener("hashchange", () => showElement(true));
addEventListener("pagehide", () => {
  saveTyped();
  engine.leave();
});
document.addEventListener("visibilitychange", saveTyped);
// The browser may show the page as it was left, while another tab went on.
addEventListener("pageshow", (event) => {
  if (!(event instanceof PageTransitionEvent && event.persisted)) return;
  engine.comeBack();
  show();
});
window.addEventListener("storage", ({ key }) => (key === null || key === store.key) && show());
element("try-again").addEventListener("click", () => engine.start());
element("copy-facts").addEventListener("click", copyFacts);
element("download-report").addEventListener("click", () => report());
// Marks for the browser's own timeline; `make bench` reads them.
performance.mark("answers-shown");
engine.start();

// ---- The form and the record ----

/** Shows the record as it is now. A field in which somebody is typing is left alone. */
function show() {
  const record = store.read();
  for (const input of controls(form)) {
    const value = field(record, input.name);
    if (input instanceof HTMLInputElement && input.type === "radio") input.checked = input.value === value;
    else if (input instanceof HTMLSelectElement) {
      if ([...input.options].some((option) => option.value === value)) input.value = value;
    } else if (!typing.has(input.name)) {
      input.value = value;
      seen.set(input.name, value);
    }
  }
  showWords(record);
  showChange(record);
  rounds.show();
  files.show();
}

/** What follows from every change. @param {import("./record.mjs").AssessmentRecord} record */
function showChange(record) {
  showAnswered(record);
  showRecord(desk, store.key === PRACTICE_KEY);
  showSaved(store, record);
  showCopies(store);
  /** @type {HTMLButtonElement} */ (element("undo")).disabled = !history.canUndo;
  /** @type {HTMLButtonElement} */ (element("redo")).disabled = !history.canRedo;
  overview.refresh();
  actions.refresh();
  rounds.refresh();
}

/** @param {Event} event */
function typed({ target }) {
  if (!isControl(target) || !TYPED.has(target.type)) return;
  clearTimeout(typing.get(target.name));
  typing.set(target.name, setTimeout(() => save(target.name, target.value), TYPING_PAUSE));
}

/** @param {Event} event */
function changed({ target }) {
  if (!isControl(target)) return;
  // A date that is none, or an empty one, is not kept: the last good one comes back.
  if (!target.checkValidity()) target.value = field(store.read(), target.name);
  save(target.name, target.value);
}

function saveTyped() {
  for (const name of [...typing.keys()]) save(name, control(form, name).value);
}

/** @param {string} name @param {string} value */
function save(name, value) {
  clearTimeout(typing.get(name));
  const wasTyped = typing.delete(name) || TYPED.has(control(form, name).type);
  const stored = field(store.read(), name);
  if (stored === value) return;
  // Another tab wrote here meanwhile: what both wrote is kept.
  const both = wasTyped && stored !== (seen.get(name) ?? "") && stored !== "" && value !== "";
  change(name, both ? `${stored}\n${value}` : value, wasTyped);
  if (both) control(form, name).value = `${stored}\n${value}`;
}

/** Puts a value into the record, so that it can be taken back. @param {string} name @param {string} value @param {boolean} wasTyped */
function change(name, value, wasTyped) {
  history.add(name, field(store.read(), name), value, wasTyped);
  const record = store.change(name, value);
  seen.set(name, value);
  if (name.startsWith("partnership.")) showWords(record);
  if (name.startsWith("round.")) rounds.show();
  if (name.endsWith(".rating")) showPersistence();
  showChange(record);
}

/** @type {import("./desk.mjs").Desk["setAction"]} */
function setAction(id, before, entered_) {
  const record = store.alter((record, now) => {
    record.actions ??= {};
    /** @type {import("./record.mjs").Action} */
    const action = { created: now, ...(Object.hasOwn(record.actions, id) ? record.actions[id] : {}) };
    // Only what was changed here: another tab may have changed the rest.
    for (const [name, value] of Object.entries(entered_)) {
      if (JSON.stringify(value) === JSON.stringify(before?.[name] ?? (Array.isArray(value) ? [] : ""))) continue;
      if (value === "") delete action[name];
      else action[name] = value;
    }
    record.actions[id] = { ...action, changed: now };
  });
  history.add(`action.${id}`, before, record.actions?.[id], false);
  showChange(record);
}

/** Takes a step back or forward. @param {import("./history.mjs").Step | undefined} taken @param {"before" | "after"} to */
function step(taken, to) {
  if (!taken) return;
  const { name, [to]: value } = taken;
  if (name.startsWith("action.")) {
    store.alter((record) => {
      record.actions ??= {};
      const id = name.slice("action.".length);
      if (value) record.actions[id] = value;
      else delete record.actions[id];
    });
  } else store.change(name, value);
  show();
  const input = name.startsWith("action.") ? null : control(form, name) ?? null;
  const section = input?.closest("[data-element]");
  if (section) location.hash = section.id;
  input?.scrollIntoView({ block: "center" });
}

/** @param {Event} event */
function clear({ target }) {
  const questionId = target instanceof Element && target.closest("button")?.dataset.clear;
  if (!questionId) return;
  const radios = controls(form, `${questionId}.rating`);
  for (const radio of radios) /** @type {HTMLInputElement} */ (radio).checked = false;
  save(`${questionId}.rating`, "");
  // The button is gone now; the focus stays with the question.
  radios[0].focus();
}

// ---- What is shown ----

/** One element at a time: the one that the address names, else the first. @param {boolean} [move] */
function showElement(move = false) {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const section = named?.closest("[data-element]") ?? null;
  if (named && !section) {
    oneQuestion.show(null, named);
    if (move) named.scrollIntoView();
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
    for (const span of tool.querySelectorAll(`[data-word="${word}"]`)) span.textContent = text;
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

// ---- Python ----

/** @param {"starting" | "ready" | "failed"} state */
function showEngine(state) {
  engineStatus.dataset.state = state;
  /** @type {HTMLButtonElement} */ (element("download-report")).disabled = state !== "ready";
  performance.mark(`engine-${state}`);
  const told = element("engine-told");
  told.textContent = state === "ready" ? (told.dataset.ready ?? "") : "";
  if (state === "starting") {
    showProgress(0);
    overview.refresh();
  }
  if (state === "ready") {
    migrate();
    actions.refresh();
    rounds.refresh();
  }
  // Not before: the copy would come in the way of what is wanted now.
  if (state === "ready" && !offlineAsked) {
    offlineAsked = true;
    keepOffline(saveTyped);
  }
  if (state === "failed") showFailure(engine.failures);
}

/** @param {number} bytes */
function showProgress(bytes) {
  /** @type {HTMLProgressElement} */ (element("engine-progress")).value = bytes;
  element("engine-loaded").textContent = (bytes / 1e6).toFixed(1);
}

/** The record with its present round alone: what the overview is made from. */
function ofNow() {
  const record = store.read();
  return { ...record, rounds: [currentRound(record)] };
}

/** A record of another version of the questions is brought to this one, and it is told what became of it. */
async function migrate() {
  const record = store.read();
  if (record.question_set_version === questionSet.version) return;
  const answer = await engine.ask({ ask: "migrate", record });
  const notice = element("migrated");
  notice.innerHTML = answer.html;
  notice.hidden = !answer.html;
  if (!answer.record) return;
  store.replace(answer.record, "migrated");
  show();
}

/** @param {string} [roundId] of the round that it is about; the present one if none */
async function report(roundId) {
  saveTyped();
  const problem = element("report-failed");
  problem.hidden = true;
  try {
    const made = await engine.ask({ ask: "report", record: store.read(), today: desk.today(), round: roundId });
    download(made.name, made.html, "text/html");
    store.copied();
    showCopies(store);
  } catch (error) {
    if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

// ---- Small things ----

/** Letters and digits, with hyphens between the words: safe in every file system. @param {string | undefined} text */
function plain(text) {
  return (text ?? "").replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40);
}

/** @param {string} selector @param {string} text */
function setText(selector, text) {
  for (const found of tool.querySelectorAll(selector)) found.textContent = text;
}
