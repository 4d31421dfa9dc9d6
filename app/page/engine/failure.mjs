/**
 * What stopped Python: in a sentence for the person, and as facts that a helpdesk can use. Nothing that the
 * person entered is among them.
 */

import { filled } from "../../core/text.mjs";
import { copyText } from "../clipboard.mjs";
import { element } from "../dom.mjs";

/** @typedef {import("./client.mjs").Failure} Failure */

/** @param {Failure[]} failures the first is the cause, and what is shown */
export function showFailure(failures) {
  const [first, last] = [failures[0], failures[failures.length - 1]];
  const reason = element("engine-reason");
  // The first is the cause; but a policy that stops a worker shows late, and after a new release only reloading helps.
  const cause = failures.find(({ why }) => why === "policy") ?? (last.why === "release" ? last : first);
  reason.textContent = filled(reason.dataset[cause.why] ?? "", { what: cause.detail.split(": ")[0] });
  fact("first", `${first.why}: ${first.detail}`);
  fact("last", `${last.why}: ${last.detail}`);
  fact("when", new Date().toISOString());
  fact("browser", navigator.userAgent);
  fact("page", location.origin + location.pathname);
  fact("secure", String(isSecureContext));
  fact("bytes", String(/** @type {HTMLProgressElement} */ (element("engine-progress")).value));
  element("copied").textContent = "";
}

/** Copies the facts; where the browser does not allow it, a hint says which keys do. */
export async function copyFacts() {
  const facts = element("engine-facts");
  const line = element("copied");
  const text = [...facts.querySelectorAll("dt")]
    .map((name) => `${name.textContent}: ${name.nextElementSibling?.textContent}`)
    .join("\n");
  line.textContent = ((await copyText(text, facts)) ? line.dataset.done : line.dataset.byHand) ?? "";
}

/** @param {string} name @param {string} text */
function fact(name, text) {
  for (const place of element("engine-facts").querySelectorAll(`[data-fact="${name}"]`)) place.textContent = text;
}
