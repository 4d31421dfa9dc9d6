import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, mock, test } from "node:test";

import { currentRound } from "../../app/core/record.mjs";
import { isFull, RecordStorage } from "../../app/page/storage.mjs";
import { Store } from "../../app/page/store.mjs";
import { Browser, full, insecure, known, PREFIX, QUESTIONS, RECORD_KEY } from "./browser.mjs";

const SAMPLE = readFileSync(new URL("../../questions/lsp/sample_record.json", import.meta.url), "utf8");
const NEWER = JSON.stringify({ program: "lsp-improvement-tool", format: 99, rounds: [] });
const OURS = { program: "lsp-improvement-tool", format: 1 };

const UNREADABLE = {
  "not JSON": '{"format": 1, "rounds": [',
  "no text at all": "",
  "another program's": JSON.stringify({ program: "chess", format: 1 }),
  "a number": "7",
  "a list": "[]",
  null: "null",
  "no rounds": JSON.stringify({ ...OURS, partnership: { name: "", words: {} }, rounds: [] }),
  "a round without its date": JSON.stringify({
    ...OURS,
    partnership: { name: "", words: {} },
    rounds: [{ id: "r", name: "", closed: null, answers: {} }],
  }),
  "a round whose name is a number": JSON.stringify({
    ...OURS,
    partnership: { name: "", words: {} },
    rounds: [{ id: "r", name: 5, opened: "2026-01-01", closed: null, answers: {} }],
  }),
  "answers of another shape": JSON.stringify({
    ...OURS,
    partnership: { name: "", words: {} },
    rounds: [{ id: "r", name: "", opened: "2026-01-01", closed: null, answers: { "style-trust": "red" } }],
  }),
};

/** @param {Store} store @param {string} question @param {string} rating */
const rate = (store, question, rating) => store.edit([[`${question}.rating`, rating]], "choice");

/** Letter by letter. @param {Store} store @param {string} question @param {string} text */
const type = (store, question, text) => {
  for (let end = 1; end <= text.length; end += 1) store.edit([[`${question}.note`, text.slice(0, end)]], "typing");
};

/** A text that is pasted. @param {Store} store @param {string} question @param {string} text */
const paste = (store, question, text) => store.edit([[`${question}.note`, text]], "typing");

/** A round is closed and opened again: each makes a previous version. @param {Store} store */
function closeAndReopen(store) {
  for (const [cause, closed] of /** @type {const} */ ([
    ["closed", "2027-01-01"],
    ["reopened", null],
  ])) {
    store.saveVersion(cause);
    store.alter((record) => Object.assign(currentRound(record), { closed }));
  }
}

/** The stored record with one change. @param {Browser} browser @param {(record: any) => void} act */
function changed(browser, act) {
  const record = browser.stored();
  act(record);
  return JSON.stringify(record);
}

/** @param {any} record @param {string} text */
const setNote = (record, text) => {
  record.rounds[0].answers["style-trust"].note = text;
};

/** Why previous versions were saved, the newest first. @param {Store} store */
const causes = (store) => store.storage.versions.list().map(({ cause }) => cause);

/** A moment earlier. @param {string} time */
const before = (time) => new Date(Date.parse(time) - 1).toISOString();

/** Another tab says something. @param {Store} store @param {object} data */
const say = (store, data) => store.writer.channel.dispatchEvent(Object.assign(new Event("message"), { data }));

/** Another tab holds the lock of a record, until what is returned is called. @param {Browser} browser @returns {() => void} */
function holdElsewhere(browser) {
  let end = () => {};
  browser.locks?.request(RECORD_KEY, {}, () => new Promise((resolve) => (end = () => resolve(undefined))));
  return () => end();
}

