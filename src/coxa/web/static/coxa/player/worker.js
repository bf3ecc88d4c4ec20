// Ask the service worker to keep this session for today, where the browser has one (https, or this computer).

/**
 * @param {string} script
 * @param {string} step the session's address
 * @param {string} also another page that must be at hand
 * @param {string[]} files of the exercises still to come
 */
export async function lookAfter(script, step, also, files) {
  if (!("serviceWorker" in navigator) || !script) return;
  try {
    await navigator.serviceWorker.register(script, { type: "module", scope: "/" });
    const ready = await navigator.serviceWorker.ready;
    const used = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
    const parts = used.filter((path) => path.startsWith("/static/"));
    ready.active?.postMessage({ pages: [step, also], files: [...new Set([...parts, ...files])] });
  } catch {
    // an older browser, or one that was told to keep nothing: the session goes on, but not through a reload
  }
}
