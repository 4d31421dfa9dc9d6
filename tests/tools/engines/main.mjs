// The journey in every browser of this machine. Run with `make test-browsers`.
//
// A browser that the machine does not have is named and is no failure. The result is in build/engines.json.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox, Missing, tabOf, webkit } from "./browsers.mjs";
import { CHROMIUM_CLEARED_STEPS, FIREFOX_CLEARED_STEPS } from "./cleared.mjs";
import { STEPS } from "./journey.mjs";
import { PAPER_STEPS } from "./paper.mjs";
import { RESTORED_STEPS } from "./restored.mjs";
import { serve } from "./server.mjs";
import { CHROMIUM_TAB_STEPS, TAB_STEPS } from "./tabs.mjs";

const BUILD = new URL("../../../build/", import.meta.url).pathname;
const SITE = join(BUILD, "site");

/** @typedef {{ version: string, steps: string[], failed: boolean }} Result */

/** @type {Result[]} */
const results = [];

/** @param {string} version */
function begin(version) {
  console.log(version);
  /** @type {Result} */
  const result = { version, steps: [], failed: false };
  results.push(result);
  return result;
}

/** @param {Result} result @param {string} name @param {() => Promise<string | void>} step */
async function run(result, name, step) {
  const begun = performance.now();
  try {
    const remark = await step();
    result.steps.push(remark ? `${name}: ${remark}` : name);
  } catch (error) {
    result.failed = true;
    result.steps.push(`FAILED: ${name}: ${/** @type {Error} */ (error).message}`);
  }
  console.log(`  ${result.steps.at(-1)} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
}

/** @param {Result} result @param {import("./browsers.mjs").Tab} tab */
async function journey(result, tab) {
  const { url, stop } = await serve(SITE);
  const folder = await mkdtemp(join(tmpdir(), "journey-"));
  for (const [name, step] of Object.entries(STEPS)) {
    // What follows a failed step would fail as well, for no reason of its own.
    if (!result.failed) {
      await run(result, name, () => step({ tab, url: `${url}tool/`, folder, disconnect: stop }));
    }
  }
  stop();
  await rm(folder, { recursive: true });
}

/** @typedef {import("puppeteer-core").Browser} Browser */

/**
 * What needs more than one tab; each step has a storage of its own, since each has a server of its own.
 * @param {Result} result @param {Browser} browser @param {Record<string, (browser: Browser, url: string) => Promise<void>>} steps
 */
async function tabs(result, browser, steps) {
  for (const [name, step] of Object.entries(steps)) {
    const { url, stop } = await serve(SITE);
    await run(result, name, () => step(browser, `${url}tool/`));
    stop();
  }
}

/** @param {string} name @param {() => Promise<Browser>} start @param {Parameters<typeof tabs>[2]} steps */
async function byPuppeteer(name, start, steps) {
  const browser = await start();
  const [, version] = (await browser.version()).split("/");
  const result = begin(`${name} ${version}`);
  await journey(result, tabOf(await browser.newPage()));
  await tabs(result, browser, steps);
  await browser.close();
}

async function byWebDriver() {
  const { tab, version, close } = await webkit();
  await journey(begin(`WebKitGTK ${version}`), tab);
  await close();
}

const ENGINES = {
  Chromium: () =>
    byPuppeteer("Chromium", chromium, {
      ...TAB_STEPS,
      ...CHROMIUM_TAB_STEPS,
      ...CHROMIUM_CLEARED_STEPS,
      ...PAPER_STEPS,
    }),
  Firefox: () =>
    byPuppeteer("Firefox", firefox, { ...TAB_STEPS, ...RESTORED_STEPS, ...FIREFOX_CLEARED_STEPS, ...PAPER_STEPS }),
  WebKitGTK: byWebDriver,
};

for (const [name, start] of Object.entries(ENGINES)) {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`${name}: not run. This machine has no ${error.message}.`);
    results.push({ version: name, steps: ["not run"], failed: false });
  }
}
const report = { on: new Date().toISOString().slice(0, 10), engines: results };
await writeFile(join(BUILD, "engines.json"), `${JSON.stringify(report, null, 1)}\n`);
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
