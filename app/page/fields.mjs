/**
 * The fields of a form, by name: what is typed, chosen or ticked.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @param {unknown} target @returns {target is Control} */
export function isControl(target) {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) &&
    target.name !== ""
  );
}

/** All fields, or those of one name. @param {HTMLFormElement} form @param {string} [name] @returns {Control[]} */
export function controls(form, name) {
  if (name === undefined) return [...form.elements].filter(isControl);
  // The browser knows them by name; to go through all of them each time takes long.
  const named = form.elements.namedItem(name);
  const found = named instanceof RadioNodeList ? [...named] : [named];
  return found.filter(isControl).filter((input) => input.name === name);
}

/** The first field of a name. @param {HTMLFormElement} form @param {string} name */
export function control(form, name) {
  return controls(form, name)[0];
}

/** What differs from the empty form: pairs of field and value. @param {HTMLFormElement} form */
export function entered(form) {
  return controls(form)
    .filter((input) => {
      if (input instanceof HTMLSelectElement) return input.selectedIndex > 0;
      return input.type === "radio" ? /** @type {HTMLInputElement} */ (input).checked : input.value !== "";
    })
    .map((input) => /** @type {[string, string]} */ ([input.name, input.value]));
}
