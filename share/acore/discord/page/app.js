// The page's state, and what changes it: the person one is, the channel one looks at, events from the world.

import { byID, el } from "./dom.js";
import { Composer } from "./composer.js";
import { openModal } from "./modal.js";
import { drawMessage } from "./messages.js";

export const page = { me: null, home: null, channel: null, messages: [], commands: [], replyTo: null };
const typing = new Map();
const waiting = new Map();
let events = null;

export async function fetchJSON(path) {
  const answer = await fetch(`people/${path}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Does something as the person one is; resolves to what came of it. */
export async function act(name, fields = {}) {
  const answer = await fetch(`people/${page.me}/acts`, {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ act: name, channel: page.channel, ...fields }),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) note(body.fault ?? `That did not work (${answer.status}).`);
  return answer.ok ? body : null;
}

/** Commands, components and modals: their application must answer within three seconds. */
export async function interact(name, fields) {
  const done = await act(name, fields);
  if (!done?.id || name === "complete") return done?.id;
  waiting.set(done.id, setTimeout(() => {
    waiting.delete(done.id);
    note("The application did not respond.");
  }, 3300));
  return done.id;
}

export function note(text) {
  const line = el("li", { class: "note" }, text);
  byID("messages").append(line);
  line.scrollIntoView({ block: "end" });
}

export const guild = () => page.home?.guilds[0];
export const user = (id) => page.home?.users.find((user) => user.id === id);
export const nameOf = (user) => user?.global_name || user?.username || "someone";
export const isHere = (data) => data.channel_id === page.channel;

// Who one is, and where

async function become(id) {
  page.me = id;
  localStorage.setItem("self", id);
  events?.close();
  await goHome();
  const all = places();
  await goTo(all.some((place) => place.id === page.channel) ? page.channel : all.find((place) => place.type === 0)?.id);
  events = new EventSource(`people/${id}/events`);
  events.onmessage = (event) => hear(JSON.parse(event.data));
  events.onerror = () => setTimeout(() => goTo(page.channel), 1000);
}

async function goHome() {
  page.home = await fetchJSON(`${page.me}/home`);
  byID("guild").textContent = guild()?.name ?? "Direct messages";
  drawChannels();
  drawMembers();
}

const places = () => [...(guild()?.channels ?? []), ...page.home.directs];

export async function goTo(id) {
  if (!id) return;
  page.channel = id;
  page.replyTo = null;
  const place = places().find((place) => place.id === id);
  byID("place").textContent = nameOfPlace(place);
  byID("topic").textContent = place?.topic ?? "";
  const found = await fetchJSON(`${page.me}/channels/${id}`);
  page.messages = found.messages;
  page.commands = found.commands;
  drawChannels();
  drawMessages();
  composer.reset();
}

function nameOfPlace(place) {
  if (!place) return "";
  return place.type === 1 ? `@${place.recipients.map(nameOf).join(", ")}` : `#${place.name}`;
}

function drawChannels() {
  const channels = guild()?.channels ?? [];
  const holds = (channel) => ![4, 15, 16].includes(channel.type);
  const entry = (place) => el("button", {
    type: "button", class: `channel kind-${place.type}`, "aria-current": place.id === page.channel ? "page" : null,
    disabled: !holds(place), onclick: () => goTo(place.id),
  }, nameOfPlace(place));
  byID("channels").replaceChildren(
    ...channels.filter((channel) => channel.type !== 4).map(entry),
    el("h2", {}, "Direct messages"), ...page.home.directs.map(entry));
}

function drawMembers() {
  byID("members").replaceChildren(...(guild()?.members ?? []).map((member) => el("li", {},
    el("button", {
      type: "button", class: member.user.bot ? "bot" : member.status, title: "Open a direct message",
      disabled: member.user.id === page.me,
      onclick: async () => {
        const opened = await act("open", { with: member.user.id });
        await goHome();
        if (opened) goTo(opened.id);
      },
    }, member.nick || nameOf(member.user), member.user.bot ? el("small", {}, "bot") : null))));
}

// What happens

export function drawMessages() {
  const list = byID("messages");
  list.replaceChildren(...page.messages.map(drawMessage));
  list.lastElementChild?.scrollIntoView({ block: "end" });
}

function put(message) {
  const index = page.messages.findIndex((known) => known.id === message.id);
  const list = byID("messages");
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (index >= 0) {
    page.messages[index] = { ...page.messages[index], ...message };
    list.querySelector(`[data-id="${message.id}"]`)?.replaceWith(drawMessage(page.messages[index]));
  } else {
    page.messages.push(message);
    list.append(drawMessage(message));
  }
  if (isAtEnd) list.lastElementChild?.scrollIntoView({ block: "end" });
}

function remove(ids) {
  page.messages = page.messages.filter((message) => !ids.includes(message.id));
  for (const id of ids) byID("messages").querySelector(`[data-id="${id}"]`)?.remove();
}

async function hear({ name, data }) {
  switch (name) {
    case "MESSAGE_CREATE":
      typing.delete(data.author.id);
      drawTyping();
      if (isHere(data)) put(data);
      break;
    case "MESSAGE_UPDATE": if (isHere(data)) put(data); break;
    case "MESSAGE_DELETE": remove([data.id]); break;
    case "MESSAGE_DELETE_BULK": remove(data.ids); break;
    case "TYPING_START":
      if (!isHere(data) || data.user_id === page.me) break;
      typing.set(data.user_id, Date.now() + 10_000);
      drawTyping();
      break;
    case "INTERACTION_ANSWERED": answered(data); break;
    default:
      if (name.startsWith("MESSAGE_REACTION") || name.startsWith("MESSAGE_POLL")) {
        if (isHere(data)) await reload();
      } else if (/^(CHANNEL|THREAD|GUILD|PRESENCE|VOICE|USER)/.test(name)) {
        await goHome();
      }
  }
}

async function reload() {
  const found = await fetchJSON(`${page.me}/channels/${page.channel}`);
  for (const message of found.messages) put(message);
}

function answered({ id, answer, choices, modal }) {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  if (answer === 8) composer.offer(id, choices);
  if (answer === 9) openModal(id, modal);
}

function drawTyping() {
  const now = Date.now();
  for (const [id, end] of typing) if (end < now) typing.delete(id);
  const names = [...typing.keys()].map((id) => nameOf(user(id)));
  byID("typing").textContent = names.length ? `${names.join(", ")} ${names.length > 1 ? "are" : "is"} typing…` : "";
}
setInterval(drawTyping, 1000);

// The start

const composer = new Composer();
const people = await fetchJSON("");
byID("self").append(...people.map((person) => el("option", { value: person.id }, nameOf(person))));
byID("self").onchange = (event) => become(event.target.value);
const last = localStorage.getItem("self");
const first = people.some((person) => person.id === last) ? last : people[0].id;
byID("self").value = first;
await become(first);
