import assert from "node:assert/strict";
import { test } from "node:test";

import { Asking } from "../../app/core/asking.mjs";

test("only the answer to the latest question counts", () => {
  const asking = new Asking();
  const isLatest = asking.next();
  assert.ok(isLatest());
  const later = asking.next();
  assert.deepEqual([isLatest(), later(), new Asking().next()()], [false, true, true]);
});
