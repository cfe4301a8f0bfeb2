// Servers, channels, members, and who one is.

import { byID, el } from "./dom.js";
import { badge, initials, portrait } from "./faces.js";
import { face } from "./face.js";
import { icon } from "./icons.js";
import { openMenu } from "./menus.js";
import { channelOf, colourOf, nameOf, world } from "./world.js";

const kinds = { category: 4, voice: 2, stage: 13, forum: 15, media: 16 };
/** The colours of servers, one after the other. */
const hues = [205, 32, 142, 350, 88, 168];
const hueOf = (guild) => hues[(world.guilds.findIndex((each) => each.id === guild) + hues.length) % hues.length];

const signs = { 2: "voice", 13: "voice", 15: "forum", 16: "forum", 10: "thread", 11: "thread", 12: "thread" };

export class Sidebar {
  /** @param page open(channel), openGuild(id), be(person), message(user), mention(user), unread: a Map of channels to counts */
  constructor(page) {
    this.page = page;
    byID("acting").addEventListener("click", () => this.chooseWho());
    for (const id of ["side-open", "side-close", "veil"]) byID(id).addEventListener("click", () => this.toggle(id === "side-open"));
    byID("members-toggle").addEventListener("click", () => {
      const isOpen = document.body.classList.toggle(matchMedia("(max-width: 72rem)").matches ? "members-shown" : "members-hidden");
      this.tellMembers();
      if (isOpen) byID("members").querySelector("button")?.focus({ preventScroll: true });
    });
    addEventListener("keydown", (event) => { if (event.key === "Escape" && document.body.classList.contains("drawer-open")) this.toggle(false); });
    matchMedia("(max-width: 72rem)").addEventListener("change", () => this.tellMembers());
    this.tellMembers();
  }

  tellMembers() {
    const classes = document.body.classList;
    const isShown = matchMedia("(max-width: 72rem)").matches ? classes.contains("members-shown") : !classes.contains("members-hidden");
    byID("members-toggle").setAttribute("aria-expanded", String(isShown));
  }

  toggle(isOpen) {
    document.body.classList.toggle("drawer-open", isOpen);
    document.body.classList.remove("members-shown");
    byID("veil").hidden = !isOpen;
    byID("side-open").setAttribute("aria-expanded", String(isOpen));
    this.tellMembers();
    if (isOpen) byID("side-close").focus(); else byID("side-open").focus();
  }

