/**
 * Two tabs typed into one field: what both wrote is kept.
 */

/**
 * @param {string} before what the field held when this tab last saw it
 * @param {string} mine what it holds in this tab
 * @param {string} stored what another tab has put there
 * @param {boolean} lines whether a text of several lines may stand there
 */
export function joined(before, mine, stored, lines) {
  if (stored === before || stored === mine) return mine;
  // Nothing new here, or a field that was emptied here while somebody went on writing there.
  if (mine === before || mine === "" || stored.includes(mine)) return stored;
  if (stored === "") return mine;
  // Of what both had before, only what is new here is added.
  const added = before !== "" && mine.startsWith(before) ? mine.slice(before.length).trim() : mine;
  return added === "" || stored.endsWith(added) ? stored : `${stored}${lines ? "\n" : " / "}${added}`;
}
