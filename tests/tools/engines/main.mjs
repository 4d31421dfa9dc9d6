// The journey in every browser of this machine. Run with `make test-browsers`.
//
// A browser that the machine does not have is named and is no failure. The result is in build/engines.json.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox, Missing, tabOf, webkit } from "./browsers.mjs";
import { STEPS } from "./journey.mjs";
import { serve } from "./server.mjs";

const BUILD = new URL("../../../build/", import.meta.url).pathname;

/** @typedef {{ version: string, steps: string[], failed: boolean }} Result */

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
  const { url, stop } = await serve(join(BUILD, "site"));
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

/** @param {() => Promise<import("puppeteer-core").Browser>} start */
async function byPuppeteer(start) {
  const browser = await start();
  const [, version] = (await browser.version()).split("/");
  return { version, tab: tabOf(await browser.newPage()), close: () => browser.close() };
}

const ENGINES = {
  Chromium: () => byPuppeteer(chromium),
  Firefox: () => byPuppeteer(firefox),
  WebKitGTK: webkit,
};

/** @type {Result[]} */
const results = [];
for (const [name, start] of Object.entries(ENGINES)) {
  try {
    const { version, tab, close } = await start();
    const result = { version: `${name} ${version}`, steps: [], failed: false };
    console.log(result.version);
    results.push(result);
    await journey(result, tab);
    await close();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`${name}: not run. This machine has no ${error.message}.`);
    results.push({ version: name, steps: ["not run"], failed: false });
  }
}
const report = { on: new Date().toISOString().slice(0, 10), engines: results };
await writeFile(join(BUILD, "engines.json"), `${JSON.stringify(report, null, 1)}\n`);
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
