/**
 * Rounds: closing, opening again, starting the next, and comparing them.
 */

import { blankRound, currentRound, roundOf } from "../core/record.mjs";
import { answeredIn, freeName, isEmpty, proposedName, roundName } from "../core/rounds.mjs";
import { counted, filled, localDay, longDay } from "../core/text.mjs";
import { addressOf } from "./addresses.mjs";
import { askFirst, confirmed, whenEditable, withVersion } from "./change_guards.mjs";
import { buttonOf, element } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { announce, showMessage } from "./message.mjs";
import { beginsAfter, dateProblem, showProblem } from "./problems.mjs";
import { questionIds } from "./questions.mjs";
import { report } from "./reports.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("../core/record.mjs").Round} Round */

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {HTMLFormElement} form */
export function wireRounds(store, engine, form) {
  /** The rounds that are compared: the last two, unless somebody chose others. */
  const compared = { before: "", after: "" };
  const list = new Fragment(engine, "round-list", () => ({ ask: "rounds", record: store.record, ...compared }), store);
  element("close-round").addEventListener("click", () => askToClose(store, questionIds(form)));
  element("confirm-close").addEventListener("click", () => confirmed(store, "close-dialog", () => close(store)));
  element("reopen-round").addEventListener("click", () => askFirst(store, "reopen-dialog"));
  element("confirm-reopen").addEventListener("click", () => confirmed(store, "reopen-dialog", () => reopen(store)));
  element("start-round").addEventListener("click", () => askToStart(store, questionIds(form)));
  element("round.name").addEventListener("change", () => {
    const { rounds } = store.record;
    store.edit([["round.name", freeName(rounds.slice(0, -1), currentRound(store.record).name)]], "choice");
  });
  element("start-day").addEventListener("change", () => {
    const name = field("start-name");
    // One of its own stays.
    if (name.value === name.defaultValue && !dateProblem(field("start-day"))) proposeName(store);
  });
  element("start-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const day = field("start-day");
    const problem = dateProblem(day);
    showProblem(day, problem);
    if (problem) day.focus();
    else confirmed(store, "start-dialog", () => start(store, form));
  });
  element("round-list").addEventListener("change", async ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.name === "compare.before") compared.before = target.value;
    if (target.name === "compare.after") compared.after = target.value;
    const isShown = await list.refresh({ now: true });
    if (isShown && target.name.startsWith("compare."))
      announce(element("round-list").querySelector("[data-compared] p")?.textContent ?? "");
  });
  element("round-list").addEventListener("click", (event) => {
    const button = buttonOf(event);
    const round = button?.dataset.reportRound;
    if (button && round) report(store, engine, button, { round });
  });
  store.subscribe(({ paths }) => {
    if (paths === null) {
      for (const end of /** @type {const} */ (["before", "after"]))
        if (!roundOf(store.record, compared[end])) compared[end] = "";
    }
    const isNews = paths === null || paths.some((path) => path.startsWith("round."));
    const changesWords = paths?.some((path) => path.startsWith("partnership.")) ?? false;
    if (isNews) showRound(store.record);
    if (isNews || changesWords || paths.some((path) => path.endsWith(".rating"))) list.refresh();
  });
}

/** A round with open questions is closed only on purpose. @param {Store} store @param {string[]} asked */
function askToClose(store, asked) {
  if (isWhole(currentRound(store.record), asked, "close-what")) return close(store);
  askFirst(store, "close-dialog");
}

/** Asks for the name and the day of the next round, which closes this one. @param {Store} store @param {string[]} asked */
function askToStart(store, asked) {
  whenEditable(store, () => {
    const { record } = store;
    const round = currentRound(record);
    // Pressed twice, it would leave an empty round behind.
    if (isEmpty(round)) return showMessage("startedAlready");
    const day = field("start-day");
    beginsAfter(day, round);
    // This round may have the day of a meeting to come.
    day.value = [round.opened, localDay(new Date())].sort()[1];
    showProblem(day, "");
    proposeName(store);
    // Where a round is a meeting, those who were there answer, and the coordinator need not.
    const isClosed = round.closed !== null;
    const isDone = isClosed || store.questionSet.rhythm === "meetings" || isWhole(round, asked, "start-what");
    if (isDone) element("start-what").textContent = "";
    const closes = element("start-closes");
    closes.textContent = isClosed ? "" : filled(closes.dataset.text ?? "", { name: roundName(record) });
    askFirst(store, "start-dialog");
  });
}

/** Proposes the name of the next round for the day that is entered. @param {Store} store */
function proposeName({ record, questionSet }) {
  const name = field("start-name");
  name.value = proposedName(record.rounds, field("start-day").value, questionSet.rhythm);
  name.defaultValue = name.value;
}

/** Says how much of a round is not answered. @param {Round} round @param {string[]} asked @param {string} id of the line that says it @returns whether all is */
function isWhole(round, asked, id) {
  const open = asked.length - answeredIn(round, asked);
  const line = element(id);
  line.textContent = counted(line.dataset, open);
  return open === 0;
}

/** @param {Store} store */
function close(store) {
  withVersion(store, "closed", () => {
    store.alter((record) => {
      currentRound(record).closed = localDay(new Date());
    });
    // The end of a sitting is a good moment for a copy.
    showMessage(store.storage.reminders.copyState(store.key).changes > 0 ? "closedUncopied" : "closed");
    element("reopen-round").focus();
  });
}

/** @param {Store} store */
function reopen(store) {
  withVersion(store, "reopened", () => {
    store.alter((record) => {
      currentRound(record).closed = null;
    });
    showMessage("reopened");
    element("close-round").focus();
  });
}

/** @param {Store} store @param {HTMLFormElement} form */
function start(store, form) {
  withVersion(store, "started", () => {
    const now = new Date();
    store.alter((record) => {
      currentRound(record).closed ??= localDay(now);
      const name = freeName(record.rounds, field("start-name").value);
      record.rounds.push({ ...blankRound(now), name, opened: field("start-day").value });
    });
    // Said when the first question is shown: before, the way there would take it away.
    addEventListener("hashchange", () => showMessage("started", { name: roundName(store.record) }), { once: true });
    location.hash = addressOf(form.querySelector("[data-element]")?.id ?? "");
  });
}

/** @param {string} id */
function field(id) {
  return /** @type {HTMLInputElement} */ (element(id));
}

/** Shows which round this is. @param {AssessmentRecord} record */
function showRound(record) {
  const round = currentRound(record);
  const line = element("round-line");
  const closed = round.closed !== null;
  const words = {
    name: roundName(record),
    opened: longDay(round.opened),
    closed: round.closed ? longDay(round.closed) : "",
  };
  // Seen where it has no name of its own.
  field("round.name").placeholder = words.name;
  beginsAfter(field("round.opened"), record.rounds.at(-2));
  line.textContent = filled((closed ? line.dataset.closed : line.dataset.open) ?? "", words);
  element("close-round").hidden = closed;
  element("reopen-round").hidden = !closed;
  element("round-closed").hidden = !closed;
}
