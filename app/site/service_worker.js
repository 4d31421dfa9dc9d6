/* Answers from the copy of this release that the browser keeps. What stands above is Workbox and the list of
   files, put here by publishing/offline.py. */

/** The global of a service worker, which the type checker takes for that of a page. @type {any} */
const worker = self;
const { precaching, routing } = worker.workbox;

// A file that the browser has, and that is unchanged, does not come again; the list's hashes refuse any other.
// Only the installing fills the copy: in a page that is still open when somebody removes it, nothing grows again.
precaching.addPlugins([
  {
    requestWillFetch: async (/** @type {{request: Request}} */ { request }) => new Request(request, { cache: "no-cache" }),
    cacheWillUpdate: async (/** @type {{event: Event, response: Response}} */ { event, response }) =>
      event.type === "install" && response.ok ? response : null,
  },
]);
precaching.cleanupOutdatedCaches();
// Whatever follows a question mark, it is the same page.
precaching.precacheAndRoute(worker.FILES, { ignoreURLParametersMatching: [/.*/] });

// Pages at other addresses: without the slash at the end, as a host would mend it; or none at all.
routing.registerRoute(
  new routing.NavigationRoute(async (/** @type {{url: URL, request: Request}} */ { url, request }) => {
    if (precaching.getCacheKeyForURL(`${url.pathname}/index.html`)) return Response.redirect(`${url.pathname}/${url.search}`);
    return fetch(request).catch(async (error) => {
      const page = await precaching.matchPrecache("404.html");
      if (!page) throw error;
      return new Response(page.body, { status: 404, headers: page.headers });
    });
  }),
);

// The first release serves the page that brought it at once; a later one waits until it is told to take over.
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data === "take over") worker.skipWaiting();
});
