// <coxa-figure>: shows the pictures it contains until the moving figure can take their place.
//
// Attributes: motion (address of the motion), folder (of bodies), side, words (JSON of all words, translated).
// The page's root element may say data-body, data-skin and data-motion="calm": what a person chose for this device.
// A player finds the controller at `element.controller` after the event "coxa-figure-ready":
// play() pause() setPace(x) setSide(side) hold(seconds) seek(phase) setBody(name) setSkin(name) setInside(on)
// and events "coxa-figure-phase" and "coxa-figure-cycle". What the figure last drew is told at `element.stage`.

import { chosen, remember } from "./choices.js";
import { makeControls } from "./controls.js";
import { open } from "./opening.js";
import { orbit } from "./orbit.js";

const NEAR = "200px"; // of the screen: there it begins to load

class CoxaFigure extends HTMLElement {
  connectedCallback() {
    this.watching = new AbortController();
    this.seen = new IntersectionObserver(([entry]) => {
      this.visible = entry.isIntersecting;
      this._watch();
    }, { rootMargin: NEAR });
    this.seen.observe(this);
    document.addEventListener("visibilitychange", () => this._watch(), { signal: this.watching.signal });
  }

  /** A part of a page that moves leaves it for a moment only. */
  disconnectedCallback() {
    this.controller?.pause();
    this.seen.disconnect();
    this.watching.abort();
    setTimeout(() => this.isConnected || this._end());
  }

  /** Load and draw only while someone can see it. */
  _watch() {
    const watched = this.visible && !document.hidden;
    if (watched && !this.begun) this._begin();
    if (this.controller) this.link.ask("watch", watched);
  }

  _begin() {
    this.begun = true;
    this.words = JSON.parse(this.getAttribute("words") || "{}");
    const calm = document.documentElement.dataset.motion === "calm" || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this._start(calm).catch((error) => {
      this._end();
      this.begun = true;
      console.warn(`The figure stays a picture: ${error.message}`);
    });
  }

  async _start(still) {
    const kept = chosen();
    kept.body ||= this.getAttribute("body") || "woman_older";
    this.side = this._sideAsked();
    this.pace = 1;
    this.inside = false;
    const { body, skin } = kept;
    const [folder, motion] = [this.getAttribute("folder"), this.getAttribute("motion")];
    const options = { folder, ratio: globalThis.devicePixelRatio, motion, body };
    const link = await open(options, (name, detail) => this._hear(name, detail));
    if (!this.isConnected) {
      link.close();
      return;
    }
    this.link = link;
    const { canvas } = link;
    this.holder = this._holder(canvas);
    await link.ask("begin", { side: this.side, skin, still, ...this._room(canvas) });
    this.controller = this._controller();
    this.controls = makeControls(this, this.controller, kept);
    this.classList.add("coxa-figure--moving");
    orbit(canvas, this.controller.turn);
    new ResizeObserver(() => {
      if (canvas.clientWidth) this.link.ask("size", canvas.clientWidth, canvas.clientHeight);
    }).observe(this.holder);
    if (this._sideAsked() !== this.side) this.controller.setSide(this._sideAsked());
    this._watch();
    if (still) this.controller.pause();
    else this.controller.play();
    this.dispatchEvent(new CustomEvent("coxa-figure-ready", { bubbles: true }));
  }

  _end() {
    this.link?.close();
    this.holder?.remove();
    this.controls?.holder.remove();
    this.classList.remove("coxa-figure--moving");
    this.link = this.holder = this.controls = this.controller = null;
    this.begun = false;
  }

  _sideAsked() {
    return this.getAttribute("side") === "left" ? "left" : "right";
  }

  _holder(canvas) {
    const holder = document.createElement("div");
    holder.className = "coxa-figure__stage";
    canvas.className = "coxa-figure__canvas";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.words.canvas || "");
    holder.append(canvas);
    this.append(holder);
    return holder;
  }

  /** How large the canvas will be once it takes the pictures' place. */
  _room(canvas) {
    this.classList.add("coxa-figure--moving");
    const { clientWidth: width, clientHeight: height } = canvas;
    this.classList.remove("coxa-figure--moving");
    return { width, height };
  }

  _controller() {
    const figure = this;
    const ask = (...asked) => figure.link ? figure.link.ask(...asked) : Promise.resolve();
    const change = (changes, ...asked) => {
      Object.assign(figure, changes);
      figure.controls?.update();
      return ask(...asked);
    };
    return {
      play: () => change({ playing: true }, "play"),
      pause: () => change({ playing: false }, "pause"),
      setPace: (pace) => change({ pace }, "setPace", pace),
      setSide: (side) => change({ side: side === "left" ? "left" : "right" }, "setSide", side === "left" ? "left" : "right"),
      hold: (seconds) => ask("hold", seconds),
      seek: (phase) => ask("seek", phase),
      setBody: (name) => { remember({ body: name }); return ask("setBody", name); },
      setSkin: (name) => { remember({ skin: name }); return ask("setSkin", name); },
      setInside: (on) => change({ inside: on }, "setInside", on).catch((error) => {
        change({ inside: false }, "setInside", false);
        console.warn(`The inside cannot be shown: ${error.message}`);
      }),
      turn: (azimuth, elevation) => ask("turn", azimuth, elevation),
      reset: () => ask("reset"),
      get phase() { return figure.stage.phase; },
      get side() { return figure.side; },
    };
  }

  _hear(name, detail) {
    if (name !== "frame") {
      this.dispatchEvent(new CustomEvent(`coxa-figure-${name}`, { bubbles: true, detail }));
      return;
    }
    if (detail.shown !== this.stage?.shown) this.link.canvas.style.opacity = detail.shown;
    this.stage = detail;
    this.frames = detail.frames;
  }
}

customElements.define("coxa-figure", CoxaFigure);
