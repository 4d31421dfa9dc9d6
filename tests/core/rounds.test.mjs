import assert from "node:assert/strict";
import { test } from "node:test";

import {
  answeredIn,
  freeName,
  isEmpty,
  nameOn,
  ofCurrentRound,
  previousRound,
  proposedName,
  roundNames,
} from "../../app/core/rounds.mjs";
import { cases } from "./cases.mjs";

for (const { name, given, expected } of cases("rounds")) {
  test(name, () => {
    const { rounds, questions } = given;
    assert.deepEqual([...roundNames(rounds).values()], expected.names);
    assert.equal(previousRound(/** @type {any} */ ({ rounds }))?.id ?? null, expected.previous);
    assert.deepEqual(
      rounds.map((/** @type {any} */ round) => answeredIn(round, questions)),
      expected.answered,
    );
    assert.deepEqual(
      rounds.map((/** @type {any} */ round) => answeredIn(round)),
      expected.in_all,
    );
  });
}

test("a round in which only a note or a reason was written is not empty", () => {
  const round = { id: "r", name: "Named", opened: "2027-01-01", closed: null };
  assert.ok(isEmpty({ ...round, answers: {} }));
  assert.ok(isEmpty({ ...round, answers: { q: { changed: "2027-01-01T00:00:00Z" } } }));
  for (const part of ["rating", "note", "no_action"])
    assert.ok(!isEmpty({ ...round, answers: { q: { [part]: "x" } } }), part);
});

test("a round is proposed the name of its quarter, or of the following one where that is taken", () => {
  const proposed = (/** @type {string | undefined} */ rhythm, /** @type {string[]} */ ...names) =>
    proposedName(
      /** @type {any} */ (names.map((name) => ({ id: name, name, opened: "2026-10-06", answers: {} }))),
      "2026-11-30",
      rhythm,
    );
  assert.equal(proposed(undefined, ""), "October to December 2026");
  assert.equal(proposed(undefined, " October to  December 2026 "), "January to March 2027");
  assert.equal(proposed("quarters"), "October to December 2026");
  assert.equal(proposed("meetings", "October to December 2026"), "Meeting of 30 November 2026");
});

test("what is proposed for a round is the name of no other one", () => {
  const named = (/** @type {string[]} */ ...names) =>
    /** @type {any} */ (names.map((name) => ({ id: name, name, opened: "2026-10-06", answers: {} })));
  const both = named("October to December 2026", "January to March 2027");
  assert.equal(proposedName(both, "2026-11-30"), "January to March 2027 (2)");
  const meeting = named("Meeting of 30 November 2026");
  assert.equal(proposedName(meeting, "2026-11-30", "meetings"), "Meeting of 30 November 2026 (2)");
});

test("a round that is named for its day is named for another one when that changes", () => {
  const on = (/** @type {string} */ rhythm, /** @type {string[]} */ ...names) =>
    nameOn(
      /** @type {any} */ ({ rounds: names.map((name, id) => ({ id, name, opened: "2026-12-15", answers: {} })) }),
      "2027-01-12",
      rhythm,
    );
  assert.equal(on("quarters", "October to December 2026"), "January to March 2027");
  assert.equal(on("meetings", "Meeting of 15 December 2026"), "Meeting of 12 January 2027");
  assert.equal(on("quarters", "Autumn"), "Autumn");
  assert.equal(on("quarters", ""), "");
  assert.equal(on("quarters", "October to December 2026", "January to March 2027"), "January to March 2027");
  // The second meeting of a day has a number, or had none in a record of an earlier version.
  const first = "Meeting of 15 December 2026";
  for (const second of [`${first} (2)`, first])
    assert.equal(on("meetings", first, second), "Meeting of 12 January 2027", second);
  assert.equal(on("meetings", first, `${first} (3)`), `${first} (3)`);
});

test("the second round of a name has it with a number, and one without a name has none", () => {
  const rounds = ["Autumn", "", "Autumn"].map((name, place) => ({ id: `r${place}`, name, opened: "2026-12-15" }));
  assert.equal(freeName(/** @type {any} */ (rounds), "Winter"), "Winter");
  assert.equal(freeName(/** @type {any} */ (rounds), " Autumn"), "Autumn (3)");
  assert.equal(freeName(/** @type {any} */ (rounds), " "), " ");
});

test("for the current round, the round before is there with its dates and without its answers, and no partner's answers are", () => {
  const round = (/** @type {string} */ id, /** @type {string | null} */ closed) => ({
    id,
    name: id,
    opened: "2026-12-15",
    closed,
    answers: { q: { rating: "red" } },
    responses: { one: {} },
  });
  const record = /** @type {any} */ ({
    rounds: [round("r1", "2027-01-01"), round("r2", "2027-02-01"), round("r3", null)],
  });
  const { responses: _, ...current } = round("r3", null);
  const dates = { id: "r2", name: "r2", opened: "2026-12-15", closed: "2027-02-01", answers: {} };
  assert.deepEqual(ofCurrentRound(record).rounds, [dates, current]);
  assert.deepEqual(ofCurrentRound({ ...record, rounds: record.rounds.slice(-1) }).rounds, [current]);
  assert.equal(record.rounds[1].answers.q.rating, "red");
});
