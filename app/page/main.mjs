/**
 * The tool page: makes the store, the engine and the views, and lets them know of each other.
 */

import { addressOf } from "../core/address.mjs";
import { wireColours } from "../site/colours.mjs";
import { keepOffline } from "../site/offline.mjs";
import { wireActions } from "./actions.mjs";
import { wireCopies } from "./copies.mjs";
import { element, hideMessage, showMessage, wireDialogs } from "./dom.mjs";
import { wireElements } from "./elements.mjs";
import { Engine } from "./engine/client.mjs";
import { focusFiles, wireFiles } from "./files.mjs";
import { controls, wireForm } from "./form.mjs";
import { moveOldKeys } from "./old_keys.mjs";
import { Opening } from "./opening.mjs";
import { wirePython } from "./python.mjs";
import { wireQuestionList } from "./question_list.mjs";
import { wireReportWords } from "./report_words.mjs";
import { wireRooms } from "./rooms.mjs";
import { wireRounds } from "./rounds.mjs";
import { wireSetup } from "./setup.mjs";
import { wireStatus } from "./status.mjs";
import { RecordStorage } from "./storage.mjs";
import { Store } from "./store.mjs";

// An error in a module of ours is shown: an answer may not have been stored. Those of browser extensions are not ours.
const OURS = new URL("./", import.meta.url).href;
window.addEventListener("error", ({ filename }) => filename.startsWith(OURS) && showBroken());
window.addEventListener("unhandledrejection", ({ reason }) => String(reason?.stack).includes(OURS) && showBroken());

const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const { questionSet = "", questionSetVersion = "" } = element("tool").dataset;
const storage = new RecordStorage(questionSet);
moveOldKeys(storage);
const store = new Store({ id: questionSet, version: questionSetVersion }, storage);
const engine = new Engine({
  timeoutSeconds: Number(element("engine-status").dataset.timeoutSeconds),
  onState: (state) => {
    python.onState(state);
    if (state === "ready") onReady();
    if (state === "failed") actions.refresh();
  },
  onProgress: (bytes) => python.showProgress(bytes),
});

wireColours();
wireDialogs();
wireForm(store, form);
wireStatus(store);
const python = wirePython(store, engine);
const actions = wireActions(store, engine, form);
const rounds = wireRounds(store, engine, form);
const elements = wireElements(store, form, actions.offer);
const setup = wireSetup(store, form);
const rooms = wireRooms(form, elements.show);
// After the rooms: it looks which of them is shown.
const reportWords = wireReportWords(store, engine);
wireQuestionList(store, form);
wireCopies(store);
wireFiles(store);
new Opening(store, engine, focusFiles);
for (const way of /** @type {const} */ (["undo", "redo"])) element(way).addEventListener("click", () => step(way));
window.addEventListener("pagehide", () => {
  store.writer.release();
  engine.leave();
});
// The browser may show the page as it was left, while another tab went on.
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  engine.comeBack();
  store.check();
  store.writer.ask(store.key);
});

store.start();
if (location.hash.length < 2) history.replaceState(null, "", setup.entrance());
rooms.show();
element("tool").dataset.filled = "";
performance.mark("answers-shown");
engine.start();

let offlineAsked = false;

/** What has to wait for Python. */
function onReady() {
  actions.refresh();
  rounds.refresh();
  reportWords.refresh();
  // Not before: the offline copy would compete with what is wanted now.
  if (!offlineAsked) keepOffline(mayReload);
  offlineAsked = true;
}

/** Whether the page can be reloaded without a loss. */
function mayReload() {
  if (store.isUnsaved) showMessage("notReloaded");
  return !store.isUnsaved;
}

/** Takes a step back or forward, and shows where it was. @param {"undo" | "redo"} way */
function step(way) {
  hideMessage();
  const paths = store.step(way);
  if (!paths) return showMessage("overtaken");
  const [path] = paths;
  // A button that can do no more loses the focus; the other one can.
  if (/** @type {HTMLButtonElement} */ (element(way)).disabled) element(way === "undo" ? "redo" : "undo").focus();
  const input = controls(form, path)[0];
  const section = input?.closest("[data-element]");
  // Where another element is shown the address leads there; the browser then goes to the question by itself.
  if (section && !input?.checkVisibility()) location.hash = addressOf(input.closest("[data-question]")?.id ?? "");
  else input?.scrollIntoView({ block: "center" });
}

function showBroken() {
  element("broken").hidden = false;
}
