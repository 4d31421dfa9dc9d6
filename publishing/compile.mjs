/** Compiles Python sources by the very Pyodide that will run them: node compile.mjs SOURCES.zip TARGET.zip */

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [sources, target] = process.argv.slice(2);
try {
  const pyodide = await loadPyodide();
  // Pyodide takes no Buffer, which is Node's kind of Uint8Array.
  pyodide.unpackArchive(new Uint8Array(readFileSync(sources)), "zip", { extractDir: "/sources" });
  pyodide.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"));
  writeFileSync(target, pyodide.FS.readFile("/compiled.zip"));
} catch (error) {
  // Node would print the whole of Pyodide, which is one line of a megabyte, above the message.
  console.error(String(error));
  process.exitCode = 1;
}
