/**
 * Printing without a download: a report, or the questions with or without the answers.
 */

import { closeDialog, openDialog } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { showMessage } from "./message.mjs";

/**
 * Prints a page of its own. It is shown in a frame that nobody sees, by its text: the policy of this page allows no
 * other address.
 * @param {string} html
 */
export function printPage(html) {
  if (!canPrint()) return showMessage("noPrinting");
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  frame.srcdoc = html;
  frame.addEventListener("load", () => {
    const page = frame.contentWindow;
    if (!page) return;
    // Browsers name the PDF after the page around the frame.
    const { title, activeElement } = document;
    document.title = page.document.title;
    page.addEventListener("afterprint", () => {
      document.title = title;
      frame.remove();
      if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
    });
    page.focus();
    page.print();
  });
  document.querySelector(".print-frame")?.remove();
  document.body.append(frame);
}

/** Browsers within other apps may not print. */
export function canPrint() {
  return typeof window.print === "function";
}

/** The dialog that prints the questions. @param {HTMLFormElement} form */
export function wirePrintingQuestions(form) {
  const choice = /** @type {HTMLFormElement} */ (element("print-form"));
  const none = element("print-none");
  element("print-questions").addEventListener("click", () => {
    if (!canPrint()) return showMessage("noPrinting");
    none.hidden = true;
    openDialog("print-dialog");
  });
  choice.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(choice);
    const chosen = data.getAll("print.element");
    none.hidden = chosen.length > 0;
    if (chosen.length === 0) return none.focus();
    closeDialog("print-dialog");
    printQuestions(form, chosen, data.get("print.answers") === "blank");
  });
  addEventListener("afterprint", () => mark(form, null, false));
}

/** @param {HTMLFormElement} form @param {unknown[]} chosen ids of elements @param {boolean} isBlank */
function printQuestions(form, chosen, isBlank) {
  mark(form, chosen, isBlank);
  print();
}

/** The style sheet for paper reads these marks. @param {HTMLFormElement} form @param {unknown[] | null} chosen null: all elements @param {boolean} isBlank */
function mark(form, chosen, isBlank) {
  form.classList.toggle("blank-on-paper", isBlank);
  for (const part of form.querySelectorAll("[data-element]"))
    part.classList.toggle("not-on-paper", chosen !== null && !chosen.includes(part.id));
}
