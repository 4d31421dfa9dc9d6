/**
 * The colours of the tool page: as on the device, dark or light. The choice is stored where the theme stores it, so
 * that it counts for every page of the site.
 */

const DARK = matchMedia("(prefers-color-scheme: dark)");
/** In the order of the theme's palettes (mkdocs.yml). */
const PALETTES = [
  { media: "(prefers-color-scheme)", scheme: "" },
  { media: "(prefers-color-scheme: dark)", scheme: "slate" },
  { media: "(prefers-color-scheme: light)", scheme: "default" },
];

export function wireColours() {
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("colours"));
  const key = `${new URL(`${button.dataset.base}/`, location.href).pathname}.__palette`;
  let chosen = stored(key);
  const show = () => {
    document.body.dataset.mdColorScheme = PALETTES[chosen].scheme || (DARK.matches ? "slate" : "default");
    const name = /** @type {HTMLElement} */ (button.querySelector(".visually-hidden span"));
    name.textContent = JSON.parse(button.dataset.names ?? "[]")[chosen];
    for (const icon of button.querySelectorAll("[data-colours]"))
      icon.toggleAttribute("hidden", icon.getAttribute("data-colours") !== String(chosen));
  };
  button.addEventListener("click", () => {
    chosen = (chosen + 1) % PALETTES.length;
    const color = { ...PALETTES[chosen], primary: "custom", accent: "custom" };
    try {
      localStorage.setItem(key, JSON.stringify({ index: chosen, color }));
    } catch {
      // The choice counts for this page.
    }
    show();
  });
  DARK.addEventListener("change", show);
  show();
}

/** @param {string} key @returns {number} the index of a palette; 0 where none is stored */
function stored(key) {
  try {
    const index = JSON.parse(localStorage.getItem(key) ?? "{}").index;
    return index in PALETTES ? index : 0;
  } catch {
    return 0;
  }
}
