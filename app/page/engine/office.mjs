/**
 * The second part of Python, for files of other programs: it is fetched when somebody first asks for such a file.
 */

/** @typedef {import("./worker.mjs").Door} Door */

const PLACE = "/lib/office.zip";

/**
 * Adds the part, and gives a door that answers its requests too.
 * @param {any} pyodide @param {Uint8Array} zip @param {Door} door
 * @returns {Door}
 */
export function addOffice(pyodide, zip, door) {
  pyodide.FS.writeFile(PLACE, zip);
  pyodide.pyimport("sys").path.append(PLACE);
  return pyodide.pyimport("office.door").extended(door);
}
