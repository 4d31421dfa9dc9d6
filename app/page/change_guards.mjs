/**
 * How a press changes the record: in the tab that edits it, as soon as the browser has said which one that is; and what
 * replaces the record, after the one before is saved among the previous versions.
 */

import { saveCopy } from "./copies.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { showMessage } from "./message.mjs";

/** @typedef {import("./store.mjs").Store} Store */

/** What is done without a previous version, if the person decides so, for which state of the record, and what if that has changed. */
let pending = { revision: 0, act: () => {}, outdated: () => {} };
/** For which state of the record each dialog asks, by id. @type {Map<string, number>} */
const asked = new Map();

/** @param {Store} store */
export function wireChangeGuards(store) {
  element("confirm-no-space").addEventListener("click", () => {
    closeDialog("no-space-dialog");
    saveCopy(store);
    if (store.isStill(pending.revision)) pending.act();
    else pending.outdated();
  });
}

/** Asks in a dialog before something is done to the record. @param {Store} store @param {string} id of the dialog */
export function askFirst({ revision }, id) {
  asked.set(id, revision);
  openDialog(id);
}

/**
 * Does what was asked. Another tab may have edited the record meanwhile: what was asked of one round is not done to the next.
 * @param {Store} store @param {string} id of the dialog @param {() => void} act
 */
export function confirmed(store, id, act) {
  closeDialog(id);
  whenEditable(store, () => {
    if (store.isStill(asked.get(id) ?? 0)) act();
    else showMessage("outdated");
  });
}

/** Why the record cannot be changed here, as the page's messages name it. @param {Store} store */
export function obstacle({ mode }) {
  return mode === "newer" ? "newer" : "elsewhere";
}

/**
 * Does what changes the record. Where another tab edits it, or a newer version wrote it, the page says so.
 * @param {Store} store @param {() => void} act @param {() => void} [takeBack] what the press itself has changed on the page
 */
export function whenEditable(store, act, takeBack = () => {}) {
  store.whenWritable(act, () => {
    takeBack();
    showMessage(obstacle(store));
  });
}

/**
 * Does what replaces the record, after saving a previous version. Where there is no room for that, the person is asked.
 * @param {Store} store @param {string} cause @param {() => void} act
 * @param {() => void} [outdated] for when the record has changed before the answer: a dialog that is open would cover the message
 */
export function withVersion(store, cause, act, outdated = () => showMessage("outdated")) {
  whenEditable(store, () => {
    try {
      store.saveVersion(cause);
    } catch {
      // Full, or refused: a file can take the place of the version.
      pending = { revision: store.revision, act, outdated };
      openDialog("no-space-dialog");
      return;
    }
    act();
  });
}
