// The stage: draws one body in one motion, from where the viewer looks. Knows nothing of buttons.

import { Color, ColorManagement, Group, Mesh, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from "three";
import { Bones, loadBody, turned } from "./body.js";
import { Ground } from "./ground.js";
import { loadInside } from "./inside.js";
import { figureMaterial, figureUniforms, plainMaterial, shadeMaterial } from "./material.js";
import { Clock, loadMotion, Motion } from "./motion.js";
import { loadMuscles } from "./muscles.js";
import { makeProp } from "./props.js";

ColorManagement.enabled = false; // our shaders turn light into screen colours themselves

const BACKGROUND = new Color(0xf5efe4);
const FLOOR = new Vector3(0.915, 0.872, 0.795);
const SLOWEST_MS = 42, FRAMES_TO_JUDGE = 24;
const FIELD = 24;
const SHADE_EVERY = 3;
const APART = 0.05, FADE_S = 0.35; // metres and seconds: a cycle that ends elsewhere fades out and in

export const TONES = { light: [1.0, 0.855, 0.77], fair: [0.96, 0.79, 0.68], tan: [0.83, 0.64, 0.51], brown: [0.64, 0.45, 0.34], dark: [0.44, 0.30, 0.23] };

/** The motion and, where one is named, the body. */
export const load = (folder, motionUrl, bodyName) =>
  Promise.all([loadMotion(motionUrl), bodyName && loadBody(`${folder}${bodyName}.glb`)]);

export class Stage {
  constructor(canvas, { folder, preserve = false, smooth = true, ratio = globalThis.devicePixelRatio }) {
    this.folder = folder;
    this.renderer = new WebGLRenderer({ canvas, antialias: smooth && !preserve, powerPreference: "low-power", preserveDrawingBuffer: preserve });
    this.renderer.autoClear = false;
    this.renderer.debug.checkShaderErrors = preserve;
    this.renderer.outputColorSpace = "srgb-linear";
    this.ratio = Math.min(ratio || 1, 1.5);
    this.size = null; // width and height in the page's pixels; by default the canvas's own
    this.scene = new Scene();
    this.shadeScene = new Scene();
    this.camera = new PerspectiveCamera(FIELD, 4 / 3, 0.1, 40);
    this.camera.up.set(0, 0, 1);
    this.turn = { azimuth: 0, elevation: 0, nearer: 1 };
    this.tone = TONES.fair;
    this.working = "right";
    this.times = [];
    this.drawn = 0;
    this.ground = new Ground({ near: FLOOR, far: new Vector3(BACKGROUND.r, BACKGROUND.g, BACKGROUND.b) });
    this.scene.add(this.ground.floor, this.ground.shade);
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
    const uniforms = figureUniforms(body, bones.dual);
    const figure = new Mesh(body.geometry, figureMaterial(uniforms, bones.count));
    const shade = new Mesh(body.geometry, shadeMaterial(uniforms, bones.count));
    figure.frustumCulled = shade.frustumCulled = false;
    if (this.figure) {
      this.scene.remove(this.figure);
      this.shadeScene.remove(this.shade);
      this.figure.geometry.dispose();
      this.figure.material.dispose();
      this.shade.material.dispose();
    }
    Object.assign(this, { body, bones, uniforms, figure, shade });
    this.scene.add(figure);
    this.shadeScene.add(shade);
    this._move();
    uniforms.tone.value.set(...this.tone);
    this._glassy();
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
    this.uniforms.tone.value.set(...this.tone);
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
    if (this.skeleton) this.skeleton.group.visible = this.bands.mesh.visible = this.insideWanted;
    this._glassy();
  }

  async _loadInside() {
    const material = plainMaterial(this.uniforms);
    const [skeleton, bands] = await Promise.all([
      loadInside(`${this.folder}inside.glb`, material),
      loadMuscles(`${this.folder}muscles.json`, this.body.segments, material),
    ]);
    Object.assign(this, { skeleton, bands });
    this.scene.add(skeleton.group, bands.mesh);
  }

  _glassy() {
    this.uniforms.inside.value = this.insideShare;
    this.figure.material.transparent = this.insideShare > 0;
    this.figure.material.depthWrite = true;
    this.figure.renderOrder = 2;
  }

  /** Set the camera so that the whole movement fits, whatever the shape of the picture. */
  _frame() {
    const low = new Vector3(9, 9, 9), high = new Vector3(-9, -9, -9);
    const points = [];
    for (let k = 0; k <= 12; k += 1) {
      const pose = this.motion.at((k / 12) * this.motion.duration);
      pose.position.forEach((place, s) => {
        const reach = this.body.segments[s] === "head" ? [0, 0, 0.27] : this.body.segments[s].startsWith("hand") ? [0, 0, -0.17] : [0, 0, 0];
        const end = turned(pose.rotation[s], reach);
        points.push(new Vector3(place[0] + end[0], place[1] + end[1], place[2] + end[2]));
      });
    }
    points.forEach((p) => { low.min(p); high.max(p); });
    this.points = points;
    low.z = Math.min(low.z, 0);
    this.middle = low.clone().add(high).multiplyScalar(0.5);
    const radius = Math.max(high.x - low.x, high.y - low.y) / 2 + 0.3;
    const mat = (this.data.props || []).find((prop) => prop.kind === "mat");
    this.ground.lay(this.middle.x, this.middle.y, radius, mat ? 0.001 : 0);
    this.base = { ...this.data.camera };
    if (this.motion.mirrored) this.base.azimuth = -this.base.azimuth;
  }

  _setProps() {
    if (this.things) this.scene.remove(this.things);
    this.things = new Group();
    const material = plainMaterial(this.uniforms);
    const flip = this.motion.mirrored;
    const other = (name) => (!flip ? name : name.endsWith("_right") ? name.replace(/right$/, "left") : name.replace(/left$/, "right"));
    for (const prop of this.data.props || []) {
      const there = { ...prop, at: prop.at && prop.at.map((value, axis) => (axis === 1 && flip ? -value : value)), turn: (flip ? -1 : 1) * (prop.turn || 0) };
      there.between = (prop.between || []).map(other);
      there.held_by = (prop.held_by || []).map(other);
      if (flip && prop.boxes) there.boxes = prop.boxes.map(([centre, size]) => [[centre[0], -centre[1], centre[2]], size]);
      this.things.add(makeProp(there, material));
    }
    this.scene.add(this.things);
  }

  _aim(width, height) {
    const azimuth = ((this.base.azimuth + this.turn.azimuth) * Math.PI) / 180;
    const elevation = (Math.min(Math.max(this.base.elevation + this.turn.elevation, -4), 88) * Math.PI) / 180;
    const way = new Vector3(Math.cos(azimuth) * Math.cos(elevation), Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation));
    const right = new Vector3(-Math.sin(azimuth), Math.cos(azimuth), 0);
    const up = way.clone().cross(right);
    const tanV = Math.tan((FIELD / 2) * (Math.PI / 180));
    const tanH = (tanV * width) / height;
    let far = 0, x0 = 9, x1 = -9, y0 = 9, y1 = -9;
    const rows = this.points.map((p) => {
      const off = p.clone().sub(this.middle);
      return [off.dot(right), off.dot(up), off.dot(way)];
    });
    for (const [x, y] of rows) { x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y); }
    const cx = (x0 + x1) / 2, cy = (y0 + y1) / 2;
    for (const [x, y, z] of rows) far = Math.max(far, z + (Math.abs(x - cx) + 0.14) / tanH, z + (Math.abs(y - cy) + 0.12) / tanV);
    const target = this.middle.clone().addScaledVector(right, cx).addScaledVector(up, cy);
    this.camera.aspect = width / height;
    this.camera.position.copy(target).addScaledVector(way, far * this.turn.nearer);
    this.camera.lookAt(target);
    this.camera.updateProjectionMatrix();
    const lamp = azimuth + 0.7;
    this.uniforms.lamp.value.set(Math.cos(lamp) * 0.62, Math.sin(lamp) * 0.62, 0.78).normalize();
  }

  _work() {
    const phase = this.clock.phase;
    const levelsOf = this._levels();
    for (const side of ["right", "left"]) {
      const levels = levelsOf[side];
      const target = this.uniforms[side === "right" ? "workRight" : "workLeft"].value;
      this.body.channels.forEach((pair, number) => pair.forEach((name, which) => {
        target[Math.floor(number / 4) + 2 * which].setComponent(number % 4, (name && levels[name]) || 0);
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
    const canvas = this.renderer.domElement;
    const { width, height } = this.size || { width: canvas.clientWidth || canvas.width, height: canvas.clientHeight || canvas.height };
    if (this.sizedFor !== `${width} ${height} ${this.ratio}`) {
      this.renderer.setPixelRatio(this.ratio);
      this.renderer.setSize(width, height, false);
      this.sizedFor = `${width} ${height} ${this.ratio}`;
    }
    const pose = this.motion.at(this.clock.time);
    this.pose = pose;
    this.bones.pose(pose);
    this._effortAt();
    this._work();
    this._aim(width, height);
    const point = (name, offset) => {
      const s = this.body.segments.indexOf(name);
      const moved = turned(pose.rotation[s], offset);
      return new Vector3(pose.position[s][0] + moved[0], pose.position[s][1] + moved[1], pose.position[s][2] + moved[2]);
    };
    for (const thing of this.things.children) if (thing.follow) thing.follow(point);
    if (this.skeleton && this.skeleton.group.visible) {
      this.skeleton.pose(pose);
      this.bands.pose(pose, this._levels());
    }
    if (this.still || this.drawn % SHADE_EVERY === 0) this.ground.update(this.renderer, this.shadeScene);
    this.drawn += 1;
    this.renderer.setClearColor(BACKGROUND, 1);
    this.renderer.clear();
    this.renderer.render(this.scene, this.camera);
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
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
