import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { moveOldKeys } from "../../app/page/old_keys.mjs";
import { RecordStorage } from "../../app/page/storage.mjs";
import { Browser, PREFIX, QUESTIONS, RECORD_KEY, sizeOf } from "./browser.mjs";

const OLD = "lsp-improvement-tool";
const SAMPLE = JSON.parse(readFileSync(new URL("../../questions/lsp/sample_record.json", import.meta.url), "utf8"));
/** A record of format 1. */
const TEXT = JSON.stringify({ ...SAMPLE, format: 1 });

/** What is stored after these items were moved. @param {Record<string, string>} items @param {Browser} [browser] */
function moved(items, browser = new Browser()) {
  for (const [key, text] of Object.entries(items)) browser.localStorage.setItem(key, text);
  moveOldKeys(new RecordStorage(QUESTIONS.id));
  return { ...browser.localStorage };
}

test("records, versions, drafts and reminders come along, and all else stays", () => {
  const version = { key: `${OLD}/record`, cause: "closed", at: "2026-01-01T00:00:00.000Z", text: TEXT };
  const copy = JSON.stringify({ copied: "2026-01-01T00:00:00.000Z", changes: 3 });
  const draft = JSON.stringify({ a: { before: null, entered: { what: "Half an ac", questions: [] } } });
  const items = moved({
    [`${OLD}/record`]: TEXT,
    [`${OLD}/record/1700000000000`]: TEXT,
    [`${OLD}/record/practice`]: TEXT,
    [`${OLD}/kept/2026-01-01T00:00:00.000Z-1`]: JSON.stringify(version),
    [`${OLD}/kept/2026-01-02T00:00:00.000Z-1`]: "{",
    [`${OLD}/set-aside/2026-01-01T00:00:00.000Z`]: "damaged",
    [`${OLD}/copy/${OLD}/record`]: copy,
    [`${OLD}/draft/${OLD}/record`]: draft,
    [`${OLD}/draft/${OLD}/record/1700000000000`]: draft,
    [`${OLD}/shown`]: `${OLD}/record`,
    [`${OLD}/view`]: "one",
    [`${OLD}/offline`]: "removed",
    "somebody-else": "stays",
  });
  assert.deepEqual(items, {
    [RECORD_KEY]: TEXT,
    [`${RECORD_KEY}/1700000000000`]: TEXT,
    [`${RECORD_KEY}/practice`]: TEXT,
    [`${PREFIX}version/00000001`]: JSON.stringify({ ...version, key: RECORD_KEY }),
    [`${PREFIX}quarantine/2026-01-02T00:00:00.000Z-1`]: "{",
    [`${PREFIX}quarantine/2026-01-01T00:00:00.000Z`]: "damaged",
    [`${PREFIX}copy/record`]: copy,
    [`${PREFIX}draft/record`]: draft,
    [`${PREFIX}draft/record/1700000000000`]: draft,
    [`${OLD}/offline`]: "removed",
    "somebody-else": "stays",
  });
});

test("a record of another question set goes to that set", () => {
  const text = JSON.stringify({ ...SAMPLE, format: 1, question_set: "mine" });
  assert.deepEqual(moved({ [`${OLD}/record`]: text }), { [`${OLD}/mine/record`]: text });
});

test("what an old tab writes later is one more record", () => {
  const browser = new Browser();
  moved({ [`${OLD}/record`]: TEXT }, browser);
  const items = moved({ [`${OLD}/record`]: `${TEXT} ` }, browser);
  assert.deepEqual(items, { [RECORD_KEY]: TEXT, [`${RECORD_KEY}/moved-2`]: `${TEXT} ` });
  // The same text again is that record, and no third one.
  assert.deepEqual(moved({ [`${OLD}/record`]: TEXT }, browser), items);
});

test("a record that fills the storage is moved too, and one that no longer fits stays", () => {
  const browser = new Browser();
  const items = { [`${OLD}/record`]: TEXT };
  browser.limit = sizeOf({ [RECORD_KEY]: TEXT });
  assert.deepEqual(moved(items, browser), { [RECORD_KEY]: TEXT });
  const smaller = new Browser();
  smaller.limit = sizeOf(items);
  assert.deepEqual(moved(items, smaller), items);
});

test("where nothing may be read nothing is moved, and nothing breaks", () => {
  const browser = new Browser();
  Object.defineProperty(browser, "localStorage", {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
  moveOldKeys(new RecordStorage(QUESTIONS.id));
});
