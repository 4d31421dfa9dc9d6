/**
 * Copying a text.
 */

/**
 * Copies a text. Where the browser refuses, or at an address without https, it is selected: the keys of the keyboard
 * copy it then.
 * @param {string} text @param {HTMLElement} place where it can be selected @returns {Promise<boolean>} whether it is copied
 */
export async function copyText(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    place.hidden = false;
    if (place instanceof HTMLTextAreaElement) {
      place.focus();
      place.select();
    } else getSelection()?.selectAllChildren(place);
    return false;
  }
}
