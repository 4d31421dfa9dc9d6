// Storage is cleared under an open page: by the browser's settings, or by another page of the same host.

import { tabOf } from "./browsers.mjs";
import { saved, wait } from "./journey.mjs";
import { append, hasNote, openTab } from "./tabs.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

const EXTENSION = new URL("extensions/clear-storage", import.meta.url).pathname;

/** @param {Browser} browser @param {string} url @param {(page: Page) => Promise<unknown>} clear */
async function cleared(browser, url, clear) {
  const page = await openTab(browser, url);
  await append(page, "one");
  await saved(tabOf(page));
  await clear(page);
  await append(page, " two");
  await wait(
    tabOf(page),
    "!document.querySelector('#storage-cleared').hidden",
    "the page says that storage is cleared",
  );
  await tabOf(page).click("#restore-cleared");
  await hasNote(page, "one two");
  await page.close();
}

const BY_NEIGHBOUR = "storage is cleared by another page of the host";
const BY_BROWSER = "storage is cleared in the browser's settings";

/** @param {Browser} browser @param {string} url */
function clearedByNeighbour(browser, url) {
  return cleared(browser, url, async () => {
    const neighbour = await browser.newPage();
    await neighbour.goto(new URL("..", url).href);
    await neighbour.evaluate(() => localStorage.clear());
    await neighbour.close();
  });
}

/** @type {Record<string, (browser: Browser, url: string) => Promise<void>>} */
export const CHROMIUM_CLEARED_STEPS = {
  [BY_NEIGHBOUR]: clearedByNeighbour,
  [BY_BROWSER]: (browser, url) =>
    cleared(browser, url, async (page) => {
      const session = await page.createCDPSession();
      const { origin } = new URL(url);
      await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage" });
      await session.detach();
    }),
};

/** @type {typeof CHROMIUM_CLEARED_STEPS} */
export const FIREFOX_CLEARED_STEPS = {
  [BY_NEIGHBOUR]: clearedByNeighbour,
  [BY_BROWSER]: (browser, url) => cleared(browser, url, () => browser.installExtension(EXTENSION)),
};