/** Until what was asked of the locks is answered. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

// ---- What is stored when the page is opened ----

test("the first answer dates the round of a record that was not here, and of no other", async () => {
  const browser = new Browser();
  const first = await browser.open();
  currentRound(first.record).opened = "2026-10-01";
  rate(first, "style-trust", "red");
  assert.notEqual(currentRound(first.record).opened, "2026-10-01");
  // Another program may have written it, and left out when it was changed.
  const record = { ...JSON.parse(SAMPLE), changed: null };
  const opened = structuredClone(currentRound(record).opened);
  const fromFile = await new Browser().open();
  fromFile.replace(record);
  rate(fromFile, "style-trust", "amber");
  assert.equal(currentRound(fromFile.record).opened, opened);
  const later = new Browser();
  later.localStorage.setItem(RECORD_KEY, JSON.stringify(record));
  const store = await later.open();
  rate(store, "style-trust", "amber");
  assert.equal(currentRound(store.record).opened, opened);
});

for (const [name, text] of Object.entries(UNREADABLE)) {
  test(`what cannot be read is quarantined, and what is answered then is a record: ${name}`, async () => {
    const browser = new Browser();
    browser.localStorage.setItem(RECORD_KEY, text);
    const store = await browser.open();
    assert.equal(store.savedAt, null);
    assert.equal(store.record.changed, null);
    assert.equal(browser.localStorage.getItem(RECORD_KEY), null);
    assert.deepEqual(Object.values(store.storage.quarantine.texts()), [text]);
    rate(store, "style-trust", "green");
    const next = await browser.open();
    assert.equal(next.value("style-trust.rating"), "green");
    assert.deepEqual(Object.values(next.storage.quarantine.texts()), [text]);
  });
}

test("a good record is shown as it is, and nothing of it is quarantined", async () => {
  const browser = new Browser();
  browser.localStorage.setItem(RECORD_KEY, SAMPLE);
  const store = await browser.open();
  assert.deepEqual(store.record, JSON.parse(SAMPLE));
  assert.equal(browser.localStorage.getItem(RECORD_KEY), SAMPLE);
  assert.deepEqual(store.storage.quarantine.texts(), {});
});

test("what this version does not know survives a changed answer", async () => {
  const browser = new Browser();
  const record = JSON.parse(SAMPLE);
  const { answers } = record.rounds.at(-1);
  record.mood = "good";
  answers["asked-long-ago"] = { rating: "red" };
  answers["style-trust"] = { rating: "green", by: "chair" };
  browser.localStorage.setItem(RECORD_KEY, JSON.stringify(record));
  rate(await browser.open(), "style-trust", "red");
  const { changed: when } = browser.stored();
  assert.notEqual(when, record.changed);
  answers["style-trust"] = { rating: "red", by: "chair", changed: when };
  assert.deepEqual(browser.stored(), { ...record, changed: when });
});

test("a record of a newer version is neither changed nor quarantined", async () => {
  const browser = new Browser();
  browser.localStorage.setItem(RECORD_KEY, NEWER);
  const store = await browser.open();
  assert.equal(store.mode, "newer");
  assert.ok(!rate(store, "style-trust", "green"));
  store.check();
  assert.equal(browser.localStorage.getItem(RECORD_KEY), NEWER);
  assert.deepEqual(store.storage.quarantine.texts(), {});
});

// ---- Undo ----

test("answers, notes and names are undone and redone, and stored each time", async () => {
  const browser = new Browser();
  const store = await browser.open();
  assert.ok(!store.canUndo);
  rate(store, "style-trust", "amber");
  rate(store, "style-trust", "green");
  type(store, "style-trust", "A note.");
  store.edit([["partnership.name", "Northshire"]]);
  const last = browser.answers;
  for (const [name, note, rating] of [
    ["", "A note.", "green"],
    ["", undefined, "green"],
    ["", undefined, "amber"],
    ["", undefined, undefined],
  ]) {
    assert.ok(store.step("undo"));
    const { "style-trust": answer } = browser.answers;
    assert.deepEqual([browser.stored().partnership.name, answer.note, answer.rating], [name, note, rating]);
  }
  assert.ok(!store.canUndo);
  while (store.canRedo) store.step("redo");
  assert.equal(browser.stored().partnership.name, "Northshire");
  assert.equal(browser.answers["style-trust"].note, last["style-trust"].note);
  assert.equal(browser.answers["style-trust"].rating, "green");
});

test("the name of a closed round can be undone, and what was answered before it was closed cannot", async () => {
  const store = await new Browser().open();
  rate(store, "style-trust", "amber");
  store.edit([["round.name", "Spring"]]);
  store.alter((record) => Object.assign(currentRound(record), { closed: "2027-01-01" }));
  assert.ok(!store.canUndo);
  assert.ok(!rate(store, "style-trust", "red"));
  store.edit([["round.name", "Summer"]]);
  assert.deepEqual(store.step("undo"), ["round.name"]);
  assert.equal(store.value("round.name"), "Spring");
  assert.equal(store.value("style-trust.rating"), "amber");
});

test("a change that waits for space is undone like any other", async () => {
  const browser = new Browser();
  browser.refuse = full;
  const store = await browser.open();
  rate(store, "style-trust", "amber");
  rate(store, "style-trust", "green");
  for (const rating of ["amber", ""]) {
    assert.ok(store.step("undo"));
    assert.equal(store.value("style-trust.rating"), rating);
  }
});

// ---- A storage that is full or refuses ----

test("a browser that stores nothing is known from the start, and answers stay in memory", async () => {
  for (const refusal of [full, insecure]) {
    const browser = new Browser();
    browser.refuse = refusal;
    const store = await browser.open();
    assert.equal(isFull(store.refusal), refusal === full);
    assert.notEqual(store.refusal, null);
    assert.ok(rate(store, "style-trust", "amber"));
    assert.ok(store.isUnsaved);
    assert.equal(JSON.parse(store.records.textOf(RECORD_KEY) ?? "").rounds[0].answers["style-trust"].rating, "amber");
  }
});

test("what did not fit is stored with the next answer, as soon as there is room", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "amber");
  browser.fill(500);
  paste(store, "style-trust", "y".repeat(900));
  assert.ok(isFull(store.refusal));
  assert.ok(store.isUnsaved);
  assert.equal(browser.answers["style-trust"].note, undefined);
  browser.makeRoom();
  rate(store, "style-tiers", "green");
  assert.equal(store.refusal, null);
  assert.ok(!store.isUnsaved);
  assert.equal(browser.answers["style-trust"].note, "y".repeat(900));
});

test("when storage is full the oldest versions go, and the newest answer stays", async () => {
  const browser = new Browser();
  const store = await browser.open();
  paste(store, "style-trust", "x".repeat(50_000));
  for (let round = 0; round < 3; round += 1) closeAndReopen(store);
  const before = store.storage.versions.list().map(({ id }) => id);
  assert.equal(before.length, 6);
  browser.fill(100);
  paste(store, "style-challenge", "y".repeat(40_000));
  rate(store, "style-challenge", "amber");
  assert.equal(store.refusal, null);
  const next = await browser.open();
  assert.equal(next.value("style-challenge.rating"), "amber");
  assert.deepEqual(
    next.storage.versions.list().map(({ id }) => id),
    before.slice(0, 5),
  );
});

test("a refusal that is not for want of space deletes no version", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "green");
  closeAndReopen(store);
  browser.refuse = () => new DOMException("broken", "UnknownError");
  rate(store, "style-trust", "red");
  assert.notEqual(store.refusal, null);
  assert.ok(store.isUnsaved);
  assert.deepEqual(causes(store), ["reopened", "closed"]);
});

test("a version is not deleted for the change that it was saved for", async () => {
  const browser = new Browser();
  const store = await browser.open();
  paste(store, "style-trust", "a".repeat(2_000));
  const before = browser.localStorage.getItem(RECORD_KEY);
  // Room for the state before, and for what comes in its place only without it.
  browser.fill(3_000);
  store.saveVersion("opened");
  const other = structuredClone(store.record);
  setNote(other, "b".repeat(4_000));
  store.replace(other);
  assert.ok(isFull(store.refusal));
  assert.equal(store.value("style-trust.note"), "b".repeat(4_000));
  assert.deepEqual(causes(store), ["opened"]);
  assert.equal(browser.localStorage.getItem(RECORD_KEY), before);
  assert.equal((await browser.open()).value("style-trust.note"), "a".repeat(2_000));
});

/** A record that there is no room for, beside one that is stored. @param {Browser} browser */
async function withUnsaved(browser) {
  const store = await browser.open();
  store.edit([["partnership.name", "Northshire"]]);
  const first = store.key;
  store.begin();
  const second = store.key;
  await known(store);
  store.edit([["partnership.name", "Southshire"]]);
  browser.fill(500);
  paste(store, "style-trust", "z".repeat(900));
  assert.ok(isFull(store.refusal));
  return { store, first, second };
}

