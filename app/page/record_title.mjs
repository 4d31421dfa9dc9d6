/**
 * The name of a record, as the page shows it everywhere: the practice record is called so.
 */

import { filled, oneLine } from "../core/text.mjs";
import { element } from "./dom.mjs";

/** @param {import("./storage.mjs").RecordStorage} storage @param {{key: string, name: string}} record */
export function titleOf(storage, { key, name }) {
  const { unnamed = "", practice = "" } = element("record-list").dataset;
  const title = oneLine(name) || unnamed;
  return key === storage.practiceKey ? filled(practice, { name: title }) : title;
}
