// <coxa-figure>: shows the pictures it contains until the moving figure can take their place.
//
// Attributes: motion (address of the motion), folder (of bodies), side, words (JSON of all words, translated).
// The page's root element may say data-body, data-skin and data-motion="calm": what a person chose for this device.
// A player finds the controller at `element.controller` after the event "coxa-figure-ready":
// play() pause() setPace(x) setSide(side) hold(seconds) seek(phase) setBody(name) setSkin(name) setInside(on)
// and events "coxa-figure-phase" and "coxa-figure-cycle".

import { makeControls } from "./controls.js";

const KEPT = "coxa-figure";
const FRAME_MS = 1000 / 30;

const settings = document.documentElement.dataset;
const against = `${settings.body || ""} ${settings.skin || ""}`;

/** What was chosen at a figure since the settings page was last changed. */
const remembered = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT)) || {};
    return (kept.against ?? " ") === against ? kept : {};
  } catch { return {}; }
};
const remember = (changes) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...remembered(), ...changes, against }));
  } catch { /* a private window keeps nothing */ }
};
/** How the browser draws: "hard" with a graphics card, "soft" without one (then edges are left rough), or not at all. */
const drawing = () => {
  try {
    const gl = document.createElement("canvas").getContext("webgl2");
    const named = gl.getExtension("WEBGL_debug_renderer_info");
    const name = named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : "";
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return /swiftshader|llvmpipe|software/i.test(name) ? "soft" : "hard";
  } catch { return ""; }
};

class CoxaFigure extends HTMLElement {
  connectedCallback() {
    this.how = this.begun ? this.how : drawing();
    if (this.begun || !this.how) return;
    this.begun = true;
    this.words = JSON.parse(this.getAttribute("words") || "{}");
    this.still = settings.motion === "calm" || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this._start().catch((error) => {
      this.querySelector(".coxa-figure__stage")?.remove();
      this.classList.remove("coxa-figure--moving");
      console.warn(`The figure stays a picture: ${error.message}`);
    });
  }

  disconnectedCallback() {
    this.controller?.pause();
    this.seen?.disconnect();
  }

  async _start() {
    const { Stage } = await import("./stage.js");
    const kept = { body: settings.body, skin: settings.skin, ...remembered() };
    const holder = document.createElement("div");
    holder.className = "coxa-figure__stage";
    const canvas = document.createElement("canvas");
    canvas.className = "coxa-figure__canvas";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.words.canvas || "");
    holder.append(canvas);
    const stage = new Stage(canvas, { folder: this.getAttribute("folder"), smooth: this.how === "hard" });
    stage.working = this.getAttribute("side") === "left" ? "left" : "right";
    stage.choose(kept.skin);
    await stage.show(this.getAttribute("motion"), kept.body || this.getAttribute("body") || "woman_older");
    this.stage = stage;
    this.controller = this._controller(stage);
    this.append(holder);
    this.controls = makeControls(this, stage, this.controller, kept);
    this.classList.add("coxa-figure--moving");
    this._orbit(canvas);
    this._watch(holder);
    stage.clock.seek(this.still ? "hold" : "start");
    this.playing = !this.still;
    this._draw();
    this._run();
    this.controls.update();
    this.dispatchEvent(new CustomEvent("coxa-figure-ready", { bubbles: true }));
  }

  _controller(stage) {
    const after = (result) => { this._draw(); this.controls.update(); return result; };
    return {
      play: () => { this.playing = true; this._run(); this.controls?.update(); },
      pause: () => { this.playing = false; this.controls?.update(); },
      setPace: (pace) => { this.pace = pace; this.controls.update(); },
      setSide: (side) => after(stage.setSide(side === "left" ? "left" : "right")),
      hold: (seconds) => after(stage.clock.hold(seconds)),
      seek: (phase) => after(stage.clock.seek(phase)),
      setBody: async (name) => { await stage.setBody(name); remember({ body: name }); after(); },
      setSkin: (name) => { stage.setTone(name); remember({ skin: name }); after(); },
      setInside: async (on) => { await stage.setInside(on); after(); },
      turn: (azimuth, elevation) => { this._turn(azimuth, elevation); },
      reset: () => { stage.turn = { azimuth: 0, elevation: 0, nearer: 1 }; after(); },
      get phase() { return stage.clock.phase; },
      get side() { return stage.working; },
    };
  }

  _turn(azimuth, elevation) {
    const { turn, base } = this.stage;
    turn.azimuth += azimuth;
    turn.elevation = Math.min(Math.max(turn.elevation + elevation, -4 - base.elevation), 85 - base.elevation);
    this._draw();
  }

  _orbit(canvas) {
    const keys = { ArrowLeft: [-15, 0], ArrowRight: [15, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] };
    canvas.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      this._turn(...keys[event.key]);
    });
    let from = null;
    canvas.addEventListener("pointerdown", (event) => {
      from = [event.clientX, event.clientY];
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      this._turn((from[0] - event.clientX) * 0.5, (event.clientY - from[1]) * 0.35);
      from = [event.clientX, event.clientY];
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { from = null; });
  }

  /** Draw only while someone can see it. */
  _watch(holder) {
    this.visible = true;
    this.seen = new IntersectionObserver(([entry]) => {
      this.visible = entry.isIntersecting;
      this._run();
    });
    this.seen.observe(holder);
    new ResizeObserver(() => this._draw()).observe(holder);
    document.addEventListener("visibilitychange", () => this._run());
  }

  _draw() {
    this.stage.still = !this.playing;
    this.stage.draw();
    this.frames = (this.frames || 0) + 1;
  }

  _run() {
    if (this.running || !this.playing) return;
    this.running = true;
    let before = null;
    const step = (now) => {
      if (!this.playing || !this.visible || document.hidden || !this.isConnected) { this.running = false; return; }
      requestAnimationFrame(step);
      if (before !== null && now - before < FRAME_MS - 4) return;
      const passed = before === null ? 0 : now - before;
      before = now;
      const phase = this.stage.clock.phase;
      const cycles = this.stage.clock.tick((Math.min(passed, 200) / 1000) * (this.pace || 1));
      this._draw();
      if (passed) this.stage.judge(passed);
      if (this.stage.clock.phase !== phase) this._tell("phase", { phase: this.stage.clock.phase });
      if (cycles) this._tell("cycle", {});
    };
    requestAnimationFrame(step);
  }

  _tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`coxa-figure-${name}`, { bubbles: true, detail }));
  }
}

customElements.define("coxa-figure", CoxaFigure);
