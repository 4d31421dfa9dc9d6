/**
 * Wires the form, the status lines and the answers from Python. Shows and keeps; judges nothing.
 */

import { element } from "./element.mjs";
import { AnswerError, Engine, EngineError } from "./engine.mjs";
import { copyFacts, showFailure } from "./failure.mjs";
import { control, controls, entered, isControl } from "./fields.mjs";
import { keepOffline } from "./offline.mjs";
import { Store, currentRound, field, localDay } from "./store.mjs";

/** How long after the last key a text is stored, at the latest. Leaving the field or the page stores it at once. */
const TYPING_PAUSE = 300;

const TYPED = new Set(["text", "textarea"]);

const tool = element("tool");
const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const preset = /** @type {HTMLSelectElement} */ (control(form, "partnership.preset"));
const store = new Store({
  id: tool.dataset.questionSet ?? "",
  version: tool.dataset.questionSetVersion ?? "",
  preset: preset.options[0].value,
});
const engineStatus = element("engine-status");
const engine = new Engine({
  timeoutSeconds: Number(engineStatus.dataset.timeoutSeconds),
  onState: showEngine,
  onProgress: showProgress,
});

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const typing = new Map();
let overviewAsked = 0;
let offlineAsked = false;

// Somebody may have answered before this script ran.
const early = entered(form);
fill();
for (const [name, value] of early) save(name, value);
showElement();
form.addEventListener("input", typed);
form.addEventListener("change", changed);
form.addEventListener("click", clear);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => showElement(true));
addEventListener("pagehide", saveTyped);
document.addEventListener("visibilitychange", saveTyped);
// The browser may show the page as it was left, while another tab went on.
addEventListener("pageshow", (event) => event instanceof PageTransitionEvent && event.persisted && fill());
addEventListener("storage", () => fill());
element("try-again").addEventListener("click", () => engine.start());
element("copy-facts").addEventListener("click", copyFacts);
element("download-report").addEventListener("click", downloadReport);
element("save-copy").addEventListener("click", saveCopy);
element("save-set-aside").addEventListener("click", saveSetAside);
// Marks for the browser's own timeline; `make bench` reads them.
performance.mark("answers-shown");
engine.start();

// ---- The form and the record ----

