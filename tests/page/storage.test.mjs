import assert from "node:assert/strict";
import { test } from "node:test";

import { blankRecord } from "../../app/core/record.mjs";
import { RecordStorage } from "../../app/page/storage.mjs";
import { Browser, full, insecure, known, QUESTIONS, RECORD_KEY } from "./browser.mjs";

const GOOD = JSON.stringify(blankRecord(QUESTIONS, new Date()));

test("what does not fit even without the versions leaves them as they were", () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  for (let number = 0; number < 3; number += 1) storage.versions.add(RECORD_KEY, GOOD, "closed");
  const before = { ...browser.localStorage };
  browser.fill(10);
  assert.throws(() => storage.write(RECORD_KEY, "x".repeat(9_000)), { name: "QuotaExceededError" });
  assert.deepEqual({ ...browser.localStorage }, before);
});

test("fragments make room before any version does", () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  storage.versions.add(RECORD_KEY, GOOD, "closed");
  storage.setFragment("overview", { from: "", html: "x".repeat(900) });
  browser.fill(10);
  storage.write(RECORD_KEY, GOOD);
  assert.equal(storage.versions.list().length, 1);
  assert.deepEqual(storage.fragment("overview"), { from: "", html: "" });
});

test("fragments of every record and tool make room for what a partner enters", () => {
  const browser = new Browser();
  const partner = new RecordStorage(QUESTIONS.id, "respond/abc/");
  for (const set of [QUESTIONS.id, "pulse"])
    new RecordStorage(set).setFragment("overview", { from: "", html: "x".repeat(900) });
  browser.fill(10);
  assert.equal(partner.probe(), null);
  // For the key of what is tried.
  browser.fill(60);
  assert.ok(partner.hasRoomFor("x".repeat(1_500)));
  partner.write(partner.recordKey, "x".repeat(1_500));
  assert.deepEqual(Object.keys(browser.localStorage), [partner.recordKey]);
});

test("it is known before storage is full that no more version would fit", () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  browser.fill(5_000);
  assert.ok(storage.hasRoomFor("x".repeat(4_000)));
  assert.ok(!storage.hasRoomFor("x".repeat(6_000)));
  // Older versions and fragments make way for it.
  storage.setFragment("overview", { from: "", html: "x".repeat(2_000) });
  browser.fill(3_000);
  assert.ok(storage.hasRoomFor("x".repeat(4_500)));
  assert.equal(storage.fragment("overview").html.length, 2_000);
  // A browser that stores nothing is reported elsewhere.
  browser.refuse = insecure;
  assert.ok(storage.hasRoomFor("x".repeat(6_000)));
});

test("a browser is full from the start only where nothing can make room", () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  assert.equal(storage.probe(), null);
  storage.versions.add(RECORD_KEY, GOOD, "closed");
  browser.refuse = full;
  assert.equal(storage.probe(), null);
  storage.discard(storage.keys("version/"));
  assert.equal(/** @type {DOMException} */ (storage.probe()).name, "QuotaExceededError");
  browser.refuse = insecure;
  assert.equal(/** @type {DOMException} */ (storage.probe()).name, "SecurityError");
});

test("deleting everything takes every key of this tool and no other one", async () => {
  const browser = new Browser();
  const store = await browser.open();
  store.edit([["style-trust.rating", "green"]]);
  store.saveVersion("closed");
  store.begin();
  await known(store);
  store.setDraft("a", { what: "Meet" });
  for (const [key, text] of [
    ["lsp-improvement-tool/pulse/record", GOOD],
    ["lsp-improvement-tool/offline", "removed"],
    ["somebody-else", "stays"],
  ])
    browser.localStorage.setItem(key, text);
  browser.sessionStorage.setItem("lsp-improvement-tool/handed-over", "{}");
  store.deleteAll();
  assert.deepEqual(
    { ...browser.localStorage },
    { "lsp-improvement-tool/offline": "removed", "somebody-else": "stays" },
  );
  assert.deepEqual({ ...browser.sessionStorage }, {});
  assert.equal(store.value("style-trust.rating"), "");
  assert.equal(store.key, RECORD_KEY);
});

test("versions and partners’ answers are counted over every question set", () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id);
  storage.versions.add(RECORD_KEY, GOOD, "closed");
  assert.deepEqual([storage.countVersions(), storage.hasResponses], [1, false]);
  browser.localStorage.setItem("lsp-improvement-tool/pulse/version/2027", "{}");
  browser.localStorage.setItem("lsp-improvement-tool/pulse/respond/abc/record", "{}");
  assert.deepEqual([storage.countVersions(), storage.hasResponses], [2, true]);
});
