/**
 * Keeps the site in this browser, for use without a network, and offers a new release when one has come.
 */

import { element } from "../page/element.mjs";

// Every page links the manifest, which is in the site's root.
const manifest = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="manifest"]'));
const SITE = new URL("./", manifest.href);
const SWITCH = "lsp-improvement-tool/offline";

/** Whether the reader wants the offline copy: yes, unless they removed it. */
export function wanted() {
  try {
    return localStorage.getItem(SWITCH) !== "removed";
  } catch {
    // Where nothing may be stored a copy cannot be either; the browser will say so itself.
    return true;
  }
}

/** Takes the copy away and remembers that it is not wanted. */
export async function remove() {
  localStorage.setItem(SWITCH, "removed");
  await takeAway();
}

/** Takes away what there is of a copy: also what was under way in another tab when it was removed. */
export async function takeAway() {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration(SITE);
  await registration?.unregister();
  await Promise.all((await copies()).map((name) => caches.delete(name)));
}

/** The names of what is kept. Others on this host may keep copies too: only those of this site are ours. */
async function copies() {
  return (await caches.keys()).filter((name) => name.endsWith(SITE.href));
}

/** Makes the copy wanted again; the tool page brings it, at the next visit or where it is open. */
export function allow() {
  localStorage.removeItem(SWITCH);
}

/** Whether there is a copy. */
export async function kept() {
  if (!("serviceWorker" in navigator)) return false;
  const registration = await navigator.serviceWorker.getRegistration(SITE);
  return Boolean(registration?.active) && (await copies()).length > 0;
}

/**
 * Brings the copy, and tells how far that is; offers a new release and never forces it.
 * @param {() => boolean | void} beforeReload called when the reader has chosen to reload; `false` stops it
 */
export async function keepOffline(beforeReload) {
  const line = element("offline-status");
  const say = (/** @type {string} */ told, why = "") => {
    // What was begun may come to its end after the reader has removed the copy in another tab.
    const what = wanted() ? told : "removed";
    line.textContent = (line.dataset[what] ?? "").replace("{why}", why);
    line.dataset.state = what;
  };
  if (!("serviceWorker" in navigator)) return say("unsupported");
  window.addEventListener("storage", ({ key }) => (key === SWITCH || key === null) && follow());
  let chosen = false;
  // When another tab took the new release, this page is of the old one: it says so and stays.
  const had = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (chosen) location.reload();
    else if (had) offer(null);
  });
  /** @param {ServiceWorker | null} waiting */
  const offer = (waiting) => {
    element("update-offer").hidden = false;
    element("update-now").onclick = () => {
      if (beforeReload() === false) return;
      chosen = true;
      if (waiting) waiting.postMessage("take over");
      else location.reload();
    };
  };
  /** @param {ServiceWorkerRegistration} registration @param {ServiceWorker | null} worker */
  const watch = (registration, worker) => {
    if (worker && !registration.active) say("preparing");
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) offer(worker);
      if (worker.state === "activated") say("ready");
      if (worker.state === "redundant" && !registration.active) say("refused", line.dataset.incomplete);
    });
  };
  const bring = async () => {
    try {
      const registration = await navigator.serviceWorker.register(new URL("service-worker.js", SITE));
      if (registration.active && (await copies()).length === 0) {
        // Removed while a page was open, the worker of then lives on, and installs nothing a second time.
        await registration.unregister();
        return say("later");
      }
      registration.addEventListener("updatefound", () => watch(registration, registration.installing));
      // Another page of the site may have begun it and gone: then nothing is installing here, and it comes all the same.
      navigator.serviceWorker.ready.then(() => say("ready"));
      if (registration.active) say("ready");
      if (registration.waiting) offer(registration.waiting);
      watch(registration, registration.installing);
    } catch (error) {
      say("refused", error instanceof Error ? error.message : String(error));
    }
  };
  /** As the reader wants it, here or in another tab. */
  async function follow() {
    if (wanted()) return bring();
    element("update-offer").hidden = true;
    say("removed");
    await takeAway();
  }
  await follow();
}
