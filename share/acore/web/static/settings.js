// The settings page: every setting in a field of its kind.

import { ask, byID, drawIcons, el, icon } from "./dom.js";
import { call, read } from "./api.js";
import { wear } from "./face.js";

drawIcons();
start().catch((error) => tell(error.message));

async function start() {
  byID("password-form").addEventListener("submit", changePassword);
  byID("more").addEventListener("click", () => loadChanges(false));
  wear(read("/api/personas")).catch(() => {}); // in no colour, then
  draw((await read("/api/settings")).settings);
  await loadChanges(true);
}

/** What each row shows, so that a change replaces no other one: somebody may be writing there. */
const shown = new Map();

function draw(settings) {
  for (const setting of settings) shown.set(setting.key, JSON.stringify(setting));
  const groups = new Map();
  for (const setting of settings) groups.set(setting.group, [...(groups.get(setting.group) ?? []), setting]);
  byID("groups").replaceChildren(...[...groups].map(([name, members], index) =>
    el("section", { class: "card", id: `group-${index}`, "aria-labelledby": `title-${index}` },
      el("h2", { id: `title-${index}` }, name), members.map(row))));
  const entries = [...[...groups.keys()].map((name, index) => [`group-${index}`, name]), ["password-card", "Password"], ["changes-card", "Changes"]];
  byID("contents").replaceChildren(el("ul", {}, entries.map(([id, name]) => el("li", {}, el("a", { href: `#${id}` }, name)))));
}

function row(setting) {
  const id = `setting-${setting.key}`;
  const told = el("span", { class: "told", role: "status" });
  const editor = setting.isPinned ? pinned(setting, id) : setting.kind === "secret" ? secret(setting, id, told) : field(setting, id, told);
  return el("div", { class: "setting", "data-key": setting.key },
    el("div", { class: "setting-text" },
      el("label", { for: id }, setting.key),
      el("p", { id: `${id}-help` }, setting.summary),
      el("p", { class: "tags" },
        el("span", { class: setting.isPinned ? "tag pinned" : "tag" }, setting.isPinned ? icon("pin") : null, setting.source),
        setting.takesEffect === "onRestart" ? el("span", { class: "tag restart" }, icon("again"), "after a restart") : null)),
    el("div", { class: "setting-field" }, editor, told));
}

function pinned(setting, id) {
  const shown = setting.kind === "secret" ? "is set" : setting.value ?? "";
  return el("input", { id, value: shown, disabled: true, "aria-describedby": `${id}-help` });
}

function secret(setting, id, told) {
  const input = el("input", { id, type: "password", autocomplete: "off", placeholder: setting.isSet ? "••• set" : "not set", "aria-describedby": `${id}-help` });
  const put = el("button", { type: "submit", class: "secondary" }, setting.isSet ? "Replace" : "Set");
  const clear = el("button", { type: "button", class: "quiet" }, "Clear");
  clear.hidden = !setting.isSet;
  clear.addEventListener("click", async () => {
    if (await ask(`Clear ${setting.key}?`, "What depends on it stops working.", "Clear")) await save(setting, null, told);
  });
  const form = el("form", { class: "inline" }, input, put, clear);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value) save(setting, input.value, told);
  });
  return form;
}

function field(setting, id, told) {
  const described = { id, "aria-describedby": `${id}-help` };
  if (setting.kind === "flag") {
    const box = el("input", { ...described, type: "checkbox", role: "switch", class: "switch", checked: setting.value === "true" });
    box.addEventListener("change", async () => { if (!(await save(setting, box.checked, told))) box.checked = !box.checked; });
    return box;
  }
  if (setting.kind === "choice") {
    const select = el("select", described, setting.choices.map((choice) => el("option", { value: choice, selected: choice === setting.value }, choice)));
    select.addEventListener("change", async () => { if (!(await save(setting, select.value, told))) select.value = setting.value; });
    return select;
  }
  const isNumber = setting.kind === "integer" || setting.kind === "decimal";
  const input = el("input", {
    ...described, value: setting.value ?? "", type: isNumber ? "number" : "text", min: setting.minimum, max: setting.maximum,
    step: setting.kind === "decimal" ? "any" : isNumber ? 1 : null, placeholder: setting.kind === "list" ? "one, another" : null, spellcheck: "false",
  });
  const put = el("button", { type: "submit", class: "secondary", disabled: true }, "Save");
  const reset = el("button", { type: "button", class: "quiet" }, "Default");
  reset.hidden = setting.source !== "settings page";
  reset.addEventListener("click", () => save(setting, null, told));
  input.addEventListener("input", () => { put.disabled = input.value === (setting.value ?? ""); });
  const form = el("form", { class: "inline" }, input, put, reset);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!put.disabled) save(setting, typed(setting, input.value), told);
  });
  return form;
}

/** An emptied number goes back to its default. */
function typed(setting, text) {
  if (setting.kind === "integer" || setting.kind === "decimal") return text.trim() === "" ? null : Number(text);
  if (setting.kind === "list") return text.split(",").map((item) => item.trim()).filter(Boolean);
  return text;
}

const rowOf = (key) => byID("groups").querySelector(`[data-key="${CSS.escape(key)}"]`);

/** Returns whether it was kept; where not, the row says why. */
async function save(setting, value, told) {
  told.classList.remove("fault");
  told.textContent = "Saving…";
  try {
    const response = await call("PUT", "/api/settings", { key: setting.key, value });
    for (const after of (await response.json()).settings) {
      const text = JSON.stringify(after);
      if (after.key !== setting.key && shown.get(after.key) === text) continue;
      shown.set(after.key, text);
      rowOf(after.key)?.replaceWith(row(after));
    }
    const after = rowOf(setting.key)?.querySelector(".told");
    if (after) after.textContent = setting.takesEffect === "onRestart" ? "Saved. Restart to use it." : "Saved.";
    byID(`setting-${setting.key}`)?.focus();
  } catch (error) {
    told.classList.add("fault");
    told.textContent = error.message;
    return false;
  }
  loadChanges(true);
  return true;
}

let oldest = null;

async function loadChanges(isFresh) {
  let entries;
  try {
    ({ entries } = await read(`/api/audit${isFresh ? "" : `?before=${oldest}`}`));
  } catch (error) {
    return tell(error.message);
  }
  if (isFresh) byID("changes").replaceChildren();
  byID("changes").append(...entries.map((entry) => el("tr", {},
    el("td", {}, el("time", { datetime: new Date(entry.at).toISOString() }, new Date(entry.at).toLocaleString())),
    el("td", {}, entry.who), el("td", {}, [entry.action === "setting" ? "" : entry.action, entry.key].filter(Boolean).join(" ")),
    el("td", {}, entry.old ?? "–"), el("td", {}, entry.new ?? "–"))));
  oldest = entries.at(-1)?.id ?? oldest;
  byID("more").hidden = entries.length < 100;
}

async function changePassword(event) {
  event.preventDefault();
  const told = byID("password-told");
  told.classList.remove("fault");
  try {
    await call("PUT", "/api/password", { current: byID("current").value, new: byID("new").value });
    // The session is a new one, and so is the page's token.
    location.reload();
  } catch (error) {
    told.classList.add("fault");
    told.textContent = error.message;
  }
}

function tell(text) {
  byID("banner").textContent = text;
  byID("banner").hidden = text === "";
}
