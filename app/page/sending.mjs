/**
 * How a partner's answers reach who asked for them: as a mail, a file or a text. Nothing is sent from here.
 */

import { Asking } from "../core/asking.mjs";
import { mailAddress } from "../core/invitation.mjs";
import { asciiJson } from "../core/record.mjs";
import { asMailText, mailLink, responseOf } from "../core/response.mjs";
import { fileStem, filled, localDay, oneLine } from "../core/text.mjs";
import { roomAddress } from "./addresses.mjs";
import { whenEditable } from "./change_guards.mjs";
import { copyText } from "./clipboard.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { discardEarlier } from "./earlier_answers.mjs";
import { download } from "./local_files.mjs";
import { showMessage } from "./message.mjs";

/** @typedef {import("../core/invitation.mjs").Invitation} Invitation */

/** The state of the page that follows the deletion. */
const DELETED = "deleted";

/**
 * @param {import("./store.mjs").Store} store @param {import("./storage.mjs").RecordStorage} all that is stored for the question set
 * @param {Invitation} invitation
 */
export function wireSending(store, all, invitation) {
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
    say(saved, invitation.paper ? saved.dataset.paper : saved.dataset.text);
  });
  element("copy-response").hidden = !("CompressionStream" in window);
  element("copy-response").addEventListener("click", async () => {
    const text = await asMailText(made());
    const field = /** @type {HTMLTextAreaElement} */ (element("response-text"));
    field.value = text;
    element("response-field").hidden = false;
    say(copied, (await copyText(text, field)) ? copied.dataset.copied : copied.dataset.byHand);
  });
  store.subscribe(({ paths }) => {
    if (paths?.length === 0) return;
    // It was said of other answers.
    for (const line of [mailed, copied, saved]) line.textContent = "";
    element("response-field").hidden = true;
  });
  element("delete-response").addEventListener("click", () => openDialog("delete-response-dialog"));
  element("confirm-delete-response").addEventListener("click", () => {
    closeDialog("delete-response-dialog");
    whenEditable(store, () => {
      discardEarlier(store, all);
      store.storage.discard(store.storage.keys(""));
      // The page that is loaded then says so.
      history.pushState(DELETED, "", roomAddress("welcome"));
      location.reload();
    });
  });
}

/** Says on the page that follows that the answers are deleted. @param {import("./store.mjs").Store} store @param {Invitation} invitation */
export function sayDeleted(store, { paper }) {
  if (history.state !== DELETED) return;
  history.replaceState(null, "");
  showMessage(paper ? "sheetDeleted" : "responseDeleted");
  // Until it is known which tab edits, nothing in the form takes the focus.
  store.whenKnown(() => element("welcome-heading").focus());
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
  const asking = new Asking();
  return async (response) => {
    if (!address || !("CompressionStream" in window)) return;
    const isLatest = asking.next();
    const text = await asMailText(response);
    // More may have been answered meanwhile.
    if (!isLatest()) return;
    link.href = mailLink(address, subject, `${intro}\n\n${text}\n`);
    const isShort = link.getAttribute("href") !== "";
    element("mail-part").hidden = !isShort;
    element("save-response").classList.toggle("button--quiet", isShort);
  };
}
