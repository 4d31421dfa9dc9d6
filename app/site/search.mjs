/**
 * The theme starts its search in a worker from the worker's own address, where the page's policy does not apply on a
 * host that sends no headers. From a blob it inherits the policy, as Python's worker does. Must run before the theme.
 */
{
  const place = /** @type {HTMLElement} */ (document.getElementById("__config"));
  const config = JSON.parse(place.textContent ?? "");
  const search = new URL(config.search, location.href).href;
  config.search = URL.createObjectURL(
    new Blob([`importScripts(${JSON.stringify(search)});`], { type: "text/javascript" }),
  );
  place.textContent = JSON.stringify(config);
}
