/** The counter app: opens its store, starts to exchange with the server, shows the screen that is due. */
import "./styles/counter.css";

import { h, render } from "preact";

import { openCounter } from "./core/counter.ts";
import { startSync } from "./core/exchange/loop.ts";
import type { Round } from "./core/exchange/round.ts";
import { wire as wireTo } from "./core/exchange/wire.ts";
import { App } from "./screens/app.tsx";
import { setSheet } from "./screens/paper.ts";
import { type Till, TillContext } from "./screens/till.ts";
import { recall, speak } from "./words/index.ts";

declare const __APP_VERSION__: string;

async function start(): Promise<void> {
  recall();
  setSheet();
  const counter = await openCounter({ appVersion: __APP_VERSION__ });
  const wire = wireTo();
  let taken = 0;
  const { now: exchange } = startSync(counter, wire, { told });
  const root = document.getElementById("counter")!;

  function show() {
    const till: Till = { counter, wire, exchange, taken, takeUpdate, speakAs: (language) => (speak(language), show()) };
    render(h(TillContext.Provider, { value: till, children: h(App, null) }), root);
  }
  function told({ state, detail }: Round) {
    const before = taken;
    taken = state === "full" ? Number(detail) : 0;
    if (taken !== before) show();
  }
  show();
  void navigator.serviceWorker?.register("/quay/sw.js", { scope: "/quay/" });
}

/** The waiting worker takes over, and the page is loaded anew under it. */
function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  void navigator.serviceWorker.ready.then(({ waiting }) => waiting?.postMessage({ type: "SKIP_WAITING" }));
}

void start();
