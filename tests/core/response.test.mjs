import assert from "node:assert/strict";
import test from "node:test";
import { inflateSync } from "node:zlib";
import { blankRecord, currentRound, setField } from "../../app/core/record.mjs";
import { answersEarlierQuestions, asMailText, beginWith, mailLink, responseOf } from "../../app/core/response.mjs";

const NOW = "2027-01-20T10:00:00.000Z";
const INVITATION = {
  round: "r1",
  name: "Spring",
  partnership: "Wyre",
  preset: "lsp",
  words: {},
  set: "lsp",
  version: "2.0",
};

function answered() {
  const record = blankRecord({ id: "lsp", version: "2.0" }, new Date(NOW));
  record.respondent = { id: "0f1e2d3c" };
  setField(record, "respondent.organisation", "Coleg Ŵyre", NOW);
  setField(record, "respondent.role", "  ", NOW);
  setField(record, "style-challenge.rating", "amber", NOW);
  setField(record, "style-challenge.note", "Rarely.", NOW);
  setField(record, "style-trust.rating", "red", NOW);
  setField(record, "style-trust.rating", "", NOW);
  currentRound(record).answers["style-trust"].no_action = "Not theirs to say";
  record.changed = NOW;
  return record;
}

test("a response holds who answered, ratings and notes, and nothing else", () => {
  assert.deepEqual(responseOf(answered(), INVITATION), {
    program: "lsp-improvement-tool",
    kind: "response",
    format: 1,
    question_set: "lsp",
    question_set_version: "2.0",
    invitation: { round: "r1", name: "Spring", partnership: "Wyre" },
    respondent: { id: "0f1e2d3c", organisation: "Coleg Ŵyre" },
    answers: { "style-challenge": { rating: "amber", note: "Rarely." } },
    changed: NOW,
  });
});

test("answers belong to the version of the questions with which they began", () => {
  const NEXT = "2.10";
  const unanswered = blankRecord({ id: "lsp", version: "2.9" }, new Date(NOW));
  setField(unanswered, "respondent.organisation", "Coleg Ŵyre", NOW);
  assert.ok(answersEarlierQuestions(unanswered, NEXT));
  beginWith(unanswered, NEXT);
  assert.equal(responseOf(unanswered, INVITATION).question_set_version, NEXT);
  assert.ok(!answersEarlierQuestions(unanswered, NEXT));
  // A tab with an earlier page changes nothing of it.
  beginWith(unanswered, "2.9");
  assert.equal(responseOf(unanswered, INVITATION).question_set_version, NEXT);
  assert.ok(!answersEarlierQuestions(unanswered, "2.9"));
  const begun = answered();
  beginWith(begun, NEXT);
  assert.equal(responseOf(begun, INVITATION).question_set_version, "2.0");
  assert.ok(answersEarlierQuestions(begun, NEXT));
});

test("as text it is one line between two marks, compressed", async () => {
  const response = responseOf(answered(), INVITATION);
  const text = await asMailText(response);
  const [, length, data] = text.match(/^BEGIN-PARTNER-ANSWERS (\d+)\.([\w-]+) END-PARTNER-ANSWERS$/) ?? [];
  assert.equal(data.length, Number(length));
  assert.deepEqual(JSON.parse(inflateSync(Buffer.from(data, "base64url")).toString()), response);
});

test("a mail has its subject and its text in its address, unless a mail program would cut it", () => {
  const link = new URL(mailLink("mailto:chair@example.org", "Answers: Ŵyre & Co", "one\n\ntwo"));
  assert.equal(link.protocol + link.pathname, "mailto:chair@example.org");
  assert.equal(link.searchParams.get("subject"), "Answers: Ŵyre & Co");
  assert.equal(link.searchParams.get("body"), "one\n\ntwo");
  const short = mailLink("mailto:chair@example.org", "", "");
  assert.equal(mailLink("mailto:chair@example.org", "", "x".repeat(2_000 - short.length)).length, 2_000);
  assert.equal(mailLink("mailto:chair@example.org", "", "x".repeat(2_001 - short.length)), "");
});

test("what a damaged record holds in place of a text is a text, as the form shows it", () => {
  const record = answered();
  record.respondent = /** @type {any} */ (null);
  currentRound(record).answers["style-trust"] = /** @type {any} */ ({ rating: "red", note: 7 });
  const { respondent, answers } = responseOf(record, INVITATION);
  assert.deepEqual(respondent, {});
  assert.deepEqual(answers["style-trust"], { rating: "red", note: "7" });
});
