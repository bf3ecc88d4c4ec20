// A motion: the turns of all segments over time, and the clock that plays it, phase by phase.

import { turned } from "./vectors.js";

const whole = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Int16Array(bytes.buffer);
};
const OTHER = (name) => (name.endsWith("_right") ? name.replace(/_right$/, "_left") : name.replace(/_left$/, "_right"));
const TENTH_MM = 1e-4;

export async function loadMotion(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** One cycle of an exercise, for the working side it was made for or, mirrored, for the other. */
export class Motion {
  constructor(data, body) {
    this.data = data;
    this.body = body;
    this.turns = whole(data.turns);
    this.root = whole(data.root);
    this.shift = data.shift ? whole(data.shift) : null;
    this.count = body.segments.length;
    this.frames = this.root.length / 3;
    this.mirrored = false;
    this.other = body.segments.map((name) => body.segments.indexOf(OTHER(name)));
    this.shifted = ["shank_right", "shank_left"].map((name) => body.segments.indexOf(name));
    this.duration = (this.frames - 1) * data.step_s;
    const last = (this.frames - 1) * 3;
    this.apart = Math.hypot(...[0, 1, 2].map((axis) => this.root[last + axis] - this.root[axis])) * TENTH_MM;
  }

  /** The pose at `seconds` of the cycle. */
  at(seconds) {
    const place = Math.min(Math.max(seconds / this.data.step_s, 0), this.frames - 1);
    const first = Math.min(Math.floor(place), this.frames - 2);
    const part = place - first;
    const mixed = (values, width, offset) =>
      values[first * width + offset] * (1 - part) + values[(first + 1) * width + offset] * part;
    const rotation = [];
    for (let s = 0; s < this.count; s += 1) rotation.push(this._turn(first, part, this.mirrored ? this.other[s] : s));
    const flip = this.mirrored ? -1 : 1;
    const width = this.shift ? 6 : 0;
    const root = [0, 1, 2].map((axis) => mixed(this.root, 3, axis) * TENTH_MM * (axis === 1 ? flip : 1));
    root[2] += (this.data.lift && this.data.lift[this.body.name]) || 0;
    const position = [];
    this.body.segments.forEach((_, s) => {
      const parent = this.body.parents[s];
      if (parent < 0) { position.push(root); return; }
      const joints = this.body.joints;
      const offset = joints[s].map((value, axis) => value - joints[parent][axis]);
      const which = this.shifted.indexOf(s);
      if (which >= 0 && this.shift) {
        const from = this.mirrored ? 1 - which : which;
        for (let axis = 0; axis < 3; axis += 1) {
          offset[axis] += mixed(this.shift, width, from * 3 + axis) * TENTH_MM * (axis === 1 ? flip : 1);
        }
      }
      const moved = turned(rotation[parent], offset);
      position.push(moved.map((value, axis) => value + position[parent][axis]));
    });
    return { rotation, position };
  }

  _turn(frame, part, segment) {
    const a = (frame * this.count + segment) * 4;
    const b = a + this.count * 4;
    const t = this.turns;
    const sign = t[a] * t[b] + t[a + 1] * t[b + 1] + t[a + 2] * t[b + 2] + t[a + 3] * t[b + 3] < 0 ? -1 : 1;
    const q = [0, 1, 2, 3].map((k) => t[a + k] * (1 - part) + sign * t[b + k] * part);
    const length = Math.hypot(...q);
    const [w, x, y, z] = q.map((value) => value / length);
    return this.mirrored ? [-x, y, -z, w] : [x, y, z, w];
  }
}

/** Turns the time a person has watched into the time of the cycle; holds can be made longer or shorter. */
export class Clock {
  constructor(phases, duration) {
    this.phases = phases.length ? phases : [["out", 0, duration]];
    this.end = this.phases[this.phases.length - 1][2];
    this.held = null;
    this.watched = 0;
  }

  _lengths() {
    return this.phases.map(([name, start, end]) => (name === "hold" && this.held !== null ? Math.max(this.held, 0.01) : end - start));
  }

  get total() {
    return this._lengths().reduce((sum, length) => sum + length, 0);
  }

  /** Change how long the hold lasts without a jump. */
  hold(seconds) {
    const { index, part } = this._where();
    this.held = seconds;
    const lengths = this._lengths();
    this.watched = lengths.slice(0, index).reduce((sum, length) => sum + length, 0) + part * lengths[index];
  }

  /** Go to the beginning of a phase ("hold": the end pose). */
  seek(name) {
    const find = (wanted) => this.phases.findIndex(([phase]) => phase === wanted);
    const index = Math.max(0, name === "hold" && find("hold") < 0 ? find("back") : find(name));
    this.watched = this._lengths().slice(0, index).reduce((sum, length) => sum + length, 0) + 1e-3;
  }

  tick(seconds) {
    const total = this.total;
    this.watched += seconds;
    const turns = Math.floor(this.watched / total);
    this.watched -= turns * total;
    return turns;
  }

  _where() {
    const lengths = this._lengths();
    let rest = this.watched;
    for (let index = 0; index < lengths.length; index += 1) {
      if (rest <= lengths[index] || index === lengths.length - 1) return { index, part: Math.min(rest / lengths[index], 1) };
      rest -= lengths[index];
    }
    return { index: 0, part: 0 };
  }

  get phase() {
    return this.phases[this._where().index][0];
  }

  /** Seconds in the cycle as it was made. */
  get time() {
    const { index, part } = this._where();
    const [, start, end] = this.phases[index];
    return start + part * (end - start);
  }
}
