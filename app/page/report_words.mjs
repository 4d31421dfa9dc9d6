/**
 * What the report says first: the coordinator's own words, and what Python proposes in their place.
 */

import { withoutResponses } from "../core/record.mjs";
import { localDay } from "../core/text.mjs";
import { element } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";

const FIELDS = /** @type {const} */ (["conclusion", "asks"]);

/** @param {import("./store.mjs").Store} store @param {import("./engine/client.mjs").Engine} engine */
export function wireReportWords(store, engine) {
  const button = /** @type {HTMLButtonElement} */ (element("use-proposals"));
  /** @type {Record<string, string>} */
  let proposed = {};

  button.addEventListener("click", () => {
    const empty = FIELDS.map((name) => `round.${name}`).filter((path) => !store.value(path).trim());
    store.edit(empty.map((path) => [path, proposed[path]]));
  });
  addEventListener("hashchange", propose);

  /** Shows the proposals in the empty fields, when they are in sight. */
  async function propose() {
    if (!element("report-words").classList.contains("shown") || !engine.worker) return;
    try {
      const answer = await engine.ask({
        ask: "proposals",
        record: withoutResponses(store.record),
        today: localDay(new Date()),
      });
      proposed = { "round.conclusion": answer.conclusion, "round.asks": answer.asks.join("\n") };
    } catch (error) {
      // The engine reports itself, and the overview what is wrong with the record.
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      return;
    }
    for (const [path, text] of Object.entries(proposed)) element(path).setAttribute("placeholder", text);
    button.disabled = store.mode !== "writing";
  }

  return { refresh: propose };
}
