// The pace of one set: what to do now and for how much longer. Pure; every time is in milliseconds and passed in.

const NO_END_S = 24 * 60 * 60; // a step of one's own pace; nobody stays in one for a day

/**
 * @typedef {{repetitions: number | null, holdS: number | null, minutes: number | null, restS: number}} Dose
 * @typedef {{readyS: number, repetitionS: number, own?: boolean}} Pace how long to get ready, and one repetition without
 *   its hold; with `own` a repetition, or its way out to a hold, lasts until the person says that it is done
 * @typedef {"rest" | "ready" | "out" | "hold" | "back" | "go" | "own"} Kind
 * @typedef {{kind: Kind, seconds: number, repetition: number}} Step repetition counts from 1; 0 outside of one
 * @typedef {{step: Step | null, leftS: number, done: boolean}} Now `step` is null when nothing is left to do
 */

/**
 * Every step of a set, in order.
 * @param {Dose} dose
 * @param {Pace} pace
 * @returns {Step[]}
 */
export function steps(dose, pace) {
  /** @type {Step[]} */
  const found = [];
  if (dose.restS > 0) found.push({ kind: "rest", seconds: dose.restS, repetition: 0 });
  found.push({ kind: "ready", seconds: pace.readyS, repetition: 0 });
  if (dose.minutes) return [...found, { kind: "go", seconds: dose.minutes * 60, repetition: 0 }];
  for (let repetition = 1; repetition <= (dose.repetitions ?? 1); repetition += 1) {
    found.push(pace.own ? { kind: "own", seconds: NO_END_S, repetition } : { kind: "out", seconds: pace.repetitionS / 2, repetition });
    if (pace.own && !dose.holdS) continue;
    if (dose.holdS) found.push({ kind: "hold", seconds: dose.holdS, repetition });
    found.push({ kind: "back", seconds: pace.repetitionS / 2, repetition });
  }
  return found;
}

/** A clock over steps that can be paused and go on. */
export class Pacer {
  /** @param {Step[]} path */
  constructor(path) {
    this.path = path;
    /** @type {number | null} when it would have begun had it never been paused */
    this.began = null;
    /** @type {number | null} how far it had come when it was paused */
    this.held = 0;
  }

  get paused() {
    return this.held !== null;
  }

  /** Whether it has not begun. */
  get fresh() {
    return this.began === null && this.held === 0;
  }

  /**
   * How far it has come, in milliseconds.
   * @param {number} now
   */
  passed(now) {
    return this.held ?? now - (this.began ?? now);
  }

  /**
   * Stand where it stood before, paused.
   * @param {number} passed in milliseconds
   */
  resume(passed) {
    this.held = Math.max(0, passed);
    this.began = null;
  }

  /** @param {number} now */
  go(now) {
    if (this.held === null) return;
    this.began = now - this.held;
    this.held = null;
  }

  /** @param {number} now */
  pause(now) {
    if (this.held === null && this.began !== null) this.held = now - this.began;
  }

  /**
   * Leave the step that is under way, for someone who is ready sooner or has done it.
   * @param {number} now
   */
  skip(now) {
    const { leftS, done } = this.at(now);
    if (done) return;
    if (this.held !== null) this.held += leftS * 1000;
    else if (this.began !== null) this.began -= leftS * 1000;
  }

  /**
   * @param {number} now
   * @returns {Now}
   */
  at(now) {
    let passed = this.passed(now) / 1000;
    for (const step of this.path) {
      if (passed < step.seconds) return { step, leftS: step.seconds - passed, done: false };
      passed -= step.seconds;
    }
    return { step: null, leftS: 0, done: true };
  }
}
