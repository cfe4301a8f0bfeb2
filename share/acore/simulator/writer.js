// Where messages are written, answered and edited, and where commands begin.

import { byID, el } from "./dom.js";
import { CommandDesk, typed } from "./command.js";
import { portrait } from "./faces.js";
import { encoded, fileLimit } from "./files.js";
import { icon } from "./icons.js";
import { pickEmoji } from "./menus.js";
import { Offers } from "./offers.js";
import { act, authorName, readCommands, world } from "./world.js";

const typingEvery = 8000;

export class Writer {
  /** @param page onUse(bot, path, options, extra), fault(text), log() */
  constructor(page) {
    this.page = page;
    this.field = byID("text");
    this.offers = new Offers();
    this.desk = new CommandDesk(this.offers, { onDone: () => this.leaveCommand(), onUse: page.onUse });
    this.files = [];
    this.drafts = new Map();
    this.typedAt = 0;

    byID("composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("blur", () => this.offers.close());
    this.field.addEventListener("paste", (event) => this.add(event.clipboardData?.files, event));
    byID("attach").addEventListener("click", () => byID("files").click());
    byID("files").addEventListener("change", () => { this.add(byID("files").files); byID("files").value = ""; });
    byID("emoji").addEventListener("click", () => pickEmoji(byID("emoji"), (emoji) => this.insert(emoji)));
    const room = byID("room");
    room.addEventListener("dragover", (event) => event.preventDefault());
    room.addEventListener("drop", (event) => { event.preventDefault(); this.add(event.dataTransfer?.files); });
  }

  /** Another channel: what was written for the one before is kept for it. */
  enter(channel) {
    if (this.channelID) this.drafts.set(this.channelID, this.field.value);
    if (this.desk.isOpen) this.desk.close();
    this.stopAnswering();
    this.channelID = channel?.id;
    const may = Boolean(channel?.maySend && channel.messages);
    this.field.value = this.drafts.get(channel?.id) ?? "";
    this.field.disabled = !may;
    byID("attach").hidden = !channel?.mayAttach;
    this.field.placeholder = may ? `Message ${channel.type === 1 ? channel.name : `#${channel.name}`}${channel.slow > 0 ? ` (slow mode: ${channel.slow} s)` : ""}` : "You may not write here.";
    byID("text-label").textContent = this.field.placeholder;
    byID("composer").hidden = !channel?.messages;
    this.commands = null;
    this.files = [];
    this.drawFiles();
    this.grow();
  }

  grow() {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight, 240)}px`);
    byID("send").disabled = !this.desk.isOpen && this.field.value.trim() === "" && this.files.length === 0;
  }

  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.changed();
  }

  changed() {
    this.grow();
    this.suggest();
    const text = this.field.value;
    if (text !== "" && !text.startsWith("/") && !this.edited && Date.now() - this.typedAt > typingEvery) {
      this.typedAt = Date.now();
      act("type", { channel: this.channelID }).catch(() => { /* nobody sees it, then */ });
    }
  }

  key(event) {
    if (this.offers.handles(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && (this.answered || this.edited)) {
      if (this.edited) this.field.value = "";
      this.stopAnswering();
      this.grow();
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      event.preventDefault();
      if (event.shiftKey) return this.page.log().focusLast();
      const own = this.page.log().lastOwn;
      if (own) this.edit(own); else this.page.log().focusLast();
    }
  }

  // Suggestions: commands at the beginning, people after an @

  async suggest() {
    const [text, end] = [this.field.value, this.field.selectionStart];
    if (/^\/[^\n]*$/.test(text) && !this.edited) return this.suggestCommands(text.slice(1));
    const found = /(?:^|\s)@([^\s@]{0,32})$/.exec(text.slice(0, end));
    if (!found) return this.offers.close();
    const wanted = found[1].toLowerCase();
    const members = (world.guild?.members ?? world.channel?.with ?? []).filter((member) => member.name.toLowerCase().startsWith(wanted)).slice(0, 8);
    // A name that is complete wants no help: Enter sends.
    if (members.length === 1 && members[0].name.toLowerCase() === wanted) return this.offers.close();
    this.offers.show(this.field, members.map((member) => ({
      text: member.name, from: member.bot ? "bot" : undefined, picture: portrait(member.id),
      act: () => {
        this.field.setRangeText(`@${member.name} `, end - found[1].length - 1, end, "end");
        this.field.focus();
        this.changed();
      },
    })));
  }

  async suggestCommands(text) {
    const channel = this.channelID;
    const all = await this.known();
    if (channel !== this.channelID || !this.field.value.startsWith("/")) return;
    const wanted = text.trimStart().toLowerCase();
    const fitting = all.filter((command) => command.path.startsWith(wanted)).slice(0, 25);
    if (text === "") this.commands = null;
    this.offers.show(this.field, fitting.map((command) => ({
      text: `/${command.path}`, hint: command.description, from: command.bot.name, picture: portrait(command.bot.id),
      act: () => this.enterCommand(command),
    })), { note: all.length === 0 ? "No bot here has commands." : undefined });
  }

  known() { return this.commands ??= readCommands(this.channelID).then(typed).catch(() => []); }

  enterCommand(command) {
    this.field.value = "";
    this.stopAnswering();
    byID("composer").classList.add("commanding");
    this.desk.open(command);
    this.grow();
  }

  leaveCommand() {
    byID("composer").classList.remove("commanding");
    this.commands = null;
    this.grow();
    this.field.focus();
  }

  // Answering and editing

  answer(message) {
    this.stopAnswering();
    this.answered = message;
    this.announce("Answering", authorName(message));
  }

  edit(message) {
    this.stopAnswering();
    this.edited = message;
    this.field.value = named(message.content ?? "");
    this.announce("Editing", "your message");
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    this.grow();
  }

  announce(act, whom) {
    const close = () => { if (this.edited) this.field.value = ""; this.stopAnswering(); this.grow(); this.field.focus(); };
    byID("answering").replaceChildren(el("span", {}, `${act} `, el("b", {}, whom)),
      el("button", { type: "button", class: "quiet icon small", "aria-label": `Stop ${act.toLowerCase()}`, onclick: close }, icon("close")));
    byID("answering").hidden = false;
    this.field.focus();
  }

  stopAnswering() {
    this.answered = null;
    this.edited = null;
    byID("answering").hidden = true;
  }

  // Sending

  async send() {
    if (this.desk.isOpen) return this.desk.send();
    const text = numbered(this.field.value.trim());
    const [edited, answered, files, channel] = [this.edited, this.answered, this.files, this.channelID];
    if (text === "" && (files.length === 0 || edited)) return;
    if (text.startsWith("/") && !edited) {
      // Faster than the suggestions.
      const command = (await this.known()).find((each) => `/${each.path}` === text);
      if (command) return this.enterCommand(command);
    }
    const written = this.field.value;
    this.field.value = "";
    this.files = [];
    this.typedAt = 0;
    this.stopAnswering();
    this.drawFiles();
    this.grow();
    try {
      if (edited) await act("edit", { channel, message: edited.id, text });
      else await act("say", { channel, text, replyTo: answered?.id, files: await Promise.all(files.map((each) => encoded(each.file))) });
    } catch (fault) {
      this.page.fault(fault.message);
      if (this.field.value === "" && this.channelID === channel) this.field.value = written;
      this.grow();
    }
  }

  add(files, event) {
    const list = [...(files ?? [])];
    if (list.length === 0) return;
    event?.preventDefault();
    for (const file of list) {
      const size = this.files.reduce((sum, each) => sum + each.file.size, file.size);
      if (this.files.length >= fileLimit.count) this.page.fault(`At most ${fileLimit.count} files go with a message.`);
      else if (size > fileLimit.bytes) this.page.fault("The files of a message have at most 25 MB together.");
      else this.files.push({ file, address: file.type.startsWith("image/") ? URL.createObjectURL(file) : null });
    }
    this.drawFiles();
    this.grow();
    this.field.focus();
  }

  drawFiles() {
    byID("previews").replaceChildren(...this.files.map((each) => el("li", {},
      each.address ? el("img", { src: each.address, alt: each.file.name }) : el("span", { class: "file-chip" }, icon("file"), each.file.name),
      el("button", { type: "button", class: "remove", "aria-label": `Remove ${each.file.name}`, onclick: () => {
        this.files = this.files.filter((other) => other !== each);
        if (each.address) URL.revokeObjectURL(each.address);
        this.drawFiles();
        this.grow();
      } }, icon("close")))));
  }
}

const mentionable = () => [
  ...(world.guild?.members ?? []).map((member) => [`@${member.name}`, `<@${member.id}>`]),
  ...(world.guild?.roles ?? []).filter((role) => role.name !== "@everyone").map((role) => [`@${role.name}`, `<@&${role.id}>`]),
  ...(world.guild?.channels ?? []).map((channel) => [`#${channel.name}`, `<#${channel.id}>`]),
].sort((one, other) => other[0].length - one[0].length);

/** Names become the ids that are sent. */
function numbered(text) {
  for (const [name, id] of mentionable()) {
    const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    text = text.replace(new RegExp(`(^|[^\\p{L}\\p{N}<])${pattern}(?![\\p{L}\\p{N}])`, "gu"), (whole, before) => before + id);
  }
  return text;
}

function named(text) {
  return mentionable().reduce((rest, [name, id]) => rest.replaceAll(id, name), text);
}