test("what is in memory alone is there again after another record was shown, and leaving the page would lose it", async () => {
  const { store, first, second } = await withUnsaved(new Browser());
  store.show(first);
  assert.equal(store.value("style-trust.note"), "");
  assert.equal(store.refusal, null);
  assert.ok(store.isUnsaved);
  assert.ok(store.records.allTexts()[second].includes("zzz"));
  store.show(second);
  assert.equal(store.value("style-trust.note"), "z".repeat(900));
  assert.ok(isFull(store.refusal));
  assert.ok(store.isUnsaved);
});

test("what is in memory alone is stored when it is shown again and there is room", async () => {
  const browser = new Browser();
  const { store, first, second } = await withUnsaved(browser);
  store.show(first);
  await known(store);
  browser.makeRoom();
  store.show(second);
  await known(store);
  assert.equal(store.refusal, null);
  assert.ok(!store.isUnsaved);
  assert.equal((await browser.open()).value("style-trust.note"), "z".repeat(900));
});

test("what waits for room makes a version of what another tab wrote", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-tiers", "amber");
  browser.fill(500);
  paste(store, "style-trust", "z".repeat(900));
  assert.ok(isFull(store.refusal));
  browser.makeRoom();
  browser.writeElsewhere(RECORD_KEY, JSON.stringify(browser.stored()).replace('"amber"', '"green"'));
  assert.equal(store.refusal, null);
  assert.equal(browser.answers["style-trust"].note, "z".repeat(900));
  assert.equal(browser.answers["style-tiers"].rating, "amber");
  const [version, ...others] = store.storage.versions.list();
  assert.deepEqual([version.cause, others.length], ["late", 0]);
  assert.equal(version.record.rounds[0].answers["style-tiers"].rating, "green");
});

