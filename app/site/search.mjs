/**
 * The theme starts its search in a worker from the worker's own address, where the page's policy does not apply on a
 * host that sends no headers. From a blob it inherits the policy, as Python's worker does. Must run before the theme.
 */
{
  // The index ends a word at an apostrophe: the "s" of "children's" would find every word that begins with it. And
  // our pages write "e-mail". 2 is the theme's number for a query.
  const prepare = `addEventListener("message", ({ data }) => {
    if (data.type === 2) data.data = data.data.replace(/['’]s(?!\\w)/g, "").replace(/\\bemail/gi, "e-mail");
  });`;
  const place = /** @type {HTMLElement} */ (document.getElementById("__config"));
  const config = JSON.parse(place.textContent ?? "");
  const search = new URL(config.search, location.href).href;
  config.search = URL.createObjectURL(
    new Blob([`${prepare}\nimportScripts(${JSON.stringify(search)});`], { type: "text/javascript" }),
  );
  place.textContent = JSON.stringify(config);
}

/**
 * The theme makes each result an article with a heading of the first level in a link: to screen readers a link
 * without a name, on a page with many titles.
 */
{
  const list = /** @type {HTMLElement} */ (document.querySelector(".md-search-result__list"));
  new MutationObserver(() => {
    for (const part of list.querySelectorAll(".md-search-result__link :is(article, h1, h2):not([role])"))
      part.setAttribute("role", "presentation");
  }).observe(list, { childList: true, subtree: true });
}
