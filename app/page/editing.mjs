/**
 * What is entered: stored at once, or within a second of the last key; joined with what another tab wrote in the same
 * field; taken back and made again. A text belongs to the round in which it was typed, whatever another tab does.
 */

import { tell } from "./dialogs.mjs";
import { element } from "./element.mjs";
import { control, controls, isControl } from "./fields.mjs";
import { joined } from "./joining.mjs";
import { currentRound, field, roundOf, setField } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./record.mjs").Action} Action */
/** @typedef {import("./history.mjs").Change} Change */

/** How long after the last key a text is stored, at the latest. Leaving the field or the page stores it at once. */
const TYPING_PAUSE = 300;
const TYPED = new Set(["text", "textarea"]);
/** Of so many values that a field held it is known that they were taken further here. */
const LONGEST_TRAIL = 50;
/** The texts of an action, and those among them that may have several lines. */
const ACTION_TEXTS = new Set(["what", "owner", "reason", "progress"]);
const ACTION_LINES = new Set(["what", "progress"]);
const ACTION = "action.";

/**
 * @param {{store: import("./store.mjs").Store, history: import("./history.mjs").History, form: HTMLFormElement,
 *   onChange: (record: AssessmentRecord, names: string[]) => void}} parts
 */
export function wireEditing({ store, history, form, onChange }) {
  /** What is being typed, by field. @type {Map<string, ReturnType<typeof setTimeout> | undefined>} */
  const typing = new Map();
  /** What each field last held, in this tab and in the record. @type {Map<string, string>} */
  const seen = new Map();
  /** The values that each field held of late, oldest first: by record, round and name. @type {Map<string, string[]>} */
  const trails = new Map();
  /** The record and the round that the form shows. */
  let shown = { key: "", roundId: "" };

  form.addEventListener("input", typed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", left);

  /** Shows the record in the form. A field in which somebody is typing is left alone. @returns {AssessmentRecord} */
  function fillForm() {
    const record = store.read();
    const now = { key: store.key, roundId: currentRound(record).id };
    if (now.roundId !== shown.roundId || now.key !== shown.key) {
      // Another tab has begun a round: what is being typed here belongs to the one before it.
      if (now.key === shown.key) saveTyped();
      // What is left is a date that is none. It was of the record or the round before.
      for (const pause of typing.values()) clearTimeout(pause);
      typing.clear();
      for (const input of controls(form)) if (input.type === "date") showWrong(input, false);
      shown = now;
    }
    const fresh = store.read();
    for (const input of controls(form)) fill(input, fresh);
    return fresh;
  }

  /** @param {import("./fields.mjs").Control} input @param {AssessmentRecord} [record] */
  function fill(input, record = store.read()) {
    const value = field(record, input.name, shown.roundId);
    if (input instanceof HTMLInputElement && input.type === "radio") input.checked = input.value === value;
    else if (input instanceof HTMLSelectElement) {
      // A kind of partnership that nobody chose, or that this question set does not know, means the first.
      input.value = [...input.options].some((option) => option.value === value) ? value : input.options[0].value;
    } else if (!typing.has(input.name)) {
      input.value = value;
      seen.set(input.name, value);
    }
  }

  /** @param {Event} event */
  function typed({ target }) {
    if (!isControl(target) || !(TYPED.has(target.type) || target.type === "date")) return;
    clearTimeout(typing.get(target.name));
    // A date is one only when all of it is typed: it is stored when the field is left.
    const pause = target.type === "date" ? undefined : setTimeout(() => save(target.name, target.value), TYPING_PAUSE);
    typing.set(target.name, pause);
  }

  /** @param {Event} event */
  function changed({ target }) {
    if (!isControl(target) || target.type === "date") return;
    save(target.name, target.value);
    history.pause();
  }

  /** A date that is none stays as it was typed, and is told; the last good one stays in the record. @param {Event} event */
  function left({ target }) {
    if (!isControl(target) || target.type !== "date") return;
    const valid = target.checkValidity();
    showWrong(target, !valid);
    if (valid) save(target.name, target.value);
  }

  /** @param {import("./fields.mjs").Control} date @param {boolean} wrong */
  function showWrong(date, wrong) {
    const problem = element(`${date.name}.problem`);
    problem.hidden = !wrong;
    date.setAttribute("aria-invalid", String(wrong));
    if (wrong) date.setAttribute("aria-describedby", problem.id);
    else date.removeAttribute("aria-describedby");
  }

  function saveTyped() {
    for (const name of [...typing.keys()]) {
      const input = control(form, name);
      if (input.checkValidity()) save(name, input.value);
    }
  }

  /** @param {string} name @param {string} value */
  function save(name, value) {
    clearTimeout(typing.get(name));
    const wasTyped = typing.delete(name);
    const stored = field(store.read(), name, shown.roundId);
    const input = control(form, name);
    const kept = TYPED.has(input.type) ? merged(name, [seen.get(name) ?? ""], value, stored) : value;
    if (kept !== value) input.value = kept;
    seen.set(name, kept);
    if (kept !== stored) set([[name, kept]], wasTyped);
  }

  /**
   * Saves what was entered before this script ran, in a form that looked empty: a text joins what is there, and what
   * belongs to a closed round is told. @param {[string, string][]} pairs
   */
  function saveEarly(pairs) {
    const closed = currentRound(store.read()).closed !== null;
    const late = pairs.filter(([name]) => closed && isOfQuestion(name));
    for (const [name, value] of pairs.filter((pair) => !late.includes(pair))) {
      seen.set(name, "");
      save(name, value);
    }
    if (late.length > 0) tell("early");
  }

  /** Puts values into the record, to be taken back together. @param {[string, string][]} pairs @param {boolean} [wasTyped] */
  function set(pairs, wasTyped = false) {
    const { roundId } = shown;
    const present = store.read();
    const changes = pairs.map(([name, after]) => ({ name, roundId, before: field(present, name, roundId), after }));
    history.add(changes, wasTyped);
    const held = changes.map(({ name, before, after }) => trail(name, roundId, before, after));
    const record = store.alter((changing, now) => {
      for (const [place, { name, after }] of changes.entries()) {
        const values = held[place];
        // Made again after a later change here, it would bring back what that one took away.
        if (values[values.length - 1] !== after) continue;
        const stored = field(changing, name, roundId);
        const value = merged(name, values.slice(0, -1), after, stored);
        if (value !== stored) setField(changing, name, value, now, roundId);
      }
    });
    for (const [name, value] of pairs) seen.set(name, value);
    onChange(record, pairs.map(([name]) => name));
  }

  /**
   * What a field is to hold: what was entered here, joined with or overtaken by what another tab has put there since.
   * @param {string} name @param {string[]} before what it held here, oldest first: another tab may have gone on from any
   * @param {string} mine @param {string} stored
   */
  function merged(name, before, mine, stored) {
    const { type } = control(form, name);
    if (!TYPED.has(type)) return before.includes(stored) ? mine : stored;
    const latest = [...before].reverse();
    const base = latest.find((value) => value === stored) ?? latest.find((value) => stored.startsWith(value)) ?? latest[0];
    return joined(base, mine, stored, type === "textarea");
  }

  /** Adds to what a field held of late. @param {string} name @param {string} roundId @param {...string} values @returns {string[]} */
  function trail(name, roundId, ...values) {
    const key = [store.key, roundId, name].join(" ");
    const held = trails.get(key) ?? [];
    for (const value of values) if (held[held.length - 1] !== value) held.push(value);
    held.splice(0, held.length - LONGEST_TRAIL);
    trails.set(key, held);
    return held;
  }

  /** Puts an action into the record. @param {string} id @param {Action | null} before as it was when it was opened @param {Action} entered */
  function setAction(id, before, entered) {
    const present = actionOf(store.read(), id);
    const kept = mergedAction(present, before, entered, true);
    /** @type {Action} */
    const made = Object.fromEntries(Object.keys(entered).map((name) => [name, kept[name] ?? ""]));
    const record = store.alter((changing, now) => {
      const stored = actionOf(changing, id);
      const action = mergedAction(stored, present ?? null, made, false);
      if (stored && same(action, stored)) return;
      (changing.actions ??= {})[id] = { created: before?.created ?? now, ...action, changed: now };
    });
    history.add([{ name: ACTION + id, roundId: "", before: present, after: actionOf(record, id) }], false);
    onChange(record, [ACTION + id]);
  }

  /**
   * Takes changes back or makes them again, where nobody has changed the same since; else they stay, and it is told.
   * @param {Change[] | undefined} changes @param {"before" | "after"} to
   */
  function step(changes, to) {
    if (!changes) return;
    const from = to === "before" ? "after" : "before";
    let overtaken = false;
    for (const change of changes) if (!change.name.startsWith(ACTION)) trail(change.name, change.roundId, change[to]);
    store.alter((changing, now) => {
      overtaken = changes.filter((change) => !stepped(changing, change, change[from], change[to], now)).length > 0;
    });
    if (overtaken) tell("overtaken");
  }

  return { fill, fillForm, saveTyped, saveEarly, save, set, setAction, step };
}

/** Whether a field belongs to a question, whose round may be closed. @param {string} name */
function isOfQuestion(name) {
  return !/^(partnership|round)\./.test(name);
}

/**
 * An action with what was entered in it: only what was changed here, since another tab may have changed the rest; all
 * of it where the action has gone.
 * @param {Action | undefined} stored @param {Action | null} before as it was when it was opened @param {Action} entered
 * @param {boolean} decides whether what was entered stands where both have changed the same, which is no text
 * @returns {Action}
 */
function mergedAction(stored, before, entered, decides) {
  const action = { ...stored };
  for (const [name, value] of Object.entries(entered)) {
    const empty = Array.isArray(value) ? [] : "";
    const was = before?.[name] ?? empty;
    const theirs = stored?.[name] ?? empty;
    if (stored && same(value, was)) continue;
    if (stored && !decides && !ACTION_TEXTS.has(name) && !same(theirs, was)) continue;
    const kept = ACTION_TEXTS.has(name) && stored ? joined(was, value, theirs, ACTION_LINES.has(name)) : value;
    if (kept === "") delete action[name];
    else action[name] = kept;
  }
  return action;
}

/**
 * @param {AssessmentRecord} record @param {Change} change @param {any} from @param {any} to @param {string} now
 * @returns {boolean} whether all of it could be done
 */
function stepped(record, { name, roundId }, from, to, now) {
  if (name.startsWith(ACTION)) return steppedAction(record, name.slice(ACTION.length), from, to, now);
  if (isOfQuestion(name) && roundOf(record, roundId)?.closed !== null) return false;
  const present = field(record, name, roundId);
  // What waits for room is made again, without what was taken back: then it is done.
  if (present === to) return true;
  if (present !== from) return false;
  setField(record, name, to, now, roundId);
  return true;
}

/** Field by field: another tab may have changed others. @param {AssessmentRecord} record @param {string} id @param {any} from @param {any} to @param {string} now */
function steppedAction(record, id, from, to, now) {
  const present = actionOf(record, id);
  const actions = (record.actions ??= {});
  if (!to || !from) {
    if (!same(withoutTime(present), withoutTime(from))) return false;
    if (to) actions[id] = to;
    else delete actions[id];
    return true;
  }
  if (!present) return false;
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((name) => name !== "changed" && !same(from[name], to[name]));
  const free = names.filter((name) => same(present[name], from[name]));
  if (free.length === 0) return names.length === 0;
  /** @type {Action} */
  const made = { ...present, changed: now };
  for (const name of free) {
    if (to[name] === undefined) delete made[name];
    else made[name] = to[name];
  }
  actions[id] = made;
  return free.length === names.length;
}

/** @param {AssessmentRecord} record @param {string} id @returns {Action | undefined} */
function actionOf(record, id) {
  return record.actions && Object.hasOwn(record.actions, id) ? record.actions[id] : undefined;
}

/** @param {Action | undefined} action */
function withoutTime(action) {
  return action && { ...action, changed: undefined };
}

/** @param {any} one @param {any} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
