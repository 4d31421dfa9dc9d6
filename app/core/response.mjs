/**
 * A partner's answers: as data for a file, and as a text for the body of a mail. Python reads both
 * (app/assessment/partners); the format is in docs/developers/record-format.md.
 */

import { toBase64url } from "./base64url.mjs";
import { LONGEST_LINK } from "./invitation.mjs";
import { currentRound, PROGRAM } from "./record.mjs";
import { isEmpty } from "./rounds.mjs";
import { orderOf } from "./versions.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./invitation.mjs").Invitation} Invitation */

const FORMAT = 1;

/** @param {AssessmentRecord} record in which a partner answered @param {Invitation} invitation that they answered */
export function responseOf(record, { round, name, partnership, paper }) {
  const { respondent, question_set, question_set_version, changed } = record;
  return {
    program: PROGRAM,
    kind: "response",
    format: FORMAT,
    question_set,
    question_set_version,
    invitation: { round, name, partnership },
    respondent: filledOf(respondent ?? {}),
    answers: answersOf(record),
    ...(paper ? { paper: true } : {}),
    ...(changed ? { changed } : {}),
  };
}

/** What is answered from the first on under a later version of the questions is of that one. @param {AssessmentRecord} record in which a partner answers @param {string} version of the questions on the page */
export function beginWith(record, version) {
  if (isEmpty(currentRound(record)) && answersEarlierQuestions(record, version)) record.question_set_version = version;
}

/** Whether the first answers were given to an earlier version of the questions. @param {AssessmentRecord} record in which a partner answers @param {string} version of the questions on the page */
export function answersEarlierQuestions({ question_set_version }, version) {
  return orderOf(String(question_set_version), version) < 0;
}

/** Ratings and notes alone. @param {AssessmentRecord} record */
function answersOf(record) {
  const answers = Object.entries(currentRound(record).answers).map(([id, { rating, note }]) => [
    id,
    filledOf({ rating, note }),
  ]);
  return Object.fromEntries(answers.filter(([, answer]) => Object.keys(answer).length > 0));
}

/** What is no text in a damaged record is one here, as the form shows it. @param {Record<string, unknown>} table @returns {Record<string, string>} */
function filledOf(table) {
  const texts = Object.entries(table).map(([name, value]) => [name, String(value ?? "")]);
  return Object.fromEntries(texts.filter(([, text]) => text.trim()));
}

/**
 * The address that opens a mail, for the person to send.
 * @param {string} address such as `mailto:name@example.org` @param {string} subject @param {string} body
 * @returns {string} empty where the mail is too long for an address
 */
export function mailLink(address, subject, body) {
  const link = `${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return link.length <= LONGEST_LINK ? link : "";
}

/** A text that survives quoting marks and broken lines. @param {object} response @returns {Promise<string>} */
export async function asMailText(response) {
  const stream = new Blob([JSON.stringify(response)]).stream().pipeThrough(new CompressionStream("deflate"));
  const data = toBase64url(new Uint8Array(await new Response(stream).arrayBuffer()));
  return `BEGIN-PARTNER-ANSWERS ${data.length}.${data} END-PARTNER-ANSWERS`;
}
