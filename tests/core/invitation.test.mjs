import assert from "node:assert/strict";
import test from "node:test";
import { addressOf, readAddress, roomAddress } from "../../app/core/address.mjs";
import { invitationLink, isInvitation, LONGEST_LINK, mailAddress, readInvitation } from "../../app/core/invitation.mjs";

const PAGE = "https://example.org/some/where/tool/#/partners";
const INVITATION = {
  round: "round-2027-01-12T09:00:00.000Z",
  name: "Ionawr i Fawrth 2027 – ŵythnos",
  partnership: "Bwrdd <b>Gwasanaethau</b> & “Cyhoeddus”",
  preset: "psb",
  words: { partnership: "bwrdd" },
  elements: ["style"],
  by: "2027-01-31",
  contact: "cydlynydd@example.org",
  set: "lsp",
  version: "2.0",
};
const LINK = invitationLink(PAGE, INVITATION);
const HASH = LINK.slice(LINK.indexOf("#"));

test("a link holds the invitation, all of it after the #", () => {
  assert.ok(LINK.startsWith("https://example.org/some/where/tool/#/respond/"));
  assert.match(HASH, /^#[\w/.-]+$/);
  assert.ok(isInvitation(HASH));
  const read = readInvitation(HASH);
  assert.deepEqual(read, { invitation: INVITATION, address: HASH });
});

test("a link of usual length is far below what programs cut", () => {
  const words = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`word${n}`, "a word of a usual length"]));
  assert.ok(invitationLink(PAGE, { ...INVITATION, words }).length < LONGEST_LINK);
});

test("a link that was cut anywhere is recognised", () => {
  for (let end = "#/respond/".length; end < HASH.length; end += 1) {
    const read = readInvitation(HASH.slice(0, end));
    assert.ok("fault" in read && read.fault === "cut", HASH.slice(0, end));
  }
});

test("a link with a changed letter is recognised, and signs after it do no harm", () => {
  const place = HASH.length - 30;
  const changed = HASH.slice(0, place) + (HASH[place] === "a" ? "b" : "a") + HASH.slice(place + 1);
  assert.deepEqual(readInvitation(changed), { fault: "changed" });
  for (const after of [".", ">", ")", "/assess/style-challenge"])
    assert.deepEqual(readInvitation(HASH + after), readInvitation(HASH));
});

test("what another program made with a right check is refused when it is no invitation", () => {
  for (const data of [null, 5, {}, { ...INVITATION, words: null }, { ...INVITATION, elements: [{}] }]) {
    const link = invitationLink(PAGE, /** @type {any} */ (data));
    assert.deepEqual(readInvitation(link.slice(link.indexOf("#"))), { fault: "changed" });
  }
});

test("only a contact that is an e-mail address, and nothing more, can be mailed to", () => {
  assert.equal(mailAddress("a.clerk+lsp@council.example.org"), "mailto:a.clerk+lsp@council.example.org");
  for (const contact of [
    "",
    "Ann",
    "Ann <a@example.org>",
    "a@b",
    "a@example.org?bcc=b@example.org",
    "javascript:x@y.z",
  ])
    assert.equal(mailAddress(contact), "", contact);
});

test("within an invitation every address begins with it", () => {
  assert.deepEqual(
    readAddress(HASH, addressOf(HASH, "style"), (id) => id === "style"),
    { room: "assess", named: "style" },
  );
  assert.equal(readAddress(HASH, roomAddress(HASH, "send"), () => false).room, "send");
  assert.equal(roomAddress("#", "files"), "#/files");
});
