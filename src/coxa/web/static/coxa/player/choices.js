// What a person chose for the player: on the settings page, and since then with the switches, for this session only.

const KEPT = "coxa-player";
const RATES = { slow: 0.75, normal: 0.95, quick: 1.15 }; // of a voice's own speed; our design choice

/**
 * @typedef {{voice: boolean, sound: boolean, vibration: boolean, rate: number, readyS: number | undefined, own: boolean}} Choices
 *   `own`: the person sets the pace
 * @typedef {{voice?: boolean, sound?: boolean, own?: boolean}} Switched
 */

/**
 * What the settings page says; the server hands it over on the page's root element.
 * @param {DOMStringMap} [data]
 * @returns {Choices}
 */
export function chosen(data = document.documentElement.dataset) {
  const speed = /** @type {keyof typeof RATES} */ (data.voiceSpeed ?? "normal");
  return {
    voice: data.voice !== "off",
    sound: data.sounds !== "off",
    vibration: data.vibration !== "off",
    rate: RATES[speed] ?? RATES.normal,
    readyS: Number(data.countdownS) || undefined,
    own: data.pace === "own",
  };
}

/**
 * What was switched since, in this session and against these settings; another session begins as the settings say.
 * @param {string} session
 * @param {Choices} settings
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {Switched}
 */
export function switched(session, settings, storage = globalThis.sessionStorage) {
  try {
    const { against, ...changes } = JSON.parse(storage.getItem(KEPT) ?? "{}");
    return against === stamp(session, settings) ? changes : {};
  } catch {
    return {}; // a private window, or not what we wrote
  }
}

/**
 * @param {string} session
 * @param {Choices} settings
 * @param {Switched} changes
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 */
export function change(session, settings, changes, storage = globalThis.sessionStorage) {
  try {
    const kept = { ...switched(session, settings, storage), ...changes, against: stamp(session, settings) };
    storage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // a private window keeps nothing
  }
}

/**
 * @param {string} session
 * @param {Choices} settings
 */
function stamp(session, { voice, sound, own }) {
  return `${session} ${voice} ${sound} ${own}`;
}
