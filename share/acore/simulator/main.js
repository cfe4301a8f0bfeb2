// The page of the simulator: puts its parts together, and listens to what happens in the world.

import { byID, el } from "./dom.js";
import { portrait } from "./faces.js";
import { askName, openForm } from "./form.js";
import { drawIcons, icon } from "./icons.js";
import { interact, takeOutcome, whenHidden } from "./interactions.js";
import { Log } from "./log.js";
import { startMenus } from "./menus.js";
import { Sidebar } from "./sidebar.js";
import { act, channelOf, goTo, nameOf, readCommands, readWorld, show, world } from "./world.js";
import { Writer } from "./writer.js";

const typingLasts = 10000;
const unread = new Map();
const typing = new Map();
let events = null;

const stored = {
  get: (key) => { try { return localStorage.getItem(`acore.simulator.${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`acore.simulator.${key}`, value); } catch { /* not remembered, then */ } },
};

const log = new Log({
  open, fault, use, nameThread,
  answer: (message) => writer.answer(message),
  edit: (message) => writer.edit(message),
  openForm: (outcome, message) => openForm(outcome, message ? nameOf(message.author.id) : null),
  began: (isWhole) => drawBeginning(isWhole),
});
const writer = new Writer({ onUse: use, fault, log: () => log });
const sidebar = new Sidebar({ open, openGuild, be, message: writeTo, mention, userCommands, unread });

// Where one is

function open(channel) {
  const found = channelOf(channel);
  if (!found) return;
  goTo(found.guild, channel);
  stored.set("channel", channel);
  if (location.hash !== `#${channel}`) history.replaceState(null, "", `#${channel}`);
  unread.delete(channel);
  typing.clear();
  drawTyping();
  if (document.body.classList.contains("drawer-open")) sidebar.toggle(false);
  document.body.classList.remove("members-shown");
  drawPlace();
  writer.enter(world.channel);
  drawBeginning(false);
  log.open(channel).catch((error) => fault(error.message));
  if (!matchMedia("(pointer: coarse)").matches) byID("text").focus();
}

function openGuild(id) {
  const guild = world.guilds.find((each) => each.id === id);
  const first = guild ? firstChannel(guild) : world.directs[0];
  if (first) return open(first.id);
  goTo(id, "");
  drawPlace();
  writer.enter(undefined);
  log.open("");
}

const firstChannel = (guild) => guild.channels.find((channel) => channel.messages && !channel.thread && channel.type === 0);

function drawPlace() {
  const channel = world.channel;
  byID("channel-name").replaceChildren(channel ? (channel.type === 1 ? portrait(channel.with[0]?.id ?? "") : icon(channel.thread ? "thread" : "hash")) : "", el("span", {}, channel?.name ?? "Nobody yet"));
  byID("topic").textContent = channel?.topic ?? (channel?.thread ? `Thread in #${channelOf(channel.parent)?.name ?? ""}` : "");
  document.title = channel ? `${channel.name} – Acore simulator` : "Acore simulator";
  sidebar.draw();
}

/** What stands above the first message; for a forum, its posts. */
function drawBeginning(isShown) {
  const channel = world.channel;
  const place = byID("beginning");
  place.hidden = channel?.messages !== false && !isShown;
  if (!channel) return;
  if (channel.messages === false) {
    const posts = world.guild?.channels.filter((each) => each.parent === channel.id) ?? [];
    place.replaceChildren(el("h3", {}, channel.name), el("p", {}, "Everything here is said in posts."),
      el("ul", { class: "forum" }, posts.map((each) => el("li", {}, el("button", { type: "button", class: "thread-link", onclick: () => open(each.id) }, icon("thread"), each.name)))),
      channel.mayStartThreads ? el("button", { type: "button", class: "primary", onclick: () => nameThread(null) }, "New post") : "");
    return;
  }
  const isDirect = channel.type === 1;
  place.replaceChildren(isDirect ? portrait(channel.with[0]?.id ?? "", "big") : el("span", { class: "big-sign" }, icon(channel.thread ? "thread" : "hash")),
    el("h3", {}, isDirect ? channel.name : `#${channel.name}`),
    el("p", {}, isDirect ? `Only you and ${channel.name} read this.` : channel.topic || "This is where it begins."));
}

// Who one is, and whom one meets

async function be(person) {
  stored.set("me", person);
  show(await readWorld(person));
  unread.clear();
  listen();
  open(channelOf(world.here.channel) ? world.here.channel : firstChannel(world.guilds[0] ?? { channels: [] })?.id ?? world.directs[0]?.id);
}

async function writeTo(user) {
  try {
    const { id } = await act("direct", { with: user });
    show(await readWorld(world.me));
    open(id);
  } catch (error) { fault(error.message); }
}

function mention(member) { writer.insert(`@${member.name} `); }

async function userCommands(member) {
  const apps = await readCommands(world.here.channel).catch(() => []);
  return apps.flatMap(({ bot, commands }) => commands.filter((command) => command.type === 2)
    .map((command) => ({ icon: "spark", text: command.name, hint: bot.name, act: () => use(bot, command.name, {}, { target: member.id }) })));
}

function nameThread(message) {
  const suggestion = message ? (message.content ?? "").slice(0, 60) : "";
  askName(message ? "Start a thread" : "New post", "What is it about?", suggestion, async (name) => {
    try {
      const { id } = await act("thread", { channel: world.here.channel, name, message: message?.id });
      show(await readWorld(world.me));
      open(id);
    } catch (error) { fault(error.message); }
  });
}

/** Uses a command, and shows that its bot has not answered yet. */
async function use(bot, path, options, extra = {}) {
  const channel = world.here.channel;
  const words = el("span", {}, `Waiting for ${bot.name}…`);
  const row = el("p", { class: "pending" }, icon("spark"), el("code", {}, `/${path}`), words);
  log.scroll.append(row);
  if (log.atEnd) log.toEnd();
  try {
    const outcome = await interact("use", { channel, bot: bot.id, path, options, ...extra });
    log.commands.set(outcome.id, path);
    row.remove();
    for (const message of log.messages.values()) if (message.interaction_metadata?.id === outcome.id) log.put(message);
    if (outcome.modal) openForm(outcome, bot.name);
  } catch (error) {
    words.textContent = error.message;
    row.classList.add("fault");
    row.setAttribute("role", "alert");
    row.append(el("button", { type: "button", class: "linklike", onclick: () => row.remove() }, "Dismiss"));
  }
}

// What happens

function listen() {
  events?.close();
  events = new EventSource(`/page/events?${new URLSearchParams({ as: world.me })}`);
  let wasLost = false;
  const on = (name, take) => events.addEventListener(name, (event) => take(JSON.parse(event.data)));
  on("world", (next) => {
    show(next);
    if (world.here.channel && !channelOf(world.here.channel)) return openGuild(world.here.guild);
    drawPlace();
    if (world.channel?.messages === false) drawBeginning(true);
  });
  on("message", takeMessage);
  on("gone", ({ channel, ids }) => { if (channel === world.here.channel) ids.forEach((id) => log.remove(id)); });
  on("typing", ({ channel, user }) => { if (channel === world.here.channel && user !== world.me) seeTyping(user); });
  on("outcome", takeOutcome);
  on("lost", catchUp);
  events.onerror = () => { wasLost = true; fault("The simulator cannot be reached. Trying again…"); };
  events.onopen = () => { if (wasLost) catchUp(); wasLost = false; fault(""); };
}

async function catchUp() {
  show(await readWorld(world.me));
  open(world.here.channel);
}

async function takeMessage(message) {
  stopTyping(message.author.id);
  if (message.channel_id === world.here.channel) return log.take(message);
  if (message.edited_timestamp || message.author.id === world.me) return;
  if (!channelOf(message.channel_id)) show(await readWorld(world.me));
  unread.set(message.channel_id, (unread.get(message.channel_id) ?? 0) + 1);
  sidebar.draw();
}

function seeTyping(user) {
  clearTimeout(typing.get(user));
  typing.set(user, setTimeout(() => stopTyping(user), typingLasts));
  drawTyping();
}

function stopTyping(user) {
  clearTimeout(typing.get(user));
  if (typing.delete(user)) drawTyping();
}

function drawTyping() {
  const names = [...typing.keys()].map(nameOf);
  const text = names.length === 0 ? "" : names.length > 3 ? "Several people are typing…" : `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} typing…`;
  byID("typing").replaceChildren(...(text ? [el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), text] : []));
}

function fault(text) {
  byID("banner").textContent = text;
  byID("banner").hidden = text === "";
  clearTimeout(fault.timer);
  if (text) fault.timer = setTimeout(() => { byID("banner").hidden = true; }, 8000);
}

async function begin() {
  drawIcons();
  startMenus();
  whenHidden((interaction, messages) => log.takeHidden(interaction, messages));
  try { show(await readWorld(stored.get("me"))); } catch { show(await readWorld()); }
  const wanted = [location.hash.slice(1), stored.get("channel")].find((id) => id && channelOf(id));
  goTo(world.guilds[0]?.id ?? "", "");
  drawPlace();
  listen();
  if (wanted) open(wanted); else openGuild(world.guilds[0]?.id ?? "");
}

addEventListener("hashchange", () => { if (location.hash.slice(1) !== world.here.channel) open(location.hash.slice(1)); });
begin().catch((error) => fault(error.message));
