/**
 * What is in a file, found without Python: where it cannot run, files of this version of the tool can be opened all the
 * same.
 */

import { contentOf } from "../core/files.mjs";
import { withPartners } from "../core/record.mjs";
import { answeredIn, roundName, roundNames } from "../core/rounds.mjs";
import { filled, isSameName, oneLine } from "../core/text.mjs";
import { copyOf, element } from "./dom.mjs";

/** @typedef {import("./store.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{kind: "record", spares?: boolean, choices: Record<string, any>} | import("../core/files.mjs").Backup} Found */
/** What a file is in a line, what is in it, and that as elements. @typedef {{what: string, found: Found, shown: Node}} Look */

/** @param {File} file @param {AssessmentRecord} present @returns {Promise<Look | null>} null: it is no file of this version of the tool */
export async function lookWithoutPython(file, present) {
  const { dataset } = element("open-failed");
  const content = contentOf(await file.text());
  if (content === null) return null;
  const shown = copyOf(element(`own-${content.kind}`));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (shown.querySelector(`[data-own="${name}"]`));
  if (content.kind === "backup") {
    part("count").textContent = String(content.records.length);
    return { what: filled(dataset.ownBackup ?? "", { n: String(content.records.length) }), found: content, shown };
  }
  const { record } = content;
  const ofOtherTool = document.querySelector(`[data-own-tool="${CSS.escape(record.question_set)}"]`);
  const name = oneLine(record.partnership.name) || (element("record-list").dataset.unnamed ?? "");
  const what = filled(dataset.ownRecord ?? "", { name, round: roundName(record) });
  if (ofOtherTool) return { what, found: { kind: "record", choices: {} }, shown: copyOf(ofOtherTool) };
  part("name").textContent = name;
  const names = roundNames(record.rounds);
  part("rounds").replaceChildren(
    ...record.rounds.map((round) => {
      const words = { round: names.get(round.id) ?? "", n: String(answeredIn(round)) };
      return Object.assign(document.createElement("li"), {
        textContent: filled(part("rounds").dataset.round ?? "", words),
      });
    }),
  );
  const here = oneLine(present.partnership.name);
  const there = oneLine(record.partnership.name);
  const isStranger = Boolean(here && there) && !isSameName(here, there);
  for (const choice of ["stranger", "beside"]) part(choice).hidden = !isStranger;
  part("replace").classList.toggle("button--quiet", isStranger);
  part("actions").textContent = String(Object.keys(record.actions ?? {}).length);
  const replace = isStranger ? record : withPartners(record, present);
  return { what, found: { kind: "record", spares: replace !== record, choices: { replace } }, shown };
}
