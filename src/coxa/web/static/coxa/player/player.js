// <coxa-player>: paces the set on this page, with the figure, a voice, sounds and a screen that stays on.
//
// The rules of a session are the server's. The player only counts and shows; "Set done" is the page's own button.

import { Awake } from "./awake.js";
import { change, chosen, switched } from "./choices.js";
import { after, before } from "./keeping.js";
import { Pacer, steps } from "./pacing.js";
import { Signals } from "./signals.js";
import { Voice } from "./speech.js";

const EVERY_MS = 100;

class CoxaPlayer extends HTMLElement {
  connectedCallback() {
    if (this.words) return;
    /** @type {Record<string, string>} */
    this.words = JSON.parse(this.getAttribute("words") ?? "{}");
    const dose = JSON.parse(this.getAttribute("dose") ?? "{}");
    this.total = dose.repetitions ?? 1;
    const settings = chosen();
    this.holds = Boolean(dose.holdS);
    const pace = JSON.parse(this.getAttribute("pace") ?? "{}");
    const readyS = settings.readyS ?? pace.readyS;
    this.voice = new Voice(globalThis.speechSynthesis, document.documentElement.lang);
    this.signals = new Signals();
    this.awake = new Awake();
    const place = this.getAttribute("key") ?? "";
    const [session] = place.split("/");
    const { voice, sound, own } = { ...settings, ...switched(session, settings) };
    this.voice.on = voice;
    this.voice.rate = settings.rate;
    this.signals.sounds = sound;
    this.signals.vibrates = settings.vibration;
    this.remember = (/** @type {import("./choices.js").Switched} */ changes) => change(session, settings, changes);
    /** @type {number | undefined} whole seconds that were left when last shown */
    this.left = undefined;
    this.atPace = (/** @type {boolean} */ own) => {
      this.key = own ? `${place}/own` : place;
      this.pacer = new Pacer(steps(dose, { ...pace, readyS, own }));
      this.pacer.resume(before(this.key));
    };
    this.atPace(own);
    this._build(dose.minutes ? null : own);
    this._show(performance.now());
    this.leaving = () => this._keep();
    this.typed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this.pause();
    };
    addEventListener("pagehide", this.leaving);
    document.addEventListener("keydown", this.typed);
  }

  disconnectedCallback() {
    this._keep();
    if (this.leaving) removeEventListener("pagehide", this.leaving);
    if (this.typed) document.removeEventListener("keydown", this.typed);
    clearInterval(this.timer);
    this.voice?.quiet();
    this.awake?.release();
  }

  /** @param {boolean | null} own whether the person sets the pace; null where there is nothing to count */
  _build(own) {
    const words = /** @type {Record<string, string>} */ (this.words);
    this.phase = this._part("p", "coxa-player__phase");
    this.phase.setAttribute("aria-live", "assertive");
    this.number = this._part("p", "coxa-player__number");
    this.number.setAttribute("aria-hidden", "true");
    this.count = this._part("p", "coxa-player__count");
    const row = this._part("div", "coxa-player__buttons");
    this.main = this._button(row, words.start, () => this._toggle());
    this.main.classList.remove("nhsuk-button--secondary");
    this.next = this._button(row, words.skip, () => this._skip());
    this.next.hidden = true;
    this._switch(row, words.voice, this.voice?.on ?? false, (on) => {
      if (this.voice) this.voice.on = on;
      if (!on) this.voice?.quiet();
      this.remember?.({ voice: on });
    });
    this._switch(row, words.sound, this.signals?.sounds ?? false, (on) => {
      if (this.signals) this.signals.sounds = on;
      this.remember?.({ sound: on });
    });
    if (own !== null) {
      this.whose = this._switch(row, words.own_pace, own, (on) => {
        this.atPace?.(on);
        this.remember?.({ own: on });
      });
    }
    this.hidden = false;
  }

  /**
   * @param {string} name
   * @param {string} style
   */
  _part(name, style) {
    const part = document.createElement(name);
    part.className = style;
    this.append(part);
    return part;
  }

  /**
   * @param {HTMLElement} row
   * @param {string} words
   * @param {() => void} press
   */
  _button(row, words, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nhsuk-button nhsuk-button--secondary";
    button.textContent = words;
    button.addEventListener("click", press);
    row.append(button);
    return button;
  }

  /**
   * @param {HTMLElement} row
   * @param {string} words
   * @param {boolean} on
   * @param {(on: boolean) => void} change
   */
  _switch(row, words, on, change) {
    const button = this._button(row, words, () => {
      const now = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(now));
      change(now);
    });
    button.setAttribute("aria-pressed", String(on));
    button.classList.add("coxa-player__switch");
    const label = document.createElement("span"); // its tick: the button's own pseudo-elements draw its edges
    label.textContent = words;
    button.replaceChildren(label);
    return button;
  }

  /** The figure's controller, once it can be seen. */
  get figure() {
    return /** @type {any} */ (document.querySelector("coxa-figure"))?.controller;
  }

  _toggle() {
    const now = performance.now();
    const { pacer, signals, awake } = this;
    if (!pacer || !signals || !awake) return;
    if (pacer.paused) {
      signals.wake();
      pacer.go(now);
      this.scrollIntoView({ block: "end" }); // on a phone: just above the stop bar, with the figure over it
      awake.keep();
      this.timer = setInterval(() => this._show(performance.now()), EVERY_MS);
      this._show(now);
    } else this.pause();
  }

  /** Hold the set where it is; pressing "Go on" goes on from there. */
  pause() {
    const { pacer } = this;
    if (!pacer || pacer.paused) return;
    const now = performance.now();
    pacer.pause(now);
    this.awake?.release();
    clearInterval(this.timer);
    this.voice?.quiet();
    this.figure?.pause();
    this._keep();
    this._show(now);
  }

  /** Remember how far the set has come, for a reload or a crash. */
  _keep() {
    if (this.pacer && this.key && !this.pacer.fresh) after(this.key, this.pacer.passed(performance.now()));
  }

  _skip() {
    const now = performance.now();
    this.pacer?.skip(now);
    this._show(now);
  }

  /** @param {number} now */
  _show(now) {
    const { pacer, words } = this;
    if (!pacer || !words || !this.main || !this.phase || !this.number || !this.count || !this.next) return;
    const { step, leftS, done } = pacer.at(now);
    const { fresh } = pacer;
    this.main.textContent = fresh ? words.start : pacer.paused ? words.go_on : words.pause;
    this.next.hidden = fresh || !["rest", "ready", "own"].includes(step?.kind ?? "");
    this.next.textContent = step?.kind !== "own" ? words.skip : this.holds ? words.there : words.one_done;
    if (this.whose) this.whose.hidden = !fresh;
    this.toggleAttribute("fresh", fresh);
    if (done) {
      this._end();
      return;
    }
    if (!step) return;
    const left = Math.ceil(leftS);
    this.number.textContent = fresh || step.kind === "own" ? "" : left >= 60 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : String(left);
    this.count.textContent = step.repetition
      ? words.repetition.replace("{number}", String(step.repetition)).replace("{of}", String(this.total))
      : "";
    if (pacer.paused && !fresh) this.phase.textContent = words.paused;
    if (fresh || pacer.paused) return;
    if (left !== this.left) this._keep();
    if (step !== this.last || this.phase.textContent === words.paused) this._change(step);
    else if (left !== this.left && ["ready", "rest"].includes(step.kind) && left <= 3) this.signals?.give("tick");
    this.left = left;
  }

  /** @param {import("./pacing.js").Step} step */
  _change(step) {
    const words = /** @type {Record<string, string>} */ (this.words);
    this.last = step;
    if (this.phase) this.phase.textContent = words[step.kind];
    const numbered = ["out", "own"].includes(step.kind) && this.total > 1;
    this.voice?.say(numbered ? `${step.repetition}. ${words[step.kind]}` : words[step.kind]);
    const nowhere = document.activeElement === document.body || document.activeElement === this.main;
    if (step.kind === "own" && nowhere) this.next?.focus({ preventScroll: true }); // a press of Space says "done"
    this.signals?.give(step.kind === "hold" ? "hold" : step.kind === "back" ? "back" : "go");
    const figure = this.figure;
    if (!figure) return;
    if (["out", "own", "go"].includes(step.kind)) {
      figure.seek("start");
      figure.play();
    } else if (step.kind === "hold") {
      figure.seek("hold");
      figure.pause();
    } else if (step.kind === "back") figure.play();
    else figure.pause();
  }

  _end() {
    const words = /** @type {Record<string, string>} */ (this.words);
    if (this.ended || !this.phase || !this.number || !this.count || !this.main || !this.next) return;
    this.ended = true;
    clearInterval(this.timer);
    this.phase.textContent = words.done;
    this.number.textContent = "";
    this.count.textContent = "";
    this.main.hidden = true;
    this.next.hidden = true;
    this._keep();
    this.signals?.give("done");
    this.voice?.say(words.done);
    this.awake?.release();
    this.figure?.pause();
    /** @type {HTMLElement | null} */ (document.querySelector("[data-set-done]"))?.focus();
  }
}

customElements.define("coxa-player", CoxaPlayer);
