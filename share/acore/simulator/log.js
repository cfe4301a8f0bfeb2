// The messages of the channel that is open.

import { ask, byID, el } from "./dom.js";
import { interact } from "./interactions.js";
import { pickEmoji, openMenu } from "./menus.js";
import { follows, isHidden, plain, post } from "./post.js";
import { act, authorName, channelOf, order, readCommands, readMessages, timeOf, world } from "./world.js";

const nearEnd = 80;

export class Log {
  /** @param page what other parts of the page do: open(channel), answer(message), edit(message), openForm(outcome), fault(text), nameThread(message) */
  constructor(page) {
    this.page = page;
    this.list = byID("log");
    this.scroll = byID("scroll");
    this.messages = new Map();
    this.dismissed = new Set();
    this.commands = new Map();
    this.hasMore = false;
    this.atEnd = true;
    this.missed = 0;
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => { if (this.atEnd) this.toEnd(); }).observe(this.list);
    new ResizeObserver(() => { if (this.atEnd) this.toEnd(); }).observe(this.scroll);
    byID("to-end").addEventListener("click", () => { this.toEnd(); byID("text").focus(); });
    this.list.addEventListener("keydown", (event) => this.walk(event));
  }

  async open(channel) {
    this.channel = channel;
    this.messages.clear();
    this.list.replaceChildren();
    this.hasMore = false;
    this.missed = 0;
    if (!channelOf(channel)?.messages) return;
    this.list.setAttribute("aria-busy", "true");
    const answer = await readMessages(channel);
    if (channel !== this.channel) return;
    this.list.removeAttribute("aria-busy");
    this.hasMore = answer.hasMore;
    for (const message of answer.messages) this.put(message);
    this.page.began(!this.hasMore);
    this.toEnd();
  }

  // What happens

  take(message) {
    const isNew = !this.messages.has(message.id);
    this.put(message);
    if (!isNew) return;
    if (this.atEnd || message.author.id === world.me) this.toEnd();
    else this.missed += 1;
    this.showMissed();
    if (message.author.id !== world.me) byID("news").textContent = `${authorName(message)}: ${plain(message)}`;
  }

  /** Messages of one interaction that only this person sees, all there are of it. */
  takeHidden(interaction, messages) {
    const ids = messages.map((message) => message.id);
    for (const message of this.messages.values()) {
      if (isHidden(message) && message.interaction_metadata?.id === interaction && !ids.includes(message.id)) this.remove(message.id);
    }
    for (const message of messages) if (message.channel_id === this.channel) this.take(message);
  }

  remove(id) {
    const element = this.find(id);
    const next = element?.nextElementSibling;
    element?.remove();
    this.messages.delete(id);
    if (next) this.join(next);
  }

  find(id) { return this.list.querySelector(`[data-id="${CSS.escape(id)}"]`); }

  put(message) {
    if (this.dismissed.has(message.id)) return;
    this.messages.set(message.id, message);
    const element = post(message, this.doing);
    const old = this.find(message.id);
    if (old) {
      const hadFocus = old.contains(document.activeElement);
      old.replaceWith(element);
      if (hadFocus) element.focus({ preventScroll: true });
    } else {
      element.classList.add("fresh");
      const after = [...this.list.children].reverse().find((each) => order(each.dataset.id ?? "", message.id) < 0);
      if (after) after.after(element); else this.list.prepend(element);
    }
    this.join(element);
    if (element.nextElementSibling) this.join(element.nextElementSibling);
  }

  /** Draws a message together with the one before it, or a new day between them. */
  join(element) {
    const message = this.messages.get(element.dataset.id);
    const before = this.messages.get(element.previousElementSibling?.dataset.id);
    if (!message) return;
    const day = timeOf(message.id).toDateString();
    const isNewDay = !before || timeOf(before.id).toDateString() !== day;
    element.classList.toggle("follows", !isNewDay && follows(message, before));
    element.querySelector(":scope > .day")?.remove();
    if (isNewDay) element.prepend(el("p", { class: "day" }, el("span", {}, day === new Date().toDateString() ? "Today" : timeOf(message.id).toLocaleDateString([], { dateStyle: "long" }))));
  }

  // Where one reads

  scrolled() {
    this.atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < nearEnd;
    if (this.atEnd) this.missed = 0;
    this.showMissed();
    if (this.scroll.scrollTop < 200 && this.hasMore) this.older();
  }

  async older() {
    this.hasMore = false;
    const [channel, first] = [this.channel, this.list.firstElementChild?.dataset.id];
    const answer = await readMessages(channel, first);
    if (channel !== this.channel) return;
    const height = this.scroll.scrollHeight - this.scroll.scrollTop;
    for (const message of answer.messages.toReversed()) this.put(message);
    this.scroll.scrollTop = this.scroll.scrollHeight - height;
    this.hasMore = answer.hasMore;
    this.page.began(!this.hasMore);
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.atEnd = true;
    this.missed = 0;
    this.showMissed();
  }

  showMissed() {
    byID("to-end").hidden = this.atEnd;
    byID("to-end-text").textContent = this.missed === 0 ? "Latest" : `${this.missed} new`;
  }

  jump(id) {
    const element = this.find(id);
    if (!element) return this.page.fault("That message is further up: scroll there first.");
    element.scrollIntoView({ block: "center" });
    element.classList.add("found");
    element.focus({ preventScroll: true });
    setTimeout(() => element.classList.remove("found"), 1600);
  }

  // With the keyboard: up and down among messages, one key for each thing to do.

  walk(event) {
    const element = document.activeElement;
    if (!element?.matches(".post") || event.ctrlKey || event.metaKey || event.altKey) return;
    const message = this.messages.get(element.dataset.id);
    const act = {
      ArrowUp: () => element.previousElementSibling?.focus(),
      ArrowDown: () => (element.nextElementSibling ?? byID("text")).focus(),
      Escape: () => byID("text").focus(),
      Enter: () => this.doing.more(message, element.querySelector(".tools") ?? element),
      r: () => this.doing.reply(message),
      e: () => { if (message.author.id === world.me) this.page.edit(message); },
      "+": () => this.doing.pick(message, element),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  focusLast() { this.list.lastElementChild?.focus(); }
  get lastOwn() { return [...this.messages.values()].filter((each) => each.author.id === world.me).sort((a, b) => order(a.id, b.id)).at(-1); }

  // What is done with a message

  get doing() {
    return this.acts ??= {
      commandOf: (interaction) => this.commands.get(interaction),
      jump: (id) => this.jump(id),
      open: (channel) => this.page.open(channel),
      reply: (message) => this.page.answer(message),
      react: (message, emoji, on) => this.try(act("react", { ...at(message), emoji, on })),
      vote: (message, answer) => this.try(act("vote", { ...at(message), answer })),
      pick: (message, anchor) => pickEmoji(anchor, (emoji) => this.doing.react(message, emoji, true)),
      press: (message, customID, values, element) => this.press(message, customID, values, element),
      more: (message, anchor) => this.more(message, anchor),
      dismiss: (message) => { this.dismissed.add(message.id); this.remove(message.id); },
    };
  }

  async press(message, customID, values, element) {
    const place = this.find(message.id);
    place?.querySelector(".press-fault")?.remove();
    element.classList.add("waiting");
    element.setAttribute("aria-busy", "true");
    try {
      const outcome = await interact("press", { ...at(message), customID, values });
      if (outcome.modal) this.page.openForm(outcome, message);
    } catch (fault) {
      this.find(message.id)?.querySelector(".post-body").append(el("p", { class: "press-fault", role: "alert" }, fault.message));
    }
    element.classList.remove("waiting");
    element.removeAttribute("aria-busy");
  }

  async more(message, anchor) {
    const mine = message.author.id === world.me;
    const channel = world.channel;
    const items = [{ icon: "copy", text: "Copy the text", act: () => navigator.clipboard?.writeText(message.content ?? "") }];
    if (isHidden(message)) items.push({ icon: "eye", text: "Dismiss", act: () => this.doing.dismiss(message) });
    else {
      if (channel?.maySend) items.unshift({ icon: "reply", text: "Reply", hint: "R", act: () => this.doing.reply(message) });
      if (channel?.mayReact) items.unshift({ icon: "smile", text: "React", hint: "+", act: () => pickEmoji(this.find(message.id) ?? anchor, (emoji) => this.doing.react(message, emoji, true)) });
      if (channel?.mayStartThreads && !message.thread) items.push({ icon: "thread", text: "Start a thread", act: () => this.page.nameThread(message) });
      const apps = await readCommands(this.channel).catch(() => []);
      for (const { bot, commands } of apps) {
        for (const command of commands.filter((each) => each.type === 3)) {
          items.push({ icon: "spark", text: command.name, hint: bot.name, act: () => this.page.use(bot, command.name, {}, { target: message.id }) });
        }
      }
      if (mine) items.push(null, { icon: "pen", text: "Edit", hint: "E", act: () => this.page.edit(message) });
      if (mine || channel?.mayManage) items.push({ icon: "bin", text: "Delete", danger: true, act: () => this.delete(message) });
    }
    openMenu(anchor, "Message", items);
  }

  async delete(message) {
    if (await ask("Delete this message?", plain(message))) await this.try(act("delete", at(message)));
  }

  async try(promise) {
    try { await promise; } catch (fault) { this.page.fault(fault.message); }
  }
}

const at = (message) => ({ channel: message.channel_id, message: message.id });
