import assert from "node:assert/strict";
import { test } from "node:test";

import { invitationLink } from "../../app/core/invitation.mjs";
import { blankRecord, currentRound } from "../../app/core/record.mjs";
import { RecordStorage } from "../../app/page/storage.mjs";
import { discardAdded, listedSheets, markSheet } from "../../app/page/waiting_sheets.mjs";
import { Browser, full, PREFIX, QUESTIONS, RECORD_KEY } from "./browser.mjs";

const HANDED_OVER = "2027-01-20T10:00:00.000Z";
const SHEET = `${PREFIX}respond/1a2b/`;

/** Stores a sheet of paper, as its tab does. @param {string} round its id @param {{entered?: object, handedOver?: string}} [options] `entered`: in place of what a tab stores */
function storeSheet(round, { entered = {}, handedOver = HANDED_OVER } = {}) {
  const storage = new RecordStorage(QUESTIONS.id, "respond/1a2b/");
  const record = blankRecord(QUESTIONS, new Date(HANDED_OVER));
  Object.assign(record, { changed: HANDED_OVER, respondent: { id: "00ff", organisation: "A parish" } });
  currentRound(record).answers["style-trust"] = { rating: "red" };
  storage.write(`${storage.prefix}record`, JSON.stringify({ ...record, ...entered }));
  const { set, version, words } = { set: QUESTIONS.id, version: QUESTIONS.version, words: {} };
  const link = invitationLink("", { round, name: "", partnership: "", preset: "", words, set, version, paper: "1" });
  markSheet(storage, handedOver ? { address: link, handedOver } : { address: link });
}

/** The page with a record, and its round. @param {Browser} browser */
async function opened(browser) {
  const store = await browser.open();
  // Records of one moment would share the id of their round.
  store.alter((record) => {
    currentRound(record).id = "spring";
  });
  return { store, round: "spring" };
}

/** Puts the answers of the sheet into the record. @param {import("../../app/page/store.mjs").Store} store */
const add = (store) =>
  store.alter((record) => {
    currentRound(record).responses = { "00ff": { respondent: {}, answers: {}, changed: HANDED_OVER } };
  });

/** How many sheets each line has. @param {import("../../app/page/store.mjs").Store} store */
const counts = (store) =>
  Object.fromEntries(Object.entries(listedSheets(store)).map(([name, { length }]) => [name, length]));

test("a sheet whose answers are in the record waits no more, though the record be in memory alone", async () => {
  const browser = new Browser();
  const { store, round } = await opened(browser);
  storeSheet(round);
  assert.equal(counts(store).waiting, 1);
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  add(store);
  assert.ok(store.isUnsaved);
  assert.equal(counts(store).waiting, 0);
  // Until the record is stored, nothing else holds them after the page is left.
  discardAdded(store);
  assert.notEqual(browser.localStorage.getItem(`${SHEET}record`), null);
  browser.refuse = () => null;
  browser.tell("of a neighbour");
  discardAdded(store);
  assert.deepEqual(store.storage.keys("respond/"), []);
});

for (const [damage, entered] of /** @type {[string, object][]} */ ([
  [
    "a note that is a number",
    { rounds: [{ id: "r", name: "", opened: "2027-01-20", closed: null, answers: { "style-trust": { note: 7 } } }] },
  ],
  ["nobody who answered", { respondent: null }],
  ["an organisation that is a list", { respondent: { id: "00ff", organisation: ["A parish"] } }],
])) {
  test(`a sheet with damage is listed, and stops nothing: ${damage}`, async () => {
    const { store, round } = await opened(new Browser());
    storeSheet(round, { entered });
    assert.equal(counts(store).waiting, 1);
    discardAdded(store);
  });
}

test("a mark that is damaged leads nowhere, and stops nothing", async () => {
  const browser = new Browser();
  const { store, round } = await opened(browser);
  storeSheet(round);
  for (const mark of ["{", "7", '{"address": 5}', '{"address": "#/respond/x"}']) {
    browser.localStorage.setItem(`${SHEET}sheet`, mark);
    assert.ok(Object.values(counts(store)).every((count) => count === 0));
    discardAdded(store);
  }
  assert.notEqual(browser.localStorage.getItem(`${SHEET}record`), null);
});

