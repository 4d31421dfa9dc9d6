/** What years of partners' answers take of the browser's storage, and that it is known before there is no more room. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { blankRecord, blankRound, setField } from "../../app/core/record.mjs";
import { responseOf } from "../../app/core/response.mjs";
import { RecordStorage } from "../../app/page/storage.mjs";
import { Browser } from "./browser.mjs";

const ROUNDS = 12;
const PARTNERS = 30;
/** Of so many questions each partner writes a note. */
const NOTED = 10;
const NOTE =
  "We see the papers too late, and nobody tells us afterwards why the board took a decision. It was better once.";
/** In characters: "Storage quotas and eviction criteria" of the MDN Web Docs says 5 MiB for each site. */
const QUOTA = 5 * 1024 * 1024;
const NOW = new Date("2027-01-20T10:00:00.000Z");
const STAMP = { id: "lsp", version: "2.0" };

const sample = JSON.parse(readFileSync(new URL("../../questions/lsp/sample_record.json", import.meta.url), "utf8"));
const questions = Object.keys(sample.rounds.at(-1).answers);
const ratings = ["red", "amber", "green", "unknown"];

/** Answers all questions. @param {import("../../app/core/record.mjs").AssessmentRecord} record @param {number} turn */
function answer(record, turn) {
  for (const [number, question] of questions.entries()) {
    setField(record, `${question}.rating`, ratings[(number + turn) % ratings.length], NOW.toISOString());
    if (number < NOTED) setField(record, `${question}.note`, NOTE, NOW.toISOString());
  }
}

/** What one partner sends, as the page makes it. @param {number} partner */
function responseFrom(partner) {
  const record = blankRecord(STAMP, NOW);
  answer(record, partner);
  record.respondent = {
    id: String(partner).padStart(32, "0"),
    organisation: "Wyre and Fylde Community Health Trust",
    sector: "Health",
    role: "Head of partnerships",
    name: "Somebody Withaname",
  };
  record.changed = NOW.toISOString();
  const { respondent, answers, changed } = responseOf(record, {
    round: "r",
    name: "",
    partnership: "",
    preset: "lsp",
    words: {},
    set: "lsp",
    version: "2.0",
  });
  const { id, ...who } = respondent;
  return [id, { respondent: who, answers, changed }];
}

function yearsOfAnswers() {
  const record = blankRecord(STAMP, NOW);
  const partners = Array.from({ length: PARTNERS }, (_, number) => responseFrom(number));
  record.rounds = [];
  for (let number = 0; number < ROUNDS; number += 1) {
    record.rounds.push({ ...blankRound(NOW), id: `round-${number}`, name: `Round ${number}` });
    answer(record, number);
    record.rounds[number].responses = Object.fromEntries(partners);
  }
  return JSON.stringify(record);
}

const text = yearsOfAnswers();

test("12 rounds with the answers of 30 partners take less than two fifths of the storage", () => {
  assert.equal(Object.keys(JSON.parse(text).rounds.at(-1).responses).length, PARTNERS);
  assert.ok(text.length > 1_000_000, `${text.length}: this is no real record`);
  assert.ok(text.length < 0.4 * QUOTA, `${text.length} of ${QUOTA} characters`);
});

test("such a record is stored with previous versions, and the oldest of them make way", () => {
  new Browser().limit = QUOTA;
  const storage = new RecordStorage("lsp");
  storage.write(storage.recordKey, text);
  for (let number = 0; number < 5; number += 1) {
    assert.ok(storage.hasRoomFor(text));
    storage.versions.add(storage.recordKey, text, "opened");
  }
  assert.equal(storage.read(storage.recordKey), text);
  assert.ok(storage.versions.list().length > 0);
});

test("that no further version fits is known while the record itself can still be written", () => {
  new Browser().limit = QUOTA;
  const storage = new RecordStorage("lsp");
  let records = 0;
  while (storage.hasRoomFor(text)) {
    storage.write(`${storage.recordKey}/${records}`, text);
    records += 1;
  }
  assert.ok(records > 1);
  assert.throws(() => storage.versions.add(storage.recordKey, text, "opened"));
  storage.write(`${storage.recordKey}/0`, `${text}${" ".repeat(10_000)}`);
  assert.equal(storage.keys("probe").length, 0);
});
