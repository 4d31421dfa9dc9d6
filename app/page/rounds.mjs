/**
 * Rounds: closing, opening again, starting the next, and what was answered last time.
 */

import { addressOf } from "../core/address.mjs";
import { answerIn, blankRound, currentRound, roundOf } from "../core/record.mjs";
import { answeredIn, isEmpty, previousRound, proposedName, roundName } from "../core/rounds.mjs";
import { filled, localDay, longDay, shown } from "../core/text.mjs";
import { ask, confirmed, whenEditable, withVersion } from "./changing.mjs";
import { buttonOf, element } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { announce, showMessage } from "./message.mjs";
import { questionIds } from "./questions.mjs";
import { report } from "./reports.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("../core/record.mjs").Round} Round */

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {HTMLFormElement} form @param {import("./questions.mjs").Questions} questions */
export function wireRounds(store, engine, form, questions) {
  /** The rounds that are compared: the last two, unless somebody chose others. */
  const compared = { before: "", after: "" };
  const list = new Fragment(engine, "round-list", () => ({ ask: "rounds", record: store.record, ...compared }), store);
  element("close-round").addEventListener("click", () => askToClose(store, questionIds(form)));
  element("confirm-close").addEventListener("click", () => confirmed(store, "close-dialog", () => close(store)));
  element("reopen-round").addEventListener("click", () => ask(store, "reopen-dialog"));
  element("confirm-reopen").addEventListener("click", () => confirmed(store, "reopen-dialog", () => reopen(store)));
  element("start-round").addEventListener("click", () => askToStart(store, form));
  element("confirm-start").addEventListener("click", () => confirmed(store, "start-dialog", () => start(store, form)));
  form.addEventListener("click", (event) => {
    const { carryAnswer, carryRest } = buttonOf(event)?.dataset ?? {};
    if (carryAnswer === undefined && carryRest === undefined) return;
    const part = form.querySelector(`[data-element="${carryRest}"]`);
    whenEditable(store, () => carryOver(store, form, carryAnswer ? [carryAnswer] : questionIds(part)));
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
  store.subscribe(({ paths, by }) => {
    if (paths === null) {
      for (const end of /** @type {const} */ (["before", "after"]))
        if (!roundOf(store.record, compared[end])) compared[end] = "";
    }
    const isNews = paths === null || paths.some((path) => path.startsWith("round."));
    const changesWords = paths?.some((path) => path.startsWith("partnership.")) ?? false;
    if (isNews) showRound(store.record);
    // After a person's own choice the offer stays as it is: nothing may move under a click.
    if (isNews || (by === "program" && paths.length > 0)) showLastAnswers(form, store.record);
    if (isNews || changesWords || paths.some((path) => path.endsWith(".rating"))) list.refresh();
  });
  questions.subscribe((question) => showLastAnswers(question.closest("[data-element]") ?? form, store.record));
  return { refresh: () => list.refresh() };
}

/** A round with open questions is closed only on purpose. @param {Store} store @param {string[]} asked */
function askToClose(store, asked) {
  if (isWhole(store, asked, "close-what")) return close(store);
  ask(store, "close-dialog");
}

/** To start the next round closes this one. @param {Store} store @param {HTMLFormElement} form */
function askToStart(store, form) {
  const round = currentRound(store.record);
  // Where a round is a meeting, those who were there answer, and the coordinator need not.
  const isDone = round.closed !== null || isEmpty(round) || element("tool").dataset.rounds === "meetings";
  if (isDone || isWhole(store, questionIds(form), "start-what")) return start(store, form);
  ask(store, "start-dialog");
}

/** Whether all is answered in the current round; else says how much is not. @param {Store} store @param {string[]} asked @param {string} id of the line that says it */
function isWhole(store, asked, id) {
  const open = asked.length - answeredIn(currentRound(store.record), asked);
  const line = element(id);
  line.textContent = filled((open === 1 ? line.dataset.one : line.dataset.many) ?? "", { n: String(open) });
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
  whenEditable(store, () => {
    // Pressed twice, it would leave an empty round behind.
    if (isEmpty(currentRound(store.record))) showMessage("startedAlready");
    else startNext(store, form);
  });
}

/** @param {Store} store @param {HTMLFormElement} form */
function startNext(store, form) {
  withVersion(store, "started", () => {
    const now = new Date();
    store.alter((record) => {
      currentRound(record).closed ??= localDay(now);
      record.rounds.push({
        ...blankRound(now),
        name: proposedName(record.rounds, now, element("tool").dataset.rounds),
      });
    });
    // Said when the first question is shown: before, the way there would take it away.
    addEventListener("hashchange", () => showMessage("started", { name: roundName(store.record) }), { once: true });
    location.hash = addressOf(form.querySelector("[data-element]")?.id ?? "");
  });
}

/** Copies the last rating and note of questions that are not answered yet. @param {Store} store @param {HTMLFormElement} form @param {string[]} questions */
function carryOver(store, form, questions) {
  const before = previousRound(store.record);
  const open = questions.filter((id) => !store.value(`${id}.rating`));
  const values = open.map((id) => carried(store, id, before));
  store.edit(values.flat());
  showMessage("carriedOver", { count: String(values.filter(({ length }) => length > 0).length) });
  // The button has gone with the offer; the focus goes to what it did.
  const question = form.querySelector(`[data-question="${questions[0]}"]`);
  const place =
    questions.length > 1
      ? form.querySelector(`[data-questions~="${questions[0]}"] h2`)
      : (question?.querySelector("input:checked") ?? question?.querySelector("textarea"));
  /** @type {HTMLElement | null | undefined} */ (place)?.focus();
}

/** @param {Store} store @param {string} id @param {Round | undefined} before @returns {[string, string][]} */
function carried(store, id, before) {
  const last = before && answerIn(before, id);
  return ["rating", "note"]
    .map((part) => /** @type {[string, string]} */ ([`${id}.${part}`, last?.[part] ?? ""]))
    .filter(([path, text]) => text && !store.value(path));
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
  line.textContent = filled((closed ? line.dataset.closed : line.dataset.open) ?? "", words);
  element("close-round").hidden = closed;
  element("reopen-round").hidden = !closed;
  element("round-closed").hidden = !closed;
}

/** Shows at each question what was answered last time. @param {Element} part the form, or one of its elements @param {AssessmentRecord} record */
function showLastAnswers(part, record) {
  for (const old of part.querySelectorAll("p.carry-rest")) old.remove();
  for (const old of part.querySelectorAll(".last-round")) /** @type {HTMLElement} */ (old).hidden = true;
  const before = previousRound(record);
  if (!before || currentRound(record).closed !== null) return;
  const name = roundName(record, before);
  const sections = part.matches("[data-element]") ? [part] : part.querySelectorAll("[data-element]");
  for (const section of sections) {
    const offered = [...section.querySelectorAll("[data-question]")].filter((question) =>
      showLastAnswer(question, record, before, name),
    );
    if (offered.length === 0) continue;
    const rest = copyOf("carry-rest");
    /** @type {HTMLElement} */ (rest.querySelector("button")).dataset.carryRest =
      section.getAttribute("data-element") ?? "";
    section.querySelector(".element-meaning")?.after(rest);
  }
}

/** @param {Element} question @param {AssessmentRecord} record @param {Round} before @param {string} name of that round @returns {boolean} whether the answer can be carried over */
function showLastAnswer(question, record, before, name) {
  const id = question.getAttribute("data-question") ?? "";
  const last = answerIn(before, id);
  if (!last?.rating && !last?.note) return false;
  // In a place that is there already: a browser lays a field set out again when something is put into it.
  const place = /** @type {HTMLElement} */ (question.querySelector(".last-round"));
  place.replaceChildren(copyOf("last-round"));
  place.hidden = false;
  const [text, action] = place.querySelectorAll("p");
  const words = last.rating ? text.dataset.text : text.dataset.noted;
  const ratings = JSON.parse(element("tool").dataset.ratingWords ?? "{}");
  text.textContent = filled(words ?? "", { round: name, rating: ratings[last.rating ?? ""] });
  if (last.note) text.append(noteOf(filled(text.dataset.note ?? "", { note: shown(last.note) })));
  const button = /** @type {HTMLButtonElement} */ (action.firstElementChild);
  button.dataset.carryAnswer = id;
  const rest = /** @type {HTMLButtonElement} */ (action.querySelector("[data-carry-rest]"));
  rest.dataset.carryRest = question.closest("[data-element]")?.getAttribute("data-element") ?? "";
  /** @type {HTMLElement} */ (button.querySelector("span")).textContent =
    `: ${question.querySelector(".question-title")?.textContent}`;
  // What was true of one meeting says nothing about the next.
  const isAboutMeetings = element("tool").dataset.rounds === "meetings";
  action.hidden = isAboutMeetings || Boolean(answerIn(currentRound(record), id)?.rating);
  return !action.hidden;
}

/** A note may be for the coordinator alone: the view for meetings leaves it out. @param {string} text */
function noteOf(text) {
  return Object.assign(document.createElement("span"), { className: "last-note", textContent: text });
}

/** @param {string} id of a template */
function copyOf(id) {
  return /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (element(id)).content.cloneNode(true));
}
