/**
 * The room of the partners, for the coordinator: what came from them, how it is spread, and what to discuss.
 */

import { currentRound, roundOf } from "../core/record.mjs";
import { counted, filled, shown } from "../core/text.mjs";
import { askFirst, confirmed, whenEditable, withVersion } from "./change_guards.mjs";
import { Collecting } from "./collecting.mjs";
import { buttonOf, element, setText } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { wireInvitation } from "./inviting.mjs";
import { showMessage } from "./message.mjs";
import { questionIds } from "./questions.mjs";
import { ratingLetter, ratingWord } from "./rating_words.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** `response`: its data @typedef {{round: string, id: string, response: object}} Found */

/**
 * @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {import("./questions.mjs").Questions} questions
 * @param {(questions: string[]) => void} onDiscuss called with the questions that a meeting is to go through
 */
export function wirePartners(store, engine, questions, onDiscuss) {
  const { form } = questions;
  let names = false;
  /** The questions whose details are open. @type {Set<string>} */
  const opened = new Set();
  const list = element("partner-answers");
  const request = () => ({
    ask: "partners",
    record: { ...store.record, rounds: [currentRound(store.record)], actions: undefined },
    names,
    opened: [...opened],
  });
  const fragment = new Fragment(engine, "partner-answers", request, store, {
    onShown: () => offerTicks(store, form),
  });
  wireInvitation(store);
  new Collecting(store, engine, (found, outcomes) => add(store, found, outcomes));
  list.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset.discuss) discuss(store, target.dataset.discuss, target);
    if (target.name !== "partners.names") return;
    names = target.checked;
    fragment.refresh({ now: true });
  });
  wireDetails(list, opened, () => fragment.refresh({ now: true }));
  list.addEventListener("click", (event) => {
    const ids = buttonOf(event)?.dataset.discussAll;
    if (ids) discussAll(store, ids.split(" "));
  });
  wireRemoving(store, list);
  element("discuss-together").addEventListener("click", () => {
    // A meeting ends in this room, on a screen that all can see.
    names = false;
    fragment.refresh();
    onDiscuss(discussed(store, form));
  });
  store.subscribe(({ paths, by }) => {
    if (paths === null) names = false;
    if (paths === null || paths.some((path) => path === "round.discuss" || path.endsWith(".agreed")))
      showWays(store, form);
    if (paths?.includes("round.discuss")) offerTicks(store, form);
    if (paths === null) {
      showSaid(store, form);
      showWhose(store);
    }
    // A box that a person ticks shows it already.
    const isShown = by === "choice" && paths?.join() === "round.discuss";
    if (isShown) return;
    if (paths === null || paths.some((path) => /^(round|partnership)\.|\.(rating|agreed)$/.test(path)))
      fragment.refresh();
  });
  questions.subscribe((question) => showSaid(store, question));
}

/** Notes which details are open: Python fills those alone. @param {HTMLElement} list @param {Set<string>} opened @param {() => void} onOpened */
function wireDetails(list, opened, onOpened) {
  // Does not bubble. Details that a new fragment has open again are there already.
  list.addEventListener(
    "toggle",
    ({ target }) => {
      const part = /** @type {HTMLDetailsElement} */ (target);
      const id = part.querySelector("summary")?.dataset.details ?? "";
      if (!part.open) return void opened.delete(id);
      if (opened.has(id)) return;
      opened.add(id);
      onOpened();
    },
    { capture: true },
  );
}

/** Puts what was chosen beside the coordinator's own answers. @param {Store} store @param {Found[]} found @param {import("./collecting.mjs").Outcomes} outcomes */
function add(store, found, { done, outdated }) {
  const act = () => {
    done();
    store.alter((record) => {
      for (const { round, id, response } of found) {
        const place = roundOf(record, round);
        if (place) place.responses = { ...place.responses, [id]: response };
      }
    });
    showMessage("collected", { n: String(found.length) });
    element("partners-heading").focus({ preventScroll: true });
  };
  withVersion(store, "collected", act, outdated);
}

/** Asks before the answers of one partner are removed. @param {Store} store @param {HTMLElement} list */
function wireRemoving(store, list) {
  let respondent = { id: "", who: "" };
  list.addEventListener("click", (event) => {
    const id = buttonOf(event)?.dataset.removeResponse;
    if (id === undefined) return;
    const who = list.querySelector(`[data-respondent="${CSS.escape(id)}"] bdi`)?.textContent ?? "";
    respondent = { id, who };
    setText(element("remove-response-heading"), "bdi", who);
    askFirst(store, "remove-response-dialog");
  });
  element("confirm-remove-response").addEventListener("click", () =>
    confirmed(store, "remove-response-dialog", () => remove(store, respondent)),
  );
}

/** @param {Store} store @param {{id: string, who: string}} respondent */
function remove(store, { id, who }) {
  withVersion(store, "removed", () => {
    store.alter((record) => {
      const round = currentRound(record);
      const { [id]: _, ...others } = round.responses ?? {};
      round.responses = others;
    });
    showMessage("removed", { who });
    element("partners-heading").focus({ preventScroll: true });
  });
}

