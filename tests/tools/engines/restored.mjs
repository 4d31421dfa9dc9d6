// Firefox restores a tab with the texts that its fields had. They must not overwrite what was written since.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { firefox, tabOf } from "./browsers.mjs";
import { saved, wait } from "./journey.mjs";
import { append, hasNote, openTab } from "./tabs.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

const EXTENSION = new URL("extensions/reopen-tab", import.meta.url).pathname;
const PATIENCE = 60_000;

// Found in the session on disk, which is compressed: nothing in it may repeat.
const MARK = "Zq7Xk0Jv9Wp";

/** @template T @param {() => Promise<T | undefined>} look @param {string} what @returns {Promise<T>} */
async function until(look, what) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE / 1000} s in vain for: ${what}`);
    await pause(100);
  }
}

/** A tab that the browser opened by itself. @param {Browser} browser @param {string} url @param {Page[]} others */
async function restoredTab(browser, url, others) {
  const page = await until(
    async () => (await browser.pages()).find((page) => page.url().startsWith(url) && !others.includes(page)),
    "the restored tab",
  );
  await wait(tabOf(page), "document.readyState === 'complete'", "the restored page");
  return page;
}

/** Whether a file in a folder of the profile holds a text. @param {string} folder @param {string} text */
async function isOnDisk(folder, text) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (content.includes(text)) return true;
  }
  return undefined;
}

/** @param {Browser} browser @param {string} url */
async function reopenedTab(browser, url) {
  const first = await openTab(browser, url);
  await append(first, "old");
  await saved(tabOf(first));
  await first.close();
  const second = await openTab(browser, url);
  await append(second, " and newer");
  await hasNote(second, "old and newer");
  await browser.installExtension(EXTENSION);
  const restored = await restoredTab(browser, url, [second]);
  for (const page of [restored, second]) await hasNote(page, "old and newer");
  await Promise.all([restored.close(), second.close()]);
}

/**
 * The session on disk is older than the record: Firefox writes it every 15 seconds, and the record after 5.
 * @param {string} url @param {string} profile An empty folder.
 */
async function killedBrowser(url, profile) {
  const before = await firefox(profile);
  const page = await openTab(before, url);
  await append(page, "old words");
  await page.evaluate((mark) => sessionStorage.setItem("mark", mark), MARK);
  await until(() => isOnDisk(join(profile, "sessionstore-backups"), MARK), "the session on disk");
  await append(page, ", and newer ones");
  await hasNote(page, "old words, and newer ones");
  await until(() => isOnDisk(join(profile, "storage", "default"), "newer ones"), "the record on disk");
  const process = before.process();
  const ended = new Promise((resolve) => process?.once("exit", resolve));
  process?.kill("SIGKILL");
  await ended;
  const after = await firefox(profile);
  try {
    const restored = await restoredTab(after, url, []);
    await hasNote(restored, "old words, and newer ones");
    await append(restored, ", and the newest");
    await hasNote(restored, "old words, and newer ones, and the newest");
  } finally {
    await after.close();
  }
}

/** @type {Record<string, (browser: Browser, url: string) => Promise<void>>} */
export const RESTORED_STEPS = {
  "a tab that was closed and is reopened: the newer note stays": reopenedTab,
  async "a browser that was killed and restores its tabs: the newer note stays"(_browser, url) {
    const profile = await mkdtemp(join(tmpdir(), "journey-"));
    await killedBrowser(url, profile);
    await rm(profile, { recursive: true, force: true });
  },
};
