/**
 * Moves what 1.0.0 and earlier versions stored under keys without a question set to the keys of today, once and without
 * loss. This may go only when no browser with such keys can come back. Nobody can know that: until the tool moves to
 * another address, it stays.
 */

import { PROGRAM } from "../core/record.mjs";

/** @typedef {import("./storage.mjs").RecordStorage} RecordStorage */

const OLD_RECORD = `${PROGRAM}/record`;

/** @param {RecordStorage} storage */
export function moveOldKeys(storage) {
  /** @type {string[]} */
  let keys;
  try {
    keys = Object.keys(localStorage)
      .filter((key) => key.startsWith(`${PROGRAM}/`))
      .sort();
  } catch {
    // Where nothing may be read there is nothing to move; the store says why.
    return;
  }
  const newKeys = new Map(keys.filter(isOldRecord).map((key) => [key, newKey(storage, key)]));
  for (const [old, key] of newKeys) move(old, key);
  for (const key of keys) {
    const [, kind, ...rest] = key.split("/");
    const record = newKeys.get(rest.join("/")) ?? rest.join("/").replace(OLD_RECORD, storage.recordKey);
    if (kind === "kept") moveVersion(storage, key, newKeys);
    else if (kind === "set-aside") move(key, `${storage.prefix}quarantine/${rest.join("/")}`);
    else if ((kind === "copy" || kind === "draft") && rest[0] === PROGRAM)
      move(key, record.replace("/record", `/${kind}/record`));
    else if (kind === "shown" || kind === "view") localStorage.removeItem(key);
  }
}

/** @param {string} key */
function isOldRecord(key) {
  return key === OLD_RECORD || key.startsWith(`${OLD_RECORD}/`);
}

/**
 * The key of a record's question set. A tab of an old version may have written again since its record was moved: then
 * it is one more record.
 * @param {RecordStorage} storage @param {string} old
 */
function newKey(storage, old) {
  const text = localStorage.getItem(old);
  const named = /"question_set"\s*:\s*"([\w-]+)"/.exec(text ?? "")?.[1];
  const first = named ? `${PROGRAM}/${named}/record` : storage.recordKey;
  let free = first + old.slice(OLD_RECORD.length);
  for (let n = 2; ![null, text].includes(localStorage.getItem(free)); n += 1) free = `${first}/moved-${n}`;
  return free;
}

/** @param {RecordStorage} storage @param {string} old @param {Map<string, string>} newKeys */
function moveVersion(storage, old, newKeys) {
  const text = localStorage.getItem(old);
  if (text === null) return;
  try {
    const version = JSON.parse(text);
    const key = newKeys.get(version.key) ?? String(version.key).replace(OLD_RECORD, storage.recordKey);
    move(old, storage.versions.nextId(), JSON.stringify({ ...version, key }));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Damaged: it is offered with what else cannot be read.
    move(old, `${storage.prefix}quarantine/${old.split("/").at(-1)}`);
  }
}

/** @param {string} from @param {string} to @param {string} [changed] the text in its new form */
function move(from, to, changed) {
  const original = localStorage.getItem(from);
  // Another tab that starts at the same time has moved it.
  if (original === null) return;
  const text = changed ?? original;
  try {
    localStorage.setItem(to, text);
    localStorage.removeItem(from);
  } catch {
    // No space for both at once. If it does not fit alone either, it stays for the next visit.
    localStorage.removeItem(from);
    try {
      localStorage.setItem(to, text);
    } catch {
      localStorage.setItem(from, original);
    }
  }
}
