// The service worker: keeps today's session and what it needs, and answers with it when Coxa cannot be reached.
//
// Pages about a person are kept only where the server allows it by a header, in a cache of that person and that day. The
// cache goes when another record is opened, when the record is erased, and when the day is over.

import { dayOf, keep, waits } from "/static/coxa/player/queue.js";
import { send, status } from "/static/coxa/player/sending.js";
import { DeviceStore } from "/static/coxa/player/store.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SHELL = "coxa-shell-2";
const PERSON = "coxa-person-";
const KEPT = "/session/kept/";
const AWAY = "/away/";
const TODAY = "/today/";
const READY = "/session/ready/";
const BEGINS = ["/", TODAY, "/session/start/", "/safety/today/"];
const WAIT_MS = 5000;
const SHELL_FILES = [
  AWAY,
  "/static/coxa/coxa.css",
  "/static/coxa/mark.svg",
  "/static/coxa/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
];
const SESSION = /^\/session\/([0-9a-f-]{36})\//;
const STATIC = /\/static\/[\w./-]+\.\w+/g;
const IMPORTED = /(?:from|import)\s*\(?\s*["'](\.\/[\w./-]+\.js)["']/g;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(SHELL_FILES)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldShells().then(forgetOldDays).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  const { pages, files } = event.data;
  if (Array.isArray(pages) && Array.isArray(files)) event.waitUntil(keepAll(pages, files));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    const answer = request.method === "POST" ? posted(request, url) : shown(request, url);
    event.respondWith(answer);
    if (url.pathname === TODAY) event.waitUntil(answer.then(renew).catch(() => undefined));
  } else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

/** @returns {Promise<string[]>} the names of caches about a person */
async function personal() {
  return (await caches.keys()).filter((name) => name.startsWith(PERSON));
}

async function forgetOldShells() {
  for (const name of await caches.keys()) if (name.startsWith("coxa-shell-") && name !== SHELL) await caches.delete(name);
}

async function forgetOldDays() {
  const today = dayOf(new Date());
  for (const name of await personal()) if (!name.endsWith(`/${today}`)) await caches.delete(name);
}

async function forgetPeople() {
  for (const name of await personal()) await caches.delete(name);
}

/**
 * A page of a record: from the server, or what was kept of it today.
 * @param {Request} request
 * @param {URL} url
 */
async function shown(request, url) {
  await forgetOldDays();
  if (await mustSend()) await send(new DeviceStore(), KEPT);
  const kept = await keptFor(url);
  const network = fetch(request).then(async (answer) => {
    await keepPage(url.pathname, answer);
    return answer;
  });
  try {
    return await (kept ? soon(network) : network);
  } catch {
    return kept ?? (await caches.match(AWAY)) ?? Response.error();
  }
}

/** Whether anything waits to be sent. What the server held back is asked about again on Today (held.js). */
async function mustSend() {
  try {
    return waits(await new DeviceStore().all());
  } catch {
    return false;
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function soon(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("Coxa does not answer")), WAIT_MS));
  return /** @type {Promise<T>} */ (Promise.race([promise, late]));
}

/**
 * @param {URL} url
 * @returns {Promise<Response | undefined>}
 */
async function keptFor(url) {
  const [name] = await personal();
  if (!name) return undefined;
  const cache = await caches.open(name);
  const session = SESSION.exec(url.pathname);
  const ready = await cache.match(READY);
  if (session) {
    const own = await cache.match(`/session/${session[1]}/`);
    return own ?? (ready?.headers.get("Coxa-Session") === session[1] ? Response.redirect(READY, 302) : undefined);
  }
  const same = await cache.match(url.pathname);
  if (same || !BEGINS.includes(url.pathname)) return same;
  const open = (await cache.keys()).find((one) => SESSION.test(new URL(one.url).pathname));
  if (open) return Response.redirect(open.url, 302);
  return ready ? Response.redirect(READY, 302) : undefined;
}

/**
 * Keep a page the server allows us to keep; it names for whom, and for which day.
 * @param {string} path
 * @param {Response} answer
 */
async function keepPage(path, answer) {
  const mark = answer.headers.get("Coxa-Keep");
  if (!mark || !answer.ok || !(SESSION.test(path) || path === READY)) return;
  for (const name of await personal()) if (name !== PERSON + mark) await caches.delete(name);
  await (await caches.open(PERSON + mark)).put(path, answer.clone());
}

/** When today's session is kept ready: make it anew if the record has changed, and forget it if none may begin now. */
async function renew() {
  const [name] = await personal();
  const cache = name ? await caches.open(name) : null;
  const kept = await cache?.match(READY);
  if (!cache || !kept) return;
  const answer = await fetch(READY, { cache: "no-store", headers: { "If-None-Match": kept.headers.get("ETag") ?? "" } });
  if (answer.status === 304) return;
  if (answer.headers.has("Coxa-Keep")) await keepWhole(READY, answer);
  else if (answer.ok) await cache.delete(READY);
}

/**
 * Keep a page with every file of ours that it names, and what those files import, all in their newest state.
 * @param {string} page
 * @param {Response} answer
 */
