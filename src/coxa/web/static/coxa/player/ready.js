// <coxa-ready>: asks the service worker to keep today's session ready, so that it can begin when Coxa cannot be reached.

import { lookAfter } from "./worker.js";

class CoxaReady extends HTMLElement {
  connectedCallback() {
    lookAfter(this.getAttribute("worker") ?? "", this.getAttribute("page") ?? "/", this.getAttribute("also") ?? "", []);
  }
}

customElements.define("coxa-ready", CoxaReady);
