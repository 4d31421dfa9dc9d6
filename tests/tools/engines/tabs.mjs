// One record in two tabs: the second one takes over, and no letter is lost.

import { tabOf } from "./browsers.mjs";
import { expect, holds, NOTE, openForm, saved, wait } from "./journey.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

/** How long a stuck page is stuck: longer than any page waits for it. */
const STUCK = 8_000;

const ELSEWHERE = "!document.querySelector('#tab-elsewhere').hidden";
const READ_ONLY = `document.querySelector('${NOTE}').matches(':disabled, [inert] *')`;

/** @param {Browser} browser @param {string} url @returns {Promise<Page>} A new tab with the form. */
export async function openTab(browser, url) {
  const page = await browser.newPage();
  await openForm(tabOf(page), url);
  return page;
}

/** Types at the end of the note. @param {Page} page @param {string} text */
export async function append(page, text) {
  await page.bringToFront();
  await wait(tabOf(page), `!${READ_ONLY}`, "the note can be edited");
  await page.$eval(NOTE, (field) => {
    const area = /** @type {HTMLTextAreaElement} */ (field);
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  });
  await page.keyboard.type(text);
}

const STORED =
  'JSON.parse(localStorage["lsp-improvement-tool/lsp/record"] ?? "null")?.rounds.at(-1).answers["style-trust"]?.note';

/** The tab shows this note, and it is stored. @param {Page} page @param {string} text */
export async function hasNote(page, text) {
  await wait(tabOf(page), holds(NOTE, text), `the note says “${text}”`);
  await wait(tabOf(page), `${STORED} === ${JSON.stringify(text)}`, `“${text}” is stored`);
}

/** Two tabs; the first one has the note “one”. @param {Browser} browser @param {string} url */
async function twoTabs(browser, url) {
  const first = await openTab(browser, url);
  await append(first, "one");
  await saved(tabOf(first));
  const second = await openTab(browser, url);
  await wait(tabOf(second), ELSEWHERE, "the second tab says that the record is open in another");
  expect(await tabOf(second).run(`return ${READ_ONLY}`), "the second tab is read only");
  await hasNote(second, "one");
  return { first, second };
}

/** @param {Page} page */
async function continueHere(page) {
  await page.bringToFront();
  await tabOf(page).click("#continue-here");
  await wait(tabOf(page), `!(${ELSEWHERE})`, "this tab goes on");
}

/** The second tab writes, and the first one shows it. @param {Page} first @param {Page} second @param {string} note */
async function secondWrites(first, second, note) {
  await append(second, " two");
  await wait(tabOf(first), ELSEWHERE, "the first tab says that the record is open in another");
  for (const page of [second, first]) await hasNote(page, `${note} two`);
  await first.close();
  await hasNote(second, `${note} two`);
  await second.close();
}

/** The page's only thread is busy. @param {Page} page */
async function block(page) {
  await page.evaluate((milliseconds) => {
    setTimeout(() => {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
    });
  }, STUCK);
}

/** @param {Page} page @param {"frozen" | "active"} state */
async function setLifecycle(page, state) {
  const session = await page.createCDPSession();
  await session.send("Page.setWebLifecycleState", { state });
  await session.detach();
}

/** @type {Record<string, (browser: Browser, url: string) => Promise<void>>} */
export const TAB_STEPS = {
  async "two tabs: continue in the second"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await append(first, ", and the last letter");
    await continueHere(second);
    await secondWrites(first, second, "one, and the last letter");
  },

  async "two tabs: continue in the second while the first is stuck"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await block(first);
    await continueHere(second);
    await secondWrites(first, second, "one");
  },

  async "two tabs: what was typed into the first while it was stuck overwrites nothing"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await append(first, " more");
    await block(first);
    // Chromium delivers it when the page is no longer stuck; Firefox makes the second tab wait as well.
    const typed = first.keyboard.type(" late");
    await continueHere(second);
    await append(second, " two");
    await typed;
    await wait(tabOf(first), ELSEWHERE, "the first tab says that the record is open in another");
    await wait(tabOf(second), `${STORED}.endsWith(" two")`, "“two” is stored");
    await wait(tabOf(first), `document.querySelector('${NOTE}').value.endsWith(" two")`, "the first tab shows it");
    await Promise.all([first.close(), second.close()]);
  },

  async "two tabs: the second goes on when the first is closed"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await append(first, " more");
    await first.close();
    await append(second, " two");
    await hasNote(second, "one more two");
    await second.close();
  },
};

/** @type {typeof TAB_STEPS} */
export const CHROMIUM_TAB_STEPS = {
  async "two tabs: continue in the second while the browser has frozen the first"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await setLifecycle(first, "frozen");
    await continueHere(second);
    await append(second, " two");
    await setLifecycle(first, "active");
    await secondWrites(first, second, "one two");
  },

  async "two tabs: the second goes on when the first has crashed"(browser, url) {
    const { first, second } = await twoTabs(browser, url);
    await append(first, " more");
    const session = await first.createCDPSession();
    session.send("Page.crash").catch(() => "it answers no more");
    await append(second, " two");
    await hasNote(second, "one more two");
    await Promise.all([first.close(), second.close()]);
  },
};
