// Where one writes: messages, and commands with their options.

import { byID, el } from "./dom.js";
import { act, guild, interact, nameOf, page } from "./app.js";

export class Composer {
  #command = null;
  #asked = new Map();
  #lastTyping = 0;

  constructor() {
    const text = byID("text");
    text.oninput = () => this.#typed();
    text.onkeydown = (event) => this.#key(event);
    byID("composer").onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
  }

  reset() {
    this.#close();
    byID("replying").hidden = true;
  }

  /** Suggestions that were asked for while an option was written. */
  offer(id, choices) {
    const list = this.#asked.get(id);
    this.#asked.delete(id);
    list?.replaceChildren(...choices.map((choice) => el("option", { value: choice.value }, choice.name)));
  }

  async #send() {
    const text = byID("text");
    const content = text.value.trim();
    if (!content || content.startsWith("/")) return;
    text.value = "";
    const replyTo = page.replyTo;
    page.replyTo = null;
    byID("replying").hidden = true;
    await act("say", replyTo ? { content, reply_to: replyTo } : { content });
  }

  #key(event) {
    if (event.key === "Escape") this.reset();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    const first = byID("menu").querySelector("button");
    if (!byID("menu").hidden && first) first.click();
    else this.#send();
  }

  #typed() {
    const text = byID("text").value;
    if (text.startsWith("/")) return this.#showMenu(text.slice(1).toLowerCase());
    this.#close();
    if (text && Date.now() - this.#lastTyping > 8000) {
      this.#lastTyping = Date.now();
      act("type");
    }
  }

  #showMenu(prefix) {
    const fitting = page.commands.filter((command) => command.type === 1).flatMap((command) => paths(command))
      .filter((entry) => entry.path.startsWith(prefix)).slice(0, 12);
    byID("menu").hidden = fitting.length === 0;
    byID("menu").replaceChildren(...fitting.map((entry) => el("button", {
      type: "button", role: "option", onclick: () => this.#open(entry),
    }, el("b", {}, `/${entry.path}`), el("span", {}, entry.description))));
  }

  #open(entry) {
    byID("menu").hidden = true;
    byID("text").value = "";
    this.#command = entry;
    const form = byID("command");
    form.hidden = false;
    form.replaceChildren(el("b", {}, `/${entry.path}`), ...entry.options.map((option) => this.#field(option)),
      el("button", { class: "go" }, "Run"), el("button", { type: "button", onclick: () => this.#close() }, "Cancel"));
    form.onsubmit = async (event) => {
      event.preventDefault();
      const options = this.#options();
      this.#close();
      await interact("use", { command: entry.path, bot: entry.bot, options });
    };
    (form.querySelector("input, select") ?? form.querySelector("button")).focus();
  }

  #close() {
    this.#command = null;
    byID("menu").hidden = true;
    byID("command").hidden = true;
    byID("command").replaceChildren();
  }

  #field(option) {
    const name = el("span", {}, option.name, option.required ? "" : el("small", {}, " optional"));
    return el("label", { title: option.description }, name, this.#input(option));
  }

  #input(option) {
    const common = { name: option.name, required: option.required, "data-type": option.type, placeholder: option.description };
    const choices = choicesOf(option);
    if (choices) {
      return el("select", common, option.required ? null : el("option", { value: "" }, ""),
        choices.map((choice) => el("option", { value: choice.value }, choice.name)));
    }
    const isNumber = option.type === 4 || option.type === 10;
    const input = el("input", {
      ...common, type: isNumber ? "number" : "text", min: option.min_value, max: option.max_value,
      minlength: option.min_length, maxlength: option.max_length, step: option.type === 10 ? "any" : null,
    });
    return option.autocomplete ? this.#suggesting(input, option) : input;
  }

  #suggesting(input, option) {
    const list = el("datalist", { id: `choices-${option.name}` });
    input.setAttribute("list", list.id);
    input.setAttribute("autocomplete", "off");
    input.oninput = async () => {
      const { path, bot } = this.#command;
      const id = await interact("complete", { command: path, bot, option: option.name, typed: input.value, options: this.#options(option.name) });
      if (!id) return;
      if (this.#asked.size > 20) this.#asked.clear();
      this.#asked.set(id, list);
    };
    input.onfocus = input.oninput;
    return el("span", {}, input, list);
  }

  #options(except) {
    const options = {};
    for (const input of byID("command").querySelectorAll("[data-type]")) {
      if (input.name === except || input.value === "") continue;
      const type = Number(input.dataset.type);
      options[input.name] = type === 4 || type === 10 ? Number(input.value) : type === 5 ? input.value === "true" : input.value;
    }
    return options;
  }
}

/** A command, or each of its subcommands, by the words one writes. */
function paths(command, before = [], bot = command.bot) {
  const inner = (command.options ?? []).filter((option) => option.type <= 2);
  const words = [...before, command.name];
  if (inner.length) return inner.flatMap((option) => paths(option, words, bot));
  return [{ path: words.join(" "), description: command.description, options: command.options ?? [], bot }];
}

function choicesOf(option) {
  const people = (guild()?.members ?? []).map((member) => ({ value: member.user.id, name: nameOf(member.user) }));
  const roles = (guild()?.roles ?? []).map((role) => ({ value: role.id, name: role.name }));
  switch (option.type) {
    case 5: return [{ value: "true", name: "yes" }, { value: "false", name: "no" }];
    case 6: return people;
    case 7: return (guild()?.channels ?? []).map((channel) => ({ value: channel.id, name: channel.name }));
    case 8: return roles;
    case 9: return [...people, ...roles];
    default: return option.choices?.length ? option.choices : null;
  }
}
