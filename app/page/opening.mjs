/**
 * Opening files: what is in one is shown before anything changes.
 */

import { withVersion } from "./copies.mjs";
import { buttonOf, closeDialog, element, hideMessage, openDialog, showMessage } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {{kind: "record", choices: Record<string, any>} | {kind: "backup", records: {key: string, text: string}[]}} Found */

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {() => void} onOpened */
export function wireOpening(store, engine, onOpened) {
  const input = /** @type {HTMLInputElement} */ (element("open-file"));
  /** The file that is looked at, what Python found in it, and for which state of the record. */
  let opened = { file: "", revision: 0, found: /** @type {Found | null} */ (null) };

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) open(file);
    // The same file chosen again must be opened again.
    input.value = "";
  });
  // Anywhere on the page, else the browser would leave it and show the file. A dragged text is not ours.
  for (const type of /** @type {const} */ (["dragover", "drop"])) {
    window.addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (type === "drop" && file && store.mode === "writing") open(file);
    });
  }
  element("open-dialog").addEventListener("click", (event) => {
    const choice = buttonOf(event)?.dataset.openChoice;
    if (choice === undefined) return;
    closeDialog("open-dialog");
    if (choice) choose(choice);
  });

  /** @param {File} file */
  async function open(file) {
    element("open-failed").hidden = true;
    const { dataset } = element("open-failed");
    if (file.size > Number(input.dataset.largest)) return refuse(dataset.large ?? "");
    try {
      await preview(await base64Of(file), false);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      refuse(`${error.message}\n${dataset.unchanged}`);
    }
  }

  /** Shows what is in a file. @param {string} file in base64 @param {boolean} again whether the record changed meanwhile */
  async function preview(file, again) {
    const { revision, record } = store;
    element("open-waiting").hidden = false;
    try {
      const { html, ...found } = await engine.ask({ ask: "open", file, record });
      opened = { file, revision, found };
      element("open-preview").innerHTML = html;
      element("open-again").hidden = !again;
      openDialog("open-dialog");
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      const { dataset } = element("open-failed");
      refuse(`${error instanceof EngineError ? dataset.engine : error.message}\n${dataset.unchanged}`);
    } finally {
      element("open-waiting").hidden = true;
    }
  }

  /** @param {string} choice */
  function choose(choice) {
    const { found } = opened;
    if (found?.kind === "backup") {
      showMessage("added", { count: String(addRecords(store, found.records)) });
      return onOpened();
    }
    // What Python made rests on a state of the record that may be outdated.
    if (store.revision !== opened.revision) return void preview(opened.file, true);
    withVersion(store, "opened", () => {
      store.replace(found?.choices[choice]);
      showMessage("opened");
      onOpened();
    });
  }
}

/** Adds the records of a backup to this browser, beside those that are there. @param {Store} store @param {{key: string, text: string}[]} records @returns {number} how many were not there already */
function addRecords(store, records) {
  const present = store.allTexts();
  const missing = records.filter(({ text }) => !Object.values(present).includes(text));
  for (const { key, text } of missing) {
    let free = key;
    for (let n = 2; Object.hasOwn(present, free); n += 1) free = `${key.replace(/\/practice$/, "")}/${Date.now()}-${n}`;
    store.storage.write(free, text);
    present[free] = text;
  }
  store.check();
  return missing.length;
}

/** Says why a file is not opened. @param {string} why */
function refuse(why) {
  const problem = element("open-failed");
  hideMessage();
  problem.textContent = why;
  problem.hidden = false;
  problem.focus();
}

/** @param {File} file @returns {Promise<string>} */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
