// One message.

import { el } from "./dom.js";
import { components } from "./components.js";
import { badge, portrait } from "./faces.js";
import { icon } from "./icons.js";
import { blocks } from "./markdown.js";
import { attachment, embed, poll, reactions } from "./parts.js";
import { authorName, channelOf, colourOf, nameOf, timeOf, world } from "./world.js";

const flags = { hidden: 1 << 6, loading: 1 << 7 };
export const isHidden = (message) => Boolean(message.flags & flags.hidden);
export const isLoading = (message) => Boolean(message.flags & flags.loading);

const events = { 6: "pinned a message", 7: "came in", 8: "boosted the server", 18: "started a thread", 21: "started this thread", 46: "closed a poll:" };
const isEvent = (message) => message.type in events;

const clock = (date) => date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** Whether a message needs no name of its own, because the one before has it. */
export function follows(message, before) {
  if (!before || message.type === 19 || message.type === 20 || isEvent(message) || isEvent(before)) return false;
  const isSame = message.author.id === before.author.id && message.author.username === before.author.username;
  return isSame && isHidden(message) === isHidden(before) && timeOf(message.id) - timeOf(before.id) < 5 * 60 * 1000;
}

/** @param doing what the log does for a message: press, react, reply, more, jump, vote, dismiss, open */
export function post(message, doing) {
  const name = authorName(message);
  const time = timeOf(message.id);
  const article = el("article", {
    class: classes(message), "data-id": message.id, "data-author": message.author.id, tabindex: -1, "aria-busy": isLoading(message) || null,
    "aria-label": `${name}, ${clock(time)}`,
  });
  if (isEvent(message)) {
    article.append(el("span", { class: "event" }, icon("spark"), el("b", {}, name), ` ${events[message.type]} `, message.type === 46 ? pollResult(message) : plain(message)), stamp(time));
    return article;
  }
  article.append(...heading(message, name, time, doing), body(message, doing));
  if (!isLoading(message)) article.append(tools(message, doing));
  return article;
}

/** What a poll came to. */
function pollResult(message) {
  const fields = Object.fromEntries((message.embeds?.[0]?.fields ?? []).map((field) => [field.name, field.value]));
  const winner = fields.victor_answer_text ?? (fields.total_votes === "0" ? "nobody voted" : "a draw");
  return `${fields.poll_question_text ?? ""} ${winner}, ${fields.victor_answer_votes ?? 0} of ${fields.total_votes ?? 0}`;
}

function classes(message) {
  const mine = message.author.id === world.me;
  const toMe = !mine && ((message.mentions ?? []).some((user) => user.id === world.me) || message.mention_everyone);
  return ["post", mine && "mine", toMe && "to-me", isHidden(message) && "only-you"].filter(Boolean).join(" ");
}

const stamp = (time) => el("time", { class: "stamp", datetime: time.toISOString(), title: time.toLocaleString() }, clock(time));

function heading(message, name, time, doing) {
  const title = el("b", { class: "name" }, name);
  const colour = message.webhook_id && message.webhook_id !== message.application_id ? null : colourOf(message.author.id);
  if (colour) title.style.setProperty("--name-colour", colour);
  const isBot = message.author.bot || message.webhook_id;
  return [context(message, doing), portrait(`${message.author.id}${message.author.avatar ?? ""}`, "post-face"),
    el("header", { class: "post-head" }, title, isBot ? badge(message.webhook_id && message.webhook_id !== message.application_id ? "webhook" : "bot") : null, stamp(time))].filter(Boolean);
}

/** What it answers: a message, or a command. */
function context(message, doing) {
  if (message.type === 20) {
    const user = message.interaction_metadata?.user ?? message.interaction?.user;
    const command = doing.commandOf(message.interaction_metadata?.id) ?? message.interaction?.name;
    return user ? el("p", { class: "context" }, icon("reply"), el("b", {}, nameOf(user.id)), command ? [" used ", el("code", {}, `/${command}`)] : " used a command") : null;
  }
  if (message.type !== 19) return null;
  const original = message.referenced_message;
  if (!original) return el("p", { class: "context" }, icon("reply"), el("i", {}, "The message was deleted."));
  return el("button", { type: "button", class: "context", onclick: () => doing.jump(original.id), "aria-label": `In answer to ${authorName(original)}. Go there` },
    icon("reply"), el("b", {}, authorName(original)), el("span", { class: "excerpt" }, plain(original) || "something without words"));
}

/** The words without their markup. */
export function plain(message) {
  const holder = el("div", {}, blocks(message.contentTree));
  return [...holder.querySelectorAll("p, h3, h4, h5, pre")].map((each) => each.textContent).join(" ").replace(/\s+/g, " ").slice(0, 160);
}

const isOnlyEmoji = (text) => /^(?:[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}\s]){1,24}$/u.test(text ?? "");

function body(message, doing) {
  const whole = el("div", { class: "post-body" });
  if (isLoading(message)) {
    whole.append(el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${authorName(message)} is thinking…`));
  } else if (message.content) {
    const words = el("div", { class: isOnlyEmoji(message.content) ? "words only-emoji" : "words" }, blocks(message.contentTree));
    if (message.edited_timestamp) (words.lastElementChild?.matches("p") ? words.lastElementChild : words).append(el("small", { class: "edited", title: new Date(message.edited_timestamp).toLocaleString() }, "(edited)"));
    whole.append(words);
  }
  for (const snapshot of message.message_snapshots ?? []) whole.append(el("blockquote", { class: "forwarded words" }, el("small", {}, "Forwarded"), blocks(snapshot.message?.contentTree)));
  if (message.attachments?.length > 0 && !(message.flags & (1 << 15))) whole.append(el("div", { class: "attachments" }, message.attachments.map(attachment)));
  whole.append(...(message.embeds ?? []).map(embed));
  if (message.poll) whole.append(poll(message.poll, (answer) => doing.vote(message, answer)));
  whole.append(...components(message.components, message, (id, values, element) => doing.press(message, id, values, element)));
  if (message.reactions?.length > 0) whole.append(reactions(message.reactions, (emoji, on) => doing.react(message, emoji, on)));
  const thread = message.thread && (channelOf(message.thread.id) ?? message.thread);
  if (thread) whole.append(el("button", { type: "button", class: "thread-link", onclick: () => doing.open(thread.id) }, icon("thread"), thread.name));
  if (isHidden(message)) {
    whole.append(el("p", { class: "only-you-note" }, icon("eye"), "Only you can see this",
      el("button", { type: "button", class: "linklike", onclick: () => doing.dismiss(message) }, "Dismiss")));
  }
  return whole;
}

function tools(message, doing) {
  const tool = (name, label, act) => el("button", { type: "button", class: "quiet icon small", tabindex: -1, "aria-label": label, title: label, onclick: (event) => act(event.currentTarget) }, icon(name));
  if (isHidden(message)) return el("div", { class: "tools" }, tool("more", "More", (anchor) => doing.more(message, anchor)));
  return el("div", { class: "tools" },
    world.channel?.mayReact ? tool("smile", "React", (anchor) => doing.pick(message, anchor)) : null,
    world.channel?.maySend ? tool("reply", "Reply", () => doing.reply(message)) : null,
    tool("more", "More", (anchor) => doing.more(message, anchor)));
}
