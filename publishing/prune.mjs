/** Takes out of a WebAssembly module what cannot be reached from the exports that are named: node prune.mjs WASM NAMES.json TARGET */

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const [wasm, names, target] = process.argv.slice(2);
const bytes = readFileSync(wasm);
const wanted = new Set(JSON.parse(readFileSync(names, "utf8")));
const module = binaryen.readBinary(bytes);
for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(bytes))) {
  if (!wanted.has(name)) module.removeExport(name);
}
module.runPasses(["remove-unused-module-elements"]);
writeFileSync(target, module.emitBinary());
