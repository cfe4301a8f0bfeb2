// A message as it is shown: words, embeds, files, components, reactions.

import { byID, el } from "./dom.js";
import { blocks } from "./markdown.js";
import { act, guild, interact, nameOf, page, user } from "./app.js";

const ephemeral = 1 << 6;
const loading = 1 << 7;

export function drawMessage(message) {
  const isWaiting = message.flags & loading;
  const item = el("li", { "data-id": message.id, class: message.flags & ephemeral ? "hidden-answer" : "message" },
    head(message), answered(message),
    isWaiting ? el("p", { class: "thinking" }, `${nameOf(message.author)} is thinking…`) : words(message.nodes),
    ...(message.embeds ?? []).map(embed), ...(message.attachments ?? []).map(file), message.poll ? poll(message) : null,
    ...(message.components ?? []).map((component) => draw(component, message)), reactions(message),
    message.flags & ephemeral ? el("small", {}, "Only you can see this") : null);
  item.append(tools(message));
  return item;
}

/** Mentions get their names: the tree has only ids. */
export function words(nodes) {
  const content = el("div", { class: "words" }, blocks(nodes));
  for (const mention of content.querySelectorAll(".mention")) {
    const id = mention.textContent.slice(1);
    const role = guild()?.roles.find((role) => role.id === id);
    const channel = guild()?.channels.find((channel) => channel.id === id);
    if (user(id)) mention.textContent = `@${nameOf(user(id))}`;
    else if (role) mention.textContent = `@${role.name}`;
    else if (channel) mention.textContent = `#${channel.name}`;
  }
  return content;
}

function head(message) {
  const at = new Date(message.timestamp);
  return el("header", {},
    el("b", {}, nameOf(message.author)), message.author.bot ? el("small", { class: "badge" }, "bot") : null,
    el("time", { datetime: message.timestamp }, at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })),
    message.edited_timestamp ? el("small", {}, "edited") : null);
}

function answered(message) {
  if (message.interaction_metadata?.type === 2) {
    return el("p", { class: "answered" }, `${nameOf(message.interaction_metadata.user)} used a command`);
  }
  const to = message.referenced_message;
  return to ? el("p", { class: "answered" }, `${nameOf(to.author)}: ${(to.content ?? "").slice(0, 80)}`) : null;
}

function embed(embed) {
  return el("article", { class: "embed" },
    embed.author?.name ? el("small", {}, embed.author.name) : null, embed.title ? el("h3", {}, embed.title) : null,
    embed.nodes ? words(embed.nodes) : null,
    el("dl", {}, (embed.fields ?? []).flatMap((field) => [el("dt", {}, field.name), el("dd", {}, field.value)])),
    embed.image?.url ? picture(embed.image.url) : null, embed.footer?.text ? el("small", {}, embed.footer.text) : null);
}

const picture = (url) => (url.startsWith(`${location.origin}/`) ? el("img", { src: url, alt: "" }) : null);

function file(attachment) {
  const isPicture = attachment.content_type?.startsWith("image/");
  return el("p", { class: "file" }, isPicture ? picture(attachment.url) : null,
    el("a", { href: attachment.url, target: "_blank", rel: "noopener" }, attachment.filename));
}

function poll(message) {
  const counts = new Map(message.poll.results?.answer_counts.map((count) => [count.id, count]) ?? []);
  return el("div", { class: "poll" }, el("b", {}, message.poll.question.text),
    ...message.poll.answers.map((answer) => el("button", {
      type: "button", onclick: () => act("vote", { message: message.id, answer: answer.answer_id }),
    }, `${answer.poll_media.text} · ${counts.get(answer.answer_id)?.count ?? 0}`)));
}

// Components

function draw(component, message) {
  switch (component.type) {
    case 1: return el("div", { class: "row" }, (component.components ?? []).map((child) => draw(child, message)));
    case 2: return button(component, message);
    case 3: return select(component, component.options, message);
    case 5: return select(component, people(), message);
    case 6: return select(component, (guild()?.roles ?? []).map(choice), message);
    case 7: return select(component, [...people(), ...(guild()?.roles ?? []).map(choice)], message);
    case 8: return select(component, (guild()?.channels ?? []).map(choice), message);
    case 9: return el("div", { class: "section" }, el("div", {}, component.components.map((child) => draw(child, message))),
      draw(component.accessory, message));
    case 10: return words(component.nodes);
    case 11: return picture(component.media?.url ?? "");
    case 12: return el("div", { class: "row" }, component.items.map((item) => picture(item.media.url)));
    case 13: return el("p", { class: "file" }, el("a", { href: component.file.url }, "file"));
    case 14: return el("hr");
    case 17: return el("div", { class: "embed" }, component.components.map((child) => draw(child, message)));
    default: return null;
  }
}

const choice = (thing) => ({ value: thing.id, label: thing.name });
const people = () => (guild()?.members ?? []).map((member) => ({ value: member.user.id, label: nameOf(member.user) }));

function button(component, message) {
  const label = [component.emoji?.name, component.label].filter(Boolean).join(" ");
  if (component.style === 5) return el("a", { href: component.url, target: "_blank", rel: "noopener", class: "button" }, label);
  return el("button", {
    type: "button", class: `style-${component.style}`, disabled: component.disabled,
    onclick: () => interact("press", { message: message.id, custom_id: component.custom_id }),
  }, label);
}

function select(component, options, message) {
  const isMany = (component.max_values ?? 1) > 1;
  const choose = (event) => {
    const values = [...event.target.selectedOptions].map((option) => option.value).filter(Boolean);
    interact("press", { message: message.id, custom_id: component.custom_id, values });
  };
  return el("select", { multiple: isMany, disabled: component.disabled, onchange: choose, "aria-label": component.placeholder },
    isMany ? null : el("option", { value: "" }, component.placeholder ?? "Choose"),
    options.map((option) => el("option", { value: option.value, selected: option.default }, option.label)));
}

// Reactions, and what one can do

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "row" }, message.reactions.map((reaction) => el("button", {
    type: "button", class: reaction.me ? "reaction mine" : "reaction",
    onclick: () => act(reaction.me ? "unreact" : "react", { message: message.id, emoji: reaction.emoji.name }),
  }, `${reaction.emoji.name} ${reaction.count}`)));
}

function tools(message) {
  const isOwn = message.author.id === page.me;
  const tool = (label, run) => el("button", { type: "button", onclick: run }, label);
  return el("div", { class: "tools" },
    tool("👍", () => act("react", { message: message.id, emoji: "👍" })),
    tool("Reply", () => {
      page.replyTo = message.id;
      byID("replying").hidden = false;
      byID("replying").textContent = `Replying to ${nameOf(message.author)}`;
      byID("text").focus();
    }),
    isOwn ? tool("Edit", () => edit(message)) : null, isOwn ? tool("Delete", () => act("delete", { message: message.id })) : null,
    page.commands.filter((command) => command.type === 3).map((command) => tool(command.name,
      () => interact("use", { command: command.name, bot: command.bot, target: message.id }))));
}

function edit(message) {
  const text = el("textarea", { rows: 2 });
  text.value = message.content;
  const item = byID("messages").querySelector(`[data-id="${message.id}"]`);
  item.querySelector(".words")?.replaceWith(text);
  text.focus();
  text.onkeydown = async (event) => {
    if (event.key === "Escape") item.replaceWith(drawMessage(message));
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    await act("edit", { message: message.id, content: text.value });
  };
}
