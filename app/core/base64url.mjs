/**
 * Bytes as letters that no mail program and no address changes.
 */

/** @param {Uint8Array} bytes */
export function toBase64url(bytes) {
  const chars = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(chars).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws for what is no base64url. @param {string} text */
export function fromBase64url(text) {
  const chars = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(chars, (char) => char.charCodeAt(0));
}
