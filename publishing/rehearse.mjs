/**
 * Sends requests to Python as the page does:
 *   node rehearse.mjs PYODIDE PYTHON.zip QUESTION_SET.json REQUESTS.json [OFFICE.zip]
 * Prints the answers, and the names of the files in the zips that were needed for them.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { addOffice } from "../app/page/engine/office.mjs";

const [engine, library, questionSet, requests, office] = process.argv.slice(2);
const NEEDED = `
import json, sys
files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
json.dumps([file.split(".zip/")[1] for file in files if file and ".zip/" in file])
`;
try {
  const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
  const pyodide = await loadPyodide({ stdLibURL: library });
  let door = pyodide.pyimport("assessment.door").Door.from_json(readFileSync(questionSet, "utf8"));
  if (office) door = addOffice(pyodide, readFileSync(office), door);
  const answers = JSON.parse(readFileSync(requests, "utf8")).map((/** @type {string} */ request) =>
    JSON.parse(door.handle(request)),
  );
  console.log(JSON.stringify({ answers, needed: JSON.parse(pyodide.runPython(NEEDED)) }));
} catch (error) {
  // Node would print the whole of Pyodide, which is one line of a megabyte, above the message.
  console.error(String(error));
  process.exitCode = 1;
}
