import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint } from "../../app/core/digest.mjs";

test("the same text has the same fingerprint", () => {
  assert.equal(fingerprint("Ynys Môn"), fingerprint("Ynys Môn"));
});

test("texts that differ in one character have different ones", () => {
  const texts = ["", " ", "a", "b", "ab", "ba", "a\u0000", "red".repeat(10_000), `${"red".repeat(9_999)}rad`];
  for (let number = 0; number < 20_000; number += 1) texts.push(`answer ${number}`);
  assert.equal(new Set(texts.map(fingerprint)).size, texts.length);
});