test("a sheet is listed as begun until it is handed over", async () => {
  const { store, round } = await opened(new Browser());
  storeSheet(round, { handedOver: "" });
  assert.deepEqual(counts(store), { waiting: 0, begun: 1, astray: 0, left: 0 });
  storeSheet(round);
  assert.deepEqual(counts(store), { waiting: 1, begun: 0, astray: 0, left: 0 });
});

test("a sheet whose round is in no record of this browser is listed, and one of another record is not", async () => {
  const browser = new Browser();
  const { store, round } = await opened(browser);
  storeSheet(round);
  store.begin();
  assert.deepEqual(counts(store), { waiting: 0, begun: 0, astray: 0, left: 0 });
  browser.localStorage.removeItem(RECORD_KEY);
  assert.deepEqual(counts(store), { waiting: 0, begun: 0, astray: 1, left: 0 });
});

test("while a record cannot be read, no sheet is said to fit none", async () => {
  for (const [key, text] of [
    [`${RECORD_KEY}/other`, '{"program": "lsp-improvement-tool", "format": 999}'],
    ["lsp-improvement-tool/lsp/quarantine/2027-01-20T10:00:00.000Z", "{ cut"],
  ]) {
    const browser = new Browser();
    const { store } = await opened(browser);
    storeSheet("of-another");
    assert.equal(counts(store).astray, 1);
    browser.localStorage.setItem(key, text);
    assert.equal(counts(store).astray, 0);
  }
});

test("a sheet whose round is in a record in memory alone is not astray", async () => {
  const browser = new Browser();
  const { store } = await opened(browser);
  browser.refuse = (key) => (key === RECORD_KEY ? full() : null);
  store.alter((record) => {
    currentRound(record).id = "refused";
  });
  storeSheet("refused");
  store.begin();
  assert.deepEqual(counts(store), { waiting: 0, begun: 0, astray: 0, left: 0 });
});

test("a sheet that cannot be read is listed, and its text stays", async () => {
  const browser = new Browser();
  const { store, round } = await opened(browser);
  storeSheet(round);
  browser.localStorage.setItem(`${SHEET}record`, "{ cut");
  assert.deepEqual(counts(store), { waiting: 0, begun: 0, astray: 1, left: 0 });
  discardAdded(store);
  assert.equal(browser.localStorage.getItem(`${SHEET}record`), "{ cut");
});

test("what of a sheet could not be read, or came late, stays when it is added, and is found", async () => {
  const browser = new Browser();
  const { store, round } = await opened(browser);
  storeSheet(round);
  const left = [`${SHEET}quarantine/2027`, `${SHEET}version/00000001`];
  for (const name of [...left, `${SHEET}copy/record`]) browser.localStorage.setItem(name, "{}");
  add(store);
  discardAdded(store);
  assert.deepEqual(store.storage.keys("respond/"), [left[0], `${SHEET}sheet`, left[1]]);
  assert.deepEqual(counts(store), { waiting: 0, begun: 0, astray: 0, left: 1 });
  assert.match(listedSheets(store).left[0].address, /^#/);
  // What is entered on it next is not handed over yet.
  const next = { ...blankRecord(QUESTIONS, new Date(HANDED_OVER)), changed: HANDED_OVER, respondent: { id: "11ee" } };
  browser.localStorage.setItem(`${SHEET}record`, JSON.stringify(next));
  assert.deepEqual(counts(store), { waiting: 0, begun: 1, astray: 0, left: 0 });
});

test("what came late where a partner answers is offered there, since no list shows it", async () => {
  const browser = new Browser();
  const storage = new RecordStorage(QUESTIONS.id, "respond/1a2b/");
  const text = JSON.stringify(blankRecord(QUESTIONS, new Date(HANDED_OVER)));
  const id = storage.versions.add(storage.recordKey, text, "late");
  assert.deepEqual(Object.keys(storage.quarantine.texts()), [id]);
  // The coordinator has a list of them.
  const { storage: ofRecord } = await browser.open();
  ofRecord.versions.add(RECORD_KEY, text, "late");
  assert.deepEqual(ofRecord.quarantine.texts(), {});
});