test("what another tab wrote is not deleted to make room", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-tiers", "amber");
  browser.fill(100);
  paste(store, "style-trust", "z".repeat(900));
  assert.ok(isFull(store.refusal));
  // Room for a version of it, and for what waits only without that.
  browser.fill(1_100);
  const theirs = JSON.stringify(browser.stored()).replace('"amber"', '"green"');
  browser.writeElsewhere(RECORD_KEY, theirs);
  assert.ok(isFull(store.refusal));
  assert.deepEqual(causes(store), ["late"]);
  assert.equal(browser.localStorage.getItem(RECORD_KEY), theirs);
  assert.equal(store.value("style-trust.note"), "z".repeat(900));
});

test("what another tab wrote becomes one version, however long there is no room", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "amber");
  closeAndReopen(store);
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  type(store, "style-trust", "a");
  assert.ok(isFull(store.refusal));
  browser.refuse = () => null;
  const theirs = changed(browser, (record) => {
    record.partnership.name = "Northshire";
  });
  browser.localStorage.setItem(RECORD_KEY, theirs);
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  browser.tell(RECORD_KEY);
  type(store, "style-trust", "abcdefghijkl");
  assert.deepEqual(causes(store), ["late", "reopened", "closed"]);
  browser.refuse = () => null;
  paste(store, "style-trust", "There is room again");
  assert.equal(browser.answers["style-trust"].note, "There is room again");
  assert.deepEqual(causes(store), ["late", "reopened", "closed"]);
});

test("what waits for room is not written over a record of a newer version", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "amber");
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  paste(store, "style-trust", "Still in the page");
  assert.ok(isFull(store.refusal));
  browser.refuse = () => null;
  browser.writeElsewhere(RECORD_KEY, NEWER);
  assert.equal(store.mode, "newer");
  browser.tell("of a neighbour");
  assert.equal(browser.localStorage.getItem(RECORD_KEY), NEWER);
  // What was not stored can still be read, and copied.
  assert.equal(store.value("style-trust.note"), "Still in the page");
  assert.ok(store.isUnsaved);
  assert.deepEqual(causes(store), []);
});

// ---- What something outside this tool does ----

