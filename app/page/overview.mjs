/**
 * The overview, which Python makes of the current round; and what to do where it cannot read the record.
 */

import { currentRound, withoutResponses } from "../core/record.mjs";
import { whenEditable } from "./changing.mjs";
import { element, showIf } from "./dom.mjs";
import { Fragment } from "./fragment.mjs";
import { showMessage } from "./message.mjs";
import { onNextDay, sayOverdue } from "./overdue.mjs";

/** @typedef {import("./store.mjs").Store} Store */

/** @param {Store} store @param {import("./engine/client.mjs").Engine} engine */
export function wireOverview(store, engine) {
  const overview = new Fragment(engine, "overview", () => overviewRequest(store), store, {
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

/** The overview needs the current round alone. @param {Store} store */
function overviewRequest({ record }) {
  return { ask: "overview", record: { ...record, rounds: [currentRound(withoutResponses(record))] } };
}

/** Python cannot read the record, though the form can show it. @param {string | null} fault null: it can */
function showFault(fault) {
  showIf(element("record-faulty"), fault !== null);
  element("record-fault").textContent = fault ?? "";
}
