/**
 * Where a partner answers: the questions of the invitation in the partnership's words, stored apart from any record,
 * and sent by nobody but the partner. There are no rounds, actions or files here, and Python is not needed.
 */

import { addressOf, roomAddress, setBase } from "../core/address.mjs";
import { fingerprint } from "../core/digest.mjs";
import { mailAddress, readInvitation } from "../core/invitation.mjs";
import { answerIn, asciiJson, currentRound } from "../core/record.mjs";
import { asMailText, mailLink, responseOf } from "../core/response.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { fileStem, filled, localDay, longDay, oneLine } from "../core/text.mjs";
import { wireColours } from "../site/colours.mjs";
import { keepOffline } from "../site/offline.mjs";
import { whenEditable } from "./changing.mjs";
import { openChannel } from "./channel.mjs";
import { HANDOVER } from "./collecting.mjs";
import { closeDialog, openDialog, wireDialogs } from "./dialogs.mjs";
import { element, setText } from "./dom.mjs";
import { wireElements } from "./elements.mjs";
import { wireForm } from "./form.mjs";
import { download } from "./local_files.mjs";
import { showMessage, wireMessage } from "./message.mjs";
import { wireQuestionList } from "./question_list.mjs";
import { Questions, questionIds } from "./questions.mjs";
import { wireRooms } from "./rooms.mjs";
import { wireStatus } from "./status.mjs";
import { RecordStorage } from "./storage.mjs";
import { Store } from "./store.mjs";
import { wireUndo } from "./undo.mjs";

/** @typedef {import("../core/invitation.mjs").Invitation} Invitation */

const tool = element("tool");
const form = /** @type {HTMLFormElement} */ (element("assessment-form"));
const { questionSet = "" } = tool.dataset;

/** The state of the page that follows the deletion. */
const DELETED = "deleted";

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
  setBase(address);
  tool.dataset.afterwards = "send";
  const questions = new Questions(form);
  chooseElements(invitation.elements);
  leadLinks(tool, address);
  questions.subscribe((question) => leadLinks(question, address));
  const store = storeOf(invitation);
  wireForm(store, form, questions);
  wireStatus(store);
  wireUndo(store, form);
  const rooms = wireRooms(questions, wireElements(store, form, questions).show);
  wireQuestionList(store, questions);
  wireWelcome(store, invitation);
  wireSend(store, invitation);
  addEventListener("hashchange", () => stay(address));
  store.start();
  // A room may follow; a full stop or a bracket that a program took for a part of the link is none.
  if (!/^\/\w/.test(location.hash.slice(address.length))) history.replaceState(null, "", roomAddress("welcome"));
  rooms.show();
  if (history.state === DELETED) {
    history.replaceState(null, "");
    showMessage("responseDeleted");
    // Until it is known which tab edits, nothing in the form takes the focus.
    store.whenKnown(() => element("welcome-heading").focus());
  }
  store.whenKnown(() => {
    tool.dataset.filled = "";
  });
  keepOffline(() => !store.isUnsaved);
}

/** What is answered here is stored as in a record of its own, under keys that no record has. @param {Invitation} invitation */
function storeOf({ round, name, partnership, preset, words, version, paper = "" }) {
  const storage = new RecordStorage(questionSet, `respond/${fingerprint(round + paper)}/`);
  return new Store({ id: questionSet, version: tool.dataset.questionSetVersion ?? version }, storage, (record) => {
    record.partnership = { name: partnership, preset, words };
    Object.assign(currentRound(record), { id: round, name });
    record.respondent = { id: randomId(), ...record.respondent };
  });
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Takes the elements out of the page that the invitation does not ask for. @param {string[] | undefined} chosen */
function chooseElements(chosen) {
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
  if (next instanceof HTMLAnchorElement) Object.assign(next, { href: "#/send", textContent: next.dataset.send });
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

/** @param {Store} store @param {Invitation} invitation */
function wireWelcome(store, { partnership, name, by, contact, paper }) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-way]")))
    part.hidden = (part.dataset.way === "paper") !== Boolean(paper);
  const heading = element("welcome-heading");
  const which = element("welcome-round");
  const parts = { name: oneLine(partnership), round: oneLine(name) };
  which.textContent = parts.name ? filled(which.dataset.named ?? "", parts) : parts.round;
  if (oneLine(partnership)) heading.textContent = filled(heading.dataset.named ?? "", { name: oneLine(partnership) });
  for (const line of document.querySelectorAll("[data-by]"))
    fillLine(line, "by", /^\d{4}-\d\d-\d\d$/.test(by ?? "") ? longDay(by ?? "") : "");
  for (const line of document.querySelectorAll("[data-contact]")) {
    fillLine(line, "contact", oneLine(contact ?? ""));
    linkMail(line, oneLine(contact ?? ""));
  }
  const questions = questionIds(form);
  setText(document, "[data-asked]", String(questions.length));
  const start = /** @type {HTMLAnchorElement} */ (element("begin-answering"));
  const show = () => {
    const round = currentRound(store.record);
    const open = questions.find((id) => answeredIn(round, [id]) === 0);
    const answered = answeredIn(round, questions);
    start.textContent = (answered > 0 ? start.dataset.onward : start.dataset.first) ?? "";
    start.href = open ? addressOf(open) : roomAddress("send");
    const unknown = questions.filter((id) => answerIn(round, id)?.rating === "unknown").length;
    const line = element("send-count");
    const numbers = { answered: String(answered), all: String(questions.length), unknown: String(unknown) };
    const { text = "", open: mayBeOpen = "" } = line.dataset;
    line.textContent = [filled(text, numbers), open ? mayBeOpen : ""].join(" ").trim();
  };
  store.subscribe(show);
}

