/**
 * Sends requests to Python as the page does:
 *   node rehearse.mjs PYODIDE PYTHON.zip QUESTION_SET.json REQUESTS.json [OFFICE.zip REQUESTS.json]
 * Prints the answers, the names of the files in the zips that were needed for them, and the texts that Python compiled;
 * then with the second zip.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { addOffice } from "../app/page/engine/office.mjs";

const [engine, library, questionSet, requests, office, officeRequests] = process.argv.slice(2);
// Frozen modules are part of the WebAssembly, though they name a file.
const NEEDED = `
import json, sys
modules = [module for module in list(sys.modules.values()) if getattr(module.__spec__, "origin", "") != "frozen"]
files = [getattr(module, "__file__", None) for module in modules]
json.dumps([file.split(".zip/")[1] for file in files if file and ".zip/" in file])
`;
// The methods of dataclasses.
const NOTE_TEXTS = `
import builtins
texts, run = [], builtins.exec
def noting(code, *names):
    if isinstance(code, str):
        texts.append(code)
    run(code, *names)
builtins.exec = noting
`;
try {
  const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({ stdLibURL: library });
  pyodide.runPython(NOTE_TEXTS);
  let door = pyodide.pyimport("assessment.door").Door.from_json(readFileSync(questionSet, "utf8"));
  const answer = (/** @type {string} */ file) =>
    JSON.parse(readFileSync(file, "utf8")).map((/** @type {string} */ request) => JSON.parse(door.handle(request)));
  const needed = () => JSON.parse(pyodide.runPython(NEEDED));
  const texts = () => JSON.parse(pyodide.runPython("import json; json.dumps(texts)"));
  const result = { answers: answer(requests), needed: needed(), texts: texts(), needed_then: [] };
  if (office) {
    door = addOffice(pyodide, readFileSync(office), door);
    result.answers.push(...answer(officeRequests));
    result.needed_then = needed();
  }
  console.log(JSON.stringify(result));
} catch (error) {
  // Node would print the whole of Pyodide, which is one line of a megabyte, above the message.
  console.error(String(error));
  process.exitCode = 1;
}
