// One message on the page.

import { el, icon } from "./dom.js";
import { face } from "./face.js";
import { why } from "./grounds.js";
import { blocks } from "./markdown.js";

/** Pictures are not kept: an earlier message without words was one. */
export function userMessage(text, { pictures = [], remark = "" } = {}) {
  return el("article", { class: "said by-user" },
    el("h2", { class: "sr" }, "You"),
    pictures.length > 0 ? el("div", { class: "sent-pictures" }, pictures.map((address) => el("img", { src: address, alt: "A picture you sent" }))) : null,
    text || pictures.length === 0 ? el("div", { class: "bubble" }, text || el("em", {}, "A picture")) : null,
    remark ? el("p", { class: "note" }, el("span", { class: "remark" }, remark)) : null);
}

/** An answer, empty at first: `write` appends, `finish` replaces what was written by its final form. */
export class AnswerMessage {
  constructor(persona) {
    this.body = el("div", { class: "words" });
    this.note = el("p", { class: "note" });
    this.portrait = el("span", { class: "face", "aria-hidden": "true" }, face(persona.id));
    this.element = el("article", { class: "said by-persona" },
      this.portrait,
      el("div", { class: "answer" }, el("h2", { class: "speaker" }, persona.name), this.body, this.note));
    this.text = "";
    this.pending = "";
  }

  /** Shows that something is coming, and what is being done meanwhile. */
  wait(label = "") {
    this.element.classList.add("waiting");
    this.element.setAttribute("aria-busy", "true");
    this.note.replaceChildren(el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), label);
  }

  write(text) {
    this.text += text;
    if (!this.pending) {
      requestAnimationFrame(() => {
        this.body.append(this.pending);
        this.pending = "";
        this.onGrow?.();
      });
    }
    this.pending += text;
    if (this.element.classList.contains("waiting")) {
      this.element.classList.replace("waiting", "writing");
      this.note.replaceChildren();
    }
  }

  finish(text, nodes, { remark = "", meta = "", grounds = [] } = {}) {
    this.pending = "";
    this.text = text;
    this.element.classList.remove("waiting", "writing");
    this.element.removeAttribute("aria-busy");
    if (Array.isArray(nodes)) this.body.replaceChildren(blocks(nodes));
    else this.body.replaceChildren(text);
    this.body.classList.toggle("plain", !Array.isArray(nodes));
    this.note.replaceChildren(...this.tools(remark, meta));
    const memories = why(grounds);
    if (memories) this.note.after(memories);
  }

  /** One can try again until something else is said. */
  fail(message, retry) {
    this.element.classList.remove("waiting", "writing");
    this.element.removeAttribute("aria-busy");
    this.element.classList.add("failed");
    this.note.replaceChildren(el("span", { class: "fault" }, message),
      el("button", { type: "button", class: "quiet small retry", onclick: () => { this.element.remove(); retry(); } }, icon("again"), "Try again"));
  }

  tools(remark, meta) {
    const copy = el("button", { type: "button", class: "quiet icon small", "aria-label": "Copy this answer" }, icon("copy"));
    copy.addEventListener("click", async () => {
      await navigator.clipboard?.writeText(this.text);
      copy.replaceChildren(icon("tick"));
      setTimeout(() => copy.replaceChildren(icon("copy")), 1600);
    });
    return [remark ? el("span", { class: "remark" }, remark) : null, this.text ? copy : null, meta ? el("span", { class: "meta" }, meta) : null]
      .filter(Boolean);
  }
}
