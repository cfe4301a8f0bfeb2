// Builds elements from the tree that the program sends: blocks and inlines, see docs/openapi.yaml.

import { el, icon } from "./dom.js";

const maxDepth = 20;
const list = (value) => (Array.isArray(value) ? value : []);
const words = (value) => (typeof value === "string" ? value : "");

/** How mentions are shown; a page that knows the names puts its own functions here. */
export const names = { user: (id) => `@${id}`, role: (id) => `@${id}`, channel: (id) => `#${id}` };

export function blocks(nodes, depth = 0) {
  const fragment = document.createDocumentFragment();
  if (depth < maxDepth) fragment.append(...list(nodes).map((node) => block(node, depth)));
  return fragment;
}

function block(node, depth) {
  switch (node?.type) {
    case "heading": return el(`h${Math.min(Math.max(Number(node.level) || 1, 1), 3) + 2}`, {}, inlines(node.inlines, depth));
    case "subtext": return el("p", { class: "subtext" }, inlines(node.inlines, depth));
    case "quote": return el("blockquote", {}, blocks(node.blocks, depth + 1));
    case "code": return code(words(node.text), words(node.language));
    case "list": {
      const items = list(node.items).map((item) => el("li", {}, blocks(item, depth + 1)));
      return Number.isInteger(node.start) ? el("ol", { start: node.start }, items) : el("ul", {}, items);
    }
    default: return el("p", {}, inlines(node?.inlines, depth));
  }
}

const tags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

function inlines(nodes, depth) {
  return depth < maxDepth ? list(nodes).map((node) => inline(node, depth + 1)) : [];
}

function inline(node, depth) {
  if (typeof node === "string") return node;
  switch (node?.type) {
    case "break": return el("br");
    case "bold": case "italic": case "underline": case "strikethrough": return el(tags[node.type], {}, inlines(node.inlines, depth));
    case "spoiler": return spoiler(inlines(node.inlines, depth));
    case "code": return el("code", {}, words(node.text));
    case "link": return link(words(node.url), inlines(node.inlines, depth));
    case "user": case "role": case "channel": return el("span", { class: "mention" }, names[node.type](words(node.id)));
    case "command": return el("span", { class: "mention" }, `/${words(node.name)}`);
    case "emoji": return `:${words(node.name)}:`;
    case "time": return moment(node);
    default: return "";
  }
}

function link(address, label) {
  const isWeb = /^https?:\/\//i.test(address);
  return isWeb ? el("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, label) : el("span", {}, label);
}

function spoiler(content) {
  const cover = el("button", { type: "button", class: "spoiler", "aria-expanded": "false", "aria-label": "Hidden text. Show it" });
  const inside = el("span", { hidden: true }, content);
  cover.addEventListener("click", () => {
    inside.hidden = false;
    cover.remove();
  });
  return el("span", {}, cover, inside);
}

function moment(node) {
  const date = new Date(Number(node.seconds) * 1000);
  if (Number.isNaN(date.getTime())) return "";
  return el("time", { datetime: date.toISOString() }, date.toLocaleString());
}

function code(text, language) {
  const copy = el("button", { type: "button", class: "quiet copy" }, icon("copy"), el("span", {}, "Copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(text);
    copy.lastChild.textContent = "Copied";
    setTimeout(() => { copy.lastChild.textContent = "Copy"; }, 1600);
  });
  return el("figure", { class: "code" },
    el("figcaption", {}, el("span", {}, language || "text"), copy),
    el("pre", { tabindex: 0 }, el("code", {}, text)));
}
