/**
 * An invitation to partners, as a link: all of it is after the `#`, which a browser sends to no server. In front of it
 * are its length and a check, so that a link that a mail program has cut is recognised.
 */

import { fromBase64url, toBase64url } from "./base64url.mjs";
import { fingerprint } from "./digest.mjs";

/**
 * @typedef {object} Invitation
 * @property {string} round the id of the round
 * @property {string} name of the round
 * @property {string} partnership its name
 * @property {string} preset the kind of partnership, whose words are the default ones
 * @property {Record<string, string>} words those that the partnership has changed, by the id of each
 * @property {string[]} [elements] the ids of those to answer; absent where all are
 * @property {string} [by] the day by which partners answer
 * @property {string} [contact] who receives the answers
 * @property {string} [paper] for a sheet of paper, which the coordinator enters: when its link was made, in milliseconds.
 *   So the address of each sheet is unique, and what is entered there has a place of its own
 * @property {string} set the id of the question set
 * @property {string} version of the question set
 */
/** `address`: that of the invitation within the page, without a room. @typedef {{invitation: Invitation, address: string} | {fault: "cut" | "changed"}} Read */

const START = "#/respond/";
/** Longer links are cut by some programs, and are too fine a pattern as a code. In characters. */
export const LONGEST_LINK = 2_000;
const FORM = /^#\/respond\/(\d+)\.([a-z0-9]+)\.([\w-]*)/;

/** Whether an address is one of an invitation, whole or not. @param {string} hash as the browser has it, with its `#` */
export function isInvitation(hash) {
  return hash.startsWith(START);
}

/** @param {string} page its address; what is after the `#` does not matter @param {Invitation} invitation */
export function invitationLink(page, invitation) {
  const data = toBase64url(new TextEncoder().encode(JSON.stringify(invitation)));
  return `${page.split("#")[0]}${START}${data.length}.${fingerprint(data)}.${data}`;
}

/** @param {string} hash as the browser has it, with its `#` @returns {Read} */
export function readInvitation(hash) {
  const [, length, check, rest = ""] = hash.match(FORM) ?? [];
  // A program may have taken the full stop that ends a sentence, or a bracket, as a part of the link.
  const data = rest.slice(0, Number(length));
  if (length === undefined || data.length < Number(length)) return { fault: "cut" };
  if (fingerprint(data) !== check) return { fault: "changed" };
  const invitation = parsed(data);
  if (!invitation) return { fault: "changed" };
  return { invitation, address: `${START}${length}.${check}.${data}` };
}

/** The address for a mail to a contact; empty where the contact is not just an e-mail address. @param {string} contact */
export function mailAddress(contact) {
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(contact) ? `mailto:${contact}` : "";
}

/** @param {string} data @returns {Invitation | null} */
function parsed(data) {
  try {
    const made = JSON.parse(new TextDecoder().decode(fromBase64url(data)));
    const texts = [made.round, made.name, made.partnership, made.preset, made.set, made.version];
    texts.push(
      made.by ?? "",
      made.contact ?? "",
      made.paper ?? "",
      ...(made.elements ?? []),
      ...Object.values(made.words),
    );
    return texts.every((text) => typeof text === "string") ? made : null;
  } catch {
    // Not made by this tool: said by the caller.
    return null;
  }
}
