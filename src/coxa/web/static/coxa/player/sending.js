// Send what was kept. Sending a form again is harmless: the server knows its id.
//
// A session whose plan the server cannot check any more stays here, marked, until it can or the person lets it go.

/** @typedef {import("./queue.js").Store} Store */

const AT_ONCE = 200;
const WAIT_MS = 4000;

/**
 * Whose record is open, with a fresh token for one sending; `null` when Coxa cannot be reached.
 * @param {string} address
 * @param {typeof fetch} ask
 * @param {number} waitMs
 * @returns {Promise<{record: string | null, token: string} | null>}
 */
export async function status(address, ask = fetch, waitMs = WAIT_MS) {
  try {
    const answer = await ask(address, { cache: "no-store", signal: AbortSignal.timeout(waitMs) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Send every form that waits and belongs to the record that is open.
 * @param {Store} store
 * @param {string} address
 * @param {typeof fetch} ask
 * @returns {Promise<{reached: boolean, sent: number}>} not `reached` when the server took nothing
 */
export async function send(store, address, ask = fetch) {
  const here = await status(address, ask);
  if (!here) return { reached: false, sent: 0 };
  const waiting = (await store.all()).filter((one) => !one.sent && one.record === here.record);
  waiting.sort((a, b) => (a.at < b.at ? -1 : 1));
  let sent = 0;
  for (let first = 0; first < waiting.length; first += AT_ONCE) {
    const part = waiting.slice(first, first + AT_ONCE);
    const taken = await sendPart(part, here, address, ask);
    if (!taken) return { reached: false, sent };
    await store.put(part.filter((one) => taken.kept.includes(one.id)).map((one) => ({ ...one, sent: true, held: false })));
    await store.put(part.filter((one) => taken.held?.includes(one.id)).map((one) => ({ ...one, held: true })));
    const lost = await withoutBeginning(store, part.filter((one) => taken.waits?.includes(one.id)));
    await store.remove([...taken.refused, ...lost]);
    sent += taken.kept.length + taken.refused.length + lost.length;
  }
  return { reached: true, sent };
}

/**
 * Forms of a session that the server does not know and that this device cannot tell it of either: they will never fit.
 * @param {Store} store
 * @param {import("./queue.js").Kept[]} waiting
 */
async function withoutBeginning(store, waiting) {
  const begun = new Set((await store.all()).filter((one) => one.fields.action === "start").map((one) => one.session));
  return waiting.filter((one) => !begun.has(one.session)).map((one) => one.id);
}

/**
 * @param {import("./queue.js").Kept[]} part
 * @param {{record: string | null, token: string}} here
 * @param {string} address
 * @param {typeof fetch} ask
 * @returns {Promise<{kept: string[], refused: string[], waits?: string[], held?: string[]} | null>}
 */
async function sendPart(part, here, address, ask) {
  const forms = part.map(({ id, session, at, fields }) => ({ id, session, at, fields }));
  try {
    const answer = await ask(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": here.token },
      body: JSON.stringify({ record: here.record, forms }),
      signal: AbortSignal.timeout(WAIT_MS * 2),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
