import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "../../app/core/history.mjs";

const edit = (/** @type {string} */ before, /** @type {string} */ after, path = "q.note") => [{ path, before, after }];

test("typing without a pause is one step", () => {
  const history = new History();
  assert.ok(history.add(edit("", "a"), true, 0));
  assert.ok(!history.add(edit("a", "ab"), true, 1_000));
  assert.deepEqual(history.undo(), edit("", "ab"));
  assert.ok(!history.canUndo);
  assert.deepEqual(history.redo(), edit("", "ab"));
});

test("a pause, another field, a choice or leaving the field begins another step", () => {
  for (const follow of [
    (/** @type {History} */ history) => history.add(edit("a", "ab"), true, 6_000),
    (/** @type {History} */ history) => history.add(edit("", "b", "r.note"), true, 1),
    (/** @type {History} */ history) => history.add(edit("", "red", "q.rating"), false, 1),
    (/** @type {History} */ history) => {
      history.pause();
      return history.add(edit("a", "ab"), true, 1);
    },
    (/** @type {History} */ history) => {
      history.undo();
      history.redo();
      return history.add(edit("a", "ab"), true, 1);
    },
  ]) {
    const history = new History();
    history.add(edit("", "a"), true, 0);
    assert.ok(follow(history));
    history.undo();
    assert.deepEqual(history.undo(), edit("", "a"));
  }
});

test("a new step ends what could be applied again, and clearing ends all", () => {
  const history = new History();
  history.add(edit("", "a"), false, 0);
  history.undo();
  history.add(edit("", "b"), false, 1);
  assert.ok(!history.canRedo);
  assert.equal(history.redo(), undefined);
  history.clear();
  assert.equal(history.undo(), undefined);
});
