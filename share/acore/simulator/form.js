// Forms that an application opens (modals), and the small question for a name.

import { byID, el } from "./dom.js";
import { checkboxes, checkedIn, choices } from "./components.js";
import { icon } from "./icons.js";
import { interact } from "./interactions.js";
import { blocks } from "./markdown.js";

const type = { row: 1, select: 3, text: 4, words: 10, label: 18, upload: 19, radio: 21, boxes: 22, box: 23 };
const dialog = () => byID("form");

/** @param outcome what came for a command or a press; `send` is asked with the values */
export function openForm(outcome, name) {
  const fields = [];
  const fault = el("p", { class: "fault", role: "alert" });
  const done = el("button", { type: "submit", class: "primary" }, "Send");
  const form = el("form", { autocomplete: "off" }, (outcome.modal.components ?? []).map((each) => part(each, fields)), fault,
    el("div", { class: "sheet-buttons" }, el("button", { type: "button", class: "secondary", onclick: () => dialog().close() }, "Cancel"), done));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    done.disabled = true;
    fault.textContent = "";
    try {
      const next = await interact("submit", { interaction: outcome.id, values: Object.fromEntries(fields.map((field) => [field.id, field.value()])) });
      dialog().close();
      if (next.modal) openForm(next, name);
    } catch (error) {
      fault.textContent = error.message;
      done.disabled = false;
    }
  });
  open(outcome.modal.title, name, form);
}

function open(title, name, form) {
  dialog().replaceChildren(el("header", {}, el("div", {}, el("h2", { id: "form-title" }, title), name ? el("p", { class: "hint" }, `${name} asks`) : null),
    el("button", { type: "button", class: "quiet icon", "aria-label": "Close", onclick: () => dialog().close() }, icon("close"))), form);
  dialog().showModal();
  form.querySelector("input, textarea, select")?.focus();
}

/** Asks for a name; calls `take` with it. */
export function askName(title, label, suggestion, take) {
  const field = el("input", { id: "name-field", type: "text", required: true, maxlength: 100, value: suggestion });
  const form = el("form", { autocomplete: "off", onsubmit: (event) => {
    event.preventDefault();
    dialog().close();
    take(field.value.trim());
  } }, el("div", { class: "form-field" }, el("label", { for: "name-field" }, label), field),
  el("div", { class: "sheet-buttons" }, el("button", { type: "button", class: "secondary", onclick: () => dialog().close() }, "Cancel"), el("button", { type: "submit", class: "primary" }, "Start")));
  open(title, null, form);
  field.select();
}

function part(value, fields) {
  switch (value?.type) {
    case type.row: return el("div", {}, (value.components ?? []).map((each) => labelled(each.label, null, each, fields)));
    case type.label: return labelled(value.label, value.description, value.component, fields);
    case type.words: return el("div", { class: "words" }, blocks(value.contentTree));
    default: return null;
  }
}

function labelled(label, description, value, fields) {
  const id = `field-${fields.length}`;
  const input = control(value ?? {}, id, fields);
  const isGroup = input.matches?.(".boxes");
  const hint = description ? el("small", { id: `${id}-hint` }, description) : null;
  if (hint) input.setAttribute("aria-describedby", hint.id);
  const name = [label ?? "", value?.required === false ? el("small", {}, " (may stay empty)") : null];
  if (isGroup) return el("fieldset", { class: "form-field" }, el("legend", {}, name), hint, input);
  return el("div", { class: "form-field" }, el("label", { for: id }, name), hint, input);
}

function control(value, id, fields) {
  const add = (input, read) => { fields.push({ id: value.custom_id, value: read ?? (() => input.value) }); return input; };
  const required = value.required !== false;
  switch (value.type) {
    case type.text: {
      const attributes = { id, required, placeholder: value.placeholder, minlength: value.min_length, maxlength: value.max_length ?? 4000 };
      const input = value.style === 2 ? el("textarea", { rows: 5, ...attributes }) : el("input", { type: "text", ...attributes });
      input.value = value.value ?? "";
      return add(input);
    }
    case type.select: case 5: case 6: case 7: case 8: {
      const isMany = (value.max_values ?? 1) > 1;
      const input = el("select", { id, required, multiple: isMany }, isMany ? null : el("option", { value: "" }, value.placeholder || "Choose"),
        choices(value).map((option) => el("option", { value: option.value, selected: option.isDefault }, option.description ? `${option.label} — ${option.description}` : option.label)));
      return add(input, () => [...input.selectedOptions].map((option) => option.value).filter(Boolean));
    }
    case type.radio: {
      const boxes = checkboxes((value.options ?? []).map((option) => ({ ...option, isDefault: option.default })), id, "radio");
      if (required) boxes.querySelector("input")?.setAttribute("required", "");
      return add(boxes, () => checkedIn(boxes)[0] ?? null);
    }
    case type.boxes: {
      const boxes = checkboxes((value.options ?? []).map((option) => ({ ...option, isDefault: option.default })), id);
      return add(boxes, () => checkedIn(boxes));
    }
    case type.box: {
      const input = el("input", { id, type: "checkbox", class: "switch", checked: Boolean(value.default) });
      return add(input, () => input.checked);
    }
    case type.upload: return el("p", { id, class: "hint" }, "The simulator's page cannot send files in a form.");
    default: return el("p", { id, class: "hint" }, "This field is not known here.");
  }
}
