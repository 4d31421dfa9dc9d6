/**
 * Opening files: what is in one is shown before anything changes.
 */

import { withVersion } from "./copies.mjs";
import { buttonOf, closeDialog, element, hideMessage, openDialog, showMessage } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { isRecordKey } from "./storage.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {{kind: "record", choices: Record<string, any>} | {kind: "backup", records: {key: string, text: string}[]}} Found */

export class Opening {
  /** The file that is looked at, what Python found in it, and for which state of the record. */
  #opened = { file: "", revision: 0, found: /** @type {Found | null} */ (null) };

  /** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {() => void} onOpened */
  constructor(store, engine, onOpened) {
    this.store = store;
    this.engine = engine;
    this.onOpened = onOpened;
    const input = /** @type {HTMLInputElement} */ (element("open-file"));
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.#open(file);
      // The same file chosen again must be opened again.
      input.value = "";
    });
    // Anywhere on the page, else the browser would leave it and show the file.
    for (const type of /** @type {const} */ (["dragover", "drop"])) {
      window.addEventListener(type, (event) => this.#drop(event));
    }
    element("open-dialog").addEventListener("click", (event) => {
      const choice = buttonOf(event)?.dataset.openChoice;
      if (choice === undefined) return;
      closeDialog("open-dialog");
      if (choice) this.#choose(choice);
    });
  }

  /** @param {DragEvent} event */
  #drop(event) {
    // A dragged text belongs to the field that it is dragged to.
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (event.type !== "drop" || !file) return;
    if (this.store.mode === "writing") this.#open(file);
    else showMessage("elsewhere");
  }

  /** @param {File} file */
  async #open(file) {
    element("open-failed").hidden = true;
    const { dataset } = element("open-failed");
    if (file.size > Number(element("open-file").dataset.largest)) return refuse(dataset.large ?? "");
    try {
      await this.#preview(await base64Of(file), false);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      refuse(`${error.message}\n${dataset.unchanged}`);
    }
  }

  /** Shows what is in a file. @param {string} file in base64 @param {boolean} again whether the record changed meanwhile */
  async #preview(file, again) {
    const { revision, record } = this.store;
    element("open-waiting").hidden = false;
    try {
      const { html, ...found } = await this.engine.ask({ ask: "open", file, record });
      this.#opened = { file, revision, found };
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
  #choose(choice) {
    const { store } = this;
    const { file, revision, found } = this.#opened;
    if (found?.kind === "backup") return this.#addRecords(found.records);
    store.check();
    // What Python made rests on a state of the record that may be outdated.
    if (store.revision !== revision) return void this.#preview(file, true);
    withVersion(store, "opened", () => {
      store.replace(found?.choices[choice]);
      showMessage("opened");
      this.onOpened();
    });
  }

  /** Adds the records of a backup to this browser, beside those that are there. @param {{key: string, text: string}[]} records */
  #addRecords(records) {
    const present = this.store.allTexts();
    let count = 0;
    try {
      for (const { key, text } of records) {
        if (!isRecordKey(key) || Object.values(present).includes(text)) continue;
        const free = freeKey(key, present);
        localStorage.setItem(free, text);
        present[free] = text;
        count += 1;
      }
      showMessage("added", { count: String(count) });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      refuse((element("open-failed").dataset.noSpace ?? "").replace("{count}", String(count)));
    }
    this.store.check();
    this.onOpened();
  }
}

/** @param {string} key @param {Record<string, string>} present */
function freeKey(key, present) {
  let free = key;
  for (let n = 2; Object.hasOwn(present, free); n += 1)
    free = `${key.replace(/\/record\/.*/, "/record")}/${Date.now()}-${n}`;
  return free;
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