for (const [how, clear] of /** @type {[string, (browser: Browser) => void][]} */ ([
  ["by a neighbour on this host", (browser) => [browser.clear(), browser.tell(null)]],
  ["by another tab, this record alone", (browser) => browser.writeElsewhere(RECORD_KEY, null)],
  ["in the settings of the browser", (browser) => browser.clear()],
])) {
  test(`what is deleted under the page is not stored until somebody wants it back: ${how}`, async () => {
    const browser = new Browser();
    const store = await browser.open();
    rate(store, "style-tiers", "amber");
    paste(store, "style-trust", "Not to be lost");
    clear(browser);
    rate(store, "style-challenge", "red");
    assert.ok(store.isCleared);
    assert.ok(store.isUnsaved);
    assert.equal(store.refusal, null);
    assert.equal(browser.stored(), null);
    assert.ok(store.records.textOf(RECORD_KEY)?.includes("Not to be lost"));
    store.restoreCleared();
    assert.ok(!store.isCleared);
    assert.ok(!store.isUnsaved);
    assert.notEqual(store.savedAt, null);
    assert.deepEqual(Object.keys(browser.answers).sort(), ["style-challenge", "style-tiers", "style-trust"]);
  });
}

for (const [state, { isRefused, isGone }] of /** @type {[string, {isRefused: boolean, isGone: boolean}][]} */ ([
  ["in memory alone, because storage is full", { isRefused: true, isGone: true }],
  ["stored meanwhile", { isRefused: false, isGone: true }],
  ["in a tab that sees the deletion late", { isRefused: false, isGone: false }],
])) {
  test(`what was entered after answers were handed over stays when they are added: ${state}`, async () => {
    const browser = new Browser();
    const store = await browser.open();
    rate(store, "style-trust", "red");
    const handedOver = before(browser.stored().changed);
    if (isRefused) browser.fill(0);
    type(store, "style-trust", "Typed since.");
    assert.equal(store.isUnsaved, isRefused);
    browser.makeRoom();
    if (isGone) browser.writeElsewhere(RECORD_KEY, null);
    say(store, { added: RECORD_KEY, changed: handedOver });
    assert.equal(store.value("style-trust.note"), "Typed since.");
    assert.equal(browser.answers["style-trust"].note, "Typed since.");
    assert.ok(!store.isUnsaved && !store.isCleared);
    assert.deepEqual(causes(store), []);
  });
}

test("what was added whole is gone, whichever message comes first", async () => {
  for (const isLate of [true, false]) {
    const browser = new Browser();
    const store = await browser.open();
    rate(store, "style-trust", "red");
    const { changed } = browser.stored();
    browser.localStorage.removeItem(RECORD_KEY);
    if (!isLate) browser.tell(RECORD_KEY);
    say(store, { added: RECORD_KEY, changed });
    if (isLate) browser.tell(RECORD_KEY);
    await known(store);
    assert.equal(store.value("style-trust.rating"), "");
    assert.ok(!store.isUnsaved && !store.isCleared);
    assert.equal(browser.stored(), null);
  }
});

test("a tab that only shows what was added does not store it again", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "red");
  const handedOver = before(browser.stored().changed);
  browser.leave();
  await answered();
  const release = holdElsewhere(browser);
  const shown = await browser.open();
  assert.equal(shown.mode, "elsewhere");
  browser.localStorage.removeItem(RECORD_KEY);
  say(shown, { added: RECORD_KEY, changed: handedOver });
  assert.equal(browser.stored(), null);
  release();
});

test("a tab that only shows the record follows what is deleted", async () => {
  const browser = new Browser();
  rate(await browser.open(), "style-trust", "green");
  browser.leave();
  holdElsewhere(browser);
  await answered();
  const store = await browser.open();
  assert.equal(store.mode, "elsewhere");
  browser.writeElsewhere(RECORD_KEY, null);
  assert.ok(!store.isCleared);
  assert.equal(store.value("style-trust.rating"), "");
});

test("a record that is overwritten from outside stays in the page", async () => {
  const browser = new Browser();
  const store = await browser.open();
  paste(store, "style-trust", "Not to be lost");
  browser.localStorage.setItem(RECORD_KEY, "{");
  rate(store, "style-challenge", "red");
  assert.ok(store.isCleared);
  assert.equal(store.value("style-trust.note"), "Not to be lost");
  assert.deepEqual(Object.values(store.storage.quarantine.texts()), ["{"]);
  store.restoreCleared();
  assert.deepEqual(Object.keys(browser.answers).sort(), ["style-challenge", "style-trust"]);
  assert.deepEqual(Object.values(store.storage.quarantine.texts()), ["{"]);
});

