// What an application puts under, or instead of, a message's words.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { blocks } from "./markdown.js";
import { attachment, covered, emojiText, link, picture } from "./parts.js";
import { hex, world } from "./world.js";

const type = { row: 1, button: 2, text: 3, user: 5, role: 6, mentionable: 7, channel: 8, section: 9, words: 10, thumbnail: 11, gallery: 12, file: 13, line: 14, container: 17 };
const styles = { 1: "first", 2: "second", 3: "good", 4: "bad", 5: "outside", 6: "second" };

/** @param press called with a custom id, chosen values or undefined, and the element that was used */
export function components(list, message, press) {
  return (Array.isArray(list) ? list : []).map((each) => component(each, message, press)).filter(Boolean);
}

function component(value, message, press) {
  switch (value?.type) {
    case type.row: return el("div", { class: "row" }, components(value.components, message, press));
    case type.button: return button(value, press);
    case type.text: case type.user: case type.role: case type.mentionable: case type.channel: return select(value, press);
    case type.section: return el("div", { class: "section" },
      el("div", {}, components(value.components, message, press)), component(value.accessory, message, press));
    case type.words: return el("div", { class: "words" }, blocks(value.contentTree));
    case type.thumbnail: return veiled(value, picture(value.media?.url, value.description, { className: "picture thumbnail" }));
    case type.gallery: return el("div", { class: "gallery" }, (value.items ?? []).map((item) => veiled(item, picture(item.media?.url, item.description))));
    case type.file: return veiled(value, file(value, message));
    case type.line: return value.divider === false ? el("div", { class: `space size-${value.spacing}` }) : el("hr", { class: `size-${value.spacing}` });
    case type.container: return container(value, message, press);
    default: return null;
  }
}

const veiled = (value, shown) => (value.spoiler && shown ? covered(shown) : shown);

function container(value, message, press) {
  const box = el("section", { class: "container" }, components(value.components, message, press));
  if (value.accent_color) box.style.setProperty("--edge-colour", hex(value.accent_color));
  return veiled(value, box);
}

function file(value, message) {
  const address = value.file?.url ?? "";
  const known = (message.attachments ?? []).find((each) => address.split("?")[0] === String(each.url).split("?")[0]);
  return attachment(known ?? { filename: address.split("?")[0].split("/").pop(), url: address, size: value.size });
}

function button(value, press) {
  const label = [emojiText(value.emoji), value.label].filter(Boolean).join(" ") || "Button";
  if (value.style === 5) return link(value.url, { class: "press outside" }, label, icon("out"));
  const element = el("button", {
    type: "button", class: `press ${styles[value.style] ?? "second"}`, disabled: Boolean(value.disabled), "data-id": value.custom_id,
    onclick: () => press(value.custom_id, undefined, element),
  }, label);
  return element;
}

/** What can be chosen in a select: { value, label, description, isDefault }. */
export function choices(value) {
  const chosen = new Set((value.default_values ?? []).map((each) => each.id));
  const plain = ({ id, name }, sign = "") => ({ value: id, label: `${sign}${name}`, isDefault: chosen.has(id) });
  const members = (world.guild?.members ?? world.channel?.with?.concat({ id: world.me, name: "you" }) ?? []).map((each) => plain(each));
  const roles = (world.guild?.roles ?? []).filter((role) => role.name !== "@everyone").map((role) => plain(role, "@"));
  switch (value.type) {
    case type.user: return members;
    case type.role: return roles;
    case type.mentionable: return [...members, ...roles];
    case type.channel: return (world.guild?.channels ?? [])
      .filter((channel) => !value.channel_types?.length || value.channel_types.includes(channel.type)).map((each) => plain(each, "#"));
    default: return (value.options ?? []).map((option) => ({
      value: option.value, label: [emojiText(option.emoji), option.label].filter(Boolean).join(" "), description: option.description, isDefault: Boolean(option.default),
    }));
  }
}

const prompts = { [type.user]: "Choose somebody", [type.role]: "Choose a role", [type.mentionable]: "Choose somebody", [type.channel]: "Choose a channel" };

function select(value, press) {
  const label = value.placeholder || prompts[value.type] || "Choose";
  if ((value.max_values ?? 1) > 1) return several(value, label, press);
  const element = el("select", {
    class: "choose", "aria-label": label, disabled: Boolean(value.disabled), "data-id": value.custom_id,
    onchange: () => press(value.custom_id, element.value === "" ? [] : [element.value], element),
  }, el("option", { value: "" }, label), choices(value).map((option) => el("option", { value: option.value, selected: option.isDefault },
    option.description ? `${option.label} — ${option.description}` : option.label)));
  return element;
}

function several(value, label, press) {
  const [least, most] = [value.min_values ?? 1, value.max_values];
  const done = el("button", { type: "submit", class: "press first" }, "Choose");
  const boxes = checkboxes(choices(value), value.custom_id);
  const check = () => {
    const count = boxes.querySelectorAll(":checked").length;
    done.disabled = count < least || count > most;
  };
  const list = el("form", { class: "several-list", onchange: check, onsubmit: (event) => {
    event.preventDefault();
    press(value.custom_id, checkedIn(boxes), done);
  } }, boxes, el("div", { class: "row" }, done, el("small", { class: "hint" }, `${least} to ${most}`)));
  check();
  return el("details", { class: "several", "data-id": value.custom_id }, el("summary", {}, label), list);
}

export const checkedIn = (boxes) => [...boxes.querySelectorAll(":checked")].map((box) => box.value);

export function checkboxes(options, name, kind = "checkbox") {
  return el("div", { class: "boxes" }, options.map((option) => el("label", {},
    el("input", { type: kind, name, value: option.value, checked: option.isDefault }),
    el("span", {}, option.label, option.description ? el("small", {}, option.description) : null))));
}
