// A form that an application asks to be filled in.

import { byID, el } from "./dom.js";
import { guild, interact, nameOf } from "./app.js";
import { words } from "./messages.js";

export function openModal(interaction, modal) {
  const dialog = byID("modal");
  const form = dialog.querySelector("form");
  form.replaceChildren(el("h2", {}, modal.title), ...modal.components.map(part),
    el("div", { class: "row" }, el("button", { class: "go", value: "send" }, "Send"),
      el("button", { value: "cancel", formnovalidate: true }, "Cancel")));
  form.onsubmit = (event) => {
    if (event.submitter?.value === "send") interact("submit", { interaction, values: values(form) });
  };
  dialog.showModal();
}

function part(component) {
  switch (component.type) {
    case 1: return el("div", {}, component.components.map((child) => el("label", {}, child.label ?? "", field(child))));
    case 10: return words([{ type: "paragraph", inlines: [component.content] }]);
    case 18: return el("label", {}, component.label, component.description ? el("small", {}, component.description) : null,
      field(component.component));
    default: return field(component);
  }
}

function field(component) {
  const common = { "data-id": component.custom_id, required: component.required !== false };
  if (component.type === 4) {
    const isLong = component.style === 2;
    const input = el(isLong ? "textarea" : "input", {
      ...common, placeholder: component.placeholder, minlength: component.min_length, maxlength: component.max_length,
      rows: isLong ? 4 : null,
    });
    input.value = component.value ?? "";
    return input;
  }
  if (component.type === 23) return el("input", { type: "checkbox", "data-id": component.custom_id });
  const isMany = component.type === 22 || (component.max_values ?? 1) > 1;
  return el("select", { ...common, multiple: isMany, "data-list": component.type === 21 ? null : true },
    choices(component).map((choice) => el("option", { value: choice.value, selected: choice.default }, choice.label)));
}

function choices(component) {
  const named = (thing) => ({ value: thing.id, label: thing.name });
  const people = (guild()?.members ?? []).map((member) => ({ value: member.user.id, label: nameOf(member.user) }));
  switch (component.type) {
    case 5: return people;
    case 6: return (guild()?.roles ?? []).map(named);
    case 7: return [...people, ...(guild()?.roles ?? []).map(named)];
    case 8: return (guild()?.channels ?? []).map(named);
    default: return component.options ?? [];
  }
}

function values(form) {
  const filled = {};
  for (const input of form.querySelectorAll("[data-id]")) {
    if (input.type === "checkbox") filled[input.dataset.id] = input.checked;
    else if (input.dataset.list !== undefined) filled[input.dataset.id] = [...input.selectedOptions].map((option) => option.value);
    else filled[input.dataset.id] = input.value;
  }
  return filled;
}
