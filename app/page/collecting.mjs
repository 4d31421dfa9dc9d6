/**
 * What partners sent: files, pasted mails, and answers that were entered from paper in another tab. Python looks at
 * them; what would be added is shown, and nothing changes before somebody says so.
 */

import { Asking } from "../core/asking.mjs";
import { counted } from "../core/text.mjs";
import { obstacle, whenEditable } from "./change_guards.mjs";
import { openChannel } from "./channel.mjs";
import { closeDialog, leadTo, openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { wireListedSheets } from "./listed_sheets.mjs";
import { base64Of, takeChosen, takeDropped } from "./local_files.mjs";
import { showLocalTimes } from "./local_times.mjs";
import { discardAdded, isMark, isOwn, listedSheets, RECEIVED } from "./waiting_sheets.mjs";

/** @typedef {import("./partners.mjs").Found} Found */
/** What follows: `done` when they are added, `outdated` where the record has changed first. @typedef {{done: () => void, outdated: () => void}} Outcomes */
/** @typedef {(found: Found[], outcomes: Outcomes) => void} Add */

export class Collecting {
  /** What was found, by place in the list that is shown. @type {(Found | null)[]} */ #found = [];
  /** For which state of the record. */ #revision = 0;
  /** The sheets from paper among it, as they were then. @type {import("./waiting_sheets.mjs").WaitingSheet[]} */ #sheets =
    [];
  /** What was chosen. @type {File[]} */ #files = [];
  /** And what was pasted, when it was looked at. */ #pasted = "";
  /** What somebody ticked or unticked: another list may have it in another place. @type {Map<string, boolean>} */
  #choices = new Map();
  #asking = new Asking();
  /** Whether it is still to be looked at, because Python was not there. */ #isDue = false;

  /**
   * @param {import("./store.mjs").Store} store @param {import("./engine/client.mjs").Engine} engine
   * @param {Add} onAdd called with what was chosen
   */
  constructor(store, engine, onAdd) {
    this.store = store;
    this.engine = engine;
    engine.subscribe((state) => state === "ready" && this.#isDue && this.#isOpen && this.#look());
    element("collect-responses").addEventListener("click", () => this.#start());
    takeChosen("collect-files", (files) => this.#take(files));
    element("read-pasted").addEventListener("click", () => this.#readPasted());
    element("add-responses").addEventListener("click", () => this.#add(onAdd));
    element("collected").addEventListener("change", ({ target }) => {
      const { name, checked } = /** @type {HTMLInputElement} */ (target);
      this.#choices.set(keyOf(this.#found[Number(name.split(".")[1])]), checked);
    });
    takeDropped("partners", (files) => {
      whenEditable(store, () => {
        if (!this.#isOpen) this.#start();
        this.#take(files);
      });
    });
    // Not for each letter: they are looked for among all that is stored.
    store.subscribe(({ paths }) => (paths === null || paths.length === 0) && discardAdded(store));
    wireListedSheets(store);
    const channel = openChannel(RECEIVED);
    // What is stored arrives with this event, and perhaps later than what a tab says.
    window.addEventListener("storage", ({ key, newValue }) => {
      if (!newValue || !key || !isMark(key) || store.mode !== "writing" || engine.failed) return;
      // Another tab may have another tool, or another partnership.
      if (!listedSheets(store).waiting.some((sheet) => sheet.mark === key && isOwn(sheet, store.record))) return;
      channel.postMessage({ received: key });
      leadTo("#/partners");
      if (this.#isOpen) this.#look();
      else this.#start();
    });
  }

  /** Whether what came before is shown. */
  get #isOpen() {
    return /** @type {HTMLDialogElement} */ (element("collect-dialog")).open;
  }

  #start() {
    this.#show("", []);
    this.#files = [];
    this.#pasted = "";
    this.#choices.clear();
    this.#isDue = false;
    // What is still looked at belongs to what was shown before.
    this.#asking.next();
    openDialog("collect-dialog");
    if (listedSheets(this.store).waiting.length > 0) this.#look();
  }

  /** @param {File[]} files */
  #take(files) {
    const { most, largest } = element("collect-files").dataset;
    if (files.length > Number(most)) return this.#refuse("many");
    if (files.some(({ size }) => size > Number(largest))) return this.#refuse("large");
    this.#files = files;
    if (files.length > 0) this.#look();
  }

  #readPasted() {
    this.#pasted = pasteBox().value.trim();
    if (this.#pasted) this.#look();
    else this.#say("empty");
  }

  /** What is in all that came: files, the sheets that wait, and what was pasted. */
  async #look() {
    const isLatest = this.#asking.next();
    this.#isDue = false;
    const collected = element("collected");
    // Python may still be starting.
    element("collect-waiting").hidden = false;
    try {
      const { record, revision } = this.store;
      const pasted = this.#pasted ? [new File([this.#pasted], element("read-pasted").dataset.name ?? "")] : [];
      const sheets = listedSheets(this.store).waiting;
      const entered = sheets.map(({ response }) => new File([JSON.stringify(response)], collected.dataset.sheet ?? ""));
      const read = [...entered, ...this.#files, ...pasted].map(async (file) => ({
        name: file.name,
        file: await base64Of(file),
      }));
      const { html, found } = await this.engine.ask({ ask: "collect", record, files: await Promise.all(read) });
      if (!isLatest()) return;
      // Those of another partnership may be added, but not unseen.
      for (const sheet of sheets.filter((one) => !isOwn(one, record))) {
        const id = keyOf({ round: sheet.round, id: sheet.response.respondent.id, response: sheet.response });
        this.#choices.set(id, this.#choices.get(id) ?? false);
      }
      this.#show(html, found);
      this.#revision = revision;
      this.#sheets = sheets;
      collected.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (!isLatest()) return;
      this.#isDue = error instanceof EngineError;
      if (this.#isDue) return this.#refuse("engine");
      // A file that is gone, or a folder: the browser says why it cannot be read.
      if (!(error instanceof AnswerError || error instanceof DOMException)) throw error;
      this.#refuse("", error.message);
    }
  }

  /** @param {string} html @param {(Found | null)[]} found */
  #show(html, found) {
    this.#found = found;
    this.#sheets = [];
    for (const id of ["collect-problem", "collect-waiting"]) element(id).hidden = true;
    const list = element("collected");
    list.innerHTML = html;
    showLocalTimes(list);
    for (const [place, one] of found.entries()) {
      const [box, choice] = [boxAt(place), this.#choices.get(keyOf(one))];
      if (box && choice !== undefined) box.checked = choice;
    }
    // The table itself would be read from its first cell to its last.
    const line = element("collected-said");
    const possible = found.filter(Boolean).length;
    const others = list.querySelectorAll('[data-standing="other"]').length;
    const { oneOther: one, others: many } = line.dataset;
    const said = counted(line.dataset, found.length - others, { possible: String(possible) });
    line.textContent = html && `${said}${counted({ none: "", one, many }, others)}`;
    element("add-responses").hidden = possible === 0;
  }

  /** @param {string} why @param {string} [text] */
  #refuse(why, text) {
    this.#show("", []);
    this.#say(why, text);
  }

  /** @param {string} why @param {string} [text] */
  #say(why, text) {
    const problem = element("collect-problem");
    problem.textContent = text ?? problem.dataset[why] ?? "";
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
  }

  /** The record, or a sheet from paper, has changed meanwhile: says so, and shows again what would be added. */
  async #lookAgain() {
    await this.#look();
    if (element("collect-problem").hidden) this.#say("changed");
  }

  /** @param {Add} onAdd */
  #add(onAdd) {
    // What was pasted and not looked at yet would be lost: it is shown first.
    const pasted = pasteBox().value.trim();
    if (pasted && pasted !== this.#pasted) return this.#readPasted();
    this.store.whenKnown(() => {
      const { storage } = this.store;
      const areSame = this.#sheets.every(({ key, text }) => storage.read(key) === text);
      if (areSame && this.store.isStill(this.#revision)) this.#addChosen(onAdd);
      else this.#lookAgain();
    });
  }

  /** What was pasted and ticked stays until it is added. @param {Add} onAdd */
  #addChosen(onAdd) {
    const chosen = this.#found.filter((one, place) => one !== null && boxAt(place)?.checked);
    if (chosen.length === 0) return this.#say("nothing");
    if (this.store.mode !== "writing") return this.#say("", element("message").dataset[obstacle(this.store)]);
    const done = () => {
      closeDialog("collect-dialog");
      pasteBox().value = "";
    };
    onAdd(/** @type {Found[]} */ (chosen), { done, outdated: () => this.#lookAgain() });
  }
}

function pasteBox() {
  return /** @type {HTMLTextAreaElement} */ (element("paste-responses"));
}

/** The box of one that can be added. @param {number} place in the list @returns {HTMLInputElement | null} */
function boxAt(place) {
  return element("collected").querySelector(`[name="collect.${place}"]`);
}

/** What tells one from the others, wherever it is in the list. @param {Found | null} one */
function keyOf(one) {
  return `${one?.round} ${one?.id}`;
}