test("the tab that holds the lock keeps its record when another one writes, and saves what that was", async () => {
  const browser = new Browser();
  const store = await browser.open();
  type(store, "style-trust", "Mine");
  const theirs = changed(browser, (record) => {
    record.changed = new Date(Date.now() + 1_000).toISOString();
    setNote(record, "Theirs");
  });
  browser.writeElsewhere(RECORD_KEY, theirs);
  // Not before it is sure that its lock was not stolen.
  assert.equal(browser.answers["style-trust"].note, "Theirs");
  await answered();
  assert.equal(browser.answers["style-trust"].note, "Mine");
  assert.equal(store.value("style-trust.note"), "Mine");
  const [version] = store.storage.versions.list();
  assert.equal(version.cause, "late");
  assert.equal(version.record.rounds[0].answers["style-trust"].note, "Theirs");
});

test("the last letter of the tab before counts, though a clock had run ahead", async () => {
  const browser = new Browser();
  type(await browser.open(), "style-trust", "Almost");
  // What that tab has stored when it loses the lock, and what arrives from it a moment later.
  const write = (/** @type {string} */ note, /** @type {string} */ when) =>
    changed(browser, (record) => {
      record.changed = when;
      setNote(record, note);
    });
  browser.localStorage.setItem(RECORD_KEY, write("Almost al", "2099-01-01T00:00:00.000Z"));
  const store = await browser.open();
  assert.equal(store.value("style-trust.note"), "Almost al");
  browser.writeElsewhere(RECORD_KEY, write("Almost all", "2099-01-01T00:00:00.001Z"));
  await answered();
  assert.equal(store.value("style-trust.note"), "Almost all");
  assert.deepEqual(causes(store), []);
});

test("a tab in which nothing was entered overwrites no record that comes from a backup", async () => {
  const browser = new Browser();
  const store = await browser.open();
  assert.equal(store.mode, "writing");
  // Another tab has opened it, whose tool may be another one: it takes no lock of this record.
  const record = { ...JSON.parse(SAMPLE), changed: "2099-01-01T00:00:00.000Z" };
  browser.writeElsewhere(RECORD_KEY, JSON.stringify(record));
  await answered();
  assert.deepEqual(store.record, record);
  assert.deepEqual(browser.stored(), record);
});

test("a letter that comes after the lock has gone becomes a version, and overwrites nothing", async () => {
  const browser = new Browser();
  const store = await browser.open();
  type(store, "style-trust", "First");
  browser.locks?.request(RECORD_KEY, { steal: true }, () => new Promise(() => {})).catch(() => {});
  await answered();
  assert.equal(store.mode, "elsewhere");
  assert.ok(!store.edit([["style-trust.note", "First!"]], "typing"));
  assert.equal(store.value("style-trust.note"), "First");
  assert.equal(browser.answers["style-trust"].note, "First");
  const [version] = store.storage.versions.list();
  assert.deepEqual([version.cause, version.record.rounds[0].answers["style-trust"].note], ["late", "First!"]);
});

test("without locks a note that another tab rewrote stays, and so does the letter", async () => {
  const browser = new Browser();
  browser.locks = undefined;
  const store = await browser.open();
  type(store, "style-trust", "Before");
  // This tab has not heard of it when the letter comes.
  browser.localStorage.setItem(
    RECORD_KEY,
    changed(browser, (record) => setNote(record, "Before and after")),
  );
  assert.ok(!store.edit([["style-trust.note", "Beforex"]], "typing"));
  assert.equal(store.value("style-trust.note"), "Before and after");
  assert.equal(browser.answers["style-trust"].note, "Before and after");
  const [version] = store.storage.versions.list();
  assert.deepEqual([version.cause, version.record.rounds[0].answers["style-trust"].note], ["late", "Beforex"]);
});

test("without locks each tab changes its own fields", async () => {
  const browser = new Browser();
  browser.locks = undefined;
  const store = await browser.open();
  rate(store, "style-trust", "green");
  const theirs = changed(browser, (record) => {
    record.rounds[0].answers["style-challenge"] = { rating: "red" };
  });
  browser.localStorage.setItem(RECORD_KEY, theirs);
  rate(store, "style-meetings", "amber");
  assert.deepEqual(Object.keys(browser.answers).sort(), ["style-challenge", "style-meetings", "style-trust"]);
});

