/**
 * Small helpers for the elements of the page.
 */

/** An element that the page must have. @param {string} id @returns {HTMLElement} */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element #${id}`);
  return found;
}

/** What is in a template, once more. @param {Element} template */
export function copyOf(template) {
  return /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (template).content.cloneNode(true));
}

/** The button that was pressed, if one was. @param {Event} event */
export function buttonOf({ target }) {
  return target instanceof Element ? target.closest("button") : null;
}

/** A button that looks like a link. @param {string} text @param {string} name of its data attribute @param {string} value */
export function linkButton(text, name, value) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button--link",
    textContent: text,
  });
  made.dataset[name] = value;
  return made;
}

/** Sets a text in several places. One that is there already stays: setting it again would cost a layout. @param {ParentNode} root @param {string} selector @param {string} text */
export function setText(root, selector, text) {
  for (const found of root.querySelectorAll(selector)) if (found.textContent !== text) found.textContent = text;
}

/** Brings a list up to date. Rows that are the same stay in the page, and with them the focus. @param {HTMLElement} list @param {Element[]} rows */
export function setRows(list, rows) {
  const wanted = new Set(rows.map(({ outerHTML }) => outerHTML));
  for (const old of /** @type {HTMLElement[]} */ ([...list.children])) {
    if (wanted.has(old.outerHTML)) continue;
    leave(old);
    old.remove();
  }
  for (const [place, row] of rows.entries())
    if (list.children[place]?.outerHTML !== row.outerHTML) list.insertBefore(row, list.children[place] ?? null);
  while (list.children.length > rows.length) list.lastElementChild?.remove();
}

/** Shows a part of the page or hides it. What has the focus in it then gives it away. @param {HTMLElement} part @param {boolean} shown @returns {boolean} whether it was otherwise */
export function showIf(part, shown) {
  // Some screen readers announce what is shown or hidden, though it was so before.
  if (part.hidden !== shown) return false;
  if (!shown) leave(part);
  part.hidden = !shown;
  return true;
}

/** What appears at the foot of the window must not cover the field in which somebody is typing. @param {string} id @param {boolean} shown */
export function showAtFoot(id, shown) {
  if (showIf(element(id), shown) && shown && document.activeElement !== document.body)
    document.activeElement?.scrollIntoView({ block: "nearest" });
}

/** A part is about to be hidden: what has the focus in it gives it to the heading of the room. @param {HTMLElement} part */
export function leave(part) {
  if (part.contains(document.activeElement)) focusRoom();
}

/** The heading of the room that is shown. */
export function focusRoom() {
  element(`${element("tool").dataset.shown}-heading`).focus({ preventScroll: true });
}
