/**
 * The page with all tools: which of them have a record in this browser. Only the browser is asked.
 */

import { readRecord } from "../core/record.mjs";
import { filled, oneLine } from "../core/text.mjs";
import { RecordStorage } from "../page/storage.mjs";

for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-records-of]"))) {
  const storage = new RecordStorage(line.dataset.recordsOf ?? "");
  const names = storage
    .recordKeys()
    .filter((key) => key !== storage.practiceKey)
    .flatMap((key) => nameOf(storage.read(key) ?? "", line.dataset.unnamed ?? ""));
  line.hidden = names.length === 0;
  line.textContent = filled(line.dataset.text ?? "", { names: names.join(", ") });
}

/** @param {string} text @param {string} unnamed @returns {string[]} none where it cannot be read */
function nameOf(text, unnamed) {
  const record = readRecord(text);
  if (typeof record === "string") return [];
  return [oneLine(record.partnership.name) || unnamed];
}