test("a page that is older than the questions of its record changes nothing", async () => {
  const browser = new Browser();
  rate(await browser.open(), "style-trust", "green");
  browser.leave();
  const release = holdElsewhere(browser);
  await answered();
  const store = await browser.open();
  const first = store.key;
  // What a newer release does when it opens the record, and for each answer.
  for (const version of ["9.0", "9.1"]) {
    const newer = changed(browser, (record) => {
      record.question_set_version = version;
    });
    browser.writeElsewhere(RECORD_KEY, newer);
    assert.equal(store.mode, "newer");
    assert.equal(store.savedAt, null);
  }
  // Nor after another record was shown in between, or when it could edit.
  store.begin();
  assert.notEqual(store.mode, "newer");
  store.show(first);
  assert.equal(store.mode, "newer");
  release();
  await answered();
  assert.equal(store.mode, "newer");
  assert.ok(!rate(store, "style-trust", "red"));
  assert.equal(browser.answers["style-trust"].rating, "green");
  // The newest page of a site may be older than a file that somebody opened there: then it can be edited.
  assert.equal((await browser.open()).mode, "writing");
});

test("where a browser denies channels and locks, answers are stored all the same", async () => {
  // As Firefox does where cookies are blocked.
  const browser = new Browser();
  browser.BroadcastChannel = class {
    constructor() {
      throw insecure();
    }
  };
  browser.locks = {
    request: async () => {
      throw insecure();
    },
    query: async () => ({ held: [] }),
  };
  const store = await browser.open();
  assert.equal(store.writer.state, "unguarded");
  assert.equal(store.mode, "writing");
  rate(store, "style-trust", "green");
  assert.equal(browser.answers["style-trust"].rating, "green");
});

/**
 * A browser that says nothing of locks until it is let, except to who steals one.
 * @param {{isHeld?: boolean, isMute?: boolean}} [options] `isHeld`: another tab holds the lock, until `end` is called; `isMute`:
 *   who steals one hears nothing either
 */
function openWithoutAnswer({ isHeld = false, isMute = false } = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const browser = new Browser();
  const { locks } = browser;
  assert.ok(locks);
  const end = isHeld ? holdElsewhere(browser) : () => {};
  let answer = () => {};
  /** @type {Promise<void>} */
  const answering = new Promise((resolve) => {
    answer = resolve;
  });
  browser.locks = {
    request: async (name, options, act) => {
      if (isMute || !options.steal) await answering;
      return locks.request(name, options, act);
    },
    query: () => locks.query(),
  };
  const store = new Store(QUESTIONS, new RecordStorage(QUESTIONS.id));
  store.start();
  return { browser, store, answer, end };
}

afterEach(() => mock.timers.reset());

test("where the browser does not answer, the record can be read, and edited after “Continue here”", async () => {
  const { browser, store, answer } = openWithoutAnswer();
  mock.timers.tick(4_900);
  assert.equal(store.mode, "asking");
  mock.timers.tick(200);
  assert.equal(store.mode, "elsewhere");
  store.writer.takeOver();
  mock.timers.tick(1_000);
  await answered();
  assert.equal(store.mode, "writing");
  rate(store, "style-trust", "green");
  // The answer to the first question: the lock is taken, by this tab.
  answer();
  await answered();
  assert.equal(store.mode, "writing");
  assert.equal(browser.answers["style-trust"].rating, "green");
});

test("where the browser never answers, “Continue here” goes on without a lock", async () => {
  const { browser, store, answer } = openWithoutAnswer({ isMute: true });
  mock.timers.tick(5_100);
  store.writer.takeOver();
  mock.timers.tick(1_000);
  assert.equal(store.mode, "elsewhere");
  mock.timers.tick(5_100);
  assert.equal(store.mode, "writing");
  rate(store, "style-trust", "green");
  assert.equal(browser.answers["style-trust"].rating, "green");
  answer();
  await answered();
  assert.equal(store.mode, "writing");
});

test("an answer that comes late still counts, whichever it is", async () => {
  for (const [isHeld, mode] of /** @type {const} */ ([
    [false, "writing"],
    [true, "elsewhere"],
  ])) {
    const { store, answer, end } = openWithoutAnswer({ isHeld });
    mock.timers.tick(5_100);
    assert.equal(store.mode, "elsewhere");
    answer();
    await answered();
    assert.equal(store.mode, mode);
    // The other tab is closed.
    end();
    await answered();
    assert.equal(store.mode, "writing");
    mock.timers.reset();
  }
});

