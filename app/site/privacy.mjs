/**
 * The privacy page: shows whether this browser keeps a copy of the site, removes it, and allows it again.
 */

import { element } from "../page/element.mjs";
import { allow, kept, remove, takeAway, wanted } from "./offline.mjs";

const control = element("offline-control");

/** @param {string} id @param {() => unknown} act */
function on(id, act) {
  element(id).addEventListener("click", async () => {
    await act();
    await show();
  });
}

async function show() {
  control.dataset.state = !wanted() ? "removed" : (await kept()) ? "kept" : "none";
}

window.addEventListener("storage", show);
on("offline-remove", remove);
on("offline-refuse", remove);
on("offline-allow", allow);
// A tab that was bringing the copy while it was removed may have left some of it.
if (!wanted()) await takeAway();
await show();
