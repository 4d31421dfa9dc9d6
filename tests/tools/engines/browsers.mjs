// Starts the browsers of this machine: Chromium and Firefox by Puppeteer, WebKitGTK by Selenium.

import { spawn } from "node:child_process";
import { accessSync, constants, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";
import { Builder, By } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";
import { DriverService } from "selenium-webdriver/remote/index.js";

/**
 * A tab, as far as the journey needs one.
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} open
 * @property {(body: string) => Promise<any>} run Runs the body of a function in the page.
 * @property {(selector: string) => Promise<void>} click
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {(selector: string, value: string) => Promise<void>} select
 * @property {(selector: string, file: string) => Promise<void>} choose
 */

/** This machine does not have the engine; the message says what it lacks. */
export class Missing extends Error {}

const PATIENCE = 90_000;

const WINDOW = { width: 1280, height: 900 };

// A Firefox that was killed restores its tabs, as it does for everybody; Puppeteer turns that off.
const RESTORE_SESSION = {
  "browser.sessionstore.max_resumed_crashes": -1,
  "browser.sessionstore.restore_on_demand": false,
  "browser.sessionstore.resume_from_crash": true,
  "toolkit.startup.max_resumed_crashes": -1,
};

/** @param {string[]} names @returns {string | undefined} The first of these programs on the PATH. */
function program(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export async function chromium() {
  const executablePath = process.env.CHROMIUM ?? program("chromium", "chromium-browser", "google-chrome");
  if (!executablePath) throw new Missing("Chromium (Debian: chromium)");
  // Chromium's sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return puppeteer.launch({
    browser: "chrome",
    executablePath,
    args,
    defaultViewport: WINDOW,
    protocolTimeout: PATIENCE,
  });
}

/** @param {string} [profile] A folder. Without one Firefox begins with an empty profile. */
export async function firefox(profile) {
  const executablePath = program("firefox-esr", "firefox");
  if (!executablePath) throw new Missing("Firefox (Debian: firefox-esr)");
  return puppeteer.launch({
    browser: "firefox",
    executablePath,
    defaultViewport: WINDOW,
    extraPrefsFirefox: RESTORE_SESSION,
    protocolTimeout: PATIENCE,
    ...(profile && { userDataDir: profile }),
  });
}

/** @param {import("puppeteer-core").Page} page @returns {Tab} */
export function tabOf(page) {
  page.setDefaultTimeout(PATIENCE);
  return {
    async open(url) {
      // Navigating to an address that differs only in its fragment does not load the page.
      await page.goto("about:blank");
      await page.goto(url);
    },
    run: (body) => page.evaluate(`(() => { ${body} })()`),
    async click(selector) {
      await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
      await page.click(selector);
    },
    type: (selector, text) => page.type(selector, text),
    async select(selector, value) {
      await page.select(selector, value);
    },
    async choose(selector, file) {
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$(selector));
      await input.uploadFile(file);
    },
  };
}

/** A screen for WebKitGTK, which has no headless mode. */
async function screen() {
  const xvfb = program("Xvfb");
  if (!xvfb) throw new Missing("screen for WebKit (Debian: xvfb)");
  const started = spawn(xvfb, ["-displayfd", "1", "-screen", "0", "1400x1000x24"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const display of createInterface(started.stdout)) {
    return { display: `:${display}`, stop: () => started.kill() };
  }
  throw new Error("Xvfb ended before it had a display.");
}

/** @returns {Promise<{ tab: Tab, version: string, close: () => Promise<void> }>} */
export async function webkit() {
  const driver = program("WebKitWebDriver");
  const binary = globSync("/usr/lib/*/webkit2gtk-4.*/MiniBrowser").sort().at(-1);
  if (!driver || !binary) throw new Missing("WebKit (Debian: webkit2gtk-driver)");
  const { display, stop } = await screen();
  const environment = {
    ...process.env,
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: "1",
    // Its sandbox cannot be made in a container.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  const service = new DriverService.Builder(driver).setLoopback(true).setEnvironment(environment).build();
  const session = await new Builder()
    .usingServer(await service.start(PATIENCE))
    .withCapabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary, args: ["--automation"] },
    })
    .build();
  await session
    .manage()
    .window()
    .setRect({ x: 0, y: 0, ...WINDOW });
  const version = /** @type {string} */ ((await session.getCapabilities()).get("browserVersion"));
  const close = async () => {
    await session.quit();
    await service.kill();
    stop();
  };
  return { tab: webkitTab(session), version, close };
}

/** @param {import("selenium-webdriver").WebDriver} session @returns {Tab} */
function webkitTab(session) {
  /** @param {string} selector */
  const element = (selector) => session.findElement(By.css(selector));
  return {
    async open(url) {
      await session.get("about:blank");
      await session.get(url);
    },
    run: (body) => session.executeScript(body),
    async click(selector) {
      await session.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element(selector));
      await element(selector).click();
    },
    type: (selector, text) => element(selector).sendKeys(text),
    select: (selector, value) => new Select(element(selector)).selectByValue(value),
    choose: (selector, file) => element(selector).sendKeys(file),
  };
}
