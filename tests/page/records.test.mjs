import assert from "node:assert/strict";
import { test } from "node:test";

import { blankRecord } from "../../app/core/record.mjs";
import { Browser, PREFIX, QUESTIONS, RECORD_KEY } from "./browser.mjs";

const GOOD = JSON.stringify(blankRecord(QUESTIONS, new Date()));
const OTHER = JSON.stringify({ ...JSON.parse(GOOD), changed: "2027-01-20T10:00:00.000Z" });

/** A browser whose storage is full, with a fragment of 900 characters and a previous version. */
async function fullBrowser() {
  const browser = new Browser();
  const { records, storage } = await browser.open();
  storage.versions.add(RECORD_KEY, GOOD, "closed");
  storage.setFragment("overview", { from: "", html: "x".repeat(900) });
  browser.fill(10);
  return { records, storage };
}

test("what the tool can make again makes room for records that are added, and for what could not be read", async () => {
  const { records, storage } = await fullBrowser();
  const backup = { records: [{ key: RECORD_KEY, text: OTHER }], quarantined: [{ key: "", text: "{ cut" }] };
  assert.deepEqual(records.add(backup), { count: 1, unreadable: 1, isWhole: true });
  assert.deepEqual(storage.texts(storage.recordKeys()), { [RECORD_KEY]: OTHER });
  assert.equal(storage.versions.list().length, 1);
});

test("it makes room for the practice record", async () => {
  const { records, storage } = await fullBrowser();
  records.addPractice(GOOD);
  assert.deepEqual(storage.recordKeys(), [storage.practiceKey]);
  assert.equal(storage.versions.list().length, 1);
});

test("no previous version makes room for what is added from elsewhere", async () => {
  const { records, storage } = await fullBrowser();
  const long = "x".repeat(1_200);
  const large = JSON.stringify({ ...JSON.parse(OTHER), partnership: { name: long, preset: "", words: {} } });
  const none = { count: 0, unreadable: 0, isWhole: false };
  assert.deepEqual(records.add({ records: [{ key: RECORD_KEY, text: large }], quarantined: [] }), none);
  assert.deepEqual(records.add({ records: [], quarantined: [{ key: "", text: long }] }), none);
  assert.throws(() => records.addPractice(large), { name: "QuotaExceededError" });
  assert.deepEqual(storage.keys(""), [`${PREFIX}version/00000001`]);
});
