import assert from "node:assert/strict";
import { test } from "node:test";

import { latest } from "../../app/core/latest.mjs";
import { blankRecord } from "../../app/core/record.mjs";

const SET = { id: "lsp", version: "2.0" };
const QUESTIONS = ["a", "b", "c"];

/** @param {string} key @param {string} name @param {string | null} changed @param {Record<string, any>} answers */
function stored(key, name, changed, answers = {}) {
  const record = { ...blankRecord(SET, new Date(0)), changed };
  record.partnership.name = name;
  record.rounds[0].answers = answers;
  return { key, text: JSON.stringify(record) };
}

test("of several records the one that was changed last is found", () => {
  const records = [
    stored("first", "First", "2026-11-02T10:00:00.000Z"),
    stored("second", " Second\n PSB ", "2026-11-03T10:00:00.000Z", { a: { rating: "red" }, b: { rating: "unknown" } }),
    stored("third", "Third", "2026-11-01T10:00:00.000Z"),
  ];
  const expected = { key: "second", name: "Second PSB", answered: 2, changed: "2026-11-03T10:00:00.000Z" };
  assert.deepEqual(latest(records, QUESTIONS), expected);
});

test("answers to questions that are no longer asked do not count", () => {
  const record = stored("first", "", "2026-11-02T10:00:00.000Z", { a: { rating: "red" }, old: { rating: "red" } });
  assert.equal(latest([record], QUESTIONS)?.answered, 1);
});

test("a record that does not say when it was changed is found after those that do", () => {
  const undated = stored("undated", "Undated", null, { a: { rating: "red" } });
  assert.deepEqual(latest([undated], QUESTIONS), { key: "undated", name: "Undated", answered: 1, changed: null });
  const dated = stored("dated", "Dated", "2026-11-02T10:00:00.000Z");
  for (const order of [
    [undated, dated],
    [dated, undated],
  ])
    assert.equal(latest(order, QUESTIONS)?.key, "dated");
});

test("nothing is found where nothing is stored or nothing can be read", () => {
  const newer = { key: "newer", text: JSON.stringify({ program: "lsp-improvement-tool", format: 99 }) };
  assert.equal(latest([], QUESTIONS), null);
  assert.equal(latest([{ key: "damaged", text: "{" }, newer], QUESTIONS), null);
});
