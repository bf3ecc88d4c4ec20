// How far the set on this page has come, kept through a reload. One set at a time: the next one takes its place.

const KEPT = "coxa-player-at";

/**
 * @param {string} key which set of which session
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {number} milliseconds; 0 when nothing is known of this set
 */
export function before(key, storage = globalThis.localStorage) {
  try {
    const kept = JSON.parse(storage.getItem(KEPT) ?? "{}");
    return kept.key === key && Number.isFinite(kept.passed) ? Math.max(0, kept.passed) : 0;
  } catch {
    return 0; // a private window, or not what we wrote
  }
}

/**
 * @param {string} key
 * @param {number} passed in milliseconds
 * @param {Pick<Storage, "setItem">} [storage]
 */
export function after(key, passed, storage = globalThis.localStorage) {
  try {
    storage.setItem(KEPT, JSON.stringify({ key, passed }));
  } catch {
    // a private window keeps nothing: after a reload the set begins anew
  }
}
