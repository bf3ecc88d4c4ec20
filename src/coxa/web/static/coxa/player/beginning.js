// Whether today's session may begin without the server. The rules are the server's, written into the page; this follows them.
//
// Any answer but "no", an answer that is missing, or too much pain before: no session. What was told once, counts.
// Which sets the short session holds is the server's word too; the person only chooses between the two.

/**
 * @typedef {import("./queue.js").Fields} Fields
 * @typedef {import("./progress.js").Lines} Lines
 * @typedef {{
 *   token: string, asks: string[], enough: string, flags: {id: string, level: string}[], painFrom: number, short: Lines | null,
 * }} Ready `asks` are the groups of safety questions still to be answered today; a sign of the group `enough` needs no other
 *   answer; `flags` are the questions, the most urgent first; `painFrom` is the least pain at which nothing begins;
 *   `short` is the short session, `null` when the whole one is as short
 * @typedef {{view: "flagged", level: string, questions: string[]}} FlaggedView
 * @typedef {{view: "screen"} | FlaggedView | {view: "before"} | {view: "sore"}} BeginningView
 */

const NONE = "none";
const ticked = (/** @type {string | undefined} */ boxes) => (boxes ?? "").split(" ").filter(Boolean);

/**
 * What comes before the first set; `null` when the session has begun.
 * @param {Ready} ready
 * @param {{fields: Fields}[]} forms
 * @returns {BeginningView | null}
 */
export function beginning(ready, forms) {
  const screened = forms.map((one) => one.fields).filter((fields) => fields.action === "screen");
  const told = forms.map((one) => one.fields).filter((fields) => fields.action === "pain" || fields.action === "start");
  const flagged = flags(ready, screened);
  if (flagged.length) return { view: "flagged", level: flagged[0].level, questions: flagged.map((one) => one.id) };
  if (told.some((fields) => isSore(ready, fields))) return { view: "sore" };
  if (ready.asks.length && !screened.some((fields) => isClear(ready, fields))) return { view: "screen" };
  return told.some((fields) => fields.action === "start") ? null : { view: "before" };
}

/**
 * What the session that began holds: the short one's sets and lines; `null` when it is the whole one.
 * @param {Ready} ready
 * @param {{fields: Fields}[]} forms
 */
export function shortened(ready, forms) {
  const start = forms.find((one) => one.fields.action === "start");
  return start?.fields.short === "1" ? ready.short : null;
}

/**
 * A form as it is kept: with the server's own plan, and as what it is by the rules.
 * @param {Ready} ready
 * @param {Fields} fields
 * @returns {Fields}
 */
export function kept(ready, fields) {
  if (fields.action === "screen") return { ...fields, plan: ready.token };
  if (fields.action !== "start") return fields;
  return { ...fields, action: isSore(ready, fields) ? "pain" : "start", plan: ready.token };
}

/**
 * What was ticked, the most urgent first. What we do not know counts as the most urgent.
 * @param {Ready} ready
 * @param {Fields[]} screened
 */
function flags(ready, screened) {
  const all = new Set(screened.flatMap((fields) => ready.asks.flatMap((group) => ticked(fields[group]))));
  all.delete(NONE);
  const known = ready.flags.filter((one) => all.has(one.id));
  return known.length || !all.size ? known : ready.flags.slice(0, 1);
}

/**
 * Whether every group was answered with "none of these", and nothing else.
 * @param {Ready} ready
 * @param {Fields} fields
 */
function isClear(ready, fields) {
  return ready.asks.every((group) => ticked(fields[group]).join() === NONE);
}

/**
 * @param {Ready} ready
 * @param {Fields} fields
 */
function isSore(ready, fields) {
  const pain = Number.parseInt(fields.pain_before ?? "", 10);
  return !(pain >= 0 && pain < ready.painFrom);
}
