// The list of earlier talks.

import { ask, byID, el, icon } from "./dom.js";
import { call, read } from "./api.js";
import { face } from "./face.js";

export class Talks {
  constructor({ onOpen, onDelete, onGone, onFault }) {
    this.onOpen = onOpen;
    this.onDelete = onDelete;
    this.onGone = onGone;
    this.onFault = onFault;
    this.all = [];
    this.current = null;
  }

  async load() {
    this.all = (await read("/api/conversations")).conversations;
    this.draw();
  }

  find(id) { return this.all.find((talk) => talk.id === id); }

  mark(id) {
    this.current = id;
    this.draw();
  }

  draw() {
    const held = document.activeElement?.closest("#talks a")?.getAttribute("href");
    const groups = new Map();
    for (const talk of this.all) {
      const title = dayOf(new Date(talk.updatedAt));
      groups.set(title, [...(groups.get(title) ?? []), talk]);
    }
    byID("talks").replaceChildren(...(this.all.length === 0
      ? [el("p", { class: "hint" }, "What you talk about will be kept here.")]
      : [...groups].map(([title, talks]) => el("section", {},
        el("h2", {}, title), el("ul", {}, talks.map((talk) => this.item(talk)))))));
    if (held) byID("talks").querySelector(`a[href="${held}"]`)?.focus();
  }

  item(talk) {
    const isCurrent = talk.id === this.current;
    const title = talk.title || "A talk";
    return el("li", { class: isCurrent ? "talk current" : "talk" },
      el("a", { href: `/?c=${talk.id}`, "aria-current": isCurrent ? "page" : null, onclick: (event) => this.follow(event, talk) },
        el("span", { class: "face", "aria-hidden": "true" }, face(talk.persona ?? "")),
        el("span", { class: "talk-title" }, title)),
      el("button", { type: "button", class: "quiet icon small", "aria-label": `Delete “${title}”`, onclick: () => this.remove(talk) }, icon("bin")));
  }

  follow(event, talk) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.onOpen(talk.id);
  }

  async remove(talk) {
    const isSure = await ask("Delete this talk?", `“${talk.title || "A talk"}” and all that was said in it will be forgotten.`);
    if (!isSure) return;
    this.onDelete(talk.id);
    try {
      await call("DELETE", `/api/conversations/${talk.id}`);
      await this.load();
    } catch (error) {
      return this.onFault(error);
    }
    if (talk.id === this.current) this.onGone();
    else byID("new-talk").focus();
  }
}

function dayOf(date) {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const days = Math.ceil((midnight - date) / 86_400_000);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days <= 7) return "This week";
  return date.toLocaleDateString(undefined, { month: "long", year: "numeric" });
}
