// A slash command with its options, while somebody fills it in.

import { byID, el } from "./dom.js";
import { choices } from "./components.js";
import { icon } from "./icons.js";
import { encoded } from "./files.js";
import { interact } from "./interactions.js";
import { world } from "./world.js";

const kind = { group: 2, sub: 1, text: 3, whole: 4, flag: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11 };
/** Which select offers the same things. */
const selects = { [kind.user]: 5, [kind.role]: 6, [kind.mentionable]: 7, [kind.channel]: 8 };

/** Every command that can be typed, groups and subcommands spelled out: { bot, path, description, options }. */
export function typed(apps) {
  return apps.flatMap(({ bot, commands }) => commands.filter((each) => (each.type ?? 1) === 1).flatMap((command) => spelled(bot, command, command.name)));
}

function spelled(bot, command, path) {
  const inner = (command.options ?? []).filter((option) => option.type === kind.sub || option.type === kind.group);
  if (inner.length > 0) return inner.flatMap((option) => spelled(bot, option, `${path} ${option.name}`));
  return [{ bot, path, description: command.description ?? "", options: command.options ?? [] }];
}

export class CommandDesk {
  /** @param onDone called with whether it was sent */
  constructor(offers, { onDone, onUse }) {
    this.place = byID("command");
    this.offers = offers;
    this.onDone = onDone;
    this.onUse = onUse;
  }

  get isOpen() { return !this.place.hidden; }

  open(command) {
    this.command = command;
    this.fields = new Map();
    this.hint = el("p", { class: "hint", id: "command-hint" }, command.description);
    this.row = el("div", { class: "command-row" },
      el("span", { class: "command-name" }, `/${command.path}`), el("small", { class: "hint" }, command.bot.name),
      el("button", { type: "button", class: "quiet icon small", "aria-label": "Leave the command", onclick: () => this.close() }, icon("close")));
    this.inputs = el("div", { class: "command-fields" });
    this.place.replaceChildren(this.row, this.inputs, this.hint);
    this.place.hidden = false;
    this.place.onkeydown = (event) => this.key(event);
    for (const option of command.options.filter((each) => each.required)) this.add(option);
    this.drawOptional();
    (this.inputs.querySelector("input, select") ?? byID("send")).focus();
  }

  close(wasSent = false) {
    this.place.hidden = true;
    this.place.replaceChildren();
    this.offers.close();
    this.onDone(wasSent);
  }

  key(event) {
    if (this.offers.handles(event)) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Backspace" && event.target.value === "" && event.target === this.inputs.querySelector("input, select")) this.close();
    else return;
    event.preventDefault();
  }

  drawOptional() {
    this.inputs.querySelectorAll(".more-option").forEach((each) => each.remove());
    for (const option of this.command.options.filter((each) => !this.fields.has(each.name))) {
      this.inputs.append(el("button", { type: "button", class: "more-option", title: option.description, onclick: () => {
        const field = this.add(option);
        this.drawOptional();
        field.focus();
      } }, icon("plus"), option.name));
    }
  }

  add(option) {
    const field = this.field(option);
    field.dataset.option = option.name;
    field.setAttribute("aria-describedby", "command-hint");
    field.required = Boolean(option.required);
    field.addEventListener("focus", () => { this.hint.textContent = option.description; });
    this.fields.set(option.name, { option, field });
    this.inputs.append(el("label", { class: "field" }, el("span", {}, option.name), field));
    return field;
  }

  field(option) {
    const pick = (list) => el("select", {}, el("option", { value: "" }, ""), list.map((each) => el("option", { value: each.value }, each.label)));
    if (option.choices?.length > 0) return pick(option.choices.map((choice) => ({ value: choice.value, label: choice.name })));
    if (option.type === kind.flag) return pick([{ value: "true", label: "yes" }, { value: "false", label: "no" }]);
    if (option.type in selects) return pick(choices({ type: selects[option.type], channel_types: option.channel_types }));
    if (option.type === kind.file) return el("input", { type: "file" });
    const isNumber = option.type === kind.whole || option.type === kind.number;
    const field = el("input", {
      type: "text", inputmode: isNumber ? "decimal" : null, size: 16, autocomplete: "off", maxlength: option.max_length ?? 6000, minlength: option.min_length,
    });
    if (option.autocomplete) this.complete(option, field);
    return field;
  }

  // Suggestions of the bot

  complete(option, field) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-controls", "offers");
    field.setAttribute("aria-autocomplete", "list");
    let timer = 0;
    const ask = () => { clearTimeout(timer); timer = setTimeout(() => this.suggest(option, field), 140); };
    field.addEventListener("input", () => { delete field.dataset.value; ask(); });
    field.addEventListener("focus", ask);
    field.addEventListener("blur", () => this.offers.close());
  }

  async suggest(option, field) {
    const text = field.value;
    const isStale = () => field.value !== text || document.activeElement !== field || !this.isOpen;
    if (isStale()) return;
    try {
      const { path, bot } = this.command;
      const outcome = await interact("complete", { channel: world.here.channel, bot: bot.id, path, option: option.name, typed: text, options: this.values(option.name) });
      if (isStale()) return;
      const items = (outcome.choices ?? []).map((choice) => ({ text: choice.name, act: () => {
        field.value = choice.name;
        field.dataset.value = JSON.stringify(choice.value);
        field.focus();
      } }));
      this.offers.show(field, items, { note: items.length === 0 ? "Nothing fits." : undefined });
    } catch {
      if (!isStale()) this.offers.show(field, [], { note: "Suggestions could not be loaded." });
    }
  }

  // Sending

  /** What is filled in, but for one option; files are not among them. */
  values(except) {
    const values = {};
    for (const [name, { option, field }] of this.fields) {
      if (name === except || option.type === kind.file || field.value === "") continue;
      values[name] = value(option, field);
    }
    return values;
  }

  async send() {
    for (const { option, field } of this.fields.values()) {
      const fault = faultIn(option, field);
      if (!fault) continue;
      field.focus();
      this.hint.textContent = `${option.name} ${fault}`;
      return;
    }
    const files = {};
    for (const [name, { option, field }] of this.fields) {
      if (option.type === kind.file && field.files.length > 0) files[name] = await encoded(field.files[0]);
    }
    const { bot, path } = this.command;
    const options = this.values();
    this.close(true);
    this.onUse(bot, path, options, { files });
  }
}

function value(option, field) {
  if (field.dataset.value !== undefined) return JSON.parse(field.dataset.value);
  if (option.type === kind.flag) return field.value === "true";
  return option.type === kind.whole || option.type === kind.number ? Number(field.value.replace(",", ".")) : field.value;
}

function faultIn(option, field) {
  if (field.value === "") return option.required ? "needs a value." : null;
  if (option.type === kind.whole || option.type === kind.number) {
    const number = value(option, field);
    if (!Number.isFinite(number) || (option.type === kind.whole && !Number.isInteger(number))) return "must be a number.";
    if (number < (option.min_value ?? -Infinity)) return `must be at least ${option.min_value}.`;
    if (number > (option.max_value ?? Infinity)) return `must be at most ${option.max_value}.`;
  }
  return field.value.length < (option.min_length ?? 0) ? `needs at least ${option.min_length} characters.` : null;
}
