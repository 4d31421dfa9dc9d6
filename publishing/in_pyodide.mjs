/** Runs a Python script in Pyodide, which turns the file /given into /made: node in_pyodide.mjs SCRIPT.py GIVEN MADE */

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [script, given, made] = process.argv.slice(2);
try {
  // Compiled code gets line numbers, for error messages, and no columns, which would make it a quarter larger.
  const pyodide = await loadPyodide({ env: { PYTHONNODEBUGRANGES: "1" } });
  pyodide.FS.writeFile("/given", readFileSync(given));
  pyodide.runPython(readFileSync(script, "utf8"));
  writeFileSync(made, pyodide.FS.readFile("/made"));
} catch (error) {
  // Node would print the whole of Pyodide, which is one line of a megabyte, above the message.
  console.error(String(error));
  process.exitCode = 1;
}
