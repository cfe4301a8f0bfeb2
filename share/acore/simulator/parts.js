// Parts of a message beside its words: pictures, files, embeds, polls, reactions.

import { byID, el } from "./dom.js";
import { icon } from "./icons.js";
import { blocks } from "./markdown.js";
import { hex } from "./world.js";

const own = "/page/files/";
const isWeb = (address) => /^https?:\/\//i.test(address ?? "");
export const link = (address, attributes, ...children) =>
  isWeb(address) || String(address).startsWith(own)
    ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", ...attributes }, ...children)
    : el("span", { class: attributes.class }, ...children);

const hostOf = (address) => { try { return new URL(address).host; } catch { return "elsewhere"; } };

/** Pictures of this world are shown; those of other places are only named, so that nobody is told who looks. */
export function picture(address, text, { width, height, className = "picture" } = {}) {
  if (!String(address ?? "").startsWith(own)) {
    return isWeb(address) ? link(address, { class: "chip" }, icon("out"), `picture at ${hostOf(address)}`) : null;
  }
  const image = el("img", { src: address, alt: text || "Picture", loading: "lazy", width: width || null, height: height || null });
  return el("button", { type: "button", class: className, "aria-label": `Show ${text || "the picture"} larger`, onclick: () => view(address, text) }, image);
}

function view(address, text) {
  const viewer = byID("viewer");
  viewer.replaceChildren(
    el("button", { type: "button", class: "quiet icon", "aria-label": "Close", onclick: () => viewer.close() }, icon("close")),
    el("img", { src: address, alt: text || "Picture" }), link(address, { class: "quiet" }, icon("out"), text || "Open it alone"));
  viewer.onclick = (event) => { if (event.target === viewer) viewer.close(); };
  viewer.showModal();
}

export function sizeText(bytes) {
  if (!(bytes >= 1024)) return `${Number(bytes) || 0} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Something that is shown only when it is asked for. */
export function covered(content) {
  const cover = el("button", { type: "button", class: "cover" }, "Hidden. Show it");
  const whole = el("div", { class: "covered" }, cover, content);
  content.inert = true;
  cover.addEventListener("click", () => { content.inert = false; cover.remove(); whole.classList.remove("covered"); });
  return whole;
}

export function attachment(file) {
  const name = file.title ?? file.filename ?? "file";
  const isPicture = /^image\/(png|jpeg|gif|webp)\b/.test(file.content_type ?? "");
  const shown = isPicture
    ? picture(file.url, file.description || name, { width: file.width, height: file.height })
    : el("div", { class: "file" }, icon("file"),
      el("span", {}, link(file.url, { download: file.filename }, name), el("small", {}, sizeText(file.size))));
  return String(file.filename).startsWith("SPOILER_") && shown ? covered(shown) : shown;
}

export function embed(value) {
  const card = el("article", { class: "embed", "aria-label": "Embed" });
  if (value.color) card.style.setProperty("--edge-colour", hex(value.color));
  const text = el("div", { class: "embed-text" });
  if (value.provider?.name) text.append(el("small", {}, value.provider.name));
  if (value.author?.name) text.append(link(value.author.url, { class: "embed-author" }, value.author.name));
  if (value.title) text.append(el("h4", {}, link(value.url, {}, inline(value.titleTree, value.title))));
  if (value.description) text.append(el("div", { class: "words" }, blocks(value.descriptionTree)));
  if (value.fields?.length > 0) {
    text.append(el("dl", { class: "fields" }, value.fields.map((field) => el("div", { class: field.inline ? "inline" : "whole" },
      el("dt", {}, inline(field.nameTree, field.name)), el("dd", { class: "words" }, blocks(field.valueTree))))));
  }
  card.append(text);
  if (value.thumbnail?.url) card.append(picture(value.thumbnail.url, "Thumbnail", { className: "picture thumbnail" }) ?? "");
  if (value.image?.url) card.append(picture(value.image.url, "Picture of the embed") ?? "");
  const foot = [value.footer?.text, value.timestamp ? new Date(value.timestamp).toLocaleString() : null].filter(Boolean);
  if (foot.length > 0) card.append(el("footer", {}, foot.join(" · ")));
  return card;
}

/** One line of markdown, without the paragraph around it. */
export function inline(tree, text) {
  const first = blocks(tree).firstElementChild;
  return first ? [...first.childNodes] : [text ?? ""];
}

export function poll(value, vote) {
  const counts = new Map((value.results?.answer_counts ?? []).map((count) => [count.id, count]));
  const total = [...counts.values()].reduce((sum, count) => sum + count.count, 0);
  const ended = value.results?.is_finalized;
  return el("section", { class: "poll", "aria-label": "Poll" }, el("h4", {}, value.question?.text ?? ""),
    (value.answers ?? []).map((answer) => {
      const count = counts.get(answer.answer_id) ?? { count: 0, me_voted: false };
      const button = el("button", { type: "button", class: "answer-bar", "aria-pressed": String(Boolean(count.me_voted)), disabled: Boolean(ended), onclick: () => vote(answer.answer_id) },
        el("span", {}, [answer.poll_media?.emoji?.name, answer.poll_media?.text].filter(Boolean).join(" ")), el("small", {}, `${count.count}`));
      button.style.setProperty("--share", `${total > 0 ? (100 * count.count) / total : 0}%`);
      return button;
    }), el("small", { class: "hint" }, `${total} ${total === 1 ? "vote" : "votes"}${ended ? ", closed" : ""}`));
}

export const emojiKey = (emoji) => (emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);
export const emojiText = (emoji) => (emoji?.id ? `:${emoji.name}:` : emoji?.name ?? "");

export function reactions(list, toggle) {
  return el("div", { class: "reactions" }, list.map((each) => el("button", {
    type: "button", class: "reaction", "aria-pressed": String(Boolean(each.me)), "data-emoji": emojiKey(each.emoji),
    "aria-label": `${emojiText(each.emoji)}, ${each.count}`, onclick: () => toggle(emojiKey(each.emoji), !each.me),
  }, el("span", {}, emojiText(each.emoji)), el("b", {}, String(each.count)))));
}