test("a letter that another tab types in something else runs no view, and what it adds or deletes does", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "green");
  let runs = 0;
  store.subscribe(() => {
    runs += 1;
  });
  /** How often views run when another tab stores something. @param {string} key @param {string | null} text */
  const runsFor = (key, text) => {
    runs = 0;
    browser.writeElsewhere(key, text);
    return runs;
  };
  for (const key of [`${RECORD_KEY}/2`, `${PREFIX}respond/1a2b/record`]) {
    assert.equal(runsFor(key, SAMPLE), 1, key);
    assert.equal(runsFor(key, `${SAMPLE} `), 0, key);
    assert.equal(runsFor(key, null), 1, key);
  }
  // Of the record that is shown, also whether it is in a file.
  const copy = Object.keys(browser.localStorage).find((key) => key.includes("/copy/")) ?? "";
  assert.equal(runsFor(copy, "{}"), 1);
  const other = changed(browser, (record) => {
    record.partnership.name = "Northshire";
  });
  assert.ok(runsFor(RECORD_KEY, other) > 0);
});

test("there is room again after what another tab did, and the views hear of it", async () => {
  const browser = new Browser();
  const store = await browser.open();
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  rate(store, "style-trust", "green");
  browser.refuse = () => null;
  let wasUnsaved = true;
  store.subscribe(() => {
    wasUnsaved = store.isUnsaved;
  });
  browser.tell("of a neighbour");
  assert.ok(!wasUnsaved);
});

// ---- Several records ----

test("the practice record of a backup never becomes a real one", async () => {
  const browser = new Browser();
  const { storage, records } = await browser.open();
  /** @param {string} name */
  const backup = (name) => ({
    records: [{ key: storage.practiceKey, text: JSON.stringify({ ...JSON.parse(SAMPLE), changed: name }) }],
    quarantined: [],
  });
  assert.equal(records.add(backup("2027-01-01")).count, 1);
  assert.equal(records.add(backup("2027-01-02")).count, 0);
  assert.deepEqual(storage.recordKeys(), [storage.practiceKey]);
});

test("after the only record is deleted nobody is left in practice", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "green");
  browser.localStorage.setItem(store.storage.practiceKey, SAMPLE);
  store.remove();
  assert.equal(store.key, RECORD_KEY);
  assert.equal(store.value("style-trust.rating"), "");
});

test("what is answered after a deletion is shown at the next visit, whichever record was shown before", async () => {
  const browser = new Browser();
  const store = await browser.open();
  browser.localStorage.setItem(store.storage.practiceKey, SAMPLE);
  store.show(store.storage.practiceKey);
  await known(store);
  store.remove();
  await known(store);
  rate(store, "style-trust", "amber");
  const next = await browser.open();
  assert.equal(next.key, RECORD_KEY);
  assert.equal(next.value("style-trust.rating"), "amber");
});

test("the last ten versions of each record are stored, and practising pushes out nothing that is real", async () => {
  const browser = new Browser();
  const store = await browser.open();
  store.edit([["partnership.name", "Northshire"]]);
  store.saveVersion("closed");
  browser.localStorage.setItem(store.storage.practiceKey, SAMPLE);
  store.show(store.storage.practiceKey);
  for (let round = 0; round < 6; round += 1) closeAndReopen(store);
  // Another visit finds the same ones.
  for (const { storage } of [store, await browser.open()]) {
    const keys = storage.versions.list().map(({ key }) => key);
    assert.deepEqual(keys, [...Array(10).fill(storage.practiceKey), RECORD_KEY]);
  }
});

test("a clock that ran ahead drops no version, and the newest one comes first", async () => {
  const browser = new Browser();
  const store = await browser.open();
  rate(store, "style-trust", "green");
  for (let round = 0; round < 5; round += 1) closeAndReopen(store);
  for (const id of store.storage.keys("version/"))
    browser.localStorage.setItem(id, JSON.stringify({ ...browser.stored(id), at: "2099-01-01T00:00:00.000Z" }));
  paste(store, "style-trust", "By the right clock");
  store.saveVersion("deleted");
  const [newest, ...others] = store.storage.versions.list();
  assert.equal(newest.cause, "deleted");
  assert.equal(newest.record.rounds[0].answers["style-trust"].note, "By the right clock");
  assert.equal(others.length, 9);
});
