import assert from "node:assert/strict";
import { test } from "node:test";

import { orderOf } from "../../app/core/versions.mjs";
import { cases } from "./cases.mjs";

for (const { name, given, expected } of cases("versions")) {
  test(name, () => {
    assert.equal(orderOf(given[0], given[1]), expected);
    assert.equal(orderOf(given[1], given[0]), 0 - expected);
  });
}
