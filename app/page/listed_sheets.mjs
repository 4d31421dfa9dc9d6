/**
 * The sheets of paper that are stored beside the record, as the room "Partners" lists them, with a link to each.
 */

import { counted, oneLine } from "../core/text.mjs";
import { element, leave } from "./dom.mjs";
import { listedSheets } from "./waiting_sheets.mjs";

/** @typedef {import("./waiting_sheets.mjs").PaperSheet} PaperSheet */

/** Says how many there are, and leads to each. @param {import("./store.mjs").Store} store */
export function wireListedSheets(store) {
  /** What was drawn, by line. @type {Map<string, string>} */
  const shown = new Map();
  const draw = () => {
    for (const [name, sheets] of Object.entries(listedSheets(store))) {
      // Drawn again, a link would lose the focus.
      const drawn = JSON.stringify(sheets.map(({ address, response }) => [address, response?.respondent]));
      if (drawn !== (shown.get(name) ?? "[]")) show(`sheets-${name}`, sheets);
      shown.set(name, drawn);
    }
  };
  // Not for each letter: what waits is looked for among all that is stored.
  store.subscribe(({ paths }) => (paths === null || paths.length === 0) && draw());
  let isDue = false;
  window.addEventListener("storage", ({ key }) => {
    if (isDue || !key?.startsWith(`${store.storage.prefix}respond/`)) return;
    isDue = true;
    // In a tab that nobody sees this waits, however much is typed on a sheet in another one.
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  });
}

/** @param {string} id of the line @param {PaperSheet[]} sheets */
function show(id, sheets) {
  const line = element(id);
  const [count, links] = line.children;
  if (sheets.length === 0) leave(line);
  line.hidden = sheets.length === 0;
  count.textContent = counted(line.dataset, sheets.length);
  const made = sheets.flatMap(({ address, response }) => {
    const { organisation, name, role, sector } = response?.respondent ?? {};
    const textContent =
      oneLine(organisation ?? name ?? role ?? sector ?? "") || (element("sheets-waiting").dataset.unnamed ?? "");
    const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent });
    link.rel = "noopener";
    return [", ", link];
  });
  const focused = links.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  links.replaceChildren(...made.slice(1));
  // Its text has changed, as somebody types in its tab.
  for (const link of links.querySelectorAll("a")) if (link.getAttribute("href") === focused) link.focus();
}
