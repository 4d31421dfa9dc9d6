// The way of a coordinator through the tool, step by step.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** @import { Tab } from "./browsers.mjs" */

const PATIENCE = 90_000;

export const NOTE = '[id="style-trust.note"]';
const WORDS = "seen in every engine";
const QUESTION = "#/assess/style-trust";
const FILLED = "document.querySelector('#tool[data-filled]')";
// From Python itself, not from the build or the last visit.
const MADE = "document.querySelector('#overview').dataset.source === 'python'";

// Collects the files that the page hands out: where a browser saves them is not ours to test.
const CATCH_FILES = `
window.caught = [];
const createObjectURL = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  blob.text().then((text) => window.caught.push({ type: blob.type, text }));
  return createObjectURL.call(URL, blob);
};
`;

/**
 * Waits until a condition holds in the page.
 * @param {Tab} tab
 * @param {string} condition An expression.
 * @param {string} what For the message when it never does.
 */
export async function wait(tab, condition, what) {
  const deadline = Date.now() + PATIENCE;
  while (!(await tab.run(`return Boolean(${condition})`))) {
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE / 1000} s in vain for: ${what}`);
    await pause(100);
  }
}

/** @param {string} selector @param {string} text @returns {string} An expression. */
export const says = (selector, text) =>
  `document.querySelector(${JSON.stringify(selector)})?.textContent.includes(${JSON.stringify(text)})`;

/** @param {string} selector @param {string} value @returns {string} An expression. */
export const holds = (selector, value) =>
  `document.querySelector(${JSON.stringify(selector)})?.value === ${JSON.stringify(value)}`;

/** @param {string} rating */
const rated = (rating) => `document.getElementById("style-trust.${rating}")?.checked`;

/** @param {Tab} tab */
export const saved = (tab) => wait(tab, says("#save-status", "Saved at"), "Saved at");

/** @param {Tab} tab @param {string} url */
export async function openForm(tab, url) {
  await tab.open(url + QUESTION);
  await wait(tab, FILLED, "the form holds the record");
}

/** @param {string} room */
const inRoom = (room) => `document.querySelector('[data-room="${room}"].shown')`;

/** Goes to a room by its link in the bar. @param {Tab} tab @param {string} room */
async function enter(tab, room) {
  await tab.click(`[data-go="${room}"]`);
  await wait(tab, inRoom(room), `the room “${room}”`);
}

/** Waits for a list, which is filled once its room is shown. @param {Tab} tab @param {string} list */
const listed = (tab, list) =>
  wait(tab, `document.querySelector("${list}").dataset.state === "ready"`, `${list} is filled`);

/** @param {Tab} tab @param {string} button @param {string} type @returns {Promise<string>} */
async function download(tab, button, type) {
  await tab.run(CATCH_FILES);
  await tab.click(button);
  const found = `window.caught.find((file) => file.type.startsWith("${type}"))`;
  await wait(tab, found, `a file of ${type}`);
  return tab.run(`return ${found}.text`);
}

// In place of the browser's window for printing: what is in the frame that would be printed.
const CATCH_PRINTING = `
window.printed = "";
document.addEventListener("load", ({ target }) => {
  if (target.tagName !== "IFRAME") return;
  target.contentWindow.print = () => { window.printed = target.contentDocument.body.innerText; };
}, true);
`;

/** @param {unknown} condition @param {string} what */
export function expect(condition, what) {
  if (!condition) throw new Error(`not so: ${what}`);
}

/** @typedef {{ tab: Tab, url: string, folder: string, disconnect: () => void }} Journey */

/** @type {Record<string, (journey: Journey) => Promise<string | void>>} */
export const STEPS = {
  async "choose a kind of partnership"({ tab, url }) {
    await tab.open(url);
    await wait(tab, FILLED, "the form holds the record");
    await wait(tab, inRoom("setup"), "the first visit begins with the details");
    await tab.select('[name="partnership.preset"]', "psb");
    await wait(tab, says("#assessment-form", "Public Services Board"), "the words of a Public Services Board");
    await tab.click("#start");
    await wait(tab, inRoom("assess"), "the questions");
    await saved(tab);
  },

  async "answer, and write a note"({ tab }) {
    await tab.click('[data-mark="style-trust"]');
    await wait(tab, "document.querySelector('#style-trust')?.checkVisibility()", "the question");
    await wait(tab, says("#style-trust", "council"), "the question in the words of Wales");
    await tab.click('label[for="style-trust.amber"]');
    await tab.type(NOTE, WORDS);
    await saved(tab);
  },

  async "plan an action"({ tab }) {
    await enter(tab, "actions");
    await tab.click("#new-action");
    await tab.type('#action-form [name="what"]', "Pair up two partners");
    await tab.click('#action-form [type="submit"]');
    await wait(tab, "!document.querySelector('#action-dialog').open", "the dialog closes");
    await listed(tab, "#action-list");
    await wait(tab, says("#action-list", "Pair up two partners"), "the action in the list");
  },

  async "reload: everything is still there"({ tab, url }) {
    await openForm(tab, url);
    await wait(tab, rated("amber"), "the answer");
    await wait(tab, holds(NOTE, WORDS), "the note");
    await wait(tab, holds('[name="partnership.preset"]', "psb"), "the kind of partnership");
  },

  async overview({ tab }) {
    await enter(tab, "overview");
    await wait(tab, MADE, "the overview");
    await wait(tab, says("#overview", "1 of "), "the overview's count");
  },

  async report({ tab }) {
    const report = await download(tab, "#download-report", "text/html");
    for (const part of [WORDS, "Pair up two partners", "Public Services Board"]) {
      expect(report.includes(part), `the report has “${part}”`);
    }
  },

  async "the report in Word, and to print"({ tab }) {
    const word = await download(tab, "#download-word", "application/vnd.openxmlformats");
    expect(word.startsWith("PK"), "the Word document is a zip");
    await tab.run(CATCH_PRINTING);
    await tab.click("#print-report");
    await wait(tab, "window.printed", "the report in a frame that is printed");
    const printed = await tab.run("return window.printed");
    for (const part of [WORDS, "Pair up two partners", "Public Services Board"]) {
      expect(printed.includes(part), `what is printed has “${part}”`);
    }
  },

  async "save a backup"({ tab, folder }) {
    const record = JSON.parse(await download(tab, "#save-copy", "application/json"));
    const answer = record.rounds.at(-1).answers["style-trust"];
    expect(answer.rating === "amber" && answer.note === WORDS, "the backup has the answer");
    answer.rating = "green";
    await writeFile(join(folder, "backup.json"), JSON.stringify(record));
  },

  async "close the round, and start the next"({ tab }) {
    await enter(tab, "rounds");
    await tab.click("#close-round");
    await wait(tab, "document.querySelector('#close-dialog').open", "the question about open questions");
    await tab.click("#confirm-close");
    await wait(tab, "!document.querySelector('#reopen-round').hidden", "the closed round");
    await tab.click("#start-round");
    await wait(tab, "document.querySelector('#start-dialog').open", "the name of the next round");
    await tab.click("#confirm-start");
    await wait(tab, `!(${rated("amber")})`, "the new round without an answer");
    await saved(tab);
  },

  async "open the backup"({ tab, folder }) {
    await enter(tab, "files");
    await tab.choose("#open-file", join(folder, "backup.json"));
    await wait(tab, "document.querySelector('#open-dialog').open", "what is in the file");
    await tab.click('[data-open-choice="replace"]');
    await wait(tab, rated("green"), "the answer of the file");
    await wait(tab, holds(NOTE, WORDS), "the note of the file");
  },

  async "everything without a network"({ tab, url, disconnect }) {
    await wait(
      tab,
      "/use this page offline|does not allow/.test(document.querySelector('#offline-status').textContent)",
      "ready for offline use",
    );
    if (await tab.run(`return ${says("#offline-status", "does not allow")}`)) {
      return "not run: this build of the engine has no service workers";
    }
    disconnect();
    await openForm(tab, url);
    await wait(tab, rated("green"), "the answer");
    await wait(tab, MADE, "the overview");
  },
};
