/* Answers from the offline copy of this release. Above it publishing/offline.py puts Workbox and the list of files. */

/** The global of a service worker; the type checker takes it for that of a page. @type {any} */
const worker = self;
const { precaching, routing } = worker.workbox;

// An unchanged file is not downloaded again; the digests in the list reject any other.
// Only the installation fills the copy: after somebody has removed it, a page that is still open adds nothing.
precaching.addPlugins([
  {
    requestWillFetch: async (/** @type {{request: Request}} */ { request }) =>
      new Request(request, { cache: "no-cache" }),
    // Some hosts answer 404.html itself with 404: its digest says whether it is the page.
    cacheWillUpdate: async (/** @type {{event: Event, response: Response}} */ { event, response }) =>
      event.type === "install" ? response : null,
  },
]);
// A page is the same whatever follows a question mark.
precaching.precacheAndRoute(worker.FILES, { ignoreURLParametersMatching: [/.*/] });

// Pages at other addresses: without the slash at the end, which a host would add; or none at all.
routing.registerRoute(
  new routing.NavigationRoute(async (/** @type {{url: URL, request: Request}} */ { url, request }) => {
    if (precaching.getCacheKeyForURL(`${url.pathname}/index.html`))
      return Response.redirect(`${url.pathname}/${url.search}`);
    return fetch(request).catch(async (error) => {
      const page = await precaching.matchPrecache("404.html");
      if (!page) throw error;
      return new Response(page.body, { status: 404, headers: page.headers });
    });
  }),
);

// The first release serves the page that installed it at once; a later one waits until a page asks it to take over.
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data === "take over") worker.skipWaiting();
});
