import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, PREFIX, RECORD_KEY } from "./browser.mjs";

const DRAFT = { what: "a".repeat(400) };

for (const what of ["copy", "draft", "invite"]) {
  test(`a damaged reminder is none, and stops nothing: ${what}`, async () => {
    for (const text of ["x", "7", "null"]) {
      const browser = new Browser();
      browser.localStorage.setItem(`${PREFIX}${what}/record`, text);
      const store = await browser.open();
      const { reminders } = store.storage;
      assert.deepEqual(reminders.copyState(RECORD_KEY), { written: null, copied: null, changes: 0, since: null });
      assert.deepEqual([reminders.drafts(RECORD_KEY), reminders.invitation(RECORD_KEY)], [{}, {}]);
      store.edit([["style-trust.rating", "green"]]);
      assert.equal(browser.answers["style-trust"].rating, "green");
      assert.equal(reminders.copyState(RECORD_KEY).changes, 1);
      store.setDraft("a", DRAFT);
      assert.deepEqual(reminders.drafts(RECORD_KEY), { a: DRAFT });
    }
  });
}

test("a draft that the browser refuses stays in memory, and leaving the page would lose it", async () => {
  const browser = new Browser();
  const store = await browser.open();
  store.edit([["style-trust.rating", "green"]]);
  browser.fill(100);
  store.setDraft("a", DRAFT);
  assert.deepEqual(store.storage.reminders.drafts(RECORD_KEY), { a: DRAFT });
  assert.ok(store.isUnsaved);
  store.setDraft("a", null);
  assert.ok(!store.isUnsaved);
});

test("views hear of a draft only when leaving the page begins or ceases to lose it", async () => {
  const browser = new Browser();
  const store = await browser.open();
  /** What views heard: whether something was in memory alone. @type {boolean[]} */
  const heard = [];
  store.subscribe(() => heard.push(store.isUnsaved));
  for (const what of ["M", "Me", "Meet"]) store.setDraft("a", { what });
  store.setDraft("a", null);
  assert.deepEqual(heard, []);
  browser.fill(0);
  for (const draft of [DRAFT, { what: "b".repeat(400) }, null]) store.setDraft("a", draft);
  assert.deepEqual(heard, [true, false]);
});

test("a draft takes the room of what Python made last, and never that of a version", async () => {
  const browser = new Browser();
  const store = await browser.open();
  store.edit([["style-trust.rating", "green"]]);
  store.saveVersion("closed");
  store.storage.setFragment("overview", { from: "", html: "x".repeat(600) });
  browser.fill(100);
  store.setDraft("a", DRAFT);
  assert.equal(browser.localStorage.getItem(`${PREFIX}draft/record`), JSON.stringify({ a: DRAFT }));
  assert.ok(!store.isUnsaved);
  store.setDraft("b", DRAFT);
  assert.equal(store.storage.versions.list().length, 1);
  assert.ok(store.isUnsaved);
});

test("changes are counted from the last file copy, and those during its making stay", async () => {
  const store = await new Browser().open();
  const { reminders } = store.storage;
  for (const rating of ["red", "amber", "green"]) store.edit([["style-trust.rating", rating]]);
  const mark = reminders.copyMark(RECORD_KEY);
  store.edit([["style-trust.rating", "red"]]);
  const { since } = reminders.copyState(RECORD_KEY);
  assert.notEqual(since, null);
  store.copied(mark);
  assert.deepEqual([reminders.copyState(RECORD_KEY).changes, reminders.copyState(RECORD_KEY).since], [1, since]);
  store.copied(reminders.copyMark(RECORD_KEY));
  assert.deepEqual([reminders.copyState(RECORD_KEY).changes, reminders.copyState(RECORD_KEY).since], [0, null]);
});
