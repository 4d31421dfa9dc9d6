/**
 * The tab in which a sheet of paper is entered. The tab with the record lists it as soon as something of it is stored.
 * When it is handed over, that tab shows it before it adds it.
 */

import { roomAddress } from "./addresses.mjs";
import { openChannel } from "./channel.mjs";
import { element } from "./dom.mjs";
import { showMessage } from "./message.mjs";
import { markKey, markSheet, RECEIVED } from "./waiting_sheets.mjs";

/** How long the tab with the record may take to answer, in milliseconds. */
const PATIENCE = 1_000;

/** @typedef {import("./store.mjs").Store} Store */

/** @param {Store} store */
export function wireSheetTab(store) {
  speakOfPaper();
  store.subscribe(() => markStored(store));
  const line = element("hand-over-said");
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
  let { opened } = store;
  store.subscribe(({ paths }) => {
    if (paths?.length === 0) return;
    end();
    // They were deleted in another tab, which may have added them. Anything else was said of other answers.
    const isGone = store.opened > opened;
    say(isGone ? line.dataset.gone : "");
    if (isGone && element("tool").dataset.shown !== "send") showMessage("sheetEmpty");
    opened = store.opened;
  });
  store.writer.channel.addEventListener("message", (event) => {
    const { added } = /** @type {MessageEvent} */ (event).data;
    // The store, which heard of it first, has not emptied the sheet.
    if (added === store.key && store.record.changed !== null) showMessage("sheetKept");
  });
  element("hand-over").addEventListener("click", () => {
    end();
    if (store.record.changed === null) return say(line.dataset.empty);
    // Nothing but this page has the answers then.
    if (store.isUnsaved) return say(line.dataset.refused);
    patience = window.setTimeout(() => say(line.dataset.waiting), PATIENCE);
    try {
      // With the time: other tabs hear of what is new only.
      markSheet(store.storage, { address: roomAddress("send"), handedOver: new Date().toISOString() });
      asked = markKey(store.storage);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      end();
      say(line.dataset.refused);
    }
  });
}

/** The page speaks to the coordinator, of a partner. The one main button is that for the record. */
function speakOfPaper() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-on-paper]"))) {
    part.textContent = part.dataset.onPaper ?? "";
    if (part.dataset.label) part.dataset.label = part.textContent;
  }
  element("save-response").classList.add("button--quiet");
}

/** What is stored of a sheet has its mark, and nothing else has one. @param {Store} store */
function markStored({ storage, mode }) {
  if (mode !== "writing") return;
  if (storage.listed === "") return storage.discard([markKey(storage)]);
  if (storage.read(markKey(storage)) !== null) return;
  try {
    markSheet(storage, { address: roomAddress("send") });
  } catch (error) {
    // Full, or refused: the next change tries again.
    if (!(error instanceof DOMException)) throw error;
  }
}
