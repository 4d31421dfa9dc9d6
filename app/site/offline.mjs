/**
 * The offline copy of the site: made by a service worker, removed when the user says so; and the offer of a new
 * release.
 */

import { element } from "../page/dom.mjs";

// Every page links the manifest, which is in the site's root.
const manifest = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="manifest"]'));
const SITE = new URL("./", manifest.href);
const WORKER = new URL("service-worker.js", SITE);
const SWITCH = "lsp-improvement-tool/offline";

/** @typedef {(waiting: ServiceWorker | null) => void} Offer */

/** Whether the user wants the offline copy: yes, unless they removed it. */
export function wanted() {
  try {
    return localStorage.getItem(SWITCH) !== "removed";
  } catch {
    // Where nothing may be stored there can be no copy either; the browser will say so itself.
    return true;
  }
}

/** Deletes the copy, and remembers that it is not wanted. */
export async function remove() {
  localStorage.setItem(SWITCH, "removed");
  await deleteCopy();
}

/** Makes the copy wanted again; the tool page makes it, at the next visit or where it is open. */
export function allow() {
  localStorage.removeItem(SWITCH);
}

/** The worker of this site. Another site on the same host may have one for all of the host. @returns {Promise<ServiceWorkerRegistration | undefined>} */
async function ownRegistration() {
  const found = await navigator.serviceWorker.getRegistration(SITE);
  return found?.scope === SITE.href ? found : undefined;
}

/** Deletes the copy, also a part that another tab was making when it was removed. */
export async function deleteCopy() {
  if (!("serviceWorker" in navigator)) return;
  await (await ownRegistration())?.unregister();
  await Promise.all((await cacheNames()).map((name) => caches.delete(name)));
}

/** Whether there is a copy. */
export async function hasCopy() {
  if (!("serviceWorker" in navigator)) return false;
  return Boolean((await ownRegistration())?.active) && (await cacheNames()).length > 0;
}

/** The caches of this site; other sites on the same host may have caches too. */
async function cacheNames() {
  return (await caches.keys()).filter((name) => name.endsWith(SITE.href));
}

/**
 * Makes the offline copy and shows its state; offers a new release and never forces it.
 * @param {() => boolean | void} beforeReload called when the user has chosen to reload; `false` prevents it
 */
export async function keepOffline(beforeReload) {
  if (!("serviceWorker" in navigator)) return showState("unsupported");
  const offer = connectOffer(beforeReload);
  // The switch as it is set, here or in another tab.
  const follow = async () => {
    if (wanted()) return makeCopy(offer);
    element("update-offer").hidden = true;
    showState("removed");
    // What is refused here was not there.
    await deleteCopy().catch(() => {});
  };
  window.addEventListener("storage", ({ key }) => (key === SWITCH || key === null) && follow());
  await follow();
}

/** @param {string} state @param {string} why */
function showState(state, why = "") {
  const line = element("offline-status");
  // The copy may be finished after the user has removed it in another tab.
  const shown = wanted() ? state : "removed";
  line.textContent = (line.dataset[shown] ?? "").replace("{why}", why);
  line.dataset.state = shown;
}

/** @param {() => boolean | void} beforeReload @returns {Offer} shows the offer of a new release */
function connectOffer(beforeReload) {
  let accepted = false;
  /** @type {Offer} */
  const offer = (waiting) => {
    element("update-offer").hidden = false;
    element("update-now").onclick = () => {
      if (beforeReload() === false) return;
      accepted = true;
      // Another tab may have let it take over by now.
      if (waiting?.state === "installed") waiting.postMessage("take over");
      else location.reload();
    };
  };
  // When another tab has accepted, this page is of the previous release: it offers to reload, and stays.
  const isOwn = () => navigator.serviceWorker.controller?.scriptURL === WORKER.href;
  let hadCopy = isOwn();
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    else if (hadCopy) offer(null);
    hadCopy = isOwn();
  });
  return offer;
}

/** @param {Offer} offer */
async function makeCopy(offer) {
  try {
    const registration = await navigator.serviceWorker.register(WORKER);
    if (registration.active && (await cacheNames()).length === 0) {
      // Removed while a page was open, the old worker is still active, and will not install again.
      await registration.unregister();
      return showState("later");
    }
    registration.addEventListener("updatefound", () => watchInstall(registration, registration.installing, offer));
    // Another page may have started the installation: then nothing is installing here.
    navigator.serviceWorker.ready.then(({ scope }) => scope === SITE.href && showState("ready"));
    if (registration.active) showState("ready");
    if (registration.waiting) offer(registration.waiting);
    watchInstall(registration, registration.installing, offer);
  } catch (error) {
    showState("refused", error instanceof Error ? error.message : String(error));
  }
}

/** @param {ServiceWorkerRegistration} registration @param {ServiceWorker | null} worker @param {Offer} offer */
function watchInstall(registration, worker, offer) {
  if (worker && !registration.active) showState("preparing");
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) offer(worker);
    if (worker.state === "activated") showState("ready");
    if (worker.state === "redundant" && !registration.active)
      showState("refused", element("offline-status").dataset.incomplete);
  });
}
