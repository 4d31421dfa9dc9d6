/**
 * Files and records: saving copies, opening files, several partnerships, earlier states, deleting.
 */

import { day, time } from "./day.mjs";
import { filled, openDialog, tell } from "./dialogs.mjs";
import { download } from "./download.mjs";
import { element } from "./element.mjs";
import { AnswerError, EngineError } from "./engine.mjs";
import { localDay } from "./record.mjs";
import { RECORD_KEY, PRACTICE_KEY } from "./store.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @param {Desk} desk */
export function wireFiles(desk) {
  const { store } = desk;
  const input = /** @type {HTMLInputElement} */ (element("open-file"));
  const problem = element("open-failed");
  /** What Python made of the file that is being looked at, by choice. @type {Record<string, any>} */
  let choices = {};

  element("save-copy").addEventListener("click", () => {
    desk.saveTyped();
    saveCopy(store.key);
    store.copied();
    desk.show();
  });
  element("save-set-aside").addEventListener("click", () => {
    for (const { key, text } of store.setAside()) download(`${key.replaceAll(/[^\w-]+/g, "_")}.json`, text, "application/json");
    element("discard-set-aside").hidden = false;
  });
  element("discard-set-aside").addEventListener("click", () => {
    store.discardAside();
    tell("discarded");
    desk.show();
  });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) open(file);
    // The same file chosen again must be opened again.
    input.value = "";
  });
  // Anywhere on the page, else the browser would leave it and show the file.
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) open(file);
  });
  element("open-dialog").addEventListener("click", ({ target }) => {
    const choice = target instanceof Element ? target.closest("button")?.dataset.openChoice : undefined;
    if (choice === undefined) return;
    /** @type {HTMLDialogElement} */ (element("open-dialog")).close();
    if (!choice) return;
    store.replace(choices[choice], "opened");
    desk.history.forget();
    tell("opened");
    desk.show();
  });
  element("new-record").addEventListener("click", () => {
    desk.saveTyped();
    store.begin();
    shown();
  });
  element("practice-record").addEventListener("click", practise);
  element("delete-record").addEventListener("click", () => {
    store.remove("deleted");
    tell("deleted");
    shown();
  });
  element("delete-all").addEventListener("click", () => {
    const line = element("delete-what");
    const count = (/** @type {string} */ what, /** @type {number} */ n) =>
      filled(line.dataset[n === 1 ? `${what}-1` : `${what}N`] ?? line.dataset[`${what}1`] ?? "", { n: String(n) });
    line.textContent = filled(line.dataset.what ?? "", {
      records: count("record", store.records().length),
      states: count("state", store.kept.list().length),
    });
    openDialog("delete-dialog");
  });
  element("save-before-delete").addEventListener("click", () => {
    desk.saveTyped();
    for (const { key } of store.records()) saveCopy(key);
  });
  element("confirm-delete-all").addEventListener("click", () => {
    /** @type {HTMLDialogElement} */ (element("delete-dialog")).close();
    store.deleteAll();
    tell("allDeleted");
    shown();
  });
  element("record-list").addEventListener("click", ({ target }) => {
    const key = target instanceof Element && target.closest("button")?.dataset.showRecord;
    if (!key) return;
    desk.saveTyped();
    store.show(key);
    shown();
  });
  element("kept-list").addEventListener("click", ({ target }) => {
    const id = target instanceof Element && target.closest("button")?.dataset.restore;
    const state = store.kept.list().find((kept) => kept.id === id);
    if (!state) return;
    desk.saveTyped();
    store.show(state.key);
    store.replace(JSON.parse(state.text), "restored");
    tell("restored");
    shown();
  });

  /** Another record is shown: what could be undone was another's. */
  function shown() {
    desk.history.forget();
    desk.show();
  }

  /** @param {File} file */
  async function open(file) {
    problem.hidden = true;
    desk.saveTyped();
    if (file.size > Number(input.dataset.largest)) return refuse(problem.dataset.large ?? "");
    try {
      const answer = await desk.engine.ask({ ask: "open", text: await file.text(), record: store.read() });
      choices = answer.choices;
      element("open-preview").innerHTML = answer.html;
      openDialog("open-dialog");
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError || error instanceof DOMException)) throw error;
      refuse(`${error.message}\n${problem.dataset.unchanged}`);
    }
  }

  /** @param {string} why */
  function refuse(why) {
    problem.textContent = why;
    problem.hidden = false;
    problem.focus();
  }

  async function practise() {
    desk.saveTyped();
    if (localStorage.getItem(PRACTICE_KEY) === null) {
      const response = await fetch(new URL("practice_record.json", import.meta.url));
      if (!response.ok) throw new Error(`practice_record.json: ${response.status}`);
      localStorage.setItem(PRACTICE_KEY, JSON.stringify(await response.json()));
    }
    store.show(PRACTICE_KEY);
    shown();
  }

  /** @param {string} key */
  function saveCopy(key) {
    const record = key === store.key ? store.read() : JSON.parse(localStorage.getItem(key) ?? "null");
    const name = desk.fileName(record, key === RECORD_KEY || key === store.key ? "" : key);
    if (record) download(name, `${JSON.stringify(record, null, 2)}\n`, "application/json");
  }

  /** Shows which records and earlier states there are. */
  function show() {
    const records = element("record-list");
    records.replaceChildren(
      ...store.records().map(({ key, name, practice }) => {
        const item = document.createElement("li");
        item.textContent = `${practice ? records.dataset.practice : name || records.dataset.unnamed} `;
        if (key === store.key) item.append(records.dataset.shown ?? "");
        else item.append(button(records.dataset.show ?? "", "showRecord", key));
        return item;
      }),
    );
    const kept = store.kept.list();
    const states = element("kept-list");
    element("kept-none").hidden = kept.length > 0;
    states.replaceChildren(
      ...kept.map(({ id, at, cause, text }) => {
        const item = document.createElement("li");
        const when = new Date(at);
        const named = JSON.parse(text)?.partnership?.name || records.dataset.unnamed;
        const why = states.dataset[`cause${cause.charAt(0).toUpperCase()}${cause.slice(1)}`] ?? cause;
        item.textContent = `${day(localDay(when))} at ${time(when)}, ${why}: ${named} `;
        item.append(button(states.dataset.restore ?? "", "restore", id));
        return item;
      }),
    );
    element("set-aside").hidden = store.setAside().length === 0;
  }

  return { show };
}

/** @param {string} text @param {string} name @param {string} value */
function button(text, name, value) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--link", textContent: text });
  made.dataset[name] = value;
  return made;
}
