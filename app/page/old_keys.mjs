/**
 * Moves what versions before 1.0 stored under keys without a question set to the keys of today, once and without loss.
 */

import { PROGRAM } from "../core/record.mjs";

/** @typedef {import("./storage.mjs").Storage} Storage */

const OLD_RECORD = `${PROGRAM}/record`;

/** @param {Storage} storage */
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
  for (const [old, key] of newKeys) move(old, freeKey(key, localStorage.getItem(old) ?? ""));
  for (const key of keys) {
    const [, kind, ...rest] = key.split("/");
    const of = newKeys.get(rest.join("/")) ?? rest.join("/").replace(OLD_RECORD, storage.recordKey);
    const short = of.slice(storage.prefix.length);
    if (kind === "kept") moveVersion(storage, key, newKeys);
    else if (kind === "set-aside") move(key, `${storage.prefix}quarantine/${rest.join("/")}`);
    else if ((kind === "copy" || kind === "draft") && rest[0] === PROGRAM)
      move(key, `${storage.prefix}${kind}/${short}`);
    else if (kind === "shown" || kind === "view") localStorage.removeItem(key);
  }
}

/** @param {string} key */
function isOldRecord(key) {
  return key === OLD_RECORD || key.startsWith(`${OLD_RECORD}/`);
}

/** A record of another question set goes to that set. @param {Storage} storage @param {string} old */
function newKey(storage, old) {
  const named = /"question_set"\s*:\s*"([\w-]+)"/.exec(localStorage.getItem(old) ?? "")?.[1];
  return `${named ? `${PROGRAM}/${named}/record` : storage.recordKey}${old.slice(OLD_RECORD.length)}`;
}

/** A tab of an old version may have written again since its record was moved: neither is lost. @param {string} key @param {string} text */
function freeKey(key, text) {
  let free = key;
  for (let n = 2; ![null, text].includes(localStorage.getItem(free)); n += 1)
    free = `${key.replace(/\/practice$/, "")}/moved-${n}`;
  return free;
}

/** @param {Storage} storage @param {string} old @param {Map<string, string>} newKeys */
function moveVersion(storage, old, newKeys) {
  try {
    const version = JSON.parse(localStorage.getItem(old) ?? "");
    const key = newKeys.get(version.key) ?? String(version.key).replace(OLD_RECORD, storage.recordKey);
    const last = Number(storage.keys("version/").at(-1)?.split("/").at(-1) ?? 0);
    move(old, `${storage.prefix}version/${String(last + 1).padStart(8, "0")}`, JSON.stringify({ ...version, key }));
  } catch {
    // Damaged: it is offered with what else cannot be read.
    move(old, `${storage.prefix}quarantine/${old.split("/").at(-1)}`);
  }
}

/** @param {string} from @param {string} to @param {string} [text] */
function move(from, to, text = localStorage.getItem(from) ?? "") {
  const original = localStorage.getItem(from) ?? "";
  try {
    localStorage.setItem(to, text);
    localStorage.removeItem(from);
  } catch {
    // No room for both at once. If it does not fit alone either, it stays for the next visit.
    localStorage.removeItem(from);
    try {
      localStorage.setItem(to, text);
    } catch {
      localStorage.setItem(from, original);
    }
  }
}
