// The strip at the bottom: how the program is doing, as it changes.

import { byID, el } from "./dom.js";
import { read } from "./api.js";

const words = { ready: "ready", loading: "loading", missing: "missing", failed: "not working" };

export class StatusStrip {
  constructor(onReach) {
    this.onReach = onReach;
    document.addEventListener("visibilitychange", () => this.watch());
    this.watch();
  }

  /** A hidden page gives its connection back: browsers have only a few for each site. */
  watch() {
    clearTimeout(this.again);
    this.source?.close();
    if (document.hidden) return;
    this.source = new EventSource("/api/events");
    this.source.addEventListener("status", (event) => {
      this.draw(JSON.parse(event.data));
      this.onReach(true);
    });
    this.source.addEventListener("error", () => {
      this.onReach(false);
      if (this.source.readyState === EventSource.CLOSED) this.again = setTimeout(() => this.retry(), 5000);
    });
  }

  /** After a refusal the browser does not come back by itself, and does not say which one it was. */
  retry() {
    read("/api/status").catch(() => {}); // Whoever is signed out is sent to the door by this.
    this.watch();
  }

  draw(status) {
    const engines = status.engines.map((engine) => light(engine, engine.name, words.ready));
    const seconds = status.lastLatencyMs === null ? null : (status.lastLatencyMs / 1000).toFixed(1);
    byID("strip").replaceChildren(
      el("span", { class: "model" }, status.model), ...engines, ...discord(status.discord),
      el("span", { class: "figure" }, `${status.tokensToday.toLocaleString()} tokens today`),
      ...(seconds === null ? [] : [el("span", { class: "figure" }, `${seconds} s to the first word`)]));
  }
}

function light(part, name, whenReady) {
  return el("span", { class: `engine ${part.state}`, title: part.detail },
    el("i", { class: "light", "aria-hidden": "true" }),
    `${name}: ${part.state === "ready" ? whenReady : part.detail || words[part.state] || part.state}`);
}

/** Where it is there, and what somebody has to switch on for it. */
function discord(there) {
  if (!there) return [];
  const servers = `${there.name} in ${there.serverCount} ${there.serverCount === 1 ? "server" : "servers"}`;
  return [light(there, "Discord", servers), ...there.missingSwitches.map((missing) =>
    el("a", { class: "engine loading", href: missing.link, target: "_blank", rel: "noreferrer",
      title: `Without it ${missing.consequence}.` },
    el("i", { class: "light", "aria-hidden": "true" }), `${missing.name} is off: ${missing.consequence}`))];
}
