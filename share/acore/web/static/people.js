// Choosing whom to talk to, and in which way.

import { byID, el } from "./dom.js";
import { face, giveHues, hueOf } from "./face.js";

const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not remembered, then */ } };
const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

export class People {
  constructor(all, onChange) {
    this.all = all;
    giveHues(all.map((person) => person.id));
    this.onChange = onChange;
    this.current = this.find(recall("acore.persona")) ?? all[0];
    this.mood = null;
    byID("who").addEventListener("click", () => this.open());
    byID("picker-close").addEventListener("click", () => byID("picker").close());
    byID("picker").addEventListener("click", (event) => {
      if (event.target === byID("picker")) byID("picker").close();
    });
    this.draw();
  }

  find(id) { return this.all.find((person) => person.id === id); }

  /** Somebody for a name that may be gone by now. */
  named(id) { return this.find(id) ?? { id: id ?? "", name: id || "Companion", summary: "", greetings: [], frameworks: [] }; }

  /** The way of being that is asked for; nothing where it is their own. */
  get framework() { return this.mood ?? undefined; }

  choose(id, framework) {
    const person = this.find(id);
    if (!person) return;
    this.current = person;
    this.mood = framework !== person.framework && person.frameworks.some((mood) => mood.id === framework) ? framework : null;
    remember("acore.persona", id);
    this.draw();
  }

  open() {
    this.drawPicker();
    byID("picker").showModal();
    byID("people").querySelector("[aria-pressed=true]")?.focus();
  }

  draw() {
    const { id, name, framework, frameworks } = this.current;
    document.documentElement.style.setProperty("--hue", hueOf(id));
    byID("who-face").replaceChildren(face(id));
    byID("who-name").textContent = name;
    byID("message").placeholder = `Say something to ${name}…`;
    byID("who-mood").textContent = frameworks.find((mood) => mood.id === (this.mood ?? framework))?.name ?? "";
  }

  drawPicker() {
    byID("people").replaceChildren(...this.all.map((person) => {
      const card = el("button", { type: "button", class: "person", "aria-pressed": String(person === this.current) },
        el("span", { class: "face", "aria-hidden": "true" }, face(person.id)),
        el("span", {}, el("strong", {}, person.name), el("small", {}, person.summary)));
      card.style.setProperty("--hue", hueOf(person.id));
      card.addEventListener("click", () => {
        byID("picker").close();
        if (person === this.current) return;
        this.choose(person.id);
        this.onChange("persona");
      });
      return el("li", {}, card);
    }));
    const { framework, frameworks } = this.current;
    byID("moods").replaceChildren(...frameworks.map((mood) => el("label", { title: mood.summary },
      el("input", {
        type: "radio", name: "mood", value: mood.id, checked: mood.id === (this.mood ?? framework),
        onchange: () => { this.mood = mood.id === framework ? null : mood.id; this.draw(); this.onChange("mood"); },
      }), el("span", {}, mood.name))));
  }
}
