/**
 * What is in a file, before anything changes. Python looks; where it cannot run, the page's own check does.
 */

import { lookWithoutPython } from "./contents_without_python.mjs";
import { element } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { base64Of } from "./local_files.mjs";
import { showLocalTimes } from "./local_times.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./contents_without_python.mjs").Look} Look */

/**
 * Throws a Refusal.
 * @param {File} file @param {import("./store.mjs").Store} store with the record that it may change
 * @param {import("./engine/client.mjs").Engine} engine @returns {Promise<Look>}
 */
export async function look(file, store, engine) {
  const { dataset } = element("open-failed");
  const refusal = (/** @type {string | undefined} */ why) => new Refusal(`${why}\n${dataset.unchanged}`);
  if (file.size > Number(element("open-file").dataset.largest)) throw refusal(dataset.large);
  try {
    if (engine.failed) return (await lookWithoutPython(file, store.record)) ?? Promise.reject(refusal(dataset.own));
    const request = { ask: "open", file: await base64Of(file), record: store.record };
    const { html, what, ...found } = await engine.ask(request);
    const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
    showLocalTimes(content);
    return { what, found, shown: content };
  } catch (error) {
    if (error instanceof EngineError)
      return engine.failed ? look(file, store, engine) : Promise.reject(refusal(dataset.engine));
    // A file that is gone, or a folder: the browser says why it cannot be read.
    if (error instanceof AnswerError || error instanceof DOMException) throw refusal(error.message);
    throw error;
  }
}
