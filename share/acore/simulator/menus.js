// Small lists that open at a place: what can be done with a message, who to be, emoji.

import { byID, el } from "./dom.js";
import { icon } from "./icons.js";

function openAt(popover, anchor) {
  popover.showPopover();
  const [box, own] = [anchor.getBoundingClientRect(), popover.getBoundingClientRect()];
  const above = box.bottom + own.height + 8 > innerHeight && box.top - own.height - 8 > 0;
  const top = above ? box.top - own.height - 6 : Math.min(box.bottom + 6, innerHeight - own.height - 8);
  popover.style.setProperty("top", `${Math.max(8, top)}px`);
  popover.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`);
}

/** Items: { icon?, picture?, text, hint?, danger?, checked?, act } or null for a line between. */
export function openMenu(anchor, label, items) {
  const menu = byID("menu");
  menu.setAttribute("aria-label", label);
  menu.replaceChildren(...items.map((item) => {
    if (!item) return el("hr", { role: "separator" });
    const role = item.checked === undefined ? "menuitem" : "menuitemradio";
    return el("button", {
      type: "button", role, tabindex: -1, class: item.danger ? "dangerous" : "", "aria-checked": item.checked === undefined ? null : String(item.checked),
      onclick: () => { menu.hidePopover(); item.act(); },
    }, item.picture ?? (item.icon ? icon(item.icon) : null), el("span", { class: "menu-text" }, item.text), item.hint ? el("small", {}, item.hint) : null);
  }));
  menu.dataset.anchor = anchor.id;
  openAt(menu, anchor);
  menu.querySelector("button")?.focus();
  menu.ontoggle = (event) => { if (event.newState === "closed" && menu.contains(document.activeElement)) anchor.focus(); };
}

function walk(event, container, columns = 1) {
  const steps = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: columns > 1 ? 1 : 0, ArrowLeft: columns > 1 ? -1 : 0 };
  const buttons = [...container.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : at + (steps[event.key] ?? 0);
  if (to === at || buttons.length === 0) return;
  event.preventDefault();
  buttons[(to + buttons.length) % buttons.length].focus();
}

const emoji = ["👍", "👎", "❤️", "😂", "😊", "😍", "😮", "😢", "😡", "🤔", "👀", "🙏", "👏", "🎉", "🔥", "✨", "✅", "❌", "❓", "💡", "🌙", "☕", "🌻", "🐈"];
const emojiNames = ["thumbs up", "thumbs down", "heart", "laughing", "smiling", "in love", "astonished", "crying", "angry", "thinking", "eyes", "thanks", "applause", "party", "fire", "sparkles", "done", "wrong", "question", "idea", "moon", "coffee", "sunflower", "cat"];

export function pickEmoji(anchor, take) {
  const picker = byID("picker");
  picker.replaceChildren(...emoji.map((each, index) => el("button", {
    type: "button", "aria-label": emojiNames[index], title: emojiNames[index],
    onclick: () => { picker.hidePopover(); take(each); },
  }, each)));
  openAt(picker, anchor);
  picker.querySelector("button").focus();
  picker.ontoggle = (event) => { if (event.newState === "closed" && picker.contains(document.activeElement)) anchor.focus(); };
}

export function startMenus() {
  byID("menu").addEventListener("keydown", (event) => walk(event, byID("menu")));
  byID("picker").addEventListener("keydown", (event) => walk(event, byID("picker"), 8));
}