  draw() {
    const focused = document.activeElement?.dataset?.key;
    document.documentElement.style.setProperty("--hue", hueOf(world.here.guild));
    this.drawRail();
    byID("guild-name").textContent = world.guild?.name ?? "Direct messages";
    byID("channels").replaceChildren(...(world.guild ? this.channels(world.guild) : this.directs()));
    this.drawMembers();
    byID("acting-name").textContent = nameOf(world.me);
    byID("acting-face").replaceChildren(face(world.me));
    if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  count(channels) { return channels.reduce((sum, channel) => sum + (this.page.unread.get(channel.id) ?? 0), 0); }

  drawRail() {
    const entry = (id, name, content, count) => el("button", {
      type: "button", class: "server", "data-key": `guild-${id}`, "aria-current": world.here.guild === id ? "true" : null,
      "aria-label": count > 0 ? `${name}, ${count} new` : name, title: name, onclick: () => this.page.openGuild(id),
    }, content, count > 0 ? el("i", { class: "count" }, String(Math.min(count, 99))) : null);
    byID("rail").replaceChildren(entry("", "Direct messages", icon("smile"), this.count(world.directs)), el("hr"), ...world.guilds.map((guild) => {
      const button = entry(guild.id, guild.name, el("span", {}, initials(guild.name)), this.count(guild.channels));
      button.style.setProperty("--own-hue", hueOf(guild.id));
      return button;
    }));
  }

  // Channels

  channels(guild) {
    const byPlace = (one, other) => one.position - other.position;
    const all = guild.channels.filter((channel) => !channel.thread);
    const inside = (parent) => all.filter((channel) => channel.type !== kinds.category && channel.parent === parent).sort(byPlace);
    const groups = all.filter((channel) => channel.type === kinds.category).sort(byPlace).filter((group) => inside(group.id).length > 0);
    return [el("ul", {}, inside(null).map((channel) => this.channel(channel, guild))),
      ...groups.map((group) => el("section", {}, el("h2", {}, group.name), el("ul", {}, inside(group.id).map((channel) => this.channel(channel, guild)))))];
  }

  channel(channel, guild) {
    const threads = guild.channels.filter((each) => each.thread && each.parent === channel.id);
    const speakers = guild.members.filter((member) => member.voice === channel.id);
    return el("li", {}, this.link(channel, icon(signs[channel.type] ?? "hash")),
      threads.length > 0 ? el("ul", { class: "threads" }, threads.map((thread) => el("li", {}, this.link(thread, null)))) : null,
      speakers.length > 0 ? el("ul", { class: "speakers" }, speakers.map((member) => el("li", {}, portrait(member.id), member.name))) : null);
  }

  link(channel, picture) {
    const count = this.page.unread.get(channel.id) ?? 0;
    return el("button", {
      type: "button", class: count > 0 ? "channel unread" : "channel", "data-key": `channel-${channel.id}`,
      "aria-current": world.here.channel === channel.id ? "page" : null, onclick: () => this.page.open(channel.id),
    }, picture, el("span", {}, channel.name), count > 0 ? el("i", { class: "count", "aria-label": `${count} new` }, String(Math.min(count, 99))) : null);
  }

  directs() {
    const rows = world.directs.map((direct) => el("li", {}, this.link(channelOf(direct.id), portrait(direct.with[0]?.id ?? direct.id))));
    const known = new Set(world.directs.flatMap((direct) => direct.with.map((each) => each.id)));
    const bots = world.guilds.flatMap((guild) => guild.members).filter((member) => member.bot && !known.has(member.id));
    const fresh = [...new Map(bots.map((bot) => [bot.id, bot])).values()].map((bot) => el("li", {}, el("button", {
      type: "button", class: "channel", "data-key": `begin-${bot.id}`, onclick: () => this.page.message(bot.id),
    }, portrait(bot.id), el("span", {}, bot.name), badge("bot"))));
    return [el("ul", {}, rows), fresh.length > 0 ? el("section", {}, el("h2", {}, "Write to"), el("ul", {}, fresh)) : "",
      rows.length + fresh.length === 0 ? el("p", { class: "hint" }, "Choose somebody in a server's list of members.") : ""];
  }

  // Members

  drawMembers() {
    const everybody = world.guild?.members ?? world.channel?.with?.map((each) => ({ ...each, status: "online", roles: [] })) ?? [];
    const [there, away] = [everybody.filter((member) => member.status !== "offline"), everybody.filter((member) => member.status === "offline")];
    const group = (title, list) => (list.length === 0 ? "" : el("section", {}, el("h2", {}, `${title} · ${list.length}`),
      el("ul", {}, [...list].sort((one, other) => one.name.localeCompare(other.name)).map((member) => el("li", {}, this.member(member))))));
    byID("members").replaceChildren(el("div", { class: "members-list" }, group("Here", there), group("Away", away)));
  }

  member(member) {
    const button = el("button", { type: "button", class: `member ${member.status}`, "data-key": `member-${member.id}`, id: `member-${member.id}`, onclick: () => this.choose(member, button) },
      el("span", { class: "status-face" }, portrait(member.id), el("i", { class: `status ${member.status}` })),
      el("span", { class: "member-text" }, el("b", {}, member.name, member.bot ? badge("bot") : null),
        member.activity?.name ? el("small", {}, member.activity.state || member.activity.name) : null));
    const colour = colourOf(member.id);
    if (colour) button.style.setProperty("--name-colour", colour);
    return button;
  }

  async choose(member, anchor) {
    const items = [{ icon: "reply", text: "Mention", act: () => this.page.mention(member) }];
    if (member.id !== world.me) items.push({ icon: "smile", text: "Direct message", act: () => this.page.message(member.id) });
    if (!member.bot && member.id !== world.me) items.push({ icon: "people", text: `Be ${member.name}`, act: () => this.page.be(member.id) });
    openMenu(anchor, member.name, [...items, ...await this.page.userCommands(member)]);
  }

  chooseWho() {
    openMenu(byID("acting"), "Who you are", world.people.map((person) => ({
      text: person.name, picture: portrait(person.id), checked: person.id === world.me, act: () => this.page.be(person.id),
    })));
  }
}
