/**
 * What an address within the tool page names: a room, and in the room of the questions one of them or an element.
 */

/** `named`: id of a question or an element; empty where the address names none. @typedef {{room: string, named: string}} Place */

export const ROOMS = [
  "setup",
  "assess",
  "overview",
  "report",
  "actions",
  "rounds",
  "files",
  "partners",
  "compare",
  "welcome",
  "send",
];

/**
 * @param {string} base what every address within the page begins with: `#`, or the invitation itself
 * @param {string} hash as the browser has it, with its `#`
 * @param {(id: string) => boolean} isAsked whether an id is one of a question or an element
 * @returns {Place} `room` is empty where the address names nothing that is here
 */
export function readAddress(base, hash, isAsked) {
  const path = decoded(hash.slice(hash.startsWith(`${base}/`) ? base.length : 1));
  const [, room = "", named = ""] = path.match(/^\/([^/]+)\/?(.*)$/) ?? [];
  if (ROOMS.includes(room)) return { room, named: isAsked(named) ? named : "" };
  // Addresses of the first version: a question, an element, or the heading of a part.
  if (isAsked(path)) return { room: "assess", named: path };
  const part = path.replace(/-(heading|part)$/, "");
  return { room: ROOMS.includes(part) ? part : "", named: "" };
}

/** @param {string} base @param {string} named id of a question or an element */
export function addressOf(base, named) {
  return `${base}/assess/${named}`;
}

/** @param {string} base @param {string} room */
export function roomAddress(base, room) {
  return `${base}/${room}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded at all: it names nothing.
    return "";
  }
}
