/**
 * The first visit, and coming back: whose record it is, and where to carry on.
 */

import { currentRound, readRecord } from "../core/record.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { daysSince, filled, localDay, longDay, oneLine } from "../core/text.mjs";
import { whenEditable } from "./change_guards.mjs";
import { element, setText } from "./dom.mjs";
import { controls } from "./form.mjs";
import { showMessage } from "./message.mjs";
import { questionIds } from "./questions.mjs";

/** In days: a little less than a quarter. */
const LONG_AGO = 80;

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
export function wireSetup(store, form) {
  // It is about where the page began: it would not be true of what comes next.
  const line = element("carry-on");
  const leave = () => {
    line.hidden = true;
  };
  addEventListener("hashchange", leave);
  store.subscribe(({ paths }) => (paths === null || paths.some((path) => path.endsWith(".rating"))) && leave());
  wireKnown(store, form);
  element("setup-open").addEventListener("click", () => element("open-file").click());

  return {
    /** Where somebody who opens the page without an address is led. @returns {string} an address within the page */
    entrance() {
      if (store.isBlank && store.records.list(store).length === 1) return "#/setup";
      const round = currentRound(store.record);
      const questions = questionIds(form);
      const open = questions.find((id) => answeredIn(round, [id]) === 0);
      const answered = answeredIn(round, questions);
      const isOver = isNextDue(round);
      line.hidden = answered === 0 || round.closed !== null || !(open || isOver);
      const values = { answered: String(answered), all: String(questions.length) };
      setText(line, ":scope > span", filled(line.dataset.text ?? "", values));
      const due = element("carry-on-due");
      due.hidden = !isOver;
      const words = (round.next ? due.dataset.set : due.dataset.unset) ?? "";
      setText(due, "span", filled(words, { opened: longDay(round.opened), next: longDay(round.next ?? "") }));
      return open && round.closed === null ? `#/assess/${open}` : "#/assess";
    },
  };
}

/**
 * Who has the details of a partnership in another tool of this site need not enter them again.
 * @param {import("./store.mjs").Store} store @param {HTMLFormElement} form
 */
function wireKnown(store, form) {
  const button = element("use-known");
  /** @type {import("../core/record.mjs").AssessmentRecord["partnership"] | undefined} */
  let known;
  store.subscribe(({ paths }) => {
    if (paths !== null && known === undefined) return;
    known = store.isBlank ? knownElsewhere(store.storage) : undefined;
    element("known-part").hidden = known === undefined;
    button.textContent = filled(button.dataset.text ?? "", { name: oneLine(known?.name ?? "") });
  });
  button.addEventListener("click", () => whenEditable(store, use));

  function use() {
    // Another tab has entered the details meanwhile.
    if (!known) return showMessage("outdated");
    const { name, preset, words } = known;
    const values = [
      ["partnership.name", button.dataset.withName === undefined ? "" : name],
      ["partnership.preset", preset],
      ...Object.entries(words).map(([word, text]) => [`partnership.words.${word}`, text]),
    ];
    // Another tool may have other words.
    const fitting = values.filter(([path, value]) => value && controls(form, path).length > 0);
    store.edit(/** @type {[string, string][]} */ (fitting));
    element("partnership.name").focus();
  }
}

/** The partnership that another tool of this site was used for last. @param {import("./storage.mjs").RecordStorage} storage */
function knownElsewhere(storage) {
  const others = Object.entries(storage.allRecords())
    .filter(([key]) => !key.startsWith(storage.prefix) && !key.endsWith("/practice"))
    .map(([, text]) => readRecord(text))
    .filter((record) => typeof record === "object")
    .filter(({ partnership }) => oneLine(partnership.name) !== "");
  const when = (/** @type {import("../core/record.mjs").AssessmentRecord} */ { changed }) => changed ?? "";
  return others.sort((one, other) => (when(one) < when(other) ? 1 : -1))[0]?.partnership;
}

/** Whether it is time for the next round. A round that is a meeting has no next one until its day is set. @param {import("../core/record.mjs").Round} round */
function isNextDue({ opened, next }) {
  const now = new Date();
  if (next) return next <= localDay(now);
  const isQuarterly = element("tool").dataset.rounds === "quarters";
  return isQuarterly && daysSince(new Date(`${opened}T00:00`), now) >= LONG_AGO;
}
