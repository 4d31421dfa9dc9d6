/**
 * Days, times and names as they are written in Britain. Without `Intl`: its first use takes longer than filling the
 * whole form.
 */

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = 86_400_000;

/** A day as 2027-01-31, in local time. @param {Date} when */
export function localDay(when) {
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/** A day such as 6 October 2026. @param {string} isoDay such as 2026-10-06 */
export function longDay(isoDay) {
  const [year, month, day] = String(isoDay).split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** A time such as 14:02. @param {Date} when */
export function clockTime(when) {
  return `${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** A time of today, or a time and its day. @param {Date} when @param {Date} now */
export function timeAndDay(when, now) {
  const day = localDay(when);
  return day === localDay(now) ? clockTime(when) : `${clockTime(when)} on ${longDay(day)}`;
}

/** Days by the calendar: what was done late yesterday is not of today. Negative where the clock was ahead. @param {Date} when @param {Date} now */
export function daysSince(when, now) {
  const midnight = (/** @type {Date} */ date) => Date.parse(`${localDay(date)}T00:00Z`);
  return Math.round((midnight(now) - midnight(when)) / DAY);
}

/** The quarter of a day, such as January to March 2027. @param {Date} when */
export function quarterName(when) {
  const first = when.getMonth() - (when.getMonth() % 3);
  return `${MONTHS[first]} to ${MONTHS[first + 2]} ${when.getFullYear()}`;
}

/** A text as it is searched: small letters without accents, one space between words. @param {string} text */
export function plainText(text) {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/\s+/g, " ").trim();
}

/** A text with its gaps filled: "{n} days ago". @param {string} text @param {Record<string, string>} values */
export function filled(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

/**
 * Words for a number, with their gaps filled; those for many where there are none of their own for 0 or 1.
 * @param {Record<string, string | undefined>} words such as `{one: "1 question", many: "{n} questions"}`
 * @param {number} n @param {Record<string, string>} [values] of other gaps
 */
export function counted({ none, one, many = "" }, n, values = {}) {
  return filled([none, one][n] ?? many, { n: String(n), ...values });
}

/** Line breaks of other systems and programs: U+000B is that of a presentation. */
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Half of a character: some program has cut a text there. */
const HALF = /\p{Cs}/gu;
const WITHOUT_SHAPE = /[\p{Cc}\u00ad\u180e\u200b\u2060\ufeff]/gu;
/** In a name they are noise: marks of direction, and what looks like a space. Joiners are noise at its ends. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SPACES = /[ \t\n\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]+/g;
const AROUND = /^[ \u200c\u200d]+|[ \u200c\u200d]+$/g;

/**
 * A text as it is shown: line breaks are "\n", letters are composed, and what has no shape is left out. Python has the
 * same rules (app/assessment/text.py); both are tested against tests/cases/texts.json. A record that somebody damaged may
 * hold something else than a text: the page shows it, and Python says what is wrong.
 * @param {string} text
 */
export function shown(text) {
  return String(text)
    .replaceAll(LINE_BREAK, "\n")
    .replaceAll("\u001e", "-")
    .replaceAll(WITHOUT_SHAPE, (char) => (char === "\n" || char === "\t" ? char : ""))
    .replaceAll(HALF, "\ufffd")
    .normalize("NFC");
}

/** A name or a word as it is compared, listed and shown: without line breaks, with single spaces. @param {string} text */
export function oneLine(text) {
  return shown(String(text).replaceAll(DIRECTION, "")).replaceAll(SPACES, " ").replaceAll(AROUND, "");
}

/**
 * Whether two names are the same, however their letters are written. Python has the same rule (app/assessment/text.py);
 * both are tested against tests/cases/same_name.json.
 * @param {string} one
 * @param {string} other
 */
export function isSameName(one, other) {
  return oneLine(one).toLowerCase() === oneLine(other).toLowerCase();
}

/** So many characters of each part of a file's name. */
const LONGEST_PART = 40;
/** Windows opens no file of these names, whatever its ending. */
const RESERVED = /^(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])$/i;

/**
 * A file's name without its ending, safe on every system. Python has the same rule (app/assessment/text.py); both are
 * tested against tests/cases/file_names.json.
 * @param {string[]} parts blank ones are left out
 */
export function fileStem(parts) {
  const stem = parts.filter(oneLine).map(plain).join("_") || "unnamed";
  return RESERVED.test(stem) ? `${stem}-file` : stem;
}

/** Letters and digits of any script, with hyphens between the words. @param {string} text */
function plain(text) {
  const visible = text.normalize("NFC").replaceAll(/\p{Cf}/gu, "");
  const words = visible.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-/, "");
  let short = "";
  // A letter is not cut from its marks.
  for (const [letter] of words.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if ([...short, ...letter].length > LONGEST_PART) break;
    short += letter;
  }
  return short.replace(/-$/, "") || "unnamed";
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
