/**
 * Names for what nobody has named.
 */

/** 128 random bits. Not `crypto.randomUUID`: an address without https does not have it. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