// ---- What to discuss ----

/** The questions that are ticked and not settled yet, in their order. @param {Store} store @param {HTMLFormElement} form @returns {string[]} */
function discussed(store, form) {
  const ticked = new Set(store.value("round.discuss").split("\n"));
  return questionIds(form).filter((id) => ticked.has(id) && !store.value(`${id}.agreed`));
}

/** @param {Store} store @param {string} id @param {HTMLInputElement} box */
function discuss(store, id, box) {
  const { checked } = box;
  const act = () => {
    const others = store
      .value("round.discuss")
      .split("\n")
      .filter((other) => other && other !== id);
    store.edit([["round.discuss", [...others, ...(checked ? [id] : [])].join("\n")]], "choice");
  };
  // The box shows what is stored.
  whenEditable(store, act, () => {
    box.checked = !checked;
  });
}

/** Offers the ticks that Python proposes, where they are not set. @param {Store} store @param {HTMLFormElement} form */
function offerTicks(store, form) {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-discuss-all]"));
  if (!button) return;
  const proposed = button.dataset.discussAll?.split(" ") ?? [];
  const ticked = discussed(store, form);
  const isSet = proposed.length === ticked.length && proposed.every((id) => ticked.includes(id));
  // Its place stays: no box moves under a click.
  button.style.visibility = isSet ? "hidden" : "";
}

/** @param {Store} store @param {string[]} ids */
function discussAll(store, ids) {
  whenEditable(store, () => {
    store.edit([["round.discuss", ids.join("\n")]]);
    // The button has gone with what it did.
    element("discuss-together").focus({ preventScroll: true });
  });
}

/** What can be done: nothing more with a closed round. @param {Store} store @param {HTMLFormElement} form */
function showWays(store, form) {
  const isClosed = currentRound(store.record).closed !== null;
  element("partners-closed").hidden = !isClosed;
  element("partners-ways").hidden = isClosed;
  const number = discussed(store, form).length;
  const isRest = number < (currentRound(store.record).discuss ?? []).length;
  const button = element("discuss-together");
  element("discuss-line").hidden = number === 0;
  const n = counted(button.dataset, number);
  button.textContent = filled((isRest ? button.dataset.rest : button.dataset.text) ?? "", { n });
}

/** Shows under each question what partners said, for the view for meetings. @param {Store} store @param {Element} part the form, or one of its elements */
function showSaid({ record }, part) {
  /** @type {({answers?: Record<string, {rating?: string, note?: string}>} | null)[]} */
  const responses = Object.values(currentRound(record).responses ?? {});
  const ratings = ["red", "amber", "green", "unknown", "not-applicable"];
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll(".partners-said"))) {
    const id = place.closest("[data-question]")?.id ?? "";
    const said = responses.flatMap((response) => response?.answers?.[id] ?? []);
    place.hidden = said.length === 0;
    if (place.hidden) continue;
    const counts = ratings
      .map((rating) => ({ rating, n: said.filter((answer) => answer.rating === rating).length }))
      .filter(({ n }) => n > 0);
    const line = /** @type {HTMLElement} */ (place.querySelector(".partners-count"));
    const inWords = counts.map(({ rating, n }) => `${n} ${ratingWord(rating)}`).join(", ");
    const words = /** @type {HTMLElement} */ (line.lastElementChild);
    words.textContent = filled(words.dataset.text ?? "", { counts: inWords });
    const squares = counts.flatMap(({ rating, n }) => Array.from({ length: n }, () => square(rating)));
    line.querySelector(".partners-squares")?.replaceChildren(...squares);
    const notes = said.map(({ note }) => shown(note ?? "").trim()).filter(Boolean);
    showNotes(/** @type {HTMLDetailsElement} */ (place.querySelector(".partners-notes")), notes);
  }
}

/** One partner, as the room sees it. @param {string} rating */
function square(rating) {
  const mark = Object.assign(document.createElement("span"), {
    className: "mark-square",
    textContent: ratingLetter(rating),
  });
  const place = document.createElement("span");
  place.dataset.rating = rating;
  place.append(mark);
  return place;
}

/** Folded, because the others in the room may not be meant to read them. @param {HTMLDetailsElement} part @param {string[]} notes */
function showNotes(part, notes) {
  const summary = /** @type {HTMLElement} */ (part.querySelector("summary"));
  part.hidden = notes.length === 0;
  summary.textContent = counted(summary.dataset, notes.length);
  const items = notes.map((note) => Object.assign(document.createElement("li"), { textContent: note, dir: "auto" }));
  part.querySelector("ul")?.replaceChildren(...items);
}

/** The overview is made from the coordinator's answers: where partners have answered too, it says so. @param {import("./store.mjs").Store} store */
function showWhose(store) {
  const line = element("overview-own");
  const n = Object.keys(currentRound(store.record).responses ?? {}).length;
  line.hidden = n === 0;
  setText(line, "span", filled(line.dataset.text ?? "", { n: String(n) }));
}
