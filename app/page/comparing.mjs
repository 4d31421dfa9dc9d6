/**
 * Several partnerships side by side, from files that are in memory alone. Python reads them; nothing is stored.
 */

import { Asking } from "../core/asking.mjs";
import { filled, localDay } from "../core/text.mjs";
import { recordsOfSet } from "./copies.mjs";
import { element } from "./dom.mjs";
import { AnswerError, PythonError } from "./engine/client.mjs";
import { base64Of, download, takeChosen, takeDropped } from "./local_files.mjs";
import { showLocalTimes } from "./local_times.mjs";
import { showMessage } from "./message.mjs";
import { printPage } from "./paper.mjs";

/** @typedef {{name: string, file: string}} Read its bytes in base64 */

export class Comparing {
  /** What is compared, in the order in which it came. @type {Read[]} */ #files = [];
  /** The comparison as a file. */ #made = { name: "", page: "" };
  #asking = new Asking();
  /** Whether they are still to be compared, because Python was not there. */ #isDue = false;
  /** Counts the times that all was removed: what is being read then does not come back. */ #cleared = 0;

  /** @param {import("./store.mjs").Store} store @param {import("./engine/client.mjs").Engine} engine */
  constructor(store, engine) {
    this.engine = engine;
    engine.subscribe((state) => {
      if (state !== "ready" || !this.#isDue) return;
      this.#say("");
      this.#compare();
    });
    takeChosen("compare-files", (files) => this.#take(files));
    takeDropped("compare", (files) => this.#take(files));
    element("compare-stored").addEventListener("click", () => this.#takeStored(store));
    element("compare-clear").addEventListener("click", () => this.#clear());
    element("compare-print").addEventListener("click", () => printPage(this.#made.page));
    element("compare-save").addEventListener("click", () => {
      const { name, page } = this.#made;
      download(name, page, "text/html");
      showMessage("made", { name });
    });
  }

  /** @param {File[]} files @param {string} [replaced] name of those that they take the place of */
  async #take(files, replaced = "") {
    const { most, largest } = element("compare-files").dataset;
    this.#say("");
    const others = () => this.#files.filter(({ name }) => name !== replaced);
    if (files.length + others().length > Number(most)) return this.#say("many");
    const cleared = this.#cleared;
    const read = await Promise.all(files.map((file) => (file.size > Number(largest) ? null : readOf(file))));
    const unread = files.filter((_, number) => read[number] === null).map(({ name }) => name);
    if (unread.length > 0) this.#say("unread", { names: unread.join(", ") });
    if (cleared !== this.#cleared) return;
    this.#files = [...others(), ...read.filter((file) => file !== null)];
    if (this.#files.length > 0) this.#compare();
  }

  /** What this browser has, in place of what it had. @param {import("./store.mjs").Store} store */
  #takeStored(store) {
    const { name = "" } = element("compare-stored").dataset;
    this.#take([new File([recordsOfSet(store)], name)], name);
  }

  async #compare() {
    const isLatest = this.#asking.next();
    this.#isDue = false;
    element("compare-clear").hidden = false;
    this.#status("reading");
    try {
      const request = { ask: "compare", files: this.#files, today: localDay(new Date()) };
      const { html, shown, name, page } = await this.engine.ask(request);
      if (!isLatest()) return;
      this.#made = { name, page };
      this.#show(html, shown > 1);
      this.#status("ready", { n: String(shown) });
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      if (!isLatest()) return;
      this.#status("");
      if (error instanceof AnswerError) return this.#complain(error.message);
      this.#isDue = true;
      this.#say("engine");
    }
  }

  #clear() {
    this.#files = [];
    this.#isDue = false;
    element("compare-clear").hidden = true;
    this.#cleared += 1;
    this.#made = { name: "", page: "" };
    this.#asking.next();
    this.#show("", false);
    this.#say("");
    this.#status("");
    element("compare-heading").focus();
  }

  /** @param {string} html @param {boolean} isComparison whether there is something to save */
  #show(html, isComparison) {
    const place = element("compared");
    place.innerHTML = html;
    showLocalTimes(place);
    place.dataset.state = html ? "ready" : "empty";
    for (const id of ["compare-save", "compare-print"]) element(id).hidden = !isComparison;
  }

  /** @param {"" | "reading" | "ready"} what @param {Record<string, string>} [values] */
  #status(what, values = {}) {
    const line = element("compare-status");
    line.textContent = filled(line.dataset[what] ?? "", values);
  }

  /** What is wrong; nothing if empty. @param {"" | "many" | "unread" | "engine"} why @param {Record<string, string>} [values] */
  #say(why, values = {}) {
    this.#complain(filled(element("compare-problem").dataset[why] ?? "", values));
  }

  /** @param {string} words */
  #complain(words) {
    const line = element("compare-problem");
    line.textContent = words;
    line.hidden = words === "";
  }
}

/** @param {File} file @returns {Promise<Read | null>} null: a file that is gone, or a folder */
function readOf(file) {
  return base64Of(file).then(
    (bytes) => ({ name: file.name, file: bytes }),
    () => null,
  );
}