/** Shows a line with its gap filled; none where there is nothing to say. @param {Element} line @param {string} name @param {string} value */
function fillLine(line, name, value) {
  const { dataset } = /** @type {HTMLElement} */ (line);
  line.toggleAttribute("hidden", value === "");
  line.textContent = filled(dataset[name] ?? "", { [name]: value });
}

/** Turns an e-mail address in a line into a link. @param {Element} line @param {string} contact */
function linkMail(line, contact) {
  const href = mailAddress(contact);
  const text = line.textContent ?? "";
  const start = text.indexOf(contact);
  if (!href || start < 0) return;
  const link = Object.assign(document.createElement("a"), { href, textContent: contact });
  line.replaceChildren(text.slice(0, start), link, text.slice(start + contact.length));
}

/** @param {Store} store @param {Invitation} invitation */
function wireSend(store, invitation) {
  const made = () => responseOf(store.record, invitation);
  const [mailed, copied, saved] = ["response-mailed", "response-copied", "response-saved"].map(element);
  const say = (/** @type {HTMLElement} */ line, /** @type {string | undefined} */ text) => {
    for (const other of [mailed, copied, saved]) other.textContent = other === line ? (text ?? "") : "";
    line.scrollIntoView({ block: "nearest" });
  };
  element("mail-response").addEventListener("click", () => say(mailed, mailed.dataset.text));
  const offerMail = mailOf(invitation);
  store.subscribe(() => offerMail(made()));
  element("save-response").addEventListener("click", () => {
    const { organisation = "" } = made().respondent;
    const stem = fileStem([copied.dataset.file ?? "", invitation.partnership, organisation, localDay(new Date())]);
    download(`${stem}.json`, `${asciiJson(made(), 2)}\n`, "application/json");
    say(saved, saved.dataset.text);
  });
  element("hand-over-part").hidden = !invitation.paper;
  element("hand-over").addEventListener("click", () => handOver(made(), invitation.round));
  element("copy-response").hidden = !("CompressionStream" in window);
  element("copy-response").addEventListener("click", async () => {
    const text = await asMailText(made());
    const field = /** @type {HTMLTextAreaElement} */ (element("response-text"));
    field.value = text;
    element("response-field").hidden = false;
    try {
      await navigator.clipboard.writeText(text);
      say(copied, copied.dataset.copied);
    } catch {
      // Not allowed, or not at this address: the person copies it.
      field.select();
      say(copied, copied.dataset.byHand);
    }
  });
  element("delete-response").addEventListener("click", () => openDialog("delete-response-dialog"));
  element("confirm-delete-response").addEventListener("click", () => {
    closeDialog("delete-response-dialog");
    whenEditable(store, () => {
      store.storage.discard(store.storage.keys(""));
      // The page that is loaded then says so.
      history.pushState(DELETED, "", roomAddress("welcome"));
      location.reload();
    });
  });
}

/**
 * Offers a mail with the answers, where there is an address for it and the answers are not too long.
 * @param {Invitation} invitation @returns {(response: object) => Promise<void>}
 */
function mailOf({ partnership, name, contact }) {
  const link = /** @type {HTMLAnchorElement} */ (element("mail-response"));
  const address = mailAddress(oneLine(contact ?? ""));
  const words = { name: oneLine(partnership) || (link.dataset.unnamed ?? ""), round: oneLine(name) };
  const [subject, intro] = [link.dataset.subject, link.dataset.body].map((text) => filled(text ?? "", words));
  let last = 0;
  return async (response) => {
    if (!address || !("CompressionStream" in window)) return;
    last += 1;
    const number = last;
    const text = await asMailText(response);
    // More may have been answered meanwhile.
    if (number !== last) return;
    link.href = mailLink(address, subject, `${intro}\n\n${text}\n`);
    const isShort = link.getAttribute("href") !== "";
    element("mail-part").hidden = !isShort;
    element("save-response").classList.toggle("button--quiet", isShort);
  };
}

/** How long the tab with the record may take to answer, in milliseconds. */
const PATIENCE = 1_000;

/** Gives what was entered from paper to the tab with the record, which shows it before it adds it. @param {object} response @param {string} round its id */
function handOver(response, round) {
  const line = element("handed-over");
  const channel = openChannel(HANDOVER);
  const id = randomId();
  const giveUp = setTimeout(() => end(line.dataset.nobody), PATIENCE);
  const end = (/** @type {string | undefined} */ said) => {
    clearTimeout(giveUp);
    channel.close();
    line.textContent = said ?? "";
  };
  channel.addEventListener("message", ({ data }) => data.received === id && end(line.dataset.done));
  channel.postMessage({ id, questionSet, round, answers: JSON.stringify(response), name: line.dataset.name });
}
