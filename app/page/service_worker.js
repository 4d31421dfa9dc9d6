/* Answers from the copy of this release that the browser keeps. What stands above is Workbox and the list of
   files, put here by publishing/offline.py. */

/** The global of a service worker, which the type checker takes for that of a page. @type {any} */
const worker = self;
const { precaching } = worker.workbox;

// A file that the browser has, and that is unchanged, does not come again; the list's hashes refuse any other.
precaching.addPlugins([
  { requestWillFetch: async (/** @type {{request: Request}} */ { request }) => new Request(request, { cache: "no-cache" }) },
]);
precaching.cleanupOutdatedCaches();
precaching.precacheAndRoute(worker.FILES);

// The first release serves the page that brought it at once; a later one waits until it is told to take over.
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data === "take over") worker.skipWaiting();
});
