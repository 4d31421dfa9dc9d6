/**
 * A short fingerprint of a text, to tell whether it is still the same one. It is no protection against anybody.
 */

/** 53 bits by the method “cyrb53”, two multiplications a character. @param {string} text */
export function fingerprint(text) {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let place = 0; place < text.length; place += 1) {
    const char = text.charCodeAt(place);
    first = Math.imul(first ^ char, 2654435761);
    second = Math.imul(second ^ char, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return (4294967296 * (2097151 & second) + (first >>> 0)).toString(36);
}
