// Opens a show: in a worker, so that the page answers at once, or on the page where a worker cannot draw.
//
// Both give { canvas, ask(name, ...args), close() }; `ask` does what a show does and ends when it is done.

async function inWorker(options, tell) {
  const canvas = document.createElement("canvas");
  const drawn = canvas.transferControlToOffscreen();
  const worker = new Worker(new URL("./stage.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let last = 0;
  const send = (name, args, given = []) => new Promise((done, fail) => {
    last += 1;
    waiting.set(last, { done, fail });
    worker.postMessage({ number: last, name, args }, given);
  });
  worker.addEventListener("message", ({ data: { event, detail, number, error } }) => {
    if (event) return tell(event, detail);
    const { done, fail } = waiting.get(number);
    waiting.delete(number);
    return error ? fail(new Error(error)) : done();
  });
  worker.addEventListener("error", (event) => {
    for (const { fail } of waiting.values()) fail(new Error(event.message || "the worker did not start"));
    waiting.clear();
  });
  const close = () => worker.terminate();
  try {
    await send("open", [drawn, options], [drawn]);
  } catch (error) {
    close();
    throw error;
  }
  return { canvas, ask: (name, ...args) => send(name, args), close };
}

async function onPage(options, tell) {
  const { Show } = await import("./host.js"); // built as stage.js
  const canvas = document.createElement("canvas");
  const show = new Show(canvas, options, tell);
  return { canvas, show, ask: async (name, ...args) => show[name](...args), close: () => show.close() };
}

export async function open(options, tell) {
  if (globalThis.Worker && HTMLCanvasElement.prototype.transferControlToOffscreen) {
    try {
      return await inWorker(options, tell);
    } catch { /* such a browser may still draw on the page */ }
  }
  return onPage(options, tell);
}
