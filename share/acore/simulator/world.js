// What the page knows of the world, and how it does something in it.

import { call, read } from "./api.js";
import { giveHues } from "./face.js";
import { names } from "./markdown.js";

const empty = { me: "", people: [], guilds: [], directs: [] };
let screen = empty;
let here = { guild: "", channel: "" };

/** A name is shown for every id of a user, also of one who left. */
const seenNames = new Map();

export const world = {
  get me() { return screen.me; },
  get people() { return screen.people; },
  get guilds() { return screen.guilds; },
  get directs() { return screen.directs; },
  get here() { return here; },
  get guild() { return screen.guilds.find((guild) => guild.id === here.guild); },
  get channel() { return channelOf(here.channel); },
};

export function show(next) {
  screen = next;
  const ids = [...next.people, ...next.guilds.flatMap((guild) => guild.members)].map(({ id }) => id);
  giveHues([...new Set(ids)].sort(order));
  for (const { id, name } of screen.people) seenNames.set(id, name);
  for (const direct of screen.directs) for (const other of direct.with) seenNames.set(other.id, other.name);
}

export function goTo(guild, channel) { here = { guild, channel }; }

/** A channel, a thread, or a direct message, whatever has this id. */
export function channelOf(id) {
  for (const guild of screen.guilds) {
    const found = guild.channels.find((channel) => channel.id === id);
    if (found) return { ...found, guild: guild.id };
  }
  const direct = screen.directs.find((each) => each.id === id);
  if (!direct) return undefined;
  return {
    id, guild: "", type: 1, name: direct.with.map((each) => each.name).join(", "), with: direct.with, messages: true,
    maySend: true, mayReact: true, mayAttach: true, mayManage: false, mayStartThreads: false, topic: null, last: direct.last,
  };
}

export const memberOf = (id, guild = world.guild) => guild?.members.find((member) => member.id === id);
export const roleOf = (id, guild = world.guild) => guild?.roles.find((role) => role.id === id);

export function nameOf(id) {
  return memberOf(id)?.name ?? seenNames.get(id) ?? "somebody";
}

/** As a message names them; webhooks have names of their own. */
export function authorName(message) {
  const { author } = message;
  if (message.webhook_id && message.webhook_id !== message.application_id) return author.username;
  const name = memberOf(author.id)?.name ?? author.global_name ?? author.username;
  seenNames.set(author.id, name);
  return name;
}

/** The colour of somebody's highest role that has one, as #rrggbb. */
export function colourOf(id, guild = world.guild) {
  const roles = (memberOf(id, guild)?.roles ?? []).map((role) => roleOf(role, guild)).filter((role) => role?.color);
  roles.sort((one, other) => other.position - one.position);
  return roles.length > 0 ? hex(roles[0].color) : null;
}

export const hex = (number) => `#${(Number(number) & 0xffffff).toString(16).padStart(6, "0")}`;

Object.assign(names, {
  user: (id) => `@${nameOf(id)}`,
  role: (id) => `@${roleOf(id)?.name ?? "role"}`,
  channel: (id) => `#${channelOf(id)?.name ?? "unknown"}`,
});

// Asking and doing

const query = (fields) => new URLSearchParams({ as: world.me, ...fields });

export const readWorld = (person) => read(`/page/world?${new URLSearchParams(person ? { as: person } : {})}`);
export const readMessages = (channel, before) => read(`/page/messages?${query(before ? { channel, before } : { channel })}`);
export const readCommands = (channel) => read(`/page/commands?${query({ channel })}`);

export async function act(name, fields) {
  return (await call("POST", `/page/acts/${name}`, { as: world.me, ...fields })).json();
}

/** Ids rise with time; as text of the same length they compare like numbers. */
export const order = (one, other) => one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);

export const timeOf = (id) => new Date(Number(BigInt(id) >> 22n) + 1420070400000);
