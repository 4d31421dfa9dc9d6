/**
 * The theme shows which colours are chosen by a picture alone; the radio behind it is checked here, for those who
 * hear it.
 */

/** @type {(key: string) => {index: number} | null} */
const kept = /** @type {any} */ (window).__md_get;
const radios = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[name="__palette"]'));

radios[kept("__palette")?.index ?? 0].checked = true;
