/**
 * The rooms of the tool. The address names the one that is shown, so the browser's own Back works.
 */

import { readAddress } from "./addresses.mjs";
import { element } from "./dom.mjs";

/** The name of a room in the bar. @param {string} room */
export function nameOfRoom(room) {
  return document.querySelector(`.rooms [data-go="${room}"]`)?.textContent?.trim() ?? "";
}

/**
 * @param {import("./questions.mjs").Questions} questions
 * @param {(named: string, move: boolean) => void} onAssess called when the questions are shown, with the id of a
 *   question or an element, empty where the address names none; `move`: whether the address has changed
 */
export function wireRooms(questions, onAssess) {
  const tool = element("tool");
  const title = document.title;
  const isAsked = (/** @type {string} */ id) => questions.sectionOf(id) !== null;
  addEventListener("hashchange", () => show(true));
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    // Past the bar too, to what the room is about.
    const heading = document.getElementById(`${tool.dataset.shown}-heading`);
    if (!heading) return;
    event.preventDefault();
    heading.focus();
  });

  /** Shows what the address names; the questions where it names nothing. @param {boolean} [move] whether the address has changed */
  function show(move = false) {
    const { room, named } = readAddress(location.hash, isAsked);
    // An address of something else in the page, such as the link that skips to the content.
    if (move && room === "" && location.hash.length > 1) return;
    const shown = room || "assess";
    tool.dataset.shown = shown;
    for (const part of tool.querySelectorAll("[data-room]"))
      part.classList.toggle("shown", part.getAttribute("data-room") === shown);
    for (const link of tool.querySelectorAll("[data-go]")) {
      if (link.getAttribute("data-go") === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const heading = element(`${shown}-heading`);
    document.title = shown === "assess" ? title : `${heading.textContent} - ${title}`;
    if (shown === "assess") return onAssess(named, move);
    if (!move) return;
    // On a phone the rooms are a row that scrolls.
    tool.querySelector(".rooms [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
    scrollTo({ top: 0, behavior: "instant" });
    heading.focus({ preventScroll: true });
  }

  return { show };
}
