import assert from "node:assert/strict";
import { test } from "node:test";

import { blankRecord } from "../../app/core/record.mjs";
import { Browser, PREFIX, QUESTIONS, RECORD_KEY } from "./browser.mjs";

const GOOD = JSON.stringify(blankRecord(QUESTIONS, new Date()));
const version = (/** @type {object} */ parts) =>
  JSON.stringify({ key: RECORD_KEY, cause: "closed", at: "2026-01-01T00:00:00.000Z", text: GOOD, ...parts });

for (const [what, text] of [
  ["no JSON", "{"],
  ["no version", "null"],
  ["its text", version({ text: "{" })],
  ["its key", version({ key: 7 })],
  ["its time", version({ at: undefined })],
]) {
  test(`a damaged version is offered with what is quarantined, and stops nothing: ${what}`, async () => {
    const browser = new Browser();
    browser.localStorage.setItem(`${PREFIX}version/00000001`, text);
    const { storage } = await browser.open();
    assert.deepEqual(Object.values(storage.quarantine.texts()), [text]);
    assert.deepEqual(storage.versions.list(), []);
    assert.equal(storage.versions.add(RECORD_KEY, GOOD, "closed"), `${PREFIX}version/00000002`);
    assert.equal(storage.versions.list().length, 1);
  });
}