async function keepWhole(page, answer) {
  await keepPage(page, answer);
  const seen = new Set((await answer.text()).match(STATIC) ?? []);
  for (let wave = [...seen]; wave.length; ) {
    const imported = (await Promise.all(wave.map(keepNewest))).flat();
    wave = [...new Set(imported)].filter((path) => !seen.has(path));
    for (const path of wave) seen.add(path);
  }
}

/**
 * Keep a file of ours as the server has it now.
 * @param {string} path
 * @returns {Promise<string[]>} what it imports
 */
async function keepNewest(path) {
  const answer = await fetch(path, { cache: "no-cache" }).catch(() => null);
  if (!answer || answer.status !== 200) return [];
  const script = path.endsWith(".js") ? await answer.clone().text() : "";
  await keepFile(path, answer);
  const here = new URL(path, worker.location.href);
  return [...script.matchAll(IMPORTED)].map(([, name]) => new URL(name, here).pathname);
}

/**
 * A form that was sent: by the network, or kept when it belongs to the session at hand.
 *
 * What the server took of a session is remembered, so that a stop holds although the page was kept before it. Any other
 * form may change what is safe today, or whose record is open: then nothing stays until the server gives it anew.
 * @param {Request} request
 * @param {URL} url
 */
async function posted(request, url) {
  const copy = request.clone();
  const erases = url.pathname === "/record/erase/";
  const who = erases ? (await status(KEPT))?.record : null;
  try {
    const answer = await fetch(request);
    const taken = answer.type === "opaqueredirect" || answer.redirected;
    if (taken && SESSION.test(url.pathname)) await note(copy, url, true);
    else if (taken) await forgetPeople();
    if (taken && erases) await forgetForms(who ?? "");
    return answer;
  } catch (error) {
    return keepForm(copy, url, error);
  }
}

/** @param {string} record */
async function forgetForms(record) {
  const store = new DeviceStore();
  await store.remove((await store.all()).filter((one) => one.record === record).map((one) => one.id));
}

/**
 * @param {Request} request
 * @param {URL} url
 * @param {unknown} error
 */
async function keepForm(request, url, error) {
  const session = SESSION.exec(url.pathname);
  if (BEGINS.includes(url.pathname)) return shown(new Request(url, { redirect: "manual" }), url);
  if (!session || !(await keptFor(url))) return (await caches.match(AWAY)) ?? Promise.reject(error);
  await note(request, url, false);
  const leaves = url.searchParams.get("leave") === "session";
  return Response.redirect(`/session/${session[1]}/${leaves ? "?leave=session" : ""}`, 303);
}

/**
 * Keep a form of the session at hand; one for an easier or another exercise is the server's alone.
 * @param {Request} request
 * @param {URL} url
 * @param {boolean} sent whether the server has it
 */
async function note(request, url, sent) {
  const session = SESSION.exec(url.pathname);
  const [name] = await personal();
  if (!session || !name || /\/(easier|swap)\/$/.test(url.pathname)) return;
  /** @type {import("./queue.js").Fields} */
  const fields = {};
  for (const [field, value] of await request.formData()) if (typeof value === "string") fields[field] = value;
  delete fields.csrfmiddlewaretoken;
  const leave = url.searchParams.get("leave");
  if (leave) fields.leave = leave;
  const [record, day] = name.slice(PERSON.length).split("/");
  await keep(new DeviceStore(), { record, session: session[1], day }, fields, new Date(), sent);
}

/**
 * A file of ours: the newest, else the one that was kept.
 * @param {Request} request
 */
async function file(request) {
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await keepFile(request.url, answer);
    return answer;
  } catch (error) {
    return (await caches.match(new URL(request.url).pathname)) ?? Promise.reject(error);
  }
}

/**
 * @param {string} address
 * @param {Response} answer
 */
async function keepFile(address, answer) {
  const path = new URL(address, worker.location.href).pathname;
  const cache = await caches.open(SHELL);
  const before = await cache.match(path);
  const stamp = answer.headers.get("Last-Modified");
  if (!before || !stamp || before.headers.get("Last-Modified") !== stamp) await cache.put(path, answer.clone());
}

/**
 * @param {string} page
 * @returns {Promise<Response | undefined>} what is kept of the page itself
 */
async function held(page) {
  const [name] = await personal();
  return name ? (await caches.open(name)).match(page) : undefined;
}

/**
 * @param {string[]} pages
 * @param {string[]} files
 */
async function keepAll(pages, files) {
  const [step, ...others] = pages;
  if (!(await held(step))) {
    const answer = await fetch(step);
    await (step === READY ? keepWhole(step, answer) : keepPage(step, answer));
  }
  const [name] = await personal();
  const day = name ? await caches.open(name) : null;
  for (const page of others) if (day && !(await day.match(page))) await day.add(page);
  const shell = await caches.open(SHELL);
  for (const path of files) {
    if (path.startsWith("/static/") && !(await shell.match(path))) await shell.add(path).catch(() => undefined);
  }
}
