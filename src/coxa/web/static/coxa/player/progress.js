// Where a session is, from its plan and the forms kept since: the same order as the server's, and never more than it.
//
// Only for a session that goes on without the server. What it decides is to go on as planned, to leave out, or to stop.

import { beginning, shortened } from "./beginning.js";

/**
 * @typedef {{exercise: string, side: string}} Line
 * @typedef {Line & {number: number}} Place
 * @typedef {{lines: (Line & {sets: number})[], places: Place[]}} Lines
 * @typedef {Lines & {
 *   record: string, session: string, day: string, done: Place[], told: Line[],
 *   painBefore: number | null, duringMost: number, riseMost: number, severe: number, endsSession: string[], files: string[],
 *   ready?: import("./beginning.js").Ready,
 * }} Plan `places` are the sets still to come when the page was made; `endsSession` are symptoms, the most urgent first;
 *   `ready` is there while the session may still begin without the server
 * @typedef {{fields: import("./queue.js").Fields}} Told
 * @typedef {{view: "set", above: boolean, short: boolean} & Place} SetView
 * @typedef {{view: "asked", exercise: string, sides: {side: string, sets: number[]}[], leave: string}} AskedView
 * @typedef {{view: "hurt"} & Line} HurtView
 * @typedef {{view: "stopped", symptom: string}} StoppedView
 * @typedef {SetView | AskedView | HurtView | StoppedView | {view: "strong"} | {view: "finish"} | {view: "over"}} GoingView
 * @typedef {GoingView | import("./beginning.js").BeginningView} View
 */

const line = (/** @type {Line} */ { exercise, side }) => `${exercise}/${side}`;
const place = (/** @type {Place} */ one) => `${line(one)}/${one.number}`;

/** What is known of a session: the plan, and every form since. */
export class Progress {
  /**
   * @param {Plan} plan
   * @param {Told[]} forms in the order in which they were filled
   */
  constructor(plan, forms) {
    const short = plan.ready ? shortened(plan.ready, forms) : null;
    this.plan = { ...plan, ...short };
    this.short = short !== null;
    this.done = new Set(plan.done.map(place));
    this.told = new Set(plan.told.map(line));
    /** @type {Set<string>} */
    this.symptoms = new Set();
    /** @type {Line | null} */
    this.hurting = null;
    this.painBefore = plan.painBefore;
    this.before = plan.ready ? beginning(plan.ready, forms) : null;
    this.strong = false;
    this.above = false;
    this.finished = false;
    for (const { fields } of forms) this._take(fields);
  }

  /** @param {import("./queue.js").Fields} fields */
  _take(fields) {
    const here = { exercise: fields.exercise ?? "", side: fields.side ?? "" };
    if (fields.action === "start") this.painBefore = Number(fields.pain_before);
    else if (fields.action === "set") this.done.add(place({ ...here, number: Number(fields.number) }));
    else if (fields.action === "skip") this._tellAll(here.exercise);
    else if (fields.action === "answers") this._answered(fields);
    else if (fields.action === "hurt") this._hurt(fields);
    else if (fields.action === "finish") this.finished = true;
    else if (fields.action === "symptom" && this.plan.endsSession.includes(fields.symptom)) this.symptoms.add(fields.symptom);
    else if (fields.action === "symptom" && here.exercise) this.hurting = here;
  }

  /** @param {string} exercise */
  _tellAll(exercise) {
    for (const one of this.linesOf(exercise)) this.told.add(line(one));
  }

  /** @param {import("./queue.js").Fields} fields */
  _answered(fields) {
    this.above = false;
    for (const one of this.linesOf(fields.exercise)) {
      if (!(`${one.side}-pain` in fields)) continue;
      this.told.add(line(one));
      this._felt(Number(fields[`${one.side}-pain`]), fields[`${one.side}-sharp`]);
    }
    if (fields.leave === "exercise") this._tellAll(fields.exercise);
  }

  /** @param {import("./queue.js").Fields} fields */
  _hurt(fields) {
    this.hurting = null;
    this._tellAll(fields.exercise);
    this._felt(Number(fields.pain), fields.sharp);
    this.above = true;
  }

  /**
   * @param {number} pain
   * @param {string} sharp
   */
  _felt(pain, sharp) {
    const { duringMost, riseMost, severe } = this.plan;
    const { painBefore } = this;
    if (sharp !== "no" || pain >= severe) this.strong = true;
    if (pain > duringMost || (painBefore !== null && pain - painBefore > riseMost)) this.above = true;
  }

  /** @param {string} exercise */
  linesOf(exercise) {
    return this.plan.lines.filter((one) => one.exercise === exercise);
  }

  /** @param {Line & {sets: number}} one */
  setsOf(one) {
    const numbers = Array.from({ length: one.sets }, (_, before) => before + 1);
    return numbers.filter((number) => this.done.has(place({ ...one, number })));
  }

  /** The lines that were begun and not told of yet. */
  begun() {
    return this.plan.lines.filter((one) => !this.told.has(line(one)) && this.setsOf(one).length > 0);
  }

  /**
   * @param {(Line & {sets: number})[]} lines of one exercise
   * @param {string} leave
   * @returns {AskedView}
   */
  asked(lines, leave = "") {
    const sides = lines.map((one) => ({ side: one.side, sets: this.setsOf(one) }));
    return { view: "asked", exercise: lines[0].exercise, sides, leave };
  }

  /**
   * @param {boolean} leaves whether the person wants to finish here
   * @returns {View}
   */
  now(leaves = false) {
    const symptom = this.plan.endsSession.find((one) => this.symptoms.has(one));
    if (symptom) return { view: "stopped", symptom };
    if (this.before) return this.before;
    if (this.finished) return { view: "over" };
    if (this.strong) return { view: "strong" };
    if (this.hurting && !this.told.has(line(this.hurting))) return { view: "hurt", ...this.hurting };
    const over = this._over();
    if (over.length) return this.asked(over, leaves ? "session" : "");
    const begun = leaves ? this.begun() : [];
    if (begun.length) return this.asked(begun.filter((one) => one.exercise === begun[0].exercise), "session");
    const next = leaves ? undefined : this.plan.places.find((one) => !this.done.has(place(one)) && !this.told.has(line(one)));
    return next ? { view: "set", ...next, above: this.above, short: this.short } : { view: "finish" };
  }

  /** The untold lines of the first exercise of which every set was done or told of. */
  _over() {
    for (const exercise of new Set(this.plan.lines.map((one) => one.exercise))) {
      const untold = this.linesOf(exercise).filter((one) => !this.told.has(line(one)));
      if (untold.length && untold.every((one) => this.setsOf(one).length >= one.sets)) return untold;
    }
    return [];
  }
}
