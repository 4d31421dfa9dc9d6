/**
 * The tool as the coordinator uses it: makes the store, the engine and the views, and lets them know of each other.
 */

import { wireColours } from "../site/colours.mjs";
import { keepOffline } from "../site/offline.mjs";
import { wireActions } from "./actions.mjs";
import { wireChangeGuards } from "./change_guards.mjs";
import { Comparing } from "./comparing.mjs";
import { wireCopies, wireQuarantined } from "./copies.mjs";
import { wireDialogs } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { wireElements } from "./elements.mjs";
import { Engine } from "./engine/client.mjs";
import { wireEngineStatus } from "./engine/status.mjs";
import { focusFiles, wireFiles } from "./files.mjs";
import { wireForm } from "./form.mjs";
import { wireLastAnswers } from "./last_answers.mjs";
import { showMessage, wireMessage } from "./message.mjs";
import { wireMigrating } from "./migrating.mjs";
import { wireOffice } from "./office.mjs";
import { moveOldKeys } from "./old_keys.mjs";
import { Opening } from "./opening.mjs";
import { wireOverview } from "./overview.mjs";
import { wirePrintingQuestions } from "./paper.mjs";
import { wirePartners } from "./partners.mjs";
import { wireQuestionList } from "./question_list.mjs";
import { Questions } from "./questions.mjs";
import { wireReportWords } from "./report_words.mjs";
import { wireReports } from "./reports.mjs";
import { wireRooms } from "./rooms.mjs";
import { wireRounds } from "./rounds.mjs";
import { wireSetup } from "./setup.mjs";
import { wireStatus } from "./status.mjs";
import { RecordStorage } from "./storage.mjs";
import { Store } from "./store.mjs";
import { wireUndo } from "./undo.mjs";

/** Starts the page for the coordinator. */
export async function startAssessment() {
  const questions = new Questions(/** @type {HTMLFormElement} */ (element("assessment-form")));
  const { questionSet = "", questionSetVersion = "", rounds: rhythm } = element("tool").dataset;
  const storage = new RecordStorage(questionSet);
  moveOldKeys(storage);
  const store = new Store({ id: questionSet, version: questionSetVersion, rhythm }, storage);
  const { timeoutSeconds } = element("engine-status").dataset;
  const engine = new Engine({ questionSet, timeoutSeconds: Number(timeoutSeconds) });
  const views = wireViews(store, engine, questions);
  wireLeaving(engine);
  // At a first visit the browser compiles all this: in a task of its own, so that the page can draw, or react, in between.
  if (document.documentElement.dataset.returning === undefined) await new Promise((go) => setTimeout(go));
  store.subscribe(() => {
    if (store.mode !== "asking") element("tool").dataset.filled = "";
  });
  store.start();
  if (location.hash.length < 2) history.replaceState(null, "", views.entrance());
  delete document.documentElement.dataset.returning;
  views.showRoom();
  views.openHandedOver();
  performance.mark("answers-shown");
  // The answers come first; Python starts when they are on the screen.
  requestAnimationFrame(() => setTimeout(() => engine.ensureStarted()));
}

/**
 * Makes the views, each of which subscribes to the store.
 * @param {Store} store @param {Engine} engine @param {Questions} questions
 */
function wireViews(store, engine, questions) {
  const { form } = questions;
  wireColours();
  wireDialogs();
  wireMessage();
  wireForm(store, questions);
  wireStatus(store);
  wirePrintingQuestions(form);
  // The line that says how Python is comes first.
  wireEngineStatus(engine);
  wireOverview(store, engine);
  wireMigrating(store, engine);
  wireReports(store, engine);
  wireActions(store, engine, questions);
  wireOffice(store, engine);
  wireRounds(store, engine, form);
  wireLastAnswers(store, questions);
  const elements = wireElements(store, questions);
  wirePartners(store, engine, questions, elements.discuss);
  const setup = wireSetup(store, form);
  const rooms = wireRooms(questions, elements.show);
  // After the rooms: it looks which of them is shown.
  wireReportWords(store, engine);
  wireQuestionList(store, questions);
  wireChangeGuards(store);
  wireCopies(store);
  wireQuarantined(store);
  wireFiles(store);
  const opening = new Opening(store, engine, focusFiles);
  new Comparing(store, engine);
  wireUndo(store, form);
  // Not while Python starts: the offline copy would compete with what is wanted now. Where Python fails, the next release
  // may be better.
  engine.subscribe((state) => state !== "starting" && keepOfflineOnce(store));
  return {
    entrance: setup.entrance,
    showRoom: () => rooms.show(),
    openHandedOver: () => opening.openHandedOver(),
  };
}

/** @param {Engine} engine */
function wireLeaving(engine) {
  window.addEventListener("pagehide", () => engine.leave());
  window.addEventListener("pageshow", ({ persisted }) => persisted && engine.ensureStarted());
}

let offlineAsked = false;

/** @param {Store} store */
function keepOfflineOnce(store) {
  if (offlineAsked) return;
  offlineAsked = true;
  keepOffline(() => {
    if (store.isUnsaved) showMessage("notReloaded");
    return !store.isUnsaved;
  });
}
