/**
 * Whether Python is starting, ready or failed, for everybody to see.
 */

import { element, leave } from "../dom.mjs";
import { copyFacts, showFailure } from "./failure.mjs";

/** @typedef {import("./client.mjs").Engine} Engine */

/** @param {Engine} engine */
export function wireEngineStatus(engine) {
  element("try-again").addEventListener("click", () => engine.start());
  element("copy-facts").addEventListener("click", copyFacts);
  engine.subscribe((state) => showState(state, engine));
  engine.onProgress = showProgress;
}

/** @param {import("./client.mjs").State} state @param {Engine} engine */
function showState(state, engine) {
  if (state !== "failed") leave(element("engine-status"));
  element("engine-status").dataset.state = state;
  element("tool").dataset.python = state;
  // Marks for the browser's own timeline; `make bench` reads them.
  performance.mark(`engine-${state}`);
  const line = element("engine-message");
  line.textContent = state === "ready" ? (line.dataset.ready ?? "") : "";
  if (state === "starting") showProgress(0);
  if (state === "failed") showFailure(engine.failures);
}

/** @param {number} bytes */
function showProgress(bytes) {
  /** @type {HTMLProgressElement} */ (element("engine-progress")).value = bytes;
  element("engine-loaded").textContent = (bytes / 1e6).toFixed(1);
}
