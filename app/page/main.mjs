/**
 * The tool page: for the coordinator, or, at the address of an invitation, for a partner who answers.
 */

import { isInvitation } from "../core/invitation.mjs";
import { startAssessment } from "./assessment.mjs";
import { element } from "./dom.mjs";
import { startResponding } from "./respond.mjs";

// An error in a module of ours is shown: an answer may not have been stored. Those of browser extensions are not ours.
const OURS = new URL("./", import.meta.url).href;
window.addEventListener("error", ({ filename }) => filename.startsWith(OURS) && showBroken());
window.addEventListener("unhandledrejection", ({ reason }) => String(reason?.stack).includes(OURS) && showBroken());

const responds = isInvitation(location.hash);
// In a task of its own: at the end of this one the browser lays the page out.
setTimeout(responds ? startResponding : startAssessment);
// A link to the other one may be followed within the page.
window.addEventListener("hashchange", () => isInvitation(location.hash) && !responds && location.reload());

function showBroken() {
  element("broken").hidden = false;
}
