/**
 * Files of the person: given as downloads, read, and dropped on the page.
 */

import { element } from "./dom.mjs";

/** The bytes that Python sends as text. @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Gives a file to the person. @param {string} name @param {string | Uint8Array<ArrayBuffer>} content @param {string} type */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser reads the address after this turn; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The bytes of a file, as a request to Python holds them. @param {File} file @returns {Promise<string>} */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Takes the files that are chosen in a field. @param {string} id of it @param {(files: File[]) => void} take */
export function takeChosen(id, take) {
  const input = /** @type {HTMLInputElement} */ (element(id));
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    // The same file chosen again must be opened again.
    input.value = "";
  });
}

/**
 * Takes the files that are dropped while a room is shown; elsewhere they are opened as records.
 * @param {string} room @param {(files: File[]) => void} take
 */
export function takeDropped(room, take) {
  for (const type of /** @type {const} */ (["dragover", "drop"]))
    window.addEventListener(
      type,
      (event) => {
        // A dragged text belongs to the field that it is dragged to.
        if (element("tool").dataset.shown !== room || !event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (event.type === "drop") take([...event.dataTransfer.files]);
      },
      { capture: true },
    );
}
