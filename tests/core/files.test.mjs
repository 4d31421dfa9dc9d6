import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contentOf } from "../../app/core/files.mjs";
import { blankRecord } from "../../app/core/record.mjs";

const GOOD = readFileSync(new URL("../python/records/format-2-set-1.0-all-fields.json", import.meta.url), "utf8");
const BACKUP = { program: "lsp-improvement-tool", kind: "backup", format: 1, records: { "a/record": GOOD } };

test("a copy and a file with all records are what they are", () => {
  const blank = blankRecord({ id: "lsp", version: "1.0" }, new Date());
  for (const text of [GOOD, JSON.stringify(blank)])
    assert.deepEqual(contentOf(text), { kind: "record", record: JSON.parse(text) });
  assert.deepEqual(contentOf(JSON.stringify(BACKUP)), {
    kind: "backup",
    records: [{ key: "a/record", text: GOOD }],
    quarantined: [],
  });
  const unreadable = { ...BACKUP, quarantined: { "a/quarantine/1": "{" } };
  assert.deepEqual(contentOf(JSON.stringify(unreadable))?.quarantined, [{ key: "a/quarantine/1", text: "{" }]);
});

test("what only Python could read, or nobody, is not taken", () => {
  const texts = ["", "{}", "[]", "null", "5", "Dear all", "<html>", `${GOOD.slice(0, -20)}`, "\ufffd", "NaN"];
  const data = JSON.parse(GOOD);
  for (const format of [3, 99, "2", null]) texts.push(JSON.stringify({ ...data, format }));
  for (const records of [null, [], "x", { a: 5 }, { a: null }]) texts.push(JSON.stringify({ ...BACKUP, records }));
  texts.push(JSON.stringify({ ...BACKUP, format: 2 }), JSON.stringify({ ...data, mood: "\ufffd" }));
  for (const text of texts) assert.equal(contentOf(text), null, text.slice(0, 60));
});

/** Every place in a value, as a path. @param {any} value @param {string[]} path @returns {string[][]} */
function places(value, path = []) {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...path, name]))];
}

test("of 500 damaged shapes none stops the look, and what is taken is what was in the file", () => {
  const paths = places(JSON.parse(GOOD)).filter((path) => path.length > 0);
  let count = 0;
  for (const path of paths) {
    for (const wrong of [{}, [], 7, true, null, "purple"]) {
      const data = JSON.parse(GOOD);
      const holder = path.slice(0, -1).reduce((part, name) => part[name], data);
      holder[path[path.length - 1]] = wrong;
      const content = contentOf(JSON.stringify(data));
      count += 1;
      if (content !== null) assert.deepEqual(content, { kind: "record", record: data });
    }
  }
  assert.ok(count > 500, String(count));
});
