/**
 * The overview, which Python makes of the current round; and what to do where it cannot read the record.
 */

import { ofCurrentRound } from "../core/rounds.mjs";
import { whenEditable } from "./change_guards.mjs";
import { element, showIf } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { showMessage } from "./message.mjs";
import { onNextDay, sayOverdue } from "./overdue.mjs";

/** @typedef {import("./store.mjs").Store} Store */

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine */
export function wireOverview(store, engine) {
  const request = () => ({ ask: "overview", record: ofCurrentRound(store.record) });
  const overview = new Fragment(engine, "overview", request, store, {
    always: true,
    onFault: showFault,
    onShown: sayOverdue,
  });
  onNextDay(() => sayOverdue(element("overview")));
  element("save-faulty").addEventListener("click", () => {
    element("quarantine-faulty").hidden = false;
  });
  element("quarantine-faulty").addEventListener("click", () =>
    whenEditable(store, () => {
      if (!store.quarantine()) showMessage("noSpaceApart");
    }),
  );
  store.subscribe(({ paths, by }) => {
    // Only what was downloaded is put aside, and this is another record or another state of all of it.
    if (paths === null) showIf(element("quarantine-faulty"), false);
    // Notes are not in the overview.
    if (paths !== null && !paths.some((path) => /^(partnership|round|action)\.|\.(rating|no_action)$/.test(path)))
      return;
    if (by === "typing") overview.refreshSoon();
    else overview.refresh();
  });
}

/** Python cannot read the record, though the form can show it. @param {string | null} fault null: it can */
function showFault(fault) {
  showIf(element("record-faulty"), fault !== null);
  element("record-fault").textContent = fault ?? "";
}
