/**
 * A link as a code (a QR code) that the camera of a phone reads, from a screen or from paper.
 */

import { generate } from "lean-qr";
import { toSvg } from "lean-qr/extras/svg";

/** Draws a link in black on white, in dark mode too: a camera finds the code by its light border. @param {Element} place an `svg` @param {string} link */
export function drawCode(place, link) {
  toSvg(generate(link), /** @type {SVGElement} */ (place), { on: "black", off: "white" });
}
