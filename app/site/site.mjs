/**
 * What every page of the site does: four small repairs to the theme's behaviour.
 */

keepSingleLettersFromTheTheme();
connectMenuButton();
markChosenColours();
keepFocusInSight();

/**
 * The theme turns pages and opens the search at single letters, anywhere on a page. Speech input and slips of the
 * hand must not leave the page, so these keys stop before they reach the theme.
 */
function keepSingleLettersFromTheTheme() {
  document.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !(event.ctrlKey || event.metaKey)) event.stopPropagation();
  });
}

/**
 * The menu button of a narrow window. The state is a checkbox: the style sheet reads it, and it does the button's
 * work where there are no scripts.
 */
function connectMenuButton() {
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("menu-button"));
  const box = /** @type {HTMLInputElement} */ (document.getElementById("menu"));
  const setOpen = (/** @type {boolean} */ open) => {
    box.checked = open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => setOpen(!box.checked));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !box.checked) return;
    setOpen(false);
    button.focus();
  });
}

/** The theme shows the chosen colours by a picture alone; checking the radio behind it tells screen readers. */
function markChosenColours() {
  /** @type {(key: string) => {index: number} | null} */
  const stored = /** @type {any} */ (window).__md_get;
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[name="__palette"]'));
  radios[stored("__palette")?.index ?? 0].checked = true;
}

/**
 * In a narrow window the theme locks scrolling behind its open search, and restores the old position a moment after
 * it closes. A keyboard user who has moved on by then would lose sight of the focus, so it is scrolled back into view.
 */
function keepFocusInSight() {
  const locked = "data-md-scrolllock";
  const observer = new MutationObserver(() => {
    if (document.body.hasAttribute(locked) || document.activeElement === document.body) return;
    document.activeElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  observer.observe(document.body, { attributeFilter: [locked] });
}
