/**
 * What the parts of the page share. page.mjs makes it.
 */

/**
 * @typedef {{
 *   store: import("./store.mjs").Store, engine: import("./engine.mjs").Engine, history: import("./history.mjs").History,
 *   form: HTMLFormElement, ratingWords: Record<string, string>,
 *   value: (name: string) => string,
 *   set: (name: string, value: string) => void,
 *   setAction: (id: string, before: import("./record.mjs").Action | null, entered: import("./record.mjs").Action) => void,
 *   saveTyped: () => void,
 *   show: () => void,
 *   report: (roundId?: string) => Promise<void>,
 *   nameOf: (round: import("./record.mjs").Round) => string,
 *   fileName: (record: any, suffix: string) => string,
 *   today: () => string,
 * }} Desk
 */

export {};
