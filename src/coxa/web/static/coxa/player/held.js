// <coxa-held>: says on Today what this device keeps because the server cannot check it any more, and sends what it can.

import { heldBack, waits } from "./queue.js";
import { send } from "./sending.js";
import { DeviceStore } from "./store.js";

class CoxaHeld extends HTMLElement {
  connectedCallback() {
    if (this.store || typeof indexedDB === "undefined") return;
    this.store = new DeviceStore();
    this.addEventListener("click", (event) => this._clicked(event));
    this._look().catch(() => undefined); // a browser that keeps nothing holds nothing back
  }

  /** The forms of this record that the server held back. */
  async _held() {
    return heldBack((await this.store?.all()) ?? [], this.getAttribute("record"));
  }

  async _look() {
    if (!this.store || !((await this._held()).length || waits(await this.store.all()))) return;
    const { sent } = await send(this.store, this.getAttribute("kept") ?? "/");
    if (sent) location.reload();
    else this._show(await this._held());
  }

  /** @param {import("./queue.js").Kept[]} held */
  _show(held) {
    const days = [...new Set(held.map((one) => one.day))].sort().map((day) => {
      const told = document.createElement("li");
      told.textContent = new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
      return told;
    });
    this.querySelector("[data-days]")?.replaceChildren(...days);
    this.hidden = !days.length;
  }

  /** @param {MouseEvent} event */
  async _clicked(event) {
    if (!(event.target instanceof Element && event.target.closest("[data-let-go]"))) return;
    await this.store?.remove((await this._held()).map((one) => one.id));
    this.hidden = true;
    const heading = document.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }
}

customElements.define("coxa-held", CoxaHeld);
