/**
 * A file that belongs to another tool of the site is opened there: it waits in this tab until that page takes it.
 */

import { PROGRAM } from "../core/record.mjs";
import { element } from "./dom.mjs";
import { base64Of, bytesOf } from "./local_files.mjs";

const WAITING = `${PROGRAM}/handed-over`;

/**
 * Leads to another tool with a file.
 * @param {File} file @param {string} path of the tool, relative to the site
 * @returns {Promise<boolean>} false where the tab has no room for the file
 */
export async function handOver(file, path) {
  const address = new URL(`${element("tool").dataset.root}${path}#/files`, location.href);
  try {
    sessionStorage.setItem(WAITING, JSON.stringify({ name: file.name, content: await base64Of(file) }));
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
  location.assign(address);
  return true;
}

/** The file that another tool handed over, once. @returns {File | null} */
export function takeHandedOver() {
  try {
    const waiting = sessionStorage.getItem(WAITING);
    sessionStorage.removeItem(WAITING);
    if (!waiting) return null;
    const { name, content } = JSON.parse(waiting);
    return new File([bytesOf(content)], name);
  } catch (error) {
    // The browser refuses storage: then nothing was handed over either.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
