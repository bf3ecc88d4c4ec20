// <coxa-away>: keeps each finished set before it is sent, and goes on with the session when Coxa cannot be reached.
//
// The parts of the page are templates that the server has filled; this only chooses which one is shown.

import { Progress } from "./progress.js";
import { dayOf, keep, MemoryStore, ofSession, spent } from "./queue.js";
import { send, status } from "./sending.js";
import { DeviceStore } from "./store.js";
import { askFor, fieldsOf, fill, unanswered } from "./parts.js";
import { lookAfter } from "./worker.js";

const AGAIN_MS = 10_000;

class CoxaAway extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    /** @type {import("./progress.js").Plan} */
    this.plan = JSON.parse(this.getAttribute("plan") ?? "{}");
    /** @type {Record<string, string>} */
    this.words = JSON.parse(this.getAttribute("words") ?? "{}");
    this.step = this.getAttribute("step") ?? "/";
    this.address = this.getAttribute("kept") ?? "/";
    /** @type {import("./queue.js").Store} */
    this.store = typeof indexedDB === "undefined" ? new MemoryStore() : new DeviceStore();
    this.away = false;
    this.leaves = false;
    this.busy = false;
    this.banner = document.createElement("p");
    this.banner.className = "coxa-kept";
    this.banner.setAttribute("role", "status");
    this.now?.before(this.banner);
    document.addEventListener("submit", (event) => this._submitted(event));
    document.addEventListener("click", (event) => this._clicked(event));
    addEventListener("online", () => this._again());
    setInterval(() => this._again(), AGAIN_MS);
    this.ready = this._begin();
  }

  /** The part of the page that shows what is to be done now. */
  get now() {
    return /** @type {HTMLElement | null} */ (document.querySelector("[data-now]"));
  }

  async _begin() {
    try {
      await this.store?.remove(spent(await this.store.all(), dayOf(new Date())));
    } catch {
      this.store = new MemoryStore();
    }
    const { reached, sent } = await this._send();
    if (reached && sent) location.replace(this.step ?? "/");
    else if (reached) lookAfter(this.getAttribute("worker") ?? "", this.step ?? "/", this.getAttribute("also") ?? "", this.plan?.files ?? []);
    else await this._goOn({ stop: location.pathname.endsWith("/stop/"), leaves: location.search.includes("leave=session") });
    this.setAttribute("ready", "");
  }

  async _send() {
    if (!this.store || !this.address) return { reached: false, sent: 0 };
    return send(this.store, this.address);
  }

  /** While Coxa is away: look whether it is back. What is on the screen stays; the next press goes to the server. */
  async _again() {
    if (!this.away || this.busy) return;
    const { reached } = await this._send();
    if (!reached || this.busy || !this.away) return;
    this.away = false;
    if (this.banner) this.banner.textContent = "";
    if (this.shown !== "set" && this.shown !== "stop" && !this._filled()) location.replace(this.step ?? "/");
  }

  /** Whether the person has begun to answer what is on the screen. */
  _filled() {
    return Boolean(this.now?.querySelector("input:checked"));
  }

  /** @param {SubmitEvent} event */
  _submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const ours = "set" in form.dataset || "kept" in form.dataset || this.away;
    if (!ours) return;
    event.preventDefault();
    const fields = fieldsOf(form, event.submitter);
    const missing = "kept" in form.dataset ? unanswered(form) : null;
    if (missing) askFor(missing, this.words?.answer ?? "");
    else this._told(fields);
  }

  /**
   * Keep a form first, then send it, then go on: by the server's page, or without it.
   * @param {import("./queue.js").Fields} fields
   */
  async _told(fields) {
    if (this.busy || !this.plan || !this.store) return;
    this.busy = true;
    try {
      await keep(this.store, this.plan, fields, new Date());
    } catch {
      if (this.banner) this.banner.textContent = this.words?.lost ?? "";
      this.store = new MemoryStore();
      this.busy = false;
      return;
    }
    if (fields.leave === "session") this.leaves = true;
    const { reached } = await this._send();
    if (reached) this._turnPage();
    else {
      await this._goOn({ kept: true });
      this.busy = false;
    }
  }

  /** The server's next page; until it is there, a second press does nothing. */
  _turnPage() {
    location.assign(this.leaves ? `${this.step}?leave=session` : this.step ?? "/");
    setTimeout(() => {
      this.busy = false;
    }, AGAIN_MS);
  }

  /** @param {MouseEvent} event */
  _clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    const stop = target?.closest("[data-stop] a");
    if (stop instanceof HTMLAnchorElement && plain) {
      event.preventDefault();
      this._stop(stop.href);
    }
    const leave = target?.closest("[data-leave]");
    if (leave instanceof HTMLElement) this._leave(leave.dataset.leave ?? "");
  }

  /**
   * Stop at once, then ask on the server's page; here, when Coxa does not answer or answers have begun.
   * @param {string} address
   */
  async _stop(address) {
    /** @type {any} */ (document.querySelector("coxa-player"))?.pause?.();
    this._show({ view: "stop" });
    const there = !this.away && (await status(this.address ?? "/"));
    if (!there) await this._goOn({ stop: true });
    else if (!this._filled() && !this.busy) location.assign(address);
  }

  /** @param {string} what */
  async _leave(what) {
    const progress = await this._progress();
    const view = progress.now();
    if (what === "exercise" && view.view === "set") {
      const begun = progress.begun().filter((one) => one.exercise === view.exercise);
      if (begun.length) this._show(progress.asked(begun, "exercise"));
      else await this._told({ action: "skip", exercise: view.exercise });
    } else await this._goOn({ stop: what === "more", leaves: what === "session" });
  }

  async _progress() {
    const kept = this.store && this.plan ? ofSession(await this.store.all(), this.plan.session) : [];
    return new Progress(/** @type {import("./progress.js").Plan} */ (this.plan), kept);
  }

  /** @param {{stop?: boolean, leaves?: boolean, kept?: boolean}} wish */
  async _goOn({ stop = false, leaves = false, kept = false }) {
    this.away = true;
    this.leaves = leaves || this.leaves;
    const progress = await this._progress();
    const view = progress.now(this.leaves);
    if (this.banner) this.banner.textContent = (kept ? this.words?.kept : this.words?.here) ?? "";
    const ended = view.view === "stopped" || view.view === "hurt";
    if (!stop || ended) this._show(view);
    else if (this.shown !== "stop") this._show({ view: "stop" });
  }

  /** @param {import("./progress.js").View | {view: "stop"}} view */
  _show(view) {
    const { now } = this;
    if (!now) return;
    this.shown = view.view;
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-stop] a"));
    const at = new URL(link?.href ?? location.href);
    if (view.view === "set") {
      at.searchParams.set("exercise", view.exercise);
      at.searchParams.set("side", view.side);
    }
    if (link) link.href = at.href;
    const line = { exercise: at.searchParams.get("exercise") ?? "", side: at.searchParams.get("side") ?? "" };
    fill(this, now, view, line, view.view === "set" && view.above ? this.words?.above ?? "" : "");
  }
}

customElements.define("coxa-away", CoxaAway);
