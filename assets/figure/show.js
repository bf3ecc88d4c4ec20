// The show: plays one motion on a stage, as it is told. It runs in a worker or, where a worker cannot draw, on the page.

import { load, Stage } from "./stage.js";

const FRAME_MS = 1000 / 30;

/** How the browser draws: "hard" with a graphics card, "soft" without one (then edges are left rough), or not at all. */
const drawing = () => {
  try {
    const spare = globalThis.document ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
    const gl = spare.getContext("webgl2");
    const named = gl.getExtension("WEBGL_debug_renderer_info");
    const name = named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : "";
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return /swiftshader|llvmpipe|software/i.test(name) ? "soft" : "hard";
  } catch { return ""; }
};

export class Show {
  /** `tell(name, detail)` hears of every "frame", of each new "phase" and of each "cycle" that ends. */
  constructor(canvas, { folder, ratio, motion, body }, tell) {
    this.wanted = [motion, body, load(folder, motion, body)];
    this.wanted[2].catch(() => {}); // `begin` says what went wrong
    const how = drawing();
    if (!how) throw new Error("nothing here can draw it");
    this.stage = new Stage(canvas, { folder, ratio, smooth: how === "hard", restored: () => this.frames && this._change() });
    this.tell = tell;
    this.playing = false;
    this.watched = true;
    this.pace = 1;
    this.frames = 0;
    this.before = null;
  }

  /** Draw the first frame once everything is loaded: the end pose, or the beginning of what `play` then plays. */
  async begin({ side, skin, still, width, height }) {
    const { stage } = this;
    stage.working = side;
    stage.choose(skin);
    await stage.show(...this.wanted);
    stage.clock.seek(still ? "hold" : "start");
    stage.size = { width, height };
    this._draw();
  }

  play() { this.playing = true; this._ask(); }

  pause() { this.playing = false; this._change(); }

  setPace(pace) { this.pace = pace; }

  setSide(side) { this.stage.setSide(side); this._change(); }

  hold(seconds) { this.stage.clock.hold(seconds); this._change(); }

  seek(phase) { this.stage.clock.seek(phase); this._change(); }

  async setBody(name) { await this.stage.setBody(name); this._change(); }

  setSkin(name) { this.stage.setTone(name); this._change(); }

  async setInside(on) { await this.stage.setInside(on); this._change(); }

  turn(azimuth, elevation) {
    const { turn, base } = this.stage;
    turn.azimuth += azimuth;
    turn.elevation = Math.min(Math.max(turn.elevation + elevation, -4 - base.elevation), 85 - base.elevation);
    this._change();
  }

  reset() { this.stage.turn = { azimuth: 0, elevation: 0, nearer: 1 }; this._change(); }

  size(width, height) { this.stage.size = { width, height }; this._change(); }

  /** Whether somebody can see it; nothing plays while nobody can. */
  watch(on) { this.watched = on; this._ask(); }

  close() {
    this.playing = this.due = false;
    this.stage.dispose();
  }

  /** Something looks different now: the next frame shows it, also when nothing plays. */
  _change() {
    this.due = true;
    this._ask();
  }

  _ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame((now) => this._step(now));
  }

  _step(now) {
    this.asked = false;
    if (!this.playing || !this.watched) {
      this.before = null;
      if (this.due) this._draw();
      return;
    }
    this._ask();
    if (this.before !== null && now - this.before < FRAME_MS - 4) return;
    const passed = this.before === null ? 0 : now - this.before;
    this.before = now;
    const { stage } = this;
    const phase = stage.clock.phase;
    const cycles = stage.clock.tick((Math.min(passed, 200) / 1000) * this.pace);
    this._draw();
    if (passed) stage.judge(passed);
    if (stage.clock.phase !== phase) this.tell("phase", { phase: stage.clock.phase });
    if (cycles) this.tell("cycle", {});
  }

  _draw() {
    const { stage } = this;
    this.due = false;
    stage.still = !this.playing;
    stage.draw();
    this.frames += 1;
    const { ratio, shown, turn, insideShare, clock, body } = stage;
    const { phase, time, total } = clock;
    this.tell("frame", { frames: this.frames, phase, time, total, turn, ratio, shown, body: body.name, inside: insideShare > 0 });
  }
}
