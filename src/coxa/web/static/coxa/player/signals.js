// A short sound and a short shake at each change, for those who do not look at the screen.

export class Signals {
  constructor() {
    this.sounds = true;
    this.vibrates = true;
    /** @type {AudioContext | null} */
    this.context = null;
  }

  /** Browsers allow sound only after a press: call this from one. */
  wake() {
    if (!this.context && typeof AudioContext !== "undefined") this.context = new AudioContext();
    this.context?.resume();
  }

  /** @param {"go" | "hold" | "back" | "done" | "tick"} kind */
  give(kind) {
    const [frequency, seconds] = { go: [660, 0.18], hold: [520, 0.18], back: [440, 0.18], done: [784, 0.5], tick: [330, 0.06] }[kind];
    if (this.sounds) this.sound(frequency, seconds);
    if (this.vibrates && kind !== "tick") navigator.vibrate?.(kind === "done" ? [120, 80, 120] : 80);
  }

  /**
   * @param {number} frequency in hertz
   * @param {number} seconds
   */
  sound(frequency, seconds) {
    const context = this.context;
    if (!context || context.state !== "running") return;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.2, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + seconds);
  }
}
