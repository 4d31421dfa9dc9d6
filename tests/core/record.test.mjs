import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  asciiJson,
  blankRecord,
  currentRound,
  field,
  isField,
  readRecord,
  setField,
  upgraded,
  withPartners,
} from "../../app/core/record.mjs";
import { cases } from "./cases.mjs";

const ALL_FIELDS = readFileSync(new URL("../python/records/format-2-set-1.0-all-fields.json", import.meta.url), "utf8");
const NOW = "2027-01-01T00:00:00.000Z";
const blank = () => blankRecord({ id: "lsp", version: "1.0" }, new Date(NOW));

for (const { name, given, expected } of cases("blank_record")) {
  test(`blank record: ${name}`, () => {
    const made = blankRecord({ id: given.question_set, version: given.question_set_version }, new Date(given.now));
    // The day depends on where the test runs; its rule is tested with the other texts.
    made.rounds[0].opened = given.day;
    assert.deepEqual(made, expected);
  });
}

for (const { name, given, expected } of cases("upgrade_1_to_2")) {
  test(`upgrade: ${name}`, () => assert.deepEqual(upgraded(given), expected));
}

for (const { name, given, expected } of cases("partners_stay")) {
  /** @param {Record<string, string[]>} partners */
  const record = (partners) => ({
    ...blank(),
    rounds: Object.entries(partners).map(([id, of]) => ({
      ...blank().rounds[0],
      id,
      responses: Object.fromEntries(of.map((who) => [who, {}])),
    })),
  });
  test(`partners stay: ${name}`, () =>
    assert.deepEqual(withPartners(record(given.opened), record(given.present)), record(expected)));
}

for (const { name, given } of cases("record_checks").filter(({ expected }) => expected)) {
  test(`what Python reads is a record here too: ${name}`, () => {
    const data = JSON.parse(ALL_FIELDS);
    const holder = given.at.slice(0, -1).reduce((/** @type {any} */ part, /** @type {string} */ at) => part[at], data);
    // Without a value the field is left out, as `undefined` is in JSON.
    holder[given.at.at(-1)] = given.value;
    assert.equal(typeof readRecord(JSON.stringify(data)), "object");
  });
}

test("a field that was set is read back, and one that was never set is empty", () => {
  const record = blank();
  for (const path of [
    "partnership.name",
    "partnership.words.board",
    "round.name",
    "style-trust.note",
    "style-trust.rating",
  ]) {
    assert.equal(field(record, path), "");
    setField(record, path, "x", NOW);
    assert.equal(field(record, path), "x");
  }
  assert.deepEqual(record.rounds[0].answers, { "style-trust": { note: "x", rating: "x", changed: NOW } });
});

test("an empty value removes its part of an answer, and leaves what this version does not know", () => {
  const record = blank();
  record.rounds[0].answers.q = { rating: "red", note: "n", by: "chair" };
  setField(record, "q.note", "", NOW);
  assert.deepEqual(record.rounds[0].answers.q, { rating: "red", by: "chair", changed: NOW });
});

test("names that mean something to JavaScript objects are names like any other", () => {
  for (const name of ["__proto__.rating", "constructor.rating", "toString.note", "partnership.words.__proto__"]) {
    assert.equal(field(blank(), name), "");
  }
});

test("only fields of a record are fields", () => {
  for (const name of [
    "partnership.name",
    "partnership.preset",
    "partnership.words.x",
    "round.name",
    "round.opened",
    "q.rating",
    "q.note",
    "q.no_action",
  ]) {
    assert.ok(isField(name), name);
  }
  for (const name of [
    "",
    "q",
    ".note",
    "q.changed",
    "q.grammar",
    "q.note.x",
    "round",
    "round.closed",
    "round.answers",
    "partnership.words",
    "partnership.secret",
    "a.b.c.d",
  ]) {
    assert.ok(!isField(name), name);
  }
});

test("a text is a record, a newer one, or unreadable", () => {
  assert.deepEqual(readRecord(JSON.stringify(blank())), blank());
  assert.deepEqual(readRecord(JSON.stringify({ ...blank(), format: 1 })), blank());
  assert.equal(readRecord(JSON.stringify({ ...blank(), format: 3 })), "newer");
  for (const damage of [
    { rounds: [] },
    { rounds: [{}] },
    { partnership: null },
    { actions: [] },
    { actions: { a: 1 } },
    { format: "2" },
    { program: "chess" },
  ]) {
    assert.equal(readRecord(JSON.stringify({ ...blank(), ...damage })), "unreadable", JSON.stringify(damage));
  }
  for (const text of ["", "null", "7", "[]", "{", '{"format":']) assert.equal(readRecord(text), "unreadable", text);
});

test("JSON for files is ASCII and means the same", () => {
  const data = { name: "Ynys Môn 🏛\u2028" };
  assert.match(asciiJson(data, 2), /^[\x20-\x7e\n]*$/);
  assert.deepEqual(JSON.parse(asciiJson(data)), data);
});

test("the requests of a round are lines of a text", () => {
  const record = blankRecord({ id: "lsp", version: "1" }, new Date());
  assert.equal(field(record, "round.asks"), "");
  setField(record, "round.asks", "Move money\n", "2027-01-01T00:00:00Z");
  assert.deepEqual(currentRound(record).asks, ["Move money", ""]);
  assert.equal(field(record, "round.asks"), "Move money\n");
  setField(record, "round.asks", "", "2027-01-01T00:00:00Z");
  assert.deepEqual(currentRound(record).asks, []);
  assert.ok(isField("round.asks") && isField("round.conclusion"));
});
