import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, editsTo, isBlocked } from "../../app/core/edit.mjs";
import { blankRecord, field } from "../../app/core/record.mjs";

const NOW = "2027-01-01T00:00:00.000Z";
const blank = () => blankRecord({ id: "lsp", version: "1.0" }, new Date(NOW));
const withoutTimes = (/** @type {any} */ record) =>
  JSON.parse(JSON.stringify(record, (key, value) => (key === "changed" ? undefined : value)));

/** Small numbers that are the same at every run. @param {number} seed */
function* numbers(seed) {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

test("what is reverted is as it was, whatever was edited", () => {
  const paths = [
    "q.rating",
    "q.agreed",
    "q.note",
    "q.no_action",
    "r.note",
    "partnership.name",
    "partnership.words.board",
    "round.name",
    "round.opened",
  ];
  const random = numbers(7);
  const next = (/** @type {number} */ below) => Number(random.next().value) % below;
  for (let run = 0; run < 300; run += 1) {
    const record = blank();
    /** @type {[any, any][]} */
    const done = [];
    for (let step = 0; step < 1 + next(8); step += 1) {
      const before = withoutTimes(record);
      /** @type {[string, string][]} */
      const values = Array.from({ length: 1 + next(3) }, () => [paths[next(paths.length)], ["", "a", "b"][next(3)]]);
      const edits = editsTo(record, [...new Map(values)]);
      apply(record, edits, "after", NOW);
      done.push([before, edits]);
    }
    for (const [before, edits] of done.reverse()) {
      apply(record, edits, "before", NOW);
      for (const path of paths)
        assert.equal(editsTo(before, [[path, "?"]])[0]?.before, editsTo(record, [[path, "?"]])[0]?.before, path);
    }
  }
});

test("an action is added, changed and removed again as a whole", () => {
  const record = blank();
  const added = editsTo(record, [["action.a", { what: "Meet", questions: ["q"] }]]);
  apply(record, added, "after", NOW);
  const changed = editsTo(record, [["action.a", { what: "Meet again", questions: [] }]]);
  apply(record, changed, "after", NOW);
  assert.equal(record.actions?.a.what, "Meet again");
  apply(record, changed, "before", NOW);
  assert.deepEqual(record.actions?.a, { what: "Meet", questions: ["q"] });
  apply(record, added, "before", NOW);
  assert.deepEqual(record.actions, {});
});

test("what is the same already is no edit", () => {
  assert.deepEqual(
    editsTo(blank(), [
      ["q.note", ""],
      ["partnership.name", ""],
    ]),
    [],
  );
});

test("a closed round keeps its answers; its name, the partnership and actions can be changed", () => {
  const record = blank();
  const edits = (/** @type {string} */ path) => editsTo(record, [[path, path.startsWith("action") ? {} : "x"]]);
  assert.ok(!isBlocked(record, edits("q.note")));
  record.rounds[0].closed = "2027-01-31";
  assert.ok(isBlocked(record, edits("q.note")));
  for (const path of ["round.name", "partnership.name", "action.a"]) assert.ok(!isBlocked(record, edits(path)), path);
});

test("an answer that changes is no longer agreed, and undo brings that back", () => {
  const record = blank();
  apply(record, editsTo(record, [["q.rating", "amber"]]), "after", NOW);
  apply(record, editsTo(record, [["q.agreed", "true"]]), "after", NOW);
  const settled = withoutTimes(record);
  const edits = editsTo(record, [["q.rating", "red"]]);
  apply(record, edits, "after", NOW);
  assert.equal(field(record, "q.agreed"), "");
  apply(record, edits, "before", NOW);
  assert.deepEqual(withoutTimes(record), settled);
  const together = [
    ["q.rating", "red"],
    ["q.agreed", "true"],
  ];
  apply(record, editsTo(record, /** @type {[string, string][]} */ (together)), "after", NOW);
  assert.equal(field(record, "q.agreed"), "true");
  assert.deepEqual(editsTo(record, [["q.rating", "red"]]), []);
});

test("a change after a clock that ran ahead is later all the same", () => {
  const record = blank();
  apply(record, editsTo(record, [["q.note", "first"]]), "after", "2027-06-01T10:00:00.000Z");
  apply(record, editsTo(record, [["q.note", "corrected"]]), "after", NOW);
  assert.equal(record.changed, "2027-06-01T10:00:00.001Z");
  assert.equal(record.rounds[0].answers.q.changed, record.changed);
  apply(record, editsTo(record, [["q.note", "again"]]), "after", "2027-06-02T10:00:00.000Z");
  assert.equal(record.changed, "2027-06-02T10:00:00.000Z");
});
