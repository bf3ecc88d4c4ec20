// The stage: draws one body in one motion, from where the viewer looks. Knows nothing of buttons.

import { Bones, loadBody } from "./body.js";
import { Card } from "./card.js";
import { Ground } from "./ground.js";
import { loadInside } from "./inside.js";
import { MOST_BONES, paints, uniforms } from "./material.js";
import { looking } from "./matrices.js";
import { Clock, loadMotion, Motion } from "./motion.js";
import { loadMuscles } from "./muscles.js";
import { makeProp } from "./props.js";
import { cross, dot, minus, mixed, plus, times, turned, unit } from "./vectors.js";

const FAR = [0.961, 0.937, 0.894], FLOOR = [0.915, 0.872, 0.795];
const SLOWEST_MS = 42, FRAMES_TO_JUDGE = 24;
const FIELD = 24;
const SHADE_EVERY = 3;
const APART = 0.05, FADE_S = 0.35; // metres and seconds: a cycle that ends elsewhere fades out and in

export const TONES = { light: [1.0, 0.855, 0.77], fair: [0.96, 0.79, 0.68], tan: [0.83, 0.64, 0.51], brown: [0.64, 0.45, 0.34], dark: [0.44, 0.30, 0.23] };

/** The motion and, where one is named, the body. */
export const load = (folder, motionUrl, bodyName) =>
  Promise.all([loadMotion(motionUrl), bodyName && loadBody(`${folder}${bodyName}.glb`)]);

export class Stage {
  /** `restored` is called when the graphics card was lost and is back: then the stage must be drawn again. */
  constructor(canvas, { folder, preserve = false, smooth = true, ratio = globalThis.devicePixelRatio, restored = () => {} }) {
    this.folder = folder;
    this.canvas = canvas;
    this.uniforms = uniforms();
    this.paints = paints(this.uniforms);
    this.ground = new Ground({ near: FLOOR, far: FAR });
    this.card = new Card(canvas, {
      smooth: smooth && !preserve,
      preserve,
      paints: [this.paints.figure, this.paints.shade, this.paints.plain, ...this.ground.paints],
      restored: () => { this.drawn = 0; restored(); },
    });
    this.ratio = Math.min(ratio || 1, 1.5);
    this.size = null; // width and height in the page's pixels; by default the canvas's own
    this.turn = { azimuth: 0, elevation: 0, nearer: 1 };
    this.tone = TONES.fair;
    this.working = "right";
    this.times = [];
    this.drawn = 0;
    this.things = [];
    this.insideShare = 0;
  }

  /** Load the motion and the body, unless that has begun already, and be ready to draw. */
  async show(motionUrl, bodyName, loading = null) {
    const same = this.body && this.body.name === bodyName;
    const [data, body] = await (loading || load(this.folder, motionUrl, same ? null : bodyName));
    this.data = data;
    if (same) this._move();
    else this._dress(body);
    this.clock = new Clock(this.data.phases, this.motion.duration);
    this._frame();
    this._setProps();
  }

  /** Change the body; of several that were asked for, the last one stays. */
  async setBody(name) {
    this.wanted = name;
    const body = await loadBody(`${this.folder}${name}.glb`);
    if (this.wanted !== name) return;
    this._dress(body);
    this._setProps();
  }

  _dress(body) {
    const bones = new Bones(body);
    if (bones.count > MOST_BONES) throw new Error(`${body.name} has ${bones.count} bones; the figure can have ${MOST_BONES}`);
    if (this.body) this.card.forget(this.body.surface);
    const { surface } = body;
    const figure = { surface, paint: this.paints.figure, order: 2 };
    Object.assign(this, { body, bones, figure, shade: { surface, paint: this.paints.shade } });
    Object.assign(this.uniforms, { dual: bones.dual, centre: body.centre, halfSize: body.half, tone: this.tone });
    this._move();
  }

  _move() {
    this.motion = new Motion(this.data, this.body);
    this.motion.mirrored = this.data.working !== this.working;
  }

  /** The tone of the skin for bodies that are still to come. */
  choose(name) {
    this.tone = TONES[name] || TONES.fair;
  }

