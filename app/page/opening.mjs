/**
 * Opening files: what is in each is shown before anything changes. Python looks; where it cannot run, the page's own
 * check does.
 */

import { Asking } from "../core/asking.mjs";
import { clockTime, filled, isSameName, localDay, longDay, oneLine } from "../core/text.mjs";
import { obstacle, withVersion } from "./changing.mjs";
import { closeDialog, leadTo, openDialog, topDialog } from "./dialogs.mjs";
import { buttonOf, element, linkButton, showAtFoot } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { handOver, takeHandedOver } from "./handing_over.mjs";
import { base64Of, takeChosen } from "./local_files.mjs";
import { hideMessage, showMessage } from "./message.mjs";
import { ownLook } from "./own_look.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./own_look.mjs").Found} Found */
/** @typedef {import("./own_look.mjs").Look} Look */

/** Where letters go. */
const FIELD = 'textarea, select, input:not([type="file"], [type="checkbox"], [type="radio"])';

/** Why a file is not opened, in words for the person. */
class Refusal extends Error {}

export class Opening {
  /** The file that is looked at, what was found in it, and for which state of the record. */
  #opened = { file: new File([], ""), revision: 0, found: /** @type {Found | null} */ (null) };
  /** Several files that came together. @type {File[]} */
  #files = [];
  /** Which of them is shown. */
  #chosen = -1;
  #asking = new Asking();
  /** Whether somebody has gone to another room or to a field since the file came, or typed there. */
  #hasGoneOn = false;
  /** Shows what was found, when it is asked for. */
  #showFound = () => {};

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
    element("open-ready").addEventListener("click", (event) => {
      const button = buttonOf(event);
      if (!button) return;
      offer(false);
      if (button.id === "show-found") this.#showFound();
    });
    const goOn = (/** @type {Event} */ { target }) => {
      this.#hasGoneOn ||= !(target instanceof Element) || target.matches(FIELD);
    };
    for (const type of ["hashchange", "focusin", "input"]) addEventListener(type, goOn);
    // In another room it is about something that is not in sight.
    addEventListener("hashchange", () => {
      element("open-failed").hidden = true;
    });
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
    element("open-failed").hidden = true;
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
        line.textContent = (await this.#look(files[number])).what;
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
    element("open-failed").hidden = true;
    element("open-waiting").hidden = false;
    offer(false);
    const isLatest = this.#asking.next();
    const { revision } = this.store;
    this.#hasGoneOn = false;
    const present = (/** @type {() => void} */ show) => {
      this.#showFound = show;
      // Python may answer late: a dialog would take the next letters.
      if (this.#hasGoneOn) offer(true, file.name);
      else show();
    };
    try {
      const { found, shown } = await this.#look(file);
      if (!isLatest()) return;
      this.#chosen = number;
      this.#opened = { file, revision, found };
      const preview = element("open-preview");
      if (typeof shown === "string") preview.innerHTML = shown;
      else preview.replaceChildren(shown);
      sayLocalTimes(preview);
      const again = element("open-again");
      again.hidden = !why;
      again.textContent = why;
      present(() => openDialog("open-dialog"));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (isLatest()) present(() => refuse(`${file.name}\n${error.message}`));
    } finally {
      if (isLatest()) element("open-waiting").hidden = true;
    }
  }

  /** What is in a file; throws a Refusal. @param {File} file @returns {Promise<Look>} */
  async #look(file) {
    const { dataset } = element("open-failed");
    const refusal = (/** @type {string | undefined} */ why) => new Refusal(`${why}\n${dataset.unchanged}`);
    if (file.size > Number(element("open-file").dataset.largest)) throw refusal(dataset.large);
    try {
      if (this.engine.failed) {
        const look = await ownLook(file, this.store.record);
        return look ?? Promise.reject(refusal(dataset.own));
      }
      const { html, what, ...found } = await this.engine.ask({
        ask: "open",
        file: await base64Of(file),
        record: this.store.record,
      });
      return { what, found, shown: html };
    } catch (error) {
      if (error instanceof EngineError)
        return this.engine.failed ? this.#look(file) : Promise.reject(refusal(dataset.engine));
      // A file that is gone, or a folder: the browser says why it cannot be read.
      if (error instanceof AnswerError || error instanceof DOMException) throw refusal(error.message);
      throw error;
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

/** Offers what was found in a file, or takes the offer back. @param {boolean} shown @param {string} [name] of the file */
function offer(shown, name = "") {
  const line = element("open-ready-name");
  line.textContent = filled(line.dataset.text ?? "", { name });
  showAtFoot("open-ready", shown);
  document.documentElement.classList.toggle("has-offer", shown);
}

/** Says why a file is not opened, over whatever dialog is open. @param {string} why */
function refuse(why) {
  const problem = element("open-failed");
  const dialog = topDialog();
  hideMessage();
  (dialog ?? document.querySelector(".notices"))?.prepend(problem);
  problem.textContent = why;
  problem.hidden = false;
  problem.focus();
}

/** Python has no clock of the place where somebody sits. @param {Element} part */
function sayLocalTimes(part) {
  for (const time of part.querySelectorAll("time")) {
    const when = new Date(time.dateTime);
    time.textContent = `${longDay(localDay(when))}, ${clockTime(when)}`;
  }
}
