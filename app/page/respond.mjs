/**
 * Where a partner answers: the questions of the invitation in the partnership's words, stored apart from any record,
 * and sent by nobody but the partner. There are no rounds, actions or files here, and Python is not needed.
 */

import { fingerprint } from "../core/digest.mjs";
import { readInvitation } from "../core/invitation.mjs";
import { currentRound } from "../core/record.mjs";
import { answersEarlierQuestions, beginWith } from "../core/response.mjs";
import { wireColours } from "../site/colours.mjs";
import { keepOffline } from "../site/offline.mjs";
import { addressOf, roomAddress } from "./addresses.mjs";
import { wireQuarantined } from "./copies.mjs";
import { wireDialogs } from "./dialogs.mjs";
import { element, showIf } from "./dom.mjs";
import { wireEarlierAnswers } from "./earlier_answers.mjs";
import { wireElements } from "./elements.mjs";
import { wireForm } from "./form.mjs";
import { showMessage, wireMessage } from "./message.mjs";
import { wireQuestionList } from "./question_list.mjs";
import { Questions, questionIds } from "./questions.mjs";
import { randomId } from "./random_id.mjs";
import { nameOfRoom, wireRooms } from "./rooms.mjs";
import { sayDeleted, wireSending } from "./sending.mjs";
import { wireSheetTab } from "./sheet_tab.mjs";
import { wireStatus } from "./status.mjs";
import { RecordStorage } from "./storage.mjs";
import { Store } from "./store.mjs";
import { wireUndo } from "./undo.mjs";
import { wireWelcome } from "./welcome.mjs";

/** @typedef {import("../core/invitation.mjs").Invitation} Invitation */

const tool = element("tool");
const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const { questionSet = "" } = tool.dataset;

/** Starts the page for a partner. */
export function startResponding() {
  tool.dataset.mode = "respond";
  wireColours();
  wireDialogs();
  wireMessage();
  const read = readInvitation(location.hash);
  if ("fault" in read) refuse(read.fault);
  else if (read.invitation.set !== questionSet) refuse("changed");
  else begin(read.invitation, read.address);
  delete document.documentElement.dataset.returning;
}

/** @param {"cut" | "changed"} why */
function refuse(why) {
  tool.dataset.shown = "refused";
  element(`invitation-${why}`).hidden = false;
  element("invitation-refused").hidden = false;
  tool.dataset.filled = "";
  // Another link that is pasted into the same tab.
  addEventListener("hashchange", () => location.reload());
}

/** @param {Invitation} invitation @param {string} address of it within the page */
function begin(invitation, address) {
  tool.dataset.afterwards = "send";
  const questions = new Questions(form);
  chooseElements(invitation);
  leadLinks(tool, address);
  questions.subscribe((question) => leadLinks(question, address));
  const store = storeOf(invitation);
  wireForm(store, questions);
  wireStatus(store);
  wireQuarantined(store);
  wireUndo(store, form);
  const rooms = wireRooms(questions, wireElements(store, questions).show);
  wireQuestionList(store, questions);
  wireWelcome(store, invitation, questionIds(form));
  const all = new RecordStorage(questionSet);
  wireEarlierAnswers(store, all, invitation);
  wireSending(store, all, invitation);
  if (invitation.paper) wireSheetTab(store);
  addEventListener("hashchange", () => stay(address));
  store.subscribe(() => {
    showIf(element("questions-changed"), answersEarlierQuestions(store.record, store.questionSet.version));
    if (store.mode !== "asking") tool.dataset.filled = "";
  });
  store.start();
  // A room may follow; a full stop or a bracket that a program took for a part of the link is none.
  if (!/^\/\w/.test(location.hash.slice(address.length))) history.replaceState(null, "", roomAddress("welcome"));
  rooms.show();
  sayDeleted(store, invitation);
  keepOffline(() => {
    if (store.isUnsaved) showMessage("answersNotReloaded", { page: nameOfRoom("send") });
    return !store.isUnsaved;
  });
}

/**
 * What is answered here is stored as in a record of its own, under keys that no record has. Partnerships that began with
 * copies of one record share the id of a round: their names tell them apart.
 * @param {Invitation} invitation
 */
function storeOf({ round, name, partnership, preset, words, version, paper = "" }) {
  const storage = new RecordStorage(questionSet, `respond/${fingerprint(round + partnership + paper)}/`);
  const questions = { id: questionSet, version: tool.dataset.questionSetVersion ?? version };
  return new Store(questions, storage, (record) => {
    beginWith(record, questions.version);
    record.partnership = { name: partnership, preset, words };
    Object.assign(currentRound(record), { id: round, name });
    record.respondent = { id: randomId(), ...record.respondent };
    if (paper) record.paper = true;
  });
}

/** Takes the elements out of the page that the invitation does not ask for. @param {Invitation} invitation */
function chooseElements({ elements: chosen, paper }) {
  const sections = [...form.querySelectorAll("[data-element]")];
  const wanted = sections.filter(({ id }) => chosen?.includes(id));
  // An older question set may have had other elements: all questions are better than none.
  if (wanted.length === 0) return;
  for (const section of sections) {
    if (wanted.includes(section)) continue;
    form
      .querySelector(`.elements a[href="#${CSS.escape(section.id)}"]`)
      ?.closest("li")
      ?.remove();
    section.remove();
  }
  // The first and the last lead to what is not here any more.
  wanted[0].querySelector('.element-turn [rel="prev"]')?.remove();
  const next = wanted[wanted.length - 1].querySelector('.element-turn [rel="next"]');
  if (next instanceof HTMLAnchorElement) {
    const { send, paper: finish } = next.dataset;
    Object.assign(next, { href: "#/send", textContent: paper ? finish : send });
  }
  wanted[0].classList.add("current");
}

/** Each link within the page stays within the invitation. @param {Element} part of it @param {string} address */
function leadLinks(part, address) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (part.querySelectorAll('a[href^="#"]'))) {
    const path = link.getAttribute("href") ?? "";
    if (path.startsWith("#/")) link.href = address + path.slice(1);
    else if (form.querySelector(`[data-element="${CSS.escape(path.slice(1))}"]`)) link.href = addressOf(path.slice(1));
  }
}

/** An address that is not of this invitation: another invitation, or a place in the page. @param {string} address */
function stay(address) {
  if (location.hash.startsWith(address)) return;
  if (location.hash.startsWith("#/")) location.reload();
  else history.replaceState(null, "", roomAddress(tool.dataset.shown ?? "welcome"));
}