  setTone(name) {
    this.choose(name);
    this.uniforms.tone = this.tone;
  }

  setSide(side) {
    this.working = side;
    this.motion.mirrored = this.data.working !== side;
    this._frame();
    this._setProps();
  }

  async setInside(on) {
    this.insideWanted = on;
    if (on && !this.skeleton) {
      this.loading ||= this._loadInside().finally(() => { this.loading = null; });
      await this.loading;
    }
    this.insideShare = this.insideWanted ? 1 : 0;
    this.uniforms.inside = this.insideShare;
    this.paints.figure.glass = this.insideShare > 0;
  }

  async _loadInside() {
    const { plain } = this.paints;
    const [skeleton, bands] = await Promise.all([
      loadInside(`${this.folder}inside.glb`, plain),
      loadMuscles(`${this.folder}muscles.json`, this.body.segments, plain),
    ]);
    Object.assign(this, { skeleton, bands });
  }

  /** Set the camera so that the whole movement fits, whatever the shape of the picture. */
  _frame() {
    const points = [];
    for (let k = 0; k <= 12; k += 1) {
      const pose = this.motion.at((k / 12) * this.motion.duration);
      pose.position.forEach((place, s) => {
        const reach = this.body.segments[s] === "head" ? [0, 0, 0.27] : this.body.segments[s].startsWith("hand") ? [0, 0, -0.17] : [0, 0, 0];
        points.push(plus(place, turned(pose.rotation[s], reach)));
      });
    }
    const of = (edge) => [0, 1, 2].map((axis) => edge(...points.map((point) => point[axis])));
    const low = of(Math.min), high = of(Math.max);
    this.points = points;
    low[2] = Math.min(low[2], 0);
    this.middle = mixed(low, high, 0.5);
    const radius = Math.max(high[0] - low[0], high[1] - low[1]) / 2 + 0.3;
    const mat = (this.data.props || []).find((prop) => prop.kind === "mat");
    this.ground.lay(this.middle[0], this.middle[1], radius, mat ? 0.001 : 0);
    this.base = { ...this.data.camera };
    if (this.motion.mirrored) this.base.azimuth = -this.base.azimuth;
  }

  _setProps() {
    for (const { pieces } of this.things) for (const { surface } of pieces) this.card.forget(surface);
    const flip = this.motion.mirrored;
    const other = (name) => (!flip ? name : name.endsWith("_right") ? name.replace(/right$/, "left") : name.replace(/left$/, "right"));
    this.things = (this.data.props || []).map((prop) => {
      const there = { ...prop, at: prop.at && prop.at.map((value, axis) => (axis === 1 && flip ? -value : value)), turn: (flip ? -1 : 1) * (prop.turn || 0) };
      there.between = (prop.between || []).map(other);
      there.held_by = (prop.held_by || []).map(other);
      if (flip && prop.boxes) there.boxes = prop.boxes.map(([centre, size]) => [[centre[0], -centre[1], centre[2]], size]);
      return makeProp(there, this.paints);
    });
  }

