/**
 * Where a partner begins to answer: who asks, about what and until when, and what is answered.
 */

import { mailAddress } from "../core/invitation.mjs";
import { answerIn, currentRound } from "../core/record.mjs";
import { answeredIn } from "../core/rounds.mjs";
import { filled, longDay, oneLine } from "../core/text.mjs";
import { addressOf, roomAddress } from "./addresses.mjs";
import { element, setText } from "./dom.mjs";

/** @param {import("./store.mjs").Store} store @param {import("../core/invitation.mjs").Invitation} invitation @param {string[]} questions those that are asked */
export function wireWelcome(store, { partnership, name, by, contact, paper }, questions) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-way]")))
    part.hidden = (part.dataset.way === "paper") !== Boolean(paper);
  const heading = element("welcome-heading");
  const which = element("welcome-round");
  const parts = { name: oneLine(partnership), round: oneLine(name) };
  which.textContent = parts.name ? filled(which.dataset.named ?? "", parts) : parts.round;
  if (oneLine(partnership)) heading.textContent = filled(heading.dataset.named ?? "", { name: oneLine(partnership) });
  for (const line of document.querySelectorAll("[data-by]"))
    fillLine(line, "by", /^\d{4}-\d\d-\d\d$/.test(by ?? "") ? longDay(by ?? "") : "");
  for (const line of document.querySelectorAll("[data-contact]")) {
    fillLine(line, "contact", oneLine(contact ?? ""));
    linkMail(line, oneLine(contact ?? ""));
  }
  setText(document, "[data-asked]", String(questions.length));
  const start = /** @type {HTMLAnchorElement} */ (element("begin-answering"));
  const show = () => {
    const round = currentRound(store.record);
    const open = questions.find((id) => answeredIn(round, [id]) === 0);
    const answered = answeredIn(round, questions);
    start.textContent = (answered > 0 ? start.dataset.onward : start.dataset.first) ?? "";
    start.href = open ? addressOf(open) : roomAddress("send");
    const unknown = questions.filter((id) => answerIn(round, id)?.rating === "unknown").length;
    const line = element("send-count");
    const numbers = { answered: String(answered), all: String(questions.length), unknown: String(unknown) };
    const { text = "", open: mayBeOpen = "" } = line.dataset;
    line.textContent = [filled(text, numbers), open && !paper ? mayBeOpen : ""].join(" ").trim();
  };
  store.subscribe(show);
}

/** Shows a line with its gap filled; none where there is nothing to say. @param {Element} line @param {string} name @param {string} value */
function fillLine(line, name, value) {
  const { dataset } = /** @type {HTMLElement} */ (line);
  line.toggleAttribute("hidden", value === "");
  line.textContent = filled(dataset[name] ?? "", { [name]: value });
}

/** Turns an e-mail address in a line into a link. @param {Element} line @param {string} contact */
function linkMail(line, contact) {
  const href = mailAddress(contact);
  const text = line.textContent ?? "";
  const start = text.indexOf(contact);
  if (!href || start < 0) return;
  const link = Object.assign(document.createElement("a"), { href, textContent: contact });
  line.replaceChildren(text.slice(0, start), link, text.slice(start + contact.length));
}
