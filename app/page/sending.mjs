/**
 * How a partner's answers reach who asked for them: as a mail, a file or a text, or, from paper, in the tab with the
 * record. Nothing is sent from here.
 */

import { Asking } from "../core/asking.mjs";
import { mailAddress } from "../core/invitation.mjs";
import { asciiJson } from "../core/record.mjs";
import { asMailText, mailLink, responseOf } from "../core/response.mjs";
import { fileStem, filled, localDay, oneLine } from "../core/text.mjs";
import { roomAddress } from "./addresses.mjs";
import { whenEditable } from "./changing.mjs";
import { openChannel } from "./channel.mjs";
import { copyText } from "./clipboard.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { download } from "./local_files.mjs";
import { showMessage } from "./message.mjs";
import { markSheet, RECEIVED } from "./waiting_sheets.mjs";

/** @typedef {import("../core/invitation.mjs").Invitation} Invitation */

/** The state of the page that follows the deletion. */
const DELETED = "deleted";

/** @param {import("./store.mjs").Store} store @param {Invitation} invitation */
export function wireSending(store, invitation) {
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
  wireHandingOver(store);
  element("copy-response").hidden = !("CompressionStream" in window);
  element("copy-response").addEventListener("click", async () => {
    const text = await asMailText(made());
    const field = /** @type {HTMLTextAreaElement} */ (element("response-text"));
    field.value = text;
    element("response-field").hidden = false;
    say(copied, (await copyText(text, field)) ? copied.dataset.copied : copied.dataset.byHand);
  });
  const handed = element("handed-over");
  let { opened } = store;
  store.subscribe(({ paths }) => {
    if (paths?.length === 0) return;
    // It was said of other answers.
    for (const line of [mailed, copied, saved, handed]) line.textContent = "";
    element("response-field").hidden = true;
    // They were deleted in another tab, which may have added them.
    if (store.opened > opened) handed.textContent = handed.dataset.gone ?? "";
    opened = store.opened;
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

/** Says on the page that follows that the answers are deleted. @param {import("./store.mjs").Store} store */
export function sayDeleted(store) {
  if (history.state !== DELETED) return;
  history.replaceState(null, "");
  showMessage("responseDeleted");
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

/** How long the tab with the record may take to answer, in milliseconds. */
const PATIENCE = 1_000;

/** Gives the tab with the record what was entered from paper: that tab shows it before it adds it. @param {import("./store.mjs").Store} store */
function wireHandingOver(store) {
  const line = element("handed-over");
  const say = (/** @type {string | undefined} */ text) => {
    line.textContent = text ?? "";
  };
  /** What the tab with the record has not answered yet. */
  let asked = "";
  let patience = 0;
  const end = () => {
    asked = "";
    clearTimeout(patience);
  };
  // A tab in the background may answer late: then it is said all the same.
  openChannel(RECEIVED).addEventListener("message", ({ data }) => {
    if (asked === "" || data.received !== asked) return;
    end();
    say(line.dataset.done);
  });
  store.subscribe(({ paths }) => paths?.length !== 0 && end());
  element("hand-over").addEventListener("click", () => {
    end();
    if (store.record.changed === null) return say(line.dataset.empty);
    // Nothing but this page has the answers then.
    if (store.isUnsaved) return say(line.dataset.refused);
    patience = window.setTimeout(() => say(line.dataset.waiting), PATIENCE);
    try {
      asked = markSheet(store.storage);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      end();
      say(line.dataset.refused);
    }
  });
}
