// The forms of a session that are kept on the device until Coxa has them. Pure, apart from the store it is given.

/**
 * @typedef {Record<string, string>} Fields what the page's own form would send
 * @typedef {{
 *   id: string, record: string, session: string, day: string, at: string, sent: boolean, held?: boolean, fields: Fields,
 * }} Kept `record` is whose session it is; `day` is the session's; `held` when the server could not check its plan
 * @typedef {{all: () => Promise<Kept[]>, put: (kept: Kept[]) => Promise<void>, remove: (ids: string[]) => Promise<void>}} Store
 */

/**
 * A new id (UUID version 4). `crypto.randomUUID` is missing where a page came over plain http from another computer.
 * @param {Crypto} random
 */
export function newId(random = crypto) {
  if (typeof random.randomUUID === "function") return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * A moment's calendar day on this device, as "2026-03-02".
 * @param {Date} moment
 */
export function dayOf(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/**
 * The forms of one session in the order in which they were filled.
 * @param {Kept[]} kept
 * @param {string} session
 */
export function ofSession(kept, session) {
  return kept.filter((one) => one.session === session).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * The forms that say whether a session may begin, and how it went since: also what was answered today on a page that was
 * kept before this one, and that the server has not heard yet.
 * @param {Kept[]} kept
 * @param {{record: string, session: string, day: string}} plan
 */
export function ofBeginning(kept, plan) {
  const unheard = (/** @type {Kept} */ one) =>
    !one.sent && one.record === plan.record && one.day === plan.day && ["screen", "pain"].includes(one.fields.action);
  return [...kept.filter((one) => one.session !== plan.session && unheard(one)), ...ofSession(kept, plan.session)];
}

/**
 * The forms that wait for a session's beginning which the server held: with it, in the order in which they were filled.
 * @param {Kept[]} kept
 * @param {string | null} record
 */
export function heldBack(kept, record) {
  const held = new Set(kept.filter((one) => one.held && one.record === record).map((one) => one.session));
  return kept.filter((one) => !one.sent && held.has(one.session)).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/**
 * Whether anything waits that is worth sending: not what the server holds back.
 * @param {Kept[]} kept
 */
export function waits(kept) {
  const held = new Set(kept.filter((one) => one.held).map((one) => one.session));
  return kept.some((one) => !one.sent && !held.has(one.session));
}

/**
 * Forms that nobody needs any more: they were sent, and their day is over.
 * @param {Kept[]} kept
 * @param {string} today
 */
export function spent(kept, today) {
  return kept.filter((one) => one.sent && one.day !== today).map((one) => one.id);
}

const SAME_SET = ["action", "exercise", "side", "number"];

/**
 * Keep a filled form; a set that waits already is not kept twice. One that was `sent` already is only remembered.
 * @param {Store} store
 * @param {{record: string, session: string, day: string}} plan
 * @param {Fields} fields
 * @param {Date} now
 * @param {boolean} sent
 * @returns {Promise<Kept>}
 */
export async function keep(store, plan, fields, now, sent = false) {
  if (fields.action === "set") {
    const waiting = ofSession(await store.all(), plan.session).find(
      (one) => !one.sent && SAME_SET.every((name) => one.fields[name] === fields[name]),
    );
    if (waiting) return waiting;
  }
  const { record, session, day } = plan;
  const kept = { id: newId(), record, session, day, at: now.toISOString(), sent, fields };
  await store.put([kept]);
  return kept;
}

/** A store for browsers that keep nothing: it lasts as long as the page. */
export class MemoryStore {
  constructor() {
    /** @type {Map<string, Kept>} */
    this.kept = new Map();
  }

  async all() {
    return [...this.kept.values()];
  }

  /** @param {Kept[]} kept */
  async put(kept) {
    for (const one of kept) this.kept.set(one.id, one);
  }

  /** @param {string[]} ids */
  async remove(ids) {
    for (const id of ids) this.kept.delete(id);
  }
}
