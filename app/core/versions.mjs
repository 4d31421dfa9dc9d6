/**
 * Versions of a question set, in order. Python has the same rule (app/assessment/question_set/versions.py); both are
 * tested against tests/cases/versions.json.
 */

/** Negative where a version comes before the other one, positive where it comes after it. @param {string} version @param {string} other */
export function orderOf(version, other) {
  const [ours, theirs] = [numbersOf(version), numbersOf(other)];
  for (let place = 0; place < Math.max(ours.length, theirs.length); place += 1) {
    const difference = (ours[place] ?? 0) - (theirs[place] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** A part that is not a number counts as 0; no version has ten digits. @param {string} version */
function numbersOf(version) {
  return version.split(".").map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : 0));
}
