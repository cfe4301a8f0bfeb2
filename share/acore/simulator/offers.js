// The list of suggestions above the field that is being written in.

import { byID, el } from "./dom.js";

export class Offers {
  constructor() {
    this.list = byID("offers");
    this.items = [];
    this.at = -1;
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get isOpen() { return !this.list.hidden; }

  /** Items: { text, hint?, picture?, heading?, act }; `field` has the focus and says so to screen readers. */
  show(field, items, { note } = {}) {
    if (this.field && this.field !== field) this.close();
    this.field = field;
    this.items = items;
    this.at = items.length > 0 ? 0 : -1;
    if (items.length === 0 && !note) return this.close();
    this.list.replaceChildren(...items.map((item, index) => el("div", {
      role: "option", id: `offer-${index}`, class: "offer", "aria-selected": "false",
      onclick: () => this.choose(index), onmousemove: () => this.mark(index),
    }, item.picture ?? null, el("b", {}, item.text), item.hint ? el("span", {}, item.hint) : null, item.from ? el("small", {}, item.from) : null)));
    if (note) this.list.append(el("p", { class: "hint" }, note));
    this.list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    this.mark(this.at);
  }

  mark(index) {
    this.at = index;
    [...this.list.querySelectorAll(".offer")].forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return this.field?.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", `offer-${index}`);
    this.list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  choose(index = this.at) {
    const item = this.items[index];
    this.close();
    item?.act();
  }

  close() {
    this.list.hidden = true;
    this.items = [];
    this.field?.setAttribute("aria-expanded", "false");
    this.field?.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was for the list. */
  handles(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.items.length > 0) this.mark((this.at + step + this.items.length) % this.items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.at >= 0) this.choose();
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
