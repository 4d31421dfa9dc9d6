import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, ROOMS, readAddress } from "../../app/core/address.mjs";

const isAsked = (/** @type {string} */ id) => ["style", "style-challenge", "überblick"].includes(id);
const read = (/** @type {string} */ hash) => readAddress("#", hash, isAsked);

test("a room has an address", () => {
  for (const room of ROOMS) assert.deepEqual(read(`#/${room}`), { room, named: "" });
  assert.deepEqual(read("#/rounds/"), { room: "rounds", named: "" });
});

test("a question and an element are in the room of the questions", () => {
  assert.deepEqual(read("#/assess/style-challenge"), { room: "assess", named: "style-challenge" });
  assert.deepEqual(read(addressOf("#", "style")), { room: "assess", named: "style" });
  assert.deepEqual(read("#/assess/%C3%BCberblick"), { room: "assess", named: "überblick" });
  assert.deepEqual(read("#/assess/gone"), { room: "assess", named: "" });
});

test("addresses of the first version lead to the same places", () => {
  assert.deepEqual(read("#style-challenge"), { room: "assess", named: "style-challenge" });
  assert.deepEqual(read("#style"), { room: "assess", named: "style" });
  assert.deepEqual(read("#overview-heading"), { room: "overview", named: "" });
  assert.deepEqual(read("#files"), { room: "files", named: "" });
  assert.deepEqual(read("#actions-heading"), { room: "actions", named: "" });
});

test("what is not here names nothing", () => {
  for (const hash of ["", "#", "#/", "#/else", "#content", "#%E0%A4%A", "#/../files"])
    assert.deepEqual(read(hash), { room: "", named: "" });
});
