/**
 * What the report says first: the coordinator's own words, and what Python proposes in their place.
 */

import { Asking } from "../core/asking.mjs";
import { filled, localDay } from "../core/text.mjs";
import { element } from "./dom.mjs";
import { PythonError } from "./engine/client.mjs";

const FIELDS = ["round.conclusion", "round.asks"];

/** @param {import("./store.mjs").Store} store @param {import("./engine/client.mjs").Engine} engine */
export function wireReportWords(store, engine) {
  const button = /** @type {HTMLButtonElement} */ (element("use-proposals"));
  /** By path; empty until Python has made them for the present record. @type {Record<string, string>} */
  let proposed = {};
  const asking = new Asking();
  const link = element("to-report-words");
  const usual = link.textContent;

  button.addEventListener("click", () => {
    const empty = Object.keys(proposed).filter((path) => !store.value(path).trim());
    store.edit(empty.map((path) => [path, proposed[path]]));
  });
  addEventListener("hashchange", propose);
  engine.subscribe((state) => state === "ready" && propose());
  store.subscribe(({ paths }) => {
    if (paths === null) show({});
    if (paths === null || paths.some((path) => path.endsWith(".rating"))) propose();
    else allow();
  });

  /** Shows the proposals in the empty fields, when they are in sight. */
  async function propose() {
    const isLatest = asking.next();
    if (!element("report-words").classList.contains("shown") || !engine.worker) return;
    try {
      const { record } = store;
      const answer = await engine.ask({ ask: "proposals", record, today: localDay(new Date()) });
      if (isLatest()) show({ "round.conclusion": answer.conclusion, "round.asks": answer.asks.join("\n") });
    } catch (error) {
      // The engine reports itself, and the overview what is wrong with the record.
      if (!(error instanceof PythonError)) throw error;
    }
  }

  /** @param {Record<string, string>} texts by path */
  function show(texts) {
    proposed = texts;
    for (const path of FIELDS) element(path).setAttribute("placeholder", proposed[path] ?? "");
    allow();
  }

  function allow() {
    button.disabled = store.mode !== "writing" || Object.keys(proposed).length === 0;
    const own = FIELDS.filter((path) => store.value(path).trim());
    link.textContent = (own.length > 0 ? link.dataset.own : usual) ?? "";
    for (const path of FIELDS) {
      const line = element(`${path}.proposal`);
      const text = proposed[path] ?? "";
      line.hidden = !(own.includes(path) && text && text !== store.value(path));
      line.textContent = filled(line.dataset.text ?? "", { text });
    }
  }
}
