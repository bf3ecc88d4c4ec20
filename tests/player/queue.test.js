// Forms that are kept and sent later: none is lost, none waits twice, only the open record's are sent.
import assert from "node:assert/strict";
import { test } from "node:test";

import { after, before } from "../../src/coxa/web/static/coxa/player/keeping.js";
import { dayOf, heldBack, keep, MemoryStore, newId, ofSession, spent, waits } from "../../src/coxa/web/static/coxa/player/queue.js";
import { send, status } from "../../src/coxa/web/static/coxa/player/sending.js";

const PLAN = { record: "ana", session: "s1", day: "2026-03-02" };
const at = (seconds) => new Date(Date.UTC(2026, 2, 2, 9, 0, seconds));
const set = (number) => ({ action: "set", exercise: "G05", side: "left", number: String(number) });

/** A server that takes everything, unless it is told to be gone; it remembers ids, and asks for the token it gave last. */
class Server {
  constructor({ record = "ana", gone = false, fails = 0 } = {}) {
    Object.assign(this, { record, gone, fails, taken: new Map(), asked: 0, tokens: 0 });
    this.ask = async (_address, { method = "GET", headers = {}, body = "" } = {}) => {
      this.asked += 1;
      if (this.gone) throw new TypeError("Failed to fetch");
      if (method === "GET") return Response.json({ record: this.record, token: `token-${(this.tokens += 1)}` });
      if (headers["X-CSRFToken"] !== `token-${this.tokens}`) return new Response("", { status: 403 });
      if (this.fails > 0) return new Response("", { status: 500, statusText: String((this.fails -= 1)) });
      const { forms } = JSON.parse(body);
      const waits = forms.filter((one) => this.unknown === one.session).map((one) => one.id);
      const held = forms.filter((one) => this.doubts && one.fields.action === "start").map((one) => one.id);
      const aside = [...waits, ...held];
      for (const form of forms) if (!aside.includes(form.id)) this.taken.set(form.id, form.fields);
      const kept = forms.map((one) => one.id).filter((id) => id !== this.refuses && !aside.includes(id));
      return Response.json({ kept, waits: waits.filter((id) => !held.includes(id)), held, refused: [this.refuses].filter(Boolean) });
    };
  }
}

async function filled(most = 3) {
  const store = new MemoryStore();
  for (let number = 1; number <= most; number += 1) await keep(store, PLAN, set(number), at(number));
  return store;
}
const waiting = async (store) => (await store.all()).filter((one) => !one.sent).length;

test("ids are UUIDs of version 4, also where the browser cannot make them itself", () => {
  const poor = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  const ids = Array.from({ length: 200 }, (_, number) => newId(number % 2 ? crypto : poor));
  assert.equal(new Set(ids).size, 200);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a set pressed twice while it waits is kept once, under one id", async () => {
  const store = new MemoryStore();
  const first = await keep(store, PLAN, set(1), at(1));
  assert.equal((await keep(store, PLAN, set(1), at(2))).id, first.id);
  assert.notEqual((await keep(store, PLAN, set(2), at(3))).id, first.id);
  assert.equal((await store.all()).length, 2);
});

test("everything is sent, and sent forms are not sent again", async () => {
  const [store, server] = [await filled(), new Server()];
  assert.deepEqual(await send(store, "/kept/", server.ask), { reached: true, sent: 3 });
  assert.deepEqual(await send(store, "/kept/", server.ask), { reached: true, sent: 0 });
  assert.equal(server.taken.size, 3);
});

test("when the server is gone everything waits", async () => {
  const [store, server] = [await filled(), new Server({ gone: true })];
  assert.deepEqual(await send(store, "/kept/", server.ask), { reached: false, sent: 0 });
  assert.equal(await waiting(store), 3);
  server.gone = false;
  assert.equal((await send(store, "/kept/", server.ask)).sent, 3);
});

test("an error on the way keeps what was not taken, under the same ids", async () => {
  const [store, server] = [await filled(), new Server({ fails: 1 })];
  const ids = (await store.all()).map((one) => one.id);
  assert.equal((await send(store, "/kept/", server.ask)).reached, false);
  assert.equal(await waiting(store), 3);
  await send(store, "/kept/", server.ask);
  assert.deepEqual([...server.taken.keys()], ids);
});

