import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { RecordStorage } from "../../app/page/storage.mjs";
import { Browser, QUESTIONS, RECORD_KEY } from "./browser.mjs";

test("what was quarantined and is discarded is gone", () => {
  new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  storage.quarantine.move(RECORD_KEY, "broken");
  storage.discard(Object.keys(storage.quarantine.texts()));
  assert.deepEqual(storage.quarantine.texts(), {});
});

test("what cannot be quarantined for want of space stays where it was", () => {
  const browser = new Browser();
  browser.localStorage.setItem(RECORD_KEY, "broken");
  browser.fill(0);
  const storage = new RecordStorage(QUESTIONS.id);
  assert.throws(() => storage.quarantine.move(RECORD_KEY, "broken"), { name: "QuotaExceededError" });
  assert.equal(browser.localStorage.getItem(RECORD_KEY), "broken");
});

test("where the text in memory does not fit, what was stored stays as it was", () => {
  const browser = new Browser();
  browser.localStorage.setItem(RECORD_KEY, "broken");
  browser.fill(0);
  const storage = new RecordStorage(QUESTIONS.id);
  assert.throws(() => storage.quarantine.move(RECORD_KEY, "broken, and longer"), { name: "QuotaExceededError" });
  assert.deepEqual({ ...browser.localStorage }, { [RECORD_KEY]: "broken" });
});

test("texts that were quarantined in another browser are added once", () => {
  new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  assert.equal(storage.quarantine.add(["{ cut", "7"]), 2);
  assert.equal(storage.quarantine.add(["{ cut"]), 0);
  assert.deepEqual(Object.values(storage.quarantine.texts()), ["{ cut", "7"]);
});

test("of two texts that are quarantined in one moment, neither takes the place of the other", () => {
  mock.timers.enable({ apis: ["Date"], now: new Date("2027-01-20T10:00:00Z") });
  const browser = new Browser();
  const { quarantine } = new RecordStorage(QUESTIONS.id);
  for (const text of ["broken", "broken too"]) {
    browser.localStorage.setItem(RECORD_KEY, text);
    quarantine.move(RECORD_KEY, text);
  }
  quarantine.add(["{ cut"]);
  quarantine.add(["7"]);
  assert.deepEqual(Object.values(quarantine.texts()).sort(), ["7", "broken", "broken too", "{ cut"]);
  mock.timers.reset();
});
