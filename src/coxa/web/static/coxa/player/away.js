// <coxa-away>: keeps each finished set before it is sent, and goes on with the session when Coxa cannot be reached.
//
// The parts of the page are templates that the server has filled; this only chooses which one is shown. On the page that
// keeps today's session ready, it also begins the session, by the server's rules (beginning.js).

import { kept as asKept } from "./beginning.js";
import { Progress } from "./progress.js";
import { dayOf, heldBack, keep, MemoryStore, ofBeginning, ofSession, spent } from "./queue.js";
import { send, status } from "./sending.js";
import { DeviceStore } from "./store.js";
import { askFor, fieldsOf, fill, unanswered } from "./parts.js";
import { lookAfter } from "./worker.js";

const AGAIN_MS = 10_000;
const SERVER_ONLY = /\/(easier|swap)\/$/; // the pages that choose another exercise
const STAYS = ["set", "stop", "flagged", "sore"]; // what is not taken from the screen when Coxa is back

class CoxaAway extends HTMLElement {
  connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    /** @type {import("./progress.js").Plan} */
    this.plan = JSON.parse(this.getAttribute("plan") ?? "{}");
    /** @type {Record<string, string>} */
    this.words = JSON.parse(this.getAttribute("words") ?? "{}");
    this.step = this.getAttribute("step") ?? "/";
    this.page = this.getAttribute("page") ?? this.step;
    this.today = this.getAttribute("today") ?? "/";
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
    if (reached && sent) location.replace(await this._home());
    else if (reached) lookAfter(this.getAttribute("worker") ?? "", this.page ?? "/", this.getAttribute("also") ?? "", this.plan?.files ?? []);
    else {
      const { pathname, search } = location;
      const needs = SERVER_ONLY.test(pathname);
      await this._goOn({ stop: pathname.endsWith("/stop/"), leaves: search.includes("leave=session"), needs });
    }
    this.setAttribute("ready", "");
  }

  /** While the server holds this session back, the page goes on alone, as if it was not there. */
  async _send() {
    if (!this.store || !this.address || !this.plan) return { reached: false, sent: 0 };
    const { reached, sent } = await send(this.store, this.address);
    const { record, session } = this.plan;
    this.held = reached && ofSession(heldBack(await this.store.all(), record), session).length > 0;
    return { reached: reached && !this.held, sent };
  }

  /** While Coxa is away: look whether it is back. What is on the screen stays; the next press goes to the server. */
  async _again() {
    if (!this.away || this.busy) return;
    const { reached } = await this._send();
    if (!reached || this.busy || !this.away) return;
    this.away = false;
    if (this.banner) this.banner.textContent = "";
    if (!STAYS.includes(this.shown ?? "") && !this._filled()) location.replace(await this._home());
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
    const { ready } = this.plan;
    this.busy = true;
    try {
      const before = ready && (await this._progress()).before;
      if (before && dayOf(new Date()) !== this.plan.day) return location.replace(this.today ?? "/"); // kept for another day
      const begun = fields.action === "start" && !before; // in another window: it does not begin again
      if (!begun) await keep(this.store, this.plan, ready ? asKept(ready, fields) : fields, new Date());
    } catch {
      if (this.banner) this.banner.textContent = this.words?.lost ?? "";
      this.store = new MemoryStore();
      this.busy = false;
      return;
    }
    if (fields.leave === "session") this.leaves = true;
    const { reached } = await this._send();
    if (reached) await this._turnPage();
    else {
      await this._goOn({ kept: true });
      this.busy = false;
    }
  }

  /** Where the server goes on: with the session, or with Today while none has begun. */
  async _home() {
    const { before } = await this._progress();
    return (before ? this.today : this.step) ?? "/";
  }

  /** The server's next page; until it is there, a second press does nothing. */
  async _turnPage() {
    location.assign(this.leaves ? `${this.step}?leave=session` : await this._home());
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
    const plan = /** @type {import("./progress.js").Plan} */ (this.plan);
    const all = this.store ? await this.store.all() : [];
    return new Progress(plan, plan.ready ? ofBeginning(all, plan) : ofSession(all, plan.session));
  }

  /** @param {{stop?: boolean, leaves?: boolean, kept?: boolean, needs?: boolean}} wish */
  async _goOn({ stop = false, leaves = false, kept = false, needs = false }) {
    this.away = true;
    this.leaves = leaves || this.leaves;
    const progress = await this._progress();
    const view = progress.now(this.leaves);
    if (this.held && view.view === "over") return location.assign(this.today ?? "/");
    const here = this.held ? this.words?.held : needs ? this.words?.needs : progress.before ? this.words?.ready : this.words?.here;
    if (this.banner) this.banner.textContent = (STAYS.includes(view.view) && progress.before ? "" : kept && !this.held ? this.words?.kept : here) ?? "";
    this._stopBar(!progress.before);
    const ended = view.view === "stopped" || view.view === "hurt";
    if (!stop || ended) this._show(view);
    else if (this.shown !== "stop") this._show({ view: "stop" });
  }

  /**
   * "Stop, it hurts" is there from the first set on; on the session's own page it always is.
   * @param {boolean} begun
   */
  _stopBar(begun) {
    const bar = /** @type {HTMLTemplateElement | null} */ (this.querySelector("template[data-stop-bar]"));
    if (begun && bar && !document.querySelector("[data-stop] a")) this.now?.before(document.importNode(bar.content, true));
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