test("only the forms of the record that is open are sent; the others wait", async () => {
  const [store, server] = [await filled(), new Server({ record: "ben" })];
  await keep(store, { record: "ben", session: "s2", day: "2026-03-02" }, set(1), at(9));
  assert.equal((await send(store, "/kept/", server.ask)).sent, 1);
  assert.equal(await waiting(store), 3);
});

test("a form the server refuses is let go", async () => {
  const [store, server] = [await filled(), new Server()];
  server.refuses = (await store.all())[0].id;
  await send(store, "/kept/", server.ask);
  assert.deepEqual([await waiting(store), (await store.all()).length], [0, 2]);
});

test("sets of a session the server does not know yet wait while its beginning is on this device, and are let go without", async () => {
  const [store, server] = [await filled(), new Server()];
  server.unknown = "s1";
  await keep(store, PLAN, { action: "start", pain_before: "1" }, at(0));
  assert.deepEqual(await send(store, "/kept/", server.ask), { reached: true, sent: 0 });
  assert.equal(await waiting(store), 4);
  await store.remove((await store.all()).filter((one) => one.fields.action === "start").map((one) => one.id));
  assert.deepEqual(await send(store, "/kept/", server.ask), { reached: true, sent: 3 });
  assert.deepEqual(await store.all(), []);
});

test("a session the server cannot check stays on this device, all of it, until the server can", async () => {
  const [store, server] = [await filled(), new Server()];
  Object.assign(server, { unknown: "s1", doubts: true });
  await keep(store, PLAN, { action: "start", pain_before: "1" }, at(0));
  const order = ["start", "set", "set", "set"];
  for (let time = 0; time < 3; time += 1) {
    assert.deepEqual(await send(store, "/kept/", server.ask), { reached: true, sent: 0 });
    assert.deepEqual(heldBack(await store.all(), "ana").map((one) => one.fields.action), order);
  }
  assert.deepEqual([heldBack(await store.all(), "ben"), waits(await store.all())], [[], false]);
  assert.deepEqual(spent(await store.all(), "2026-04-01"), []);
  await keep(store, { record: "ana", session: "s2", day: "2026-03-04" }, set(1), at(9));
  assert.equal(waits(await store.all()), true);
  Object.assign(server, { unknown: "", doubts: false });
  assert.equal((await send(store, "/kept/", server.ask)).sent, 5);
  assert.deepEqual([heldBack(await store.all(), "ana"), waits(await store.all())], [[], false]);
});

test("more than fits at once goes in parts", async () => {
  const [store, server] = [await filled(450), new Server()];
  assert.equal((await send(store, "/kept/", server.ask)).sent, 450);
  assert.deepEqual([server.taken.size, server.asked], [450, 4]);
});

test("status is nothing when the answer is no answer", async () => {
  assert.equal(await status("/kept/", async () => new Response("", { status: 502 })), null);
  assert.equal(await status("/kept/", async () => { throw new TypeError("gone"); }), null);
  assert.equal(await status("/kept/", async () => new Response("<html>")), null);
});

test("a session's forms come in the order in which they were filled", async () => {
  const store = new MemoryStore();
  for (const number of [3, 1, 2]) await keep(store, PLAN, set(number), at(number));
  assert.deepEqual(ofSession(await store.all(), "s1").map((one) => one.fields.number), ["1", "2", "3"]);
  assert.deepEqual(ofSession(await store.all(), "s2"), []);
});

test("what was sent goes after its day; what waits stays", async () => {
  const store = await filled(2);
  const [first] = await store.all();
  await store.put([{ ...first, sent: true }]);
  const kept = await store.all();
  assert.deepEqual(spent(kept, "2026-03-02"), []);
  assert.deepEqual(spent(kept, "2026-03-03"), [first.id]);
});

test("a day is the device's own calendar day", () => {
  assert.equal(dayOf(new Date(2026, 0, 5, 0, 1)), "2026-01-05");
  assert.equal(dayOf(new Date(2026, 11, 31, 23, 59)), "2026-12-31");
});

test("how far a set has come is known again after a reload, for that set only", () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
  after("s1/G05/left/1", 12_500, storage);
  assert.equal(before("s1/G05/left/1", storage), 12_500);
  assert.equal(before("s1/G05/left/2", storage), 0);
  kept.set("coxa-player-at", "{broken");
  assert.equal(before("s1/G05/left/1", storage), 0);
});
