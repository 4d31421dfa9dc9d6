/**
 * Files and records: saving copies, opening files, several partnerships, earlier states, deleting.
 */

import { day, time } from "./day.mjs";
import { filled, openDialog, tell, untell } from "./dialogs.mjs";
import { download } from "./download.mjs";
import { element } from "./element.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { currentRound, localDay } from "./record.mjs";
import { RECORD_KEY, PRACTICE_KEY } from "./store.mjs";

/** @typedef {import("./desk.mjs").Desk} Desk */

/** @param {Desk} desk */
export function wireFiles(desk) {
  const { store } = desk;
  const input = /** @type {HTMLInputElement} */ (element("open-file"));
  const problem = element("open-failed");
  const dialog = /** @type {HTMLDialogElement} */ (element("open-dialog"));
  /** The file that is looked at: its text, what Python made of it by choice, and of which record. */
  let opened = { text: "", key: "", present: "", choices: /** @type {Record<string, any>} */ ({}) };
  /** What is done without keeping the state before, if somebody decides so. */
  let unkept = () => {};

  element("save-copy").addEventListener("click", () => {
    desk.saveTyped();
    const mark = store.copyMark();
    saveCopy(store.key);
    store.copied(mark);
    desk.show();
  });
  element("save-set-aside").addEventListener("click", () => {
    saveAside();
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
    // What a newer version wrote is left alone by whatever way.
    if (file && !store.isNewer) open(file);
  });
  dialog.addEventListener("click", ({ target }) => {
    const choice = target instanceof Element ? target.closest("button")?.dataset.openChoice : undefined;
    if (choice === undefined) return;
    dialog.close();
    if (!choice) return;
    desk.saveTyped();
    if (store.key !== opened.key || store.text() !== opened.present) {
      // Another tab went on meanwhile: what Python made rests on what is no longer so.
      preview(opened.text, true);
      return;
    }
    keeping("opened", () => {
      store.replace(opened.choices[choice]);
      tell("opened");
      shown();
    });
  });
  element("new-record").addEventListener("click", () => {
    desk.saveTyped();
    store.begin();
    shown();
  });
  element("practice-record").addEventListener("click", practise);
  element("delete-record").addEventListener("click", () => {
    desk.saveTyped();
    keeping("deleted", () => {
      store.remove();
      tell("deleted");
      shown();
    });
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
    saveAside();
  });
  element("confirm-delete-all").addEventListener("click", () => {
    /** @type {HTMLDialogElement} */ (element("delete-dialog")).close();
    store.deleteAll();
    tell("allDeleted");
    shown();
  });
  element("confirm-unkept").addEventListener("click", () => {
    /** @type {HTMLDialogElement} */ (element("unkept-dialog")).close();
    saveCopy(store.key);
    unkept();
  });
  element("record-list").addEventListener("click", ({ target }) => {
    const key = target instanceof Element && target.closest("button")?.dataset.showRecord;
    if (!key) return;
    desk.saveTyped();
    store.show(key);
    tell("shown");
    shown();
  });
  element("kept-list").addEventListener("click", ({ target }) => {
    const id = target instanceof Element && target.closest("button")?.dataset.restore;
    const state = store.kept.list().find((kept) => kept.id === id);
    if (!state) return;
    desk.saveTyped();
    store.show(state.key);
    desk.show();
    keeping("restored", () => {
      store.replace(state.record);
      tell("restored");
      shown();
    });
  });

  /**
   * Does what replaces the present record, and keeps the state before. Where there is no room for that, it is asked.
   * @param {string} cause @param {() => void} act
   */
  function keeping(cause, act) {
    try {
      store.keepPresent(cause);
    } catch {
      // Full, or refused: a file can take the place of the kept state.
      unkept = act;
      openDialog("unkept-dialog");
      return;
    }
    act();
  }

  /** Another record is shown, or another state of it: what could be undone was another's. */
  function shown() {
    desk.history.forget();
    desk.show();
    element("files-heading").focus({ preventScroll: true });
    desk.migrate();
  }

  /** @param {File} file */
  async function open(file) {
    problem.hidden = true;
    desk.saveTyped();
    if (file.size > Number(input.dataset.largest)) return refuse(problem.dataset.large ?? "");
    try {
      await preview(await inBase64(file), false);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      refuse(`${error.message}\n${problem.dataset.unchanged}`);
    }
  }

  /** Shows what is in a file, before anything changes. @param {string} text its bytes in base64 @param {boolean} again */
  async function preview(text, again) {
    const [key, present] = [store.key, store.text()];
    element("open-waiting").hidden = false;
    try {
      const answer = await desk.engine.ask({ ask: "open", file: text, record: JSON.parse(present) });
      opened = { text, key, present, choices: answer.choices };
      element("open-preview").innerHTML = answer.html;
      element("open-again").hidden = !again;
      openDialog("open-dialog");
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      const why = error instanceof EngineError ? problem.dataset.engine : error.message;
      refuse(`${why}\n${problem.dataset.unchanged}`);
    } finally {
      element("open-waiting").hidden = true;
    }
  }

  /** @param {string} why */
  function refuse(why) {
    untell();
    problem.textContent = why;
    problem.hidden = false;
    problem.focus();
  }

  async function practise() {
    desk.saveTyped();
    const isThere = store.records().some(({ practice }) => practice);
    if (isThere) {
      store.show(PRACTICE_KEY);
      return shown();
    }
    const response = await fetch(new URL("practice_record.json", import.meta.url));
    if (!response.ok) throw new Error(`practice_record.json: ${response.status}`);
    const record = await response.json();
    desk.saveTyped();
    store.show(PRACTICE_KEY);
    store.replace(record);
    shown();
  }

  /** @param {string} key */
  function saveCopy(key) {
    const record = store.read(key);
    const name = desk.fileName(record, key === RECORD_KEY || key === store.key ? "" : key);
    download(name, `${JSON.stringify(record, null, 2)}\n`, "application/json");
  }

  function saveAside() {
    for (const { key, text } of store.setAside()) download(`${key.replaceAll(/[^\w-]+/g, "_")}.json`, text, "application/json");
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
      ...kept.map(({ id, at, cause, record }) => {
        const item = document.createElement("li");
        const when = new Date(at);
        const round = currentRound(record);
        item.textContent = `${filled(states.dataset.state ?? "", {
          when: `${day(localDay(when))}, ${time(when)}`,
          cause: states.dataset[`cause${cause.charAt(0).toUpperCase()}${cause.slice(1)}`] ?? cause,
          name: record.partnership.name.trim() || (records.dataset.unnamed ?? ""),
          round: desk.nameOf(record, round),
          answers: String(Object.values(round.answers).filter(({ rating }) => rating).length),
        })} `;
        item.append(button(states.dataset.restore ?? "", "restore", id));
        return item;
      }),
    );
    element("set-aside").hidden = store.setAside().length === 0;
  }

  return { show, keeping };
}

/** @param {Blob} file @returns {Promise<string>} */
async function inBase64(file) {
  let binary = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @param {string} text @param {string} name @param {string} value */
function button(text, name, value) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--link", textContent: text });
  made.dataset[name] = value;
  return made;
}
