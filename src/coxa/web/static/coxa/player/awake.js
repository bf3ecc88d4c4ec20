// The screen stays on while a set runs; a browser that cannot do that lets it go dark.

export class Awake {
  constructor() {
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    this.wanted = false;
    document.addEventListener("visibilitychange", () => {
      if (this.wanted && document.visibilityState === "visible") this.keep();
    });
  }

  async keep() {
    this.wanted = true;
    try {
      this.lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.lock = null; // low battery, or not allowed: the set goes on all the same
    }
  }

  async release() {
    this.wanted = false;
    await this.lock?.release();
    this.lock = null;
  }
}
