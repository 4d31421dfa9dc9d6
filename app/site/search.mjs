/**
 * The theme starts a worker for its search from that worker's own address, where no policy binds it on a host that
 * sends no headers. From a blob it inherits the policy of the page, as Python does. Runs before the theme's script.
 */
{
  const place = /** @type {HTMLElement} */ (document.getElementById("__config"));
  const config = JSON.parse(place.textContent ?? "");
  const search = new URL(config.search, location.href).href;
  config.search = URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(search)});`], { type: "text/javascript" }));
  place.textContent = JSON.stringify(config);
}
