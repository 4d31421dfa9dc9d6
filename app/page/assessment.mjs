/**
 * The tool as the coordinator uses it: makes the store, the engine and the views, and lets them know of each other.
 */

import { wireColours } from "../site/colours.mjs";
import { keepOffline } from "../site/offline.mjs";
import { wireActions } from "./actions.mjs";
import { Comparing } from "./comparing.mjs";
import { wireCopies } from "./copies.mjs";
import { element, showMessage, wireDialogs } from "./dom.mjs";
import { wireElements } from "./elements.mjs";
import { Engine } from "./engine/client.mjs";
import { focusFiles, wireFiles } from "./files.mjs";
import { wireForm } from "./form.mjs";
import { wireOffice } from "./office.mjs";
import { moveOldKeys } from "./old_keys.mjs";
import { Opening } from "./opening.mjs";
import { wirePrintingQuestions } from "./paper.mjs";
import { wirePartners } from "./partners.mjs";
import { wirePython } from "./python.mjs";
import { wireQuestionList } from "./question_list.mjs";
import { Questions } from "./questions.mjs";
import { wireReportWords } from "./report_words.mjs";
import { wireRooms } from "./rooms.mjs";
import { wireRounds } from "./rounds.mjs";
import { wireSetup } from "./setup.mjs";
import { wireStatus } from "./status.mjs";
import { RecordStorage } from "./storage.mjs";
import { Store } from "./store.mjs";
import { wireUndo } from "./undo.mjs";

const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const questions = new Questions(form);
const { questionSet = "", questionSetVersion = "" } = element("tool").dataset;
const storage = new RecordStorage(questionSet);
moveOldKeys(storage);
const store = new Store({ id: questionSet, version: questionSetVersion }, storage);
const engine = new Engine({
  questionSet,
  timeoutSeconds: Number(element("engine-status").dataset.timeoutSeconds),
  onState: (state) => {
    python.onState(state);
    office.onState(state);
    if (state === "ready") onReady();
    if (state === "failed") actions.refresh();
  },
  onProgress: (bytes) => python.showProgress(bytes),
});

wireColours();
wireDialogs();
wireForm(store, form, questions);
wireStatus(store);
wirePrintingQuestions(form);
const python = wirePython(store, engine);
const actions = wireActions(store, engine, questions);
const office = wireOffice(store, engine);
const rounds = wireRounds(store, engine, form, questions);
const partners = wirePartners(store, engine, form, questions);
const elements = wireElements(store, form, questions, actions.offer);
const setup = wireSetup(store, form);
const rooms = wireRooms(questions, elements.show);
// After the rooms: it looks which of them is shown.
const reportWords = wireReportWords(store, engine);
wireQuestionList(store, questions);
wireCopies(store);
wireFiles(store);
const opening = new Opening(store, engine, focusFiles);
new Comparing(store, engine);
wireUndo(store, form);
window.addEventListener("pagehide", () => {
  store.writer.release();
  engine.leave();
});
// The browser may show the page as it was left, while another tab went on.
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  engine.ensureStarted();
  store.check();
  store.writer.ask(store.key);
});

// At a first visit the browser compiles all this: in a task of its own, so that the page can draw, or react, in between.
if (document.documentElement.dataset.returning === undefined) await new Promise((go) => setTimeout(go));
store.start();
if (location.hash.length < 2) history.replaceState(null, "", setup.entrance());
rooms.show();
delete document.documentElement.dataset.returning;
opening.openHandedOver();
performance.mark("answers-shown");
element("tool").dataset.filled = "";
// The answers come first; Python starts when the page is quiet. Safari does not say when that is.
const whenQuiet = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ start) => setTimeout(start, 200));
whenQuiet(() => engine.ensureStarted(), { timeout: 1000 });

let offlineAsked = false;

/** What has to wait for Python. */
function onReady() {
  actions.refresh();
  rounds.refresh();
  partners.refresh();
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
