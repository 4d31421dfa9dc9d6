import assert from "node:assert/strict";
import { test } from "node:test";

import { answerTo } from "../../app/core/foreign.mjs";
import { blankRecord } from "../../app/core/record.mjs";

const SINCE = "2027-01-01T12:00:00.000Z";
const blank = blankRecord({ id: "lsp", version: "1.0" }, new Date(SINCE));
const earlier = JSON.stringify({ ...blank, changed: "2027-01-01T11:59:59.000Z" });
const later = JSON.stringify({ ...blank, changed: "2027-01-01T12:00:01.000Z" });
const newer = JSON.stringify({ ...blank, format: 99, changed: "2027-01-01T12:00:01.000Z" });

const writing = { known: "{}", isSaved: true, mode: "writing", hasLock: true, since: SINCE };
const showing = { ...writing, mode: "elsewhere", hasLock: false };
const unguarded = { ...writing, hasLock: false };
const unsaved = { ...writing, isSaved: false };
const empty = { ...writing, known: null };

/** @type {[name: string, stored: string | null, tab: import("../../app/core/foreign.mjs").Tab, expected: string][]} */
const CASES = [
  ["deleted, in the tab that edits", null, writing, "keep"],
  ["deleted, in a tab that shows it", null, showing, "follow"],
  ["deleted, in a tab that does not know yet whether it edits", null, { ...showing, mode: "asking" }, "keep"],
  ["deleted, in a tab that shows what it could not store", null, { ...showing, isSaved: false }, "keep"],
  ["damaged, in the tab that edits", "{", writing, "keep"],
  ["damaged, in a tab that shows it", "{", showing, "keep"],
  ["damaged, where nothing was stored", "{", empty, "follow"],
  ["written by the tab that edits", later, showing, "follow"],
  ["written by another tab where no tab has a lock", later, unguarded, "follow"],
  ["written by the tab that had the lock before", earlier, writing, "follow"],
  ["written by a stuck tab that has lost the lock", later, writing, "defend"],
  ["written by a stuck tab, over what could not be stored", later, unsaved, "defend"],
  ["written at the moment of the lock", JSON.stringify({ ...blank, changed: SINCE }), writing, "follow"],
  ["without a time of change", JSON.stringify(blank), writing, "follow"],
  ["a record of a backup, where nothing was stored", later, empty, "follow"],
  ["of a newer version, in the tab that edits", newer, writing, "follow"],
  ["of a newer version, over what could not be stored", newer, unsaved, "wait"],
  ["written by another tab, over what could not be stored", earlier, unsaved, "wait"],
];

for (const [name, stored, tab, expected] of CASES)
  test(`what is stored is ${name}: ${expected}`, () => assert.equal(answerTo(stored, tab), expected));
