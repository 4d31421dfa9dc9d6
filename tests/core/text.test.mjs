import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clockTime,
  counted,
  daysSince,
  fileStem,
  filled,
  isSameName,
  localDay,
  longDay,
  oneLine,
  shown,
  timeAndDay,
} from "../../app/core/text.mjs";
import { cases } from "./cases.mjs";

for (const { name, given, expected } of cases("file_names")) {
  test(`file name: ${name}`, () => assert.equal(fileStem(given.parts), expected));
}

for (const { name, given, expected } of cases("texts")) {
  test(`text: ${name}`, () => assert.deepEqual({ shown: shown(given), line: oneLine(given) }, expected));
}

for (const { name, given, expected } of cases("same_name")) {
  test(`same name: ${name}`, () => {
    assert.equal(isSameName(given[0], given[1]), expected);
    assert.equal(isSameName(given[1], given[0]), expected);
  });
}

test("days and times are those on the wall", () => {
  const when = new Date(2027, 0, 5, 9, 3);
  assert.equal(localDay(when), "2027-01-05");
  assert.equal(longDay("2027-01-05"), "5 January 2027");
  assert.equal(clockTime(when), "09:03");
  assert.equal(timeAndDay(when, new Date(2027, 0, 5, 23, 59)), "09:03");
  assert.equal(timeAndDay(when, new Date(2027, 0, 6, 0, 1)), "09:03 on 5 January 2027");
});

test("days are counted by the calendar, over a change of the clocks too, and below zero", () => {
  assert.equal(daysSince(new Date(2027, 2, 9, 23, 30), new Date(2027, 2, 10, 0, 30)), 1);
  assert.equal(daysSince(new Date(2027, 2, 27, 12), new Date(2027, 2, 29, 12)), 2);
  assert.equal(daysSince(new Date(2027, 2, 12), new Date(2027, 2, 10)), -2);
});

test("gaps are filled, and what has no value stays", () => {
  assert.equal(filled("{n} of {all}, {other}", { n: "1", all: "2" }), "1 of 2, {other}");
});

test("a number has the words for none, one or many", () => {
  const words = { none: "nothing", one: "1 file in {place}", many: "{n} files in {place}" };
  const said = [0, 1, 2].map((n) => counted(words, n, { place: "all" }));
  assert.deepEqual(said, ["nothing", "1 file in all", "2 files in all"]);
  assert.equal(counted({ many: "{n} files" }, 0), "0 files");
});
