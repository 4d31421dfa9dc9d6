/**
 * Inviting partners: a link, the text of a mail, a code to scan, and a sheet to print. Nothing is sent from here.
 */

import { invitationLink, LONGEST_LINK } from "../core/invitation.mjs";
import { currentRound } from "../core/record.mjs";
import { beginRound, roundName } from "../core/rounds.mjs";
import { counted, filled, localDay, longDay, oneLine } from "../core/text.mjs";
import { whenEditable } from "./change_guards.mjs";
import { copyText } from "./clipboard.mjs";
import { openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { canPrint } from "./paper.mjs";
import { dateProblem, showProblem } from "./problems.mjs";
import { questionIds } from "./questions.mjs";
import { drawCode } from "./scan_code.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("../core/invitation.mjs").Invitation} Invitation */

/** @param {Store} store */
export function wireInvitation(store) {
  const link = /** @type {HTMLTextAreaElement} */ (element("invitation-link"));
  const mail = /** @type {HTMLTextAreaElement} */ (element("invitation-mail"));
  const paper = /** @type {HTMLAnchorElement} */ (element("paper-answers"));
  const ways = {
    "copy-invitation-link": () => copy(link),
    "copy-invitation-mail": () => copy(mail),
    "show-invitation-code": () => showCode(store, link.value),
    "print-invitation": () => printSheet(store, mail.value, link.value),
  };
  const show = () => {
    const isReady = showInvitation(invitationOf(store), link, mail);
    for (const id of Object.keys(ways)) element(id).toggleAttribute("disabled", !isReady);
    element("invitation-copied").textContent = "";
  };
  element("invite-partners").addEventListener("click", () => {
    whenStored(store, () => {
      recall(store);
      checkDay();
      show();
      openDialog("invite-dialog");
    });
  });
  element("invite-dialog").addEventListener("input", () => {
    remember(store);
    show();
  });
  dayField().addEventListener("focusout", checkDay);
  for (const [id, give] of Object.entries(ways))
    element(id).addEventListener("click", () => {
      if (id === "print-invitation" && !canPrint()) return say("noPrinting");
      give();
      remember(store, localDay(new Date()));
      showInvited(store);
    });
  store.subscribe(({ paths }) => (paths === null || paths.includes("round.name")) && showInvited(store));
  // Each opens a form of its own: one sheet of paper is one partner. A menu takes the address when it is opened, and a
  // long press of a finger tells no more than where it began.
  for (const type of ["pointerdown", "contextmenu", "click", "auxclick"])
    paper.addEventListener(type, (event) => {
      let isReady = false;
      whenStored(store, () => {
        isReady = true;
        // A sheet asks what the invitation asks.
        recall(store);
        const { by: _, contact: __, ...invitation } = invitationOf(store);
        paper.href = invitationLink(location.href, { ...invitation, paper: String(Date.now()) });
        // The press was too early.
        if (event.defaultPrevented && type === "click") paper.click();
      });
      if (!isReady) event.preventDefault();
    });
}

/**
 * An invitation names its round, so a record in which nothing is entered yet is stored first.
 * @param {Store} store @param {() => void} act
 */
function whenStored(store, act) {
  if (!store.isBlank) return act();
  whenEditable(store, () => {
    store.alter((record) => beginRound(record, new Date(), store.questionSet.rhythm));
    act();
  });
}

/** When to send the answers. */
function dayField() {
  return /** @type {HTMLInputElement} */ (element("invite.by"));
}

/** The day, unless it is wrong. */
function chosenDay() {
  const day = dayField();
  return dateProblem(day) ? "" : day.value;
}

/** Where to send them. */
function contactField() {
  return /** @type {HTMLInputElement} */ (element("invite.contact"));
}

/** Says what is wrong with the day. One that has passed may be meant. */
function checkDay() {
  const day = dayField();
  const problem = dateProblem(day);
  const isPast = day.value !== "" && day.value < localDay(new Date());
  showProblem(day, problem || (isPast ? (day.dataset.past ?? "") : ""), problem !== "");
}

/** What was chosen and entered, as it was left. Each round has elements and a date of its own. @param {Store} store */
function recall({ storage, key, record }) {
  const { round, by = "", contact = "", elements } = storage.reminders.invitation(key);
  const isOfRound = round === currentRound(record).id;
  dayField().value = isOfRound ? by : "";
  contactField().value = contact;
  const chosen = boxes().filter(({ value }) => isOfRound && elements?.includes(value));
  for (const box of boxes()) box.checked = chosen.length === 0 || chosen.includes(box);
}

/** @param {Store} store @param {string} [invited] the day on which it was given to partners; else what is known of that */
function remember(store, invited) {
  const { storage, key } = store;
  const { round, by = "", contact = "", elements: chosen } = invitationOf(store);
  // To choose none is no choice to come back to.
  const elements = chosen?.length ? chosen : undefined;
  const known = storage.reminders.invitation(key);
  const day = invited ?? (known.round === round ? known.invited : "") ?? "";
  storage.reminders.setInvitation(
    key,
    by || contact || elements || day ? { round, by, contact, elements, invited: day } : null,
  );
}

/** Says that partners of this round were invited, and what they were asked. @param {Store} store */
function showInvited({ storage, key, record }) {
  const line = element("invited");
  const { round, by = "", contact = "", invited = "" } = storage.reminders.invitation(key);
  const isOfRound = round === currentRound(record).id && invited !== "";
  line.hidden = !isOfRound;
  if (!isOfRound) return;
  const part = (/** @type {string} */ name, /** @type {string} */ value) =>
    value ? filled(line.dataset[name] ?? "", { [name]: value }) : "";
  line.textContent = filled(line.dataset.text ?? "", {
    invited: longDay(invited),
    by: part("by", by && longDay(by)),
    contact: part("contact", oneLine(contact)),
  });
}

/** Which elements to ask for. @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll('[name="invite.element"]')].filter((box) => box instanceof HTMLInputElement);
}

/** @param {Store} store @returns {Invitation} */
function invitationOf({ record }) {
  const { partnership, question_set, question_set_version } = record;
  const all = boxes();
  const chosen = all.filter(({ checked }) => checked).map(({ value }) => value);
  const by = chosenDay();
  const contact = contactField().value;
  const words = Object.entries(partnership.words).filter(([, word]) => oneLine(word));
  return {
    round: currentRound(record).id,
    name: roundName(record),
    partnership: oneLine(partnership.name),
    preset: partnership.preset,
    words: Object.fromEntries(words.map(([name, word]) => [name, oneLine(word)])),
    ...(chosen.length === all.length ? {} : { elements: chosen }),
    ...(by ? { by } : {}),
    ...(oneLine(contact) ? { contact: oneLine(contact) } : {}),
    set: question_set,
    version: question_set_version,
  };
}

/**
 * Shows an invitation; nothing where it asks for nothing.
 * @param {Invitation} invitation @param {HTMLTextAreaElement} link @param {HTMLTextAreaElement} mail
 * @returns {boolean} whether it can be given to partners
 */
function showInvitation(invitation, link, mail) {
  const isOfNone = invitation.elements?.length === 0;
  element("invite-none").hidden = !isOfNone;
  link.value = isOfNone ? "" : invitationLink(location.href, invitation);
  const isLong = link.value.length > LONGEST_LINK;
  element("invitation-long").hidden = !isLong;
  element("show-invitation-code").hidden = isLong;
  mail.value = isOfNone ? "" : mailText(invitation, mail.dataset, link.value);
  return !isOfNone && !dateProblem(dayField());
}

/** @param {Invitation} invitation @param {DOMStringMap} dataset its words @param {string} link */
function mailText(invitation, dataset, link) {
  const { by, contact, elements } = invitation;
  const sections = [...document.querySelectorAll("[data-element]")].filter(
    ({ id }) => !elements || elements.includes(id),
  );
  const number = sections.flatMap(questionIds).length;
  return filled(dataset.whole ?? "", {
    name: invitation.partnership || (dataset.unnamed ?? ""),
    round: invitation.name,
    n: counted(dataset, number),
    by: by ? filled(dataset.by ?? "", { by: longDay(by) }) : "",
    contact: contact ? filled(dataset.contact ?? "", { contact }) : (dataset.nobody ?? ""),
    link,
  });
}

/** @param {HTMLTextAreaElement} field */
async function copy(field) {
  say((await copyText(field.value, field)) ? "copied" : "byHand");
}

/** Says in the dialog what came of a press. @param {string} what */
function say(what) {
  const line = element("invitation-copied");
  line.textContent = line.dataset[what] ?? "";
}

/** For the screen of a meeting room. @param {Store} store @param {string} link */
function showCode({ record }, link) {
  drawCode(element("scan-code"), link);
  element("scan-for").textContent = [oneLine(record.partnership.name), roundName(record)].filter(Boolean).join(", ");
  openDialog("scan-dialog");
}

/** @param {Store} store @param {string} text @param {string} link */
function printSheet({ record }, text, link) {
  const sheet = element("invitation-sheet");
  const [heading, whole] = ["h1", ".sheet-text"].map((part) => /** @type {HTMLElement} */ (sheet.querySelector(part)));
  const paper = /** @type {HTMLAnchorElement} */ (sheet.querySelector(".sheet-paper"));
  const name = oneLine(record.partnership.name);
  heading.textContent = name ? filled(heading.dataset.named ?? "", { name }) : (heading.dataset.unnamed ?? "");
  whole.textContent = text;
  paper.textContent = paper.href;
  const code = /** @type {HTMLElement} */ (sheet.querySelector("figure"));
  code.hidden = link.length > LONGEST_LINK;
  if (!code.hidden) drawCode(/** @type {Element} */ (code.firstElementChild), link);
  sheet.hidden = false;
  document.body.dataset.printing = "sheet";
  window.addEventListener(
    "afterprint",
    () => {
      sheet.hidden = true;
      delete document.body.dataset.printing;
    },
    { once: true },
  );
  print();
}
