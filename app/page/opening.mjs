/**
 * Opening files: what is in each is shown before anything changes, and what is chosen then is done.
 */

import { Asking } from "../core/asking.mjs";
import { filled, isSameName, oneLine } from "../core/text.mjs";
import { obstacle, withVersion } from "./change_guards.mjs";
import { closeDialog, leadTo, openDialog, topDialog } from "./dialogs.mjs";
import { buttonOf, element, linkButton } from "./dom.mjs";
import { look } from "./file_contents.mjs";
import { handOver, takeHandedOver } from "./file_handover.mjs";
import { LateOffer } from "./late_offer.mjs";
import { takeChosen } from "./local_files.mjs";
import { showMessage } from "./message.mjs";
import { hideRefusal, Refusal, refuse } from "./refusal.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./contents_without_python.mjs").Found} Found */

export class Opening {
  /** The file that is looked at, what was found in it, and for which state of the record. */
  #opened = { file: new File([], ""), revision: 0, found: /** @type {Found | null} */ (null) };
  /** Several files that came together. @type {File[]} */
  #files = [];
  /** Which of them is shown. */
  #chosen = -1;
  #asking = new Asking();
  #offer = new LateOffer();

  /** @param {Store} store @param {import("./engine/client.mjs").Engine} engine @param {() => void} onOpened */
  constructor(store, engine, onOpened) {
    this.store = store;
    this.engine = engine;
    this.onOpened = onOpened;
    takeChosen("open-file", (files) => this.#take(files));
    // Anywhere on the page, else the browser would leave it and show the file.
    for (const type of /** @type {const} */ (["dragover", "drop"])) {
      window.addEventListener(type, (event) => this.#drop(event));
    }
    element("open-dialog").addEventListener("click", (event) => {
      const { openChoice: choice, toolPath = "" } = buttonOf(event)?.dataset ?? {};
      if (choice === undefined) return;
      closeDialog("open-dialog");
      if (choice === "there") this.#openThere(toolPath);
      else if (choice) this.#choose(choice);
    });
    addEventListener("hashchange", hideRefusal);
    element("file-list").addEventListener("click", (event) => {
      const number = buttonOf(event)?.dataset.openListed;
      if (number !== undefined) this.#open(this.#files[Number(number)], Number(number));
    });
  }

  /** @param {DragEvent} event */
  #drop(event) {
    // A dragged text belongs to the field that it is dragged to.
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") this.#take([...event.dataTransfer.files]);
  }

  /** @param {File[]} files */
  #take(files) {
    hideRefusal();
    this.#whenEditable(() => {
      if (files.length === 1) this.#open(files[0], -1);
      else if (files.length > 1) this.#list(files);
    });
  }

  /** Changes the record, or says why it cannot be changed: over the list of files, which would cover a message. @param {() => void} act */
  #whenEditable(act) {
    this.store.whenWritable(act, () => refuse(element("message").dataset[obstacle(this.store)] ?? ""));
  }

  /** Shows what each of several files is. @param {File[]} files */
  async #list(files) {
    this.#files = files;
    const list = element("file-list");
    const rows = files.map(({ name }, number) => {
      const row = document.createElement("li");
      const title = Object.assign(document.createElement("strong"), { id: `listed-${number}`, textContent: name });
      row.append(title, ": ", Object.assign(document.createElement("span"), { textContent: list.dataset.waiting }));
      return row;
    });
    list.replaceChildren(...rows);
    openDialog("files-dialog");
    for (const [number, row] of rows.entries()) {
      // Other files may have come meanwhile.
      if (this.#files !== files) return;
      const line = /** @type {HTMLElement} */ (row.lastElementChild);
      try {
        line.textContent = (await look(files[number], this.store, this.engine)).what;
        const button = linkButton(list.dataset.open ?? "", "openListed", String(number));
        button.setAttribute("aria-describedby", `listed-${number}`);
        row.append(" ", button);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        line.textContent = error.message;
      }
    }
  }

  /** @param {File} file @param {number} number in the list; -1 if it came alone @param {string} [why] it is looked at again */
  async #open(file, number, why = "") {
    hideRefusal();
    element("open-waiting").hidden = false;
    this.#offer.begin();
    const isLatest = this.#asking.next();
    const { revision } = this.store;
    try {
      const { found, shown } = await look(file, this.store, this.engine);
      if (!isLatest()) return;
      this.#chosen = number;
      this.#opened = { file, revision, found };
      element("open-preview").replaceChildren(shown);
      const again = element("open-again");
      again.hidden = !why;
      again.textContent = why;
      this.#offer.present(file.name, () => openDialog("open-dialog"));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (isLatest()) this.#offer.present(file.name, () => refuse(`${file.name}\n${error.message}`));
    } finally {
      if (isLatest()) element("open-waiting").hidden = true;
    }
  }

  /** @param {string} choice */
  #choose(choice) {
    const { store } = this;
    const { file, revision, found } = this.#opened;
    if (found?.kind === "backup") return this.#addRecords(found);
    if (choice === "beside") return this.#openBeside(found?.choices.replace);
    const again = () => void this.#open(file, this.#chosen, element("open-again").dataset.changed);
    this.#whenEditable(() => {
      // What was prepared rests on a state of the record that may be outdated.
      if (!store.isStill(revision)) again();
      // Where nothing was entered no previous version is worth saving, and the result is what a person wants to see.
      else if (choice === "open") this.#openWhole(found?.choices.replace, "opened");
      else
        withVersion(
          store,
          "opened",
          () => this.#replace(found?.choices[choice], choice === "replace" && !found?.spares),
          again,
        );
    });
  }

  /** Opens a file in the tool that it belongs to. @param {string} path */
  async #openThere(path) {
    const { dataset } = element("open-failed");
    // Leaving would ask; who then stays would find the file opened at the next visit of that tool.
    if (this.store.isUnsaved) return refuse(dataset.notSaved ?? "");
    if (!(await handOver(this.#opened.file, path))) refuse(dataset.notHandedOver ?? "");
  }

  /** Opens a file that another tool handed over. */
  openHandedOver() {
    const file = takeHandedOver();
    if (file) this.#take([file]);
  }

  /** Opens a file as one more record of this browser, or shows the record of its partnership: what is here stays. @param {any} record */
  #openBeside(record) {
    const { store } = this;
    const { file } = this.#opened;
    const name = oneLine(record.partnership.name);
    const isOfName = (/** @type {{key: string, name: string}} */ { key, name: other }) =>
      key !== store.storage.practiceKey && isSameName(other, name);
    const known = store.records.list(store).find(isOfName);
    // Of one partnership there is one record.
    if (known) store.show(known.key);
    else store.begin();
    const why = filled(element("open-again").dataset.known ?? "", { name });
    this.#whenEditable(() =>
      known ? void this.#open(file, this.#chosen, why) : this.#openWhole(record, "openedBeside"),
    );
  }

  /** Opens a file where nothing was entered, and shows its result. @param {any} record @param {string} message */
  #openWhole(record, message) {
    this.#replace(record, true, message);
    leadTo("#/overview");
    // Where it is shown already, no new address leads there.
    element("overview-heading").focus();
  }

  /** @param {any} record @param {boolean} isWholeFile whether the file holds all that is here then @param {string} [message] */
  #replace(record, isWholeFile, message = "opened") {
    const { store } = this;
    store.replace(record);
    if (isWholeFile) store.copied(store.storage.reminders.copyMark(store.key));
    showMessage(message);
    this.#done();
  }

  /**
   * Adds the records of a backup to this browser, beside those that are there, and what could not be read when it was saved.
   * @param {import("../core/files.mjs").Backup} found
   */
  #addRecords(found) {
    const { store } = this;
    const before = store.records.textOf(store.key);
    const { count, unreadable, isWhole } = store.records.add(found);
    const words = { count: String(count), unreadable: String(unreadable) };
    if (isWhole) showMessage(unreadable ? "addedUnreadable" : "added", words);
    else refuse(filled(element("open-failed").dataset.noSpace ?? "", words));
    // Nothing was entered in the record that is shown if one of the file has its place now.
    if (store.records.textOf(store.key) !== before) store.show(store.key);
    else store.refresh();
    this.#done();
  }

  /** What was chosen is done; the list goes on with the next file. */
  #done() {
    const list = element("file-list");
    const button = /** @type {HTMLElement | null} */ (list.querySelector(`[data-open-listed="${this.#chosen}"]`));
    button?.replaceWith(list.dataset.done ?? "");
    if (topDialog()) element("files-dialog-heading").focus();
    else this.onOpened();
  }
}
