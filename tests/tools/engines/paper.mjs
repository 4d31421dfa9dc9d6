// The tool page and the report on paper: as PDF files in build/paper, which tests.tools.engines then reads.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { tabOf } from "./browsers.mjs";
import { wait } from "./journey.mjs";

/** @import { Browser } from "puppeteer-core" */

const RECORD_KEY = "lsp-improvement-tool/lsp/record";
const FOLDER = new URL("../../../build/paper/", import.meta.url).pathname;

/** @param {Browser} browser @param {string} url */
async function print(browser, url) {
  const record = await readFile(`${FOLDER}record.json`, "utf8");
  const name = (await browser.version()).split("/")[0].replace("Headless", "").toLowerCase();
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate((key, text) => localStorage.setItem(key, text), RECORD_KEY, record);
  await page.reload();
  await wait(tabOf(page), "document.querySelector('#tool[data-filled]')", "the form holds the record");
  await writeFile(`${FOLDER}${name}-tool.pdf`, await page.pdf({ format: "A4", preferCSSPageSize: name === "chrome" }));
  await page.goto(pathToFileURL(`${FOLDER}report.html`).href);
  await writeFile(
    `${FOLDER}${name}-report.pdf`,
    await page.pdf({ format: "A4", preferCSSPageSize: name === "chrome" }),
  );
  await page.close();
}

/** @type {Record<string, (browser: Browser, url: string) => Promise<void>>} */
export const PAPER_STEPS = { "the tool page and the report are printed": print };
