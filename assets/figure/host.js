// Where a show runs. Built as stage.js: a worker's script, and a module for pages whose browser draws in no worker.

import { Show } from "./show.js";

export { Show };
export { Stage } from "./stage.js";

if (globalThis.DedicatedWorkerGlobalScope && globalThis instanceof DedicatedWorkerGlobalScope) {
  let show = null;
  const tell = (event, detail) => postMessage({ event, detail });
  addEventListener("message", async ({ data: { number, name, args } }) => {
    try {
      if (name === "open") show = new Show(...args, tell);
      else await show[name](...args);
      postMessage({ number });
    } catch (error) { postMessage({ number, error: error.message }); }
  });
}
