/**
 * Rounds: what was answered last time, closing, opening again, starting the next; and how they compare.
 */

import { day } from "./day.mjs";
import { filled, openDialog, tell } from "./dialogs.mjs";
import { element } from "./element.mjs";
import { Fragment } from "./fragment.mjs";
import { blankRound, currentRound, lastRound, localDay, roundOf } from "./record.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @param {Desk} desk */
export function wireRounds(desk) {
  const { store, form } = desk;
  const asked = { before: "", after: "" };
  let shown = "";
  const lastRounds = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".last-round"));
  const list = new Fragment(desk.engine, "round-list", () => ({ ask: "rounds", record: store.read(), ...asked }));

  element("close-round").addEventListener("click", () => {
    desk.saveTyped();
    desk.keeping("closed", () => {
      const today = localDay(new Date());
      const { id } = currentRound(store.read());
      store.alter((record) => {
        const round = roundOf(record, id);
        if (round) round.closed ??= today;
      });
      desk.history.forget();
      // The end of a sitting is a good moment for a copy.
      tell(store.copyState().changes > 0 ? "closedUncopied" : "closed");
      desk.show();
      element("reopen-round").focus();
    });
  });
  element("reopen-round").addEventListener("click", () => openDialog("reopen-dialog"));
  element("confirm-reopen").addEventListener("click", () => {
    /** @type {HTMLDialogElement} */ (element("reopen-dialog")).close();
    desk.keeping("reopened", () => {
      const { id } = currentRound(store.read());
      store.alter((record) => {
        const round = roundOf(record, id);
        if (round) round.closed = null;
      });
      tell("reopened");
      desk.show();
      element("close-round").focus();
    });
  });
  element("start-round").addEventListener("click", () => {
    desk.saveTyped();
    desk.keeping("started", () => {
      const [today, next] = [localDay(new Date()), blankRound()];
      store.alter((record) => {
        if (roundOf(record, next.id)) return;
        currentRound(record).closed ??= today;
        record.rounds.push(structuredClone(next));
      });
      desk.history.forget();
      tell("started");
      desk.show();
      location.hash = form.querySelector("[data-element]")?.id ?? "";
    });
  });
  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.keepAnswer !== undefined) takeOver([button.dataset.keepAnswer]);
    if (button?.dataset.keepRest !== undefined) {
      const questions = form.querySelectorAll(`[data-element="${button.dataset.keepRest}"] [data-question]`);
      takeOver([...questions].map((question) => question.getAttribute("data-question") ?? ""));
    }
  });
  element("round-list").addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.name === "compare.before") asked.before = target.value;
    if (target.name === "compare.after") asked.after = target.value;
    list.refresh({ now: true });
  });
  element("round-list").addEventListener("click", ({ target }) => {
    const round = target instanceof Element && target.closest("button")?.dataset.reportRound;
    if (round) desk.report(round);
  });

  /** Takes last round's rating and note over, where nothing is answered yet. @param {string[]} questions */
  function takeOver(questions) {
    const before = lastRound(store.read());
    let count = 0;
    /** @type {[string, string][]} */
    const pairs = [];
    for (const id of questions) {
      const last = before && Object.hasOwn(before.answers, id) ? before.answers[id] : undefined;
      const taken = [["rating", last?.rating], ["note", last?.note]].filter(([part, text]) => text && !desk.value(`${id}.${part}`));
      // A question that was answered anew keeps its answer, and its note is its own.
      if (desk.value(`${id}.rating`) || taken.length === 0) continue;
      pairs.push(...taken.map(([part, text]) => /** @type {[string, string]} */ ([`${id}.${part}`, text ?? ""])));
      count += 1;
    }
    if (pairs.length > 0) desk.set(pairs);
    tell("kept", { count: String(count) });
    desk.show();
    const [id] = questions;
    // The button has gone with the offer; the focus goes to what it did.
    const question = form.querySelector(`[data-question="${id}"]`);
    const rest = question?.closest("[data-element]")?.querySelector("h2");
    const place = questions.length > 1 ? rest : (question?.querySelector("input:checked") ?? question?.querySelector("textarea"));
    /** @type {HTMLElement | null | undefined} */ (place)?.focus();
  }

  /** Shows where the person is, and what was answered last time. */
  function show() {
    const record = store.read();
    // What was chosen to be compared may be of another record.
    if (shown !== store.key) Object.assign(asked, { before: "", after: "" });
    for (const end of /** @type {const} */ (["before", "after"])) if (!roundOf(record, asked[end])) asked[end] = "";
    shown = store.key;
    const [round, before] = [currentRound(record), lastRound(record)];
    const line = element("round-line");
    const closed = round.closed !== null;
    const words = { name: desk.nameOf(record, round), opened: day(round.opened), closed: round.closed ? day(round.closed) : "" };
    line.textContent = filled((closed ? line.dataset.closed : line.dataset.open) ?? "", words);
    element("close-round").hidden = closed;
    element("reopen-round").hidden = !closed;
    element("round-closed").hidden = !closed;
    for (const part of form.querySelectorAll("[data-question]")) /** @type {HTMLFieldSetElement} */ (part).disabled = closed;
    for (const old of form.querySelectorAll(".keep-rest")) old.remove();
    for (const old of lastRounds) old.hidden = true;
    if (before && !closed) offer(record, before);
  }

  /** @param {import("./record.mjs").AssessmentRecord} record @param {import("./record.mjs").Round} before */
  function offer(record, before) {
    const ratings = desk.ratingWords;
    const now = currentRound(record).answers;
    const named = desk.nameOf(record, before);
    for (const section of form.querySelectorAll("[data-element]")) {
      let open = 0;
      for (const question of section.querySelectorAll("[data-question]")) {
        const id = question.getAttribute("data-question") ?? "";
        const last = Object.hasOwn(before.answers, id) ? before.answers[id] : undefined;
        if (!last?.rating && !last?.note) continue;
        // In a place that is there already: a browser lays a field set out anew when something is put into it.
        const place = /** @type {HTMLElement} */ (question.querySelector(".last-round"));
        place.replaceChildren(copy("last-round"));
        place.hidden = false;
        const [text, action] = place.querySelectorAll("p");
        const words = last.rating ? text.dataset.text : text.dataset.noted;
        text.textContent = filled(words ?? "", { round: named, rating: ratings[last.rating ?? ""] });
        if (last.note) text.append(document.createElement("br"), filled(text.dataset.note ?? "", { note: last.note }));
        const button = /** @type {HTMLButtonElement} */ (action.firstElementChild);
        button.dataset.keepAnswer = id;
        /** @type {HTMLElement} */ (button.querySelector("span")).textContent = `: ${question.querySelector(".question-title")?.textContent}`;
        action.hidden = Object.hasOwn(now, id) && Boolean(now[id].rating);
        if (!action.hidden) open += 1;
      }
      if (open === 0) continue;
      const rest = copy("keep-rest");
      /** @type {HTMLElement} */ (rest.querySelector("button")).dataset.keepRest = section.getAttribute("data-element") ?? "";
      section.querySelector(".element-meaning")?.after(rest);
    }
  }

  return { show, refresh: () => list.refresh() };
}

/** @param {string} id of a template */
function copy(id) {
  const template = /** @type {HTMLTemplateElement} */ (element(id));
  return /** @type {DocumentFragment} */ (template.content.cloneNode(true));
}

/**
 * What a round is called among the others of its record: as Python calls it (rounds.py), which may not be there yet.
 * @param {import("./record.mjs").AssessmentRecord} record @param {import("./record.mjs").Round} round
 * @param {string} unnamed what one is called that has no name
 */
export function nameIn(record, round, unnamed) {
  /** @type {Map<string, number>} */
  const used = new Map();
  const count = (/** @type {string} */ name) => used.set(name, (used.get(name) ?? 0) + 1).get(name);
  for (const one of record.rounds) {
    const plain = one.name.trim() || filled(unnamed, { opened: day(one.opened) });
    let name = plain;
    while (used.has(name)) name = `${plain} (${count(plain)})`;
    if (one.id === round.id) return name;
    count(name);
  }
  throw new Error(`${round.id} is no round of this record`);
}