/** Puts the record into the form. A field in which somebody is typing is left alone. */
function fill() {
  const record = store.read();
  for (const input of controls(form)) {
    const value = field(record, input.name);
    if (input instanceof HTMLInputElement && input.type === "radio") input.checked = input.value === value;
    else if (input instanceof HTMLSelectElement) {
      if ([...input.options].some((option) => option.value === value)) input.value = value;
    } else if (!typing.has(input.name)) input.value = value;
  }
  showWords();
  showAnswered();
  showSaved();
  element("set-aside").hidden = store.setAside().length === 0;
  refreshOverview();
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
  typing.delete(name);
  if (field(store.read(), name) === value) return;
  store.change(name, value);
  if (name.startsWith("partnership.")) showWords();
  showAnswered();
  showSaved();
  refreshOverview();
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
  if (named && !section) return;
  const shown = section ?? form.querySelector("[data-element]");
  for (const other of form.querySelectorAll("[data-element]")) other.classList.toggle("current", other === shown);
  for (const link of tool.querySelectorAll(".elements ol a")) {
    if (link.getAttribute("href") === `#${shown?.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (!move || !named) return;
  named.scrollIntoView();
  if (named === section) section.querySelector("h2")?.focus({ preventScroll: true });
}

/** The partnership's own words in every question; those of its preset where it has none. */
function showWords() {
  const record = store.read();
  /** @type {Record<string, string>} */
  const words = JSON.parse(preset.selectedOptions[0].dataset.words ?? "{}");
  for (const [word, usual] of Object.entries(words)) {
    const input = /** @type {HTMLInputElement} */ (control(form, `partnership.words.${word}`));
    input.placeholder = usual;
    const text = field(record, input.name).trim() || usual;
    for (const span of tool.querySelectorAll(`[data-word="${word}"]`)) span.textContent = text;
  }
}

function showAnswered() {
  const round = currentRound(store.read());
  let all = 0;
  for (const section of form.querySelectorAll("[data-element]")) {
    const questions = [...section.querySelectorAll("[data-question]")];
    const answered = questions.filter((question) => {
      const id = question.getAttribute("data-question") ?? "";
      const rated = Object.hasOwn(round.answers, id) && Boolean(round.answers[id].rating);
      const button = /** @type {HTMLElement} */ (question.querySelector("[data-clear]"));
      button.hidden = !rated;
      return rated;
    }).length;
    all += answered;
    setText(`[data-answered-of="${section.id}"]`, String(answered));
  }
  setText('[data-answered-of="all"]', String(all));
}

function showSaved() {
  const line = element("save-status");
  const { changed: when } = store.read();
  const refused = store.refusal !== null;
  line.classList.toggle("tool-notice", refused);
  if (refused) {
    const why = store.refusal instanceof Error ? `${store.refusal.name}.` : "";
    line.textContent = (line.dataset.refused ?? "").replace("{why}", why);
  } else if (when) {
    line.textContent = (line.dataset.saved ?? "").replace("{time}", clock(new Date(when)));
  } else line.textContent = line.dataset.nothing ?? "";
}

/** A time of today, or a day and a time. @param {Date} when */
function clock(when) {
  // By hand: asking the browser's language tables for the first time takes as long as filling the whole form.
  const time = [when.getHours(), when.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  if (localDay(when) === localDay(new Date())) return time;
  return `${time} on ${when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
}

// ---- Python ----

/** @param {"starting" | "ready" | "failed"} state */
function showEngine(state) {
  engineStatus.dataset.state = state;
  /** @type {HTMLButtonElement} */ (element("download-report")).disabled = state !== "ready";
  performance.mark(`engine-${state}`);
  if (state === "starting") {
    showProgress(0);
    refreshOverview();
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

/** Asks for the overview of the record as it is now; only the latest answer is shown. */
async function refreshOverview() {
  if (!engine.worker) return;
  overviewAsked += 1;
  const number = overviewAsked;
  const overview = element("overview");
  try {
    const { html } = await engine.ask({ ask: "overview", record: store.read() });
    if (number !== overviewAsked) return;
    overview.innerHTML = html;
    overview.dataset.state = "ready";
    performance.mark("overview-shown");
  } catch (error) {
    // An engine that failed says so in its own place; what it last showed stays.
    if (error instanceof EngineError || number !== overviewAsked) return;
    overview.textContent = messageOf(error);
    overview.dataset.state = "waiting";
  }
}

async function downloadReport() {
  saveTyped();
  const problem = element("report-failed");
  problem.hidden = true;
  try {
    const report = await engine.ask({ ask: "report", record: store.read(), today: localDay(new Date()) });
    download(report.name, report.html, "text/html");
  } catch (error) {
    problem.textContent = messageOf(error);
    problem.hidden = false;
  }
}

// ---- Files ----

function saveCopy() {
  saveTyped();
  const record = store.read();
  download(`${tool.dataset.fileName}_${localDay(new Date())}.json`, `${JSON.stringify(record, null, 2)}\n`, "application/json");
}

function saveSetAside() {
  for (const { key, text } of store.setAside()) download(`${key.replaceAll(/[^\w-]+/g, "_")}.json`, text, "application/json");
}

/** @param {string} name @param {string} text @param {string} type */
function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser reads the address after this turn; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// ---- Small things ----

/** @param {unknown} error */
function messageOf(error) {
  if (error instanceof AnswerError || error instanceof EngineError) return error.message;
  throw error;
}

/** @param {string} selector @param {string} text */
function setText(selector, text) {
  for (const found of tool.querySelectorAll(selector)) found.textContent = text;
}
