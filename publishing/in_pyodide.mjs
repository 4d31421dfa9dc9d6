/**
 * Runs a Python script in Pyodide, which turns the file /given into /made, once for each pair of files:
 *   node in_pyodide.mjs SCRIPT.py GIVEN MADE [GIVEN MADE]…
 */

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [script, ...files] = process.argv.slice(2);
try {
  // Compiled code gets line numbers, for error messages, and no columns, which would make it a quarter larger.
  const pyodide = await loadPyodide({ env: { PYTHONNODEBUGRANGES: "1" } });
  for (let at = 0; at < files.length; at += 2) {
    pyodide.FS.writeFile("/given", readFileSync(files[at]));
    pyodide.runPython(readFileSync(script, "utf8"));
    writeFileSync(files[at + 1], pyodide.FS.readFile("/made"));
  }
} catch (error) {
  // Node would print the whole of Pyodide, which is one line of a megabyte, above the message.
  console.error(String(error));
  process.exitCode = 1;
}
