/**
 * The privacy page: shows whether this browser has an offline copy of the site, deletes it, and allows it again.
 */

import { element } from "../page/dom.mjs";
import { allow, deleteCopy, hasCopy, remove, wanted } from "./offline.mjs";

const control = element("offline-control");

/** @param {string} id @param {() => unknown} act */
function onClick(id, act) {
  element(id).addEventListener("click", async () => {
    // Where the browser refuses, `show` says so.
    await Promise.resolve()
      .then(act)
      .catch(() => {});
    await show();
  });
}

async function show() {
  try {
    control.dataset.state = !wanted() ? "removed" : (await hasCopy()) ? "present" : "none";
  } catch {
    // Site data is blocked: no copy can be made, and none is there.
    control.dataset.state = "refused";
  }
}

window.addEventListener("storage", show);
onClick("offline-remove", remove);
onClick("offline-refuse", remove);
onClick("offline-allow", allow);
// A tab that was making the copy while it was removed may have left a part of it.
if (!wanted()) await deleteCopy().catch(() => {});
await show();
