/**
 * The lines at the top: whose record this is, whether it is saved, how old its last file copy is, and who edits it.
 */

import { currentRound } from "../core/record.mjs";
import { roundName } from "../core/rounds.mjs";
import { daysSince, filled, oneLine, timeAndDay } from "../core/text.mjs";
import { element, showAtFoot } from "./dom.mjs";
import { hideMessage } from "./message.mjs";
import { nameOfRoom } from "./rooms.mjs";
import { isFull } from "./storage.mjs";

/** So many changes that are in no file, and it is a good moment for one. */
const MANY_CHANGES = 10;
/** So many days after the first of them, and it is one too. */
const LONG_AGO = 7;

const A_MINUTE = 60_000;

/** @typedef {import("./store.mjs").Store} Store */

/** @param {Store} store */
export function wireStatus(store) {
  const show = () => {
    showRecord(store);
    showSaved(store);
    showCopies(store);
    showTabs(store);
    for (const [id, can] of Object.entries({ undo: store.canUndo, "undo-here": store.canUndo, redo: store.canRedo }))
      element(id).toggleAttribute("disabled", !can || store.mode !== "writing");
    showWayBack(store);
    // Only while it is needed: some browsers cannot restore such a page as it was.
    window.onbeforeunload = store.isUnsaved ? (event) => event.preventDefault() : null;
  };
  store.subscribe(({ paths }) => {
    show();
    if (paths?.some((path) => path.endsWith(".rating"))) askForPersistence();
  });
  // With larger or wider letters the bar has more rows, and what has the focus is never under it.
  const bar = /** @type {HTMLElement} */ (document.querySelector(".bar"));
  const { style } = document.documentElement;
  new ResizeObserver(() => {
    const covers = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    style.setProperty("--covered", `${covers}px`);
  }).observe(bar);
  // A tab may be open for days, in sight or not: "today" and a time without a day are true for a while only.
  setInterval(show, A_MINUTE);
  document.addEventListener("visibilitychange", () => {
    store.check();
    show();
  });
  element("continue-here").addEventListener("click", () => {
    // It may ask for this press.
    hideMessage();
    store.writer.takeOver();
  });
  element("restore-cleared").addEventListener("click", () => store.restoreCleared());
  element("reload-newer").addEventListener("click", () => location.reload());
}

/** @param {Store} store */
function showRecord({ record, records, key, storage }) {
  const line = element("record-line");
  const { name: entered } = record.partnership;
  const isPractice = key === storage.practiceKey;
  const name = oneLine(entered) || isPractice ? records.titleOf({ key, name: entered }) : "";
  // There is no room for the round of the practice record.
  const several = !isPractice && (record.rounds.length > 1 || oneLine(currentRound(record).name) !== "");
  element("record-name").textContent = name || (line.dataset.unnamed ?? "");
  element("record-round").textContent = several ? roundName(record) : "";
}

/** How often it was said whether answers are saved. */
let told = 0;

/** @param {Store} store */
function showSaved(store) {
  const line = element("save-status");
  const notice = element("not-saved");
  const refused = store.refusal !== null;
  notice.hidden = !refused;
  element("saved-as-typed").hidden = refused;
  const { savedAt } = store;
  // Of a record of a newer version this page knows nothing to say here.
  let text = store.mode === "newer" ? "" : (line.dataset.nothing ?? "");
  if (refused) text = line.dataset.refused ?? "";
  else if (store.isCleared) text = line.dataset.cleared ?? "";
  else if (savedAt) text = filled(line.dataset.saved ?? "", { time: timeAndDay(new Date(savedAt), new Date()) });
  line.classList.toggle("is-refused", refused || store.isCleared);
  // A screen reader reads what is set, though it be the same: not at every key.
  if (line.textContent !== text) {
    const isFine = !refused && !store.isCleared;
    // How it is at the start and after the first change; from then on only a fault is news, and its end.
    line.ariaLive = isFine && told > 1 ? "off" : "polite";
    told = isFine ? told + 1 : 1;
    line.textContent = text;
  }
  if (!refused) return;
  const why = isFull(store.refusal) ? notice.dataset.whyFull : notice.dataset.whyRefused;
  // For the coordinator, and for a partner.
  for (const words of /** @type {NodeListOf<HTMLElement>} */ (notice.querySelectorAll("[data-refused]"))) {
    const full = filled(words.dataset.refused ?? "", { why: why ?? "", page: nameOfRoom("send") });
    if (words.textContent !== full) words.textContent = full;
  }
}

/** @param {Store} store */
function showCopies({ key, storage }) {
  const line = element("copy-status");
  const { copied, changes, since } = storage.reminders.copyState(key);
  if (!copied && changes === 0) {
    line.textContent = "";
    return;
  }
  const now = new Date();
  const days = copied ? daysSince(new Date(copied), now) : 0;
  const age = days < 0 ? "ahead" : days === 0 ? "today" : days === 1 ? "yesterday" : "days";
  const when = filled(line.dataset[age] ?? "", { n: String(days) });
  const state = filled((copied ? line.dataset.copied : line.dataset.never) ?? "", { when, changes: String(changes) });
  const first = since ?? copied;
  const nudged =
    changes >= MANY_CHANGES || (changes > 0 && first !== null && daysSince(new Date(first), now) >= LONG_AGO);
  const text = nudged ? `${state} ${line.dataset.nudge}` : state;
  // In the bar too, which is on the screen wherever somebody works.
  const button = element("save-copy");
  button.classList.toggle("button--quiet", !nudged);
  button.title = nudged ? text : "";
  if (line.textContent !== text) line.textContent = text;
}

/** Closing a round and the like leave nothing to undo, but a previous version. A partner who answers has no files. @param {Store} store */
function showWayBack({ canUndo, storage }) {
  const { dataset } = element("undo");
  const isKnown = element("tool").dataset.mode !== "respond" && !canUndo && storage.keys("version/").length > 0;
  element("undo").title = isKnown ? (dataset.versions ?? "") : "";
}

/** @param {Store} store */
function showTabs(store) {
  const isElsewhere = store.mode === "elsewhere";
  const isCleared = store.isCleared && store.mode === "writing";
  document.documentElement.classList.toggle("has-notice", isElsewhere || isCleared);
  showAtFoot("newer", store.mode === "newer");
  showAtFoot("tab-elsewhere", isElsewhere);
  showAtFoot("storage-cleared", isCleared);
  showAtFoot("one-tab-only", store.writer.state === "unguarded");
}

let persistenceAsked = false;

/** Asks the browser, once there is something to lose, not to delete it by itself; and shows what it said. */
async function askForPersistence() {
  if (persistenceAsked || !navigator.storage?.persist) return;
  persistenceAsked = true;
  const line = element("persist-status");
  // Where a browser refuses storage, it refuses this question too.
  const promised = await navigator.storage.persist().catch(() => false);
  line.textContent = (promised ? line.dataset.yes : line.dataset.no) ?? "";
}
