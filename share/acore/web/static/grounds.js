// What an answer was made from, and what a search found: the same things, shown in the same way.

import { el } from "./dom.js";

const names = { fact: "known about", talk: "said by", document: "from", summary: "our talk in short", lore: "lore" };

export const day = (moment) => new Date(moment).toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric" });

/** Where something was said, in words. */
export function place(id) {
  if (id.startsWith("discord:")) return "on Discord";
  if (id.startsWith("web:")) return "here";
  return id === "terminal" ? "in the terminal" : "";
}

export function ground(item) {
  const head = [item.number ? `[${item.number}]` : null, names[item.kind] ?? item.kind, item.title].filter(Boolean).join(" ");
  return el("li", { class: "ground" },
    el("p", {}, item.excerpt),
    el("p", { class: "hint" }, [head, place(item.place), day(item.saidAt), item.kind === "fact" ? null : `fits ${Math.round(item.score * 100)} %`]
      .filter(Boolean).join(" · ")));
}

/** A small “why” that unfolds; nothing where there is nothing to tell. */
export function why(grounds) {
  if (!grounds?.length) return null;
  return el("details", { class: "why" }, el("summary", {}, `Why? ${grounds.length} ${grounds.length === 1 ? "memory" : "memories"}`),
    el("ol", { class: "grounds" }, grounds.map(ground)));
}
