/**
 * What the parts of the page share. page.mjs makes it.
 */

/**
 * @typedef {{
 *   store: import("./store.mjs").Store, engine: import("./engine/client.mjs").Engine, history: import("./history.mjs").History,
 *   form: HTMLFormElement, ratingWords: Record<string, string>,
 *   value: (name: string) => string,
 *   set: (pairs: [string, string][]) => void,
 *   setAction: (id: string, before: import("./record.mjs").Action | null, entered: import("./record.mjs").Action) => void,
 *   fill: (input: import("./fields.mjs").Control) => void,
 *   saveTyped: () => void,
 *   show: () => void,
 *   report: (roundId?: string) => Promise<void>,
 *   migrate: () => Promise<void>,
 *   keeping: (cause: string, act: () => void) => void,
 *   nameOf: (record: import("./record.mjs").AssessmentRecord, round: import("./record.mjs").Round) => string,
 *   fileName: (record: any, suffix: string) => string,
 *   today: () => string,
 * }} Desk
 */

export {};
