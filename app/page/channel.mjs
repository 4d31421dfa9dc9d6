/**
 * What the tabs of this browser say to each other.
 */

/**
 * Where the browser denies storage it may deny this too; then there is no other tab to tell.
 * @param {string} name @returns {Pick<BroadcastChannel, "addEventListener" | "postMessage" | "close">}
 */
export function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return Object.assign(new EventTarget(), { postMessage: () => {}, close: () => {} });
  }
}