  _aim(width, height) {
    const azimuth = ((this.base.azimuth + this.turn.azimuth) * Math.PI) / 180;
    const elevation = (Math.min(Math.max(this.base.elevation + this.turn.elevation, -4), 88) * Math.PI) / 180;
    const way = [Math.cos(azimuth) * Math.cos(elevation), Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation)];
    const right = [-Math.sin(azimuth), Math.cos(azimuth), 0];
    const up = cross(way, right);
    const tanV = Math.tan((FIELD / 2) * (Math.PI / 180));
    const tanH = (tanV * width) / height;
    let far = 0, x0 = 9, x1 = -9, y0 = 9, y1 = -9;
    const rows = this.points.map((p) => {
      const off = minus(p, this.middle);
      return [dot(off, right), dot(off, up), dot(off, way)];
    });
    for (const [x, y] of rows) { x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y); }
    const cx = (x0 + x1) / 2, cy = (y0 + y1) / 2;
    for (const [x, y, z] of rows) far = Math.max(far, z + (Math.abs(x - cx) + 0.14) / tanH, z + (Math.abs(y - cy) + 0.12) / tanV);
    const target = plus(this.middle, plus(times(right, cx), times(up, cy)));
    const lamp = azimuth + 0.7;
    this.uniforms.lamp = unit([Math.cos(lamp) * 0.62, Math.sin(lamp) * 0.62, 0.78]);
    this.look(plus(target, times(way, far * this.turn.nearer)), target, FIELD, width / height);
  }

  /** Look from an eye at a target (metres); `field` is how much is seen from top to bottom, in degrees. */
  look(eye, target, field, aspect) {
    this.view = { eye, camera: looking(eye, target, field, aspect) };
  }

  _work() {
    const phase = this.clock.phase;
    const levelsOf = this._levels();
    for (const side of ["right", "left"]) {
      const levels = levelsOf[side];
      const target = this.uniforms[side === "right" ? "workRight" : "workLeft"];
      this.body.channels.forEach((pair, number) => pair.forEach((name, which) => {
        target[number + 8 * which] = (name && levels[name]) || 0;
      }));
    }
    return phase;
  }

  /** How hard each group works now on both sides of the body that is shown, 0 to 1. */
  _levels() {
    const strength = this.effort === undefined ? 1 : this.effort;
    const muscles = this.data.muscles || {};
    const scaled = (side) => Object.fromEntries(Object.entries(muscles[side] || {}).map(([name, level]) => [name, level * strength]));
    const [right, left] = [scaled("right"), scaled("left")];
    return this.motion.mirrored ? { right: left, left: right } : { right, left };
  }

  /** How hard muscles work now: 0 in rest, 1 in the hold, easing in between. */
  _effortAt() {
    const efforts = this.data.effort || { start: 0.15, out: 0.8, hold: 1, back: 0.6, rest: 0.1 };
    const wanted = efforts[this.clock.phase] === undefined ? 0.6 : efforts[this.clock.phase];
    this.effort = this.effort === undefined || this.still ? wanted : this.effort + (wanted - this.effort) * 0.12;
  }

  /** Draw the present moment. */
  draw() {
    const { canvas } = this;
    const { width, height } = this.size || { width: canvas.clientWidth || canvas.width, height: canvas.clientHeight || canvas.height };
    const [across, down] = [width, height].map((part) => Math.floor(part * this.ratio));
    if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
    const pose = this.motion.at(this.clock.time);
    this.pose = pose;
    this.bones.pose(pose);
    this._effortAt();
    this._work();
    this._aim(width, height);
    const turn = (name) => pose.rotation[this.body.segments.indexOf(name)];
    const point = (name, offset) => plus(pose.position[this.body.segments.indexOf(name)], turned(turn(name), offset));
    for (const thing of this.things) if (thing.follow) thing.follow(point, turn);
    const pieces = [this.ground.floor, this.ground.shade, this.figure, ...this.things.flatMap((thing) => thing.pieces)];
    if (this.insideShare) {
      this.skeleton.pose(pose);
      this.bands.pose(pose, this._levels());
      pieces.push(this.bands.piece, ...this.skeleton.pieces);
    }
    if (this.still || this.drawn % SHADE_EVERY === 0) this.ground.update(this.card, [this.shade]);
    this.drawn += 1;
    this.card.draw(pieces, this.view);
    this.shown = this._shown();
  }

  /** How much of the picture shows: less at both ends of a cycle that ends where it did not begin. */
  _shown() {
    const { motion, clock } = this;
    if (this.still || motion.apart < APART) return 1;
    const left = Math.min(clock.time, motion.duration - clock.time);
    return Math.min(Math.max(left / FADE_S, 0), 1);
  }

  /** Draw with fewer pixels when frames take long. */
  judge(milliseconds) {
    this.times.push(milliseconds);
    if (this.times.length < FRAMES_TO_JUDGE) return;
    const middle = this.times.sort((a, b) => a - b)[FRAMES_TO_JUDGE / 2];
    this.times = [];
    if (middle > SLOWEST_MS && this.ratio > 0.6) this.ratio = Math.max(0.6, this.ratio * 0.8);
  }

  dispose() {
    this.card.close();
  }
}
