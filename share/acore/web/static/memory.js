// The page “Memory”: what is known about whoever is signed in, and what they do about it.

import { ask, byID, drawIcons, el, icon } from "./dom.js";
import { call, read } from "./api.js";
import { day, ground, place } from "./grounds.js";
import { wear } from "./face.js";

let known = null;

drawIcons();
byID("facts-filter").addEventListener("input", drawFacts);
byID("search-form").addEventListener("submit", (event) => { event.preventDefault(); attempt(search); });
byID("link").addEventListener("click", () => attempt(makeCode));
byID("part").addEventListener("click", () => attempt(part));
byID("learning").addEventListener("change", () => attempt(pause));
byID("forget").addEventListener("click", () => attempt(forget));
wear(read("/api/personas")).catch(() => {}); // in no colour, then
attempt(load);

/** Does something and says on the page what went wrong. */
async function attempt(work) {
  try {
    await work();
    tell("");
  } catch (error) {
    tell(error.message);
  }
}

async function load() {
  known = await read("/api/memory");
  const discord = known.accounts.filter((id) => id.startsWith("discord:")).map((id) => id.slice(8));
  byID("holding").textContent = `${known.turns.toLocaleString()} of your messages and ${known.answers.toLocaleString()} answers to you are kept.`;
  byID("link-state").textContent = discord.length > 0
    ? `Joined to account ${discord.join(", ")}: what you told me on Discord is known here too.`
    : "Join your account on Discord, and what you told me there is known here too.";
  byID("part").hidden = discord.length === 0;
  byID("learning").checked = !known.isPaused;
  drawFacts();
}

function drawFacts() {
  const words = byID("facts-filter").value.toLowerCase();
  const shown = known.facts.filter((fact) => `${fact.text} ${fact.excerpt}`.toLowerCase().includes(words));
  byID("facts").replaceChildren(...shown.map(factRow));
  byID("facts-none").hidden = known.facts.length > 0;
}

function factRow(fact) {
  const where = [place(fact.place), day(fact.saidAt), fact.isPrivate ? "told in private" : null].filter(Boolean).join(" · ");
  const source = fact.excerpt && fact.excerpt !== fact.text ? `“${fact.excerpt}” · ${where}` : where;
  const edit = el("button", { type: "button", class: "quiet icon small", "aria-label": `Put right: ${fact.text}` }, icon("pen"));
  const bin = el("button", { type: "button", class: "quiet icon small", "aria-label": `Forget: ${fact.text}` }, icon("bin"));
  const row = el("li", { class: "fact" }, el("div", {}, el("p", {}, fact.text), el("p", { class: "hint" }, source)), edit, bin);
  edit.addEventListener("click", () => row.replaceWith(editor(fact, row)));
  bin.addEventListener("click", () => attempt(async () => {
    if (!(await ask("Forget this?", fact.text, "Forget"))) return;
    await call("DELETE", `/api/memory/facts/${fact.id}`);
    await load();
  }));
  return row;
}

function editor(fact, row) {
  const input = el("input", { value: fact.text, maxlength: 300, "aria-label": "What is right", required: true });
  const back = el("button", { type: "button", class: "quiet", onclick: () => form.replaceWith(row) }, "Leave it");
  const form = el("form", { class: "fact inline" }, input, el("button", { type: "submit", class: "secondary" }, "Save"), back);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(async () => {
      await call("PUT", `/api/memory/facts/${fact.id}`, { text: input.value });
      await load();
    });
  });
  queueMicrotask(() => input.focus());
  return form;
}

async function search() {
  const { found } = await read(`/api/memory/search?q=${encodeURIComponent(byID("query").value)}`);
  byID("found").replaceChildren(...found.map(ground));
  byID("found-none").textContent = found.length === 0 ? "Nothing was found." : "";
}

async function makeCode() {
  const { code, seconds } = await (await call("POST", "/api/memory/link", {})).json();
  byID("link-code").replaceChildren("Write ", el("code", {}, `/link ${code}`), ` to the bot on Discord within ${Math.round(seconds / 60)} minutes.`);
  byID("link-code").hidden = false;
}

async function part() {
  if (!(await ask("Part the accounts?", "What is known on either side stays there.", "Part them"))) return;
  await call("DELETE", "/api/memory/link");
  await load();
}

async function pause() {
  await call("PUT", "/api/memory/learning", { isPaused: !byID("learning").checked });
}

async function forget() {
  if (!(await ask("Forget everything about you?", "Every message of yours, every answer to you and all that is known about you, here and in joined accounts. It cannot be brought back.", "Forget it"))) return;
  const receipt = await (await call("POST", "/api/memory/forget", {})).json();
  byID("rights-told").textContent = `Forgotten on ${new Date(receipt.at).toLocaleString()}: ${receipt.turns} messages, ${receipt.answers} answers, ${receipt.facts} things that were known.`;
  await load();
}

function tell(text) {
  byID("banner").textContent = text;
  byID("banner").hidden = text === "";
}
