/**
 * The home page: who has answers in this browser is led to the record that was changed last. Only the browser is asked.
 */

import { latest } from "../core/latest.mjs";
import { filled, localDay, longDay } from "../core/text.mjs";
import { RecordStorage } from "../page/storage.mjs";

const drawing = /** @type {HTMLElement} */ (document.querySelector(".preview"));
const storage = new RecordStorage(drawing.dataset.questionSet ?? "");
const questions = [...drawing.querySelectorAll("[data-question]")].map(
  (mark) => mark.getAttribute("data-question") ?? "",
);
const keys = storage.recordKeys().filter((key) => key !== storage.practiceKey);
const found = latest(
  keys.map((key) => ({ key, text: storage.read(key) ?? "" })),
  questions,
);
if (found) offer(found);

/** @param {import("../core/latest.mjs").Latest} record */
function offer({ key, name, answered, changed }) {
  const link = /** @type {HTMLElement} */ (document.getElementById("carry-on"));
  link.textContent = filled((name ? link.dataset.name : link.dataset.unnamed) ?? "", { name });
  // In a new tab too.
  for (const way of ["click", "auxclick"]) link.addEventListener(way, () => storage.reminders.setShown(key));
  const progress = /** @type {HTMLElement} */ (document.getElementById("progress"));
  progress.textContent = filled((changed ? progress.dataset.text : progress.dataset.undated) ?? "", {
    answered: String(answered),
    all: String(questions.length),
    day: changed ? longDay(localDay(new Date(changed))) : "",
  });
}
