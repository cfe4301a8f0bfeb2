// The talk: what is shown, what is sent, and what comes back.

import { byID, drawIcons, el } from "./dom.js";
import { Refusal, call, read, readEvents } from "./api.js";
import { face } from "./face.js";
import { AnswerMessage, userMessage } from "./message.js";
import { Composer, encoded } from "./composer.js";
import { Talks } from "./talks.js";
import { People } from "./people.js";
import { StatusStrip } from "./status.js";

const starters = [
  "Tell me something about yourself.",
  "What can you help me with?",
  "I have had a long day. Cheer me up?",
  "Explain black holes as if I were ten.",
  "Help me plan a quiet weekend.",
  "Write a small poem about rain.",
  "Give me a riddle.",
  "What should I cook with eggs and rice?",
];

const scroll = byID("scroll");
let people, conversation = null, stopping = null, opening = 0;
// Whether the page follows what is written; it stops as soon as somebody scrolls up.
let follows = true, lastTop = 0;

drawIcons();
const talks = new Talks({
  onOpen: (id) => open(id), onGone: () => begin(), onFault: (error) => tell(sentence(error)),
  // What is still being said would be kept after all.
  onDelete: (id) => { if (id === conversation) stopping?.abort(); },
});
const composer = new Composer({ onSend: () => send(), onStop: () => stopping?.abort(), onFault: (text) => tell(text, "composer") });
wireDrawer();
byID("sign-out").addEventListener("click", signOut);
start();

async function start() {
  try {
    people ??= new People((await read("/api/personas")).personas, changed);
    await talks.load();
  } catch (error) {
    tell(`${sentence(error)} Trying again…`, "start");
    setTimeout(start, 5000);
    return;
  }
  tell("", "start");
  byID("new-talk").addEventListener("click", () => begin());
  byID("new-talk-top").addEventListener("click", () => begin());
  byID("to-end").addEventListener("click", () => toEnd(true));
  scroll.addEventListener("scroll", noteScroll, { passive: true });
  addEventListener("popstate", () => route());
  addEventListener("offline", () => tell("You are offline. What you write stays here until you are back."));
  addEventListener("online", () => tell(""));
  composer.begin();
  await route();
  new StatusStrip((isThere) => { if (navigator.onLine) tell(isThere ? "" : "The program does not answer. Trying again…", "reach"); });
}

function route() {
  const id = new URLSearchParams(location.search).get("c");
  return id ? open(id, false) : begin(false);
}

/** An empty page with somebody who waits. */
function begin(isNews = true) {
  stopping?.abort();
  opening += 1;
  conversation = null;
  if (isNews && location.search) history.pushState(null, "", "/");
  document.title = `${people.current.name} · Acore`;
  talks.mark(null);
  show();
  drawWelcome();
  closeDrawer();
  composer.field.focus();
}

async function open(id, isNews = true) {
  stopping?.abort();
  const turn = (opening += 1);
  closeDrawer();
  try {
    const { turns } = await read(`/api/conversations/${encodeURIComponent(id)}`);
    if (turn !== opening) return;
    conversation = id;
    if (isNews) history.pushState(null, "", `/?c=${id}`);
    talks.mark(id);
    document.title = `${talks.find(id)?.title ?? "Talk"} · Acore`;
    const last = turns.findLast((said) => said.persona);
    people.choose(last?.persona, last?.framework);
    byID("welcome").hidden = true;
    show(...turns.map(kept));
    toEnd();
    composer.field.focus();
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return begin();
    tell(sentence(error));
  }
}

const remarks = { partial: "stopped here", missed: "was not answered" };

/** Replaces what the log shows, and lets go of its pictures. */
function show(...messages) {
  for (const picture of byID("log").querySelectorAll(".sent-pictures img")) URL.revokeObjectURL(picture.src);
  byID("log").replaceChildren(...messages);
}

function kept(said) {
  if (said.role === "user") return userMessage(said.text, { remark: remarks[said.state] });
  const message = new AnswerMessage(people.named(said.persona));
  message.finish(said.text, said.nodes, { remark: remarks[said.state], grounds: said.grounds });
  return message.element;
}

function drawWelcome() {
  const { id, name, summary, greetings } = people.current;
  const shift = [...id].reduce((sum, character) => sum + character.codePointAt(0), 0);
  byID("welcome-face").replaceChildren(face(id));
  byID("greeting").textContent = greetings[Math.floor(Math.random() * greetings.length)] ?? `Hello, I am ${name}.`;
  byID("about").textContent = summary;
  byID("starters").replaceChildren(...[0, 1, 2, 3].map((index) => {
    const text = starters[(shift + index * 3) % starters.length];
    return el("li", {}, el("button", { type: "button", onclick: () => { composer.set(text); send(); } }, text));
  }));
  byID("welcome").hidden = false;
}

function changed(what) {
  if (what === "persona") begin();
}

async function send() {
  if (composer.isEmpty || stopping) return;
  const { text, pictures } = composer.take();
  byID("welcome").hidden = true;
  byID("log").append(userMessage(text, { pictures: pictures.map((picture) => picture.address) }));
  await answer(text, pictures);
}

async function answer(text, pictures) {
  for (const button of byID("log").querySelectorAll(".retry")) button.remove();
  const retry = () => { composer.field.focus(); answer(text, pictures); };
  const message = new AnswerMessage(people.current);
  message.onGrow = () => { if (follows) toEnd(); };
  const name = people.current.name;
  byID("log").append(message.element);
  message.wait();
  toEnd(true);
  byID("news").textContent = `${name} is answering.`;
  const stop = (stopping = new AbortController());
  composer.setBusy(true);
  try {
    const response = await call("POST", "/api/chat", {
      message: text, persona: people.current.id, framework: people.framework, conversation: conversation ?? undefined,
      images: await Promise.all(pictures.map(encoded)), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }, { signal: stop.signal, headers: { Accept: "text/event-stream" } });
    let isDone = false;
    await readEvents(response, (event, data) => {
      if (stopping !== stop) return;
      switch (event) {
        case "start": adopt(data.conversation); break;
        case "text": message.write(data.text); break;
        case "working": message.wait(data.label); break;
        case "done":
          isDone = true;
          message.finish(data.text, data.nodes, { meta: figures(data), grounds: data.grounds, remark: data.finish === "length" ? "cut off at the limit" : "" });
          byID("news").textContent = `${name}: ${data.text}`;
          break;
        case "error":
          isDone = true;
          message.fail(data.message, retry);
          byID("news").textContent = data.message;
          break;
      }
    });
    if (!isDone) throw new TypeError("cut off");
  } catch (error) {
    if (stop.signal.aborted) {
      message.finish(message.text, null, { remark: "stopped here" });
      byID("news").textContent = "Stopped.";
    } else {
      // At the door: what was written is still there afterwards.
      if (error instanceof Refusal && error.status === 401) composer.set(text);
      message.fail(sentence(error), retry);
      byID("news").textContent = sentence(error);
    }
  }
  if (stopping === stop) {
    stopping = null;
    composer.setBusy(false);
  }
  if (follows) toEnd();
  talks.load().then(() => talks.mark(conversation), () => {});
}

function adopt(id) {
  if (conversation === id) return;
  conversation = id;
  history.replaceState(null, "", `/?c=${id}`);
}

function figures({ model, latencyMs, usage }) {
  const tokens = `${usage.isEstimate ? "about " : ""}${(usage.promptTokens + usage.completionTokens).toLocaleString()} tokens`;
  return `${model} · ${(latencyMs / 1000).toFixed(1)} s · ${tokens}`;
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

function noteScroll() {
  if (isAtEnd()) follows = true;
  else if (scroll.scrollTop < lastTop) follows = false;
  lastTop = scroll.scrollTop;
  byID("to-end").hidden = isAtEnd();
}

function toEnd(isSmooth = false) {
  follows = true;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: isSmooth && !isCalm ? "smooth" : "instant" });
}

function sentence(error) {
  if (error instanceof Refusal) return error.message;
  return navigator.onLine ? "The program does not answer." : "You are offline.";
}

function tell(text, about = "") {
  const banner = byID("banner");
  if (text === "" && about !== "" && banner.dataset.about !== about) return;
  banner.dataset.about = about;
  banner.textContent = text;
  banner.hidden = text === "";
}

async function signOut() {
  try {
    await call("DELETE", "/api/session");
  } catch (error) {
    return tell(sentence(error));
  }
  composer.set("");
  location.assign("/sign-in");
}

function wireDrawer() {
  byID("drawer-open").addEventListener("click", () => {
    document.body.classList.add("drawer-open");
    byID("veil").hidden = false;
    byID("drawer-open").setAttribute("aria-expanded", "true");
    document.querySelector(".room").inert = true;
    byID("drawer-close").focus();
  });
  byID("drawer-close").addEventListener("click", leaveDrawer);
  byID("veil").addEventListener("click", leaveDrawer);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) leaveDrawer();
  });
}

function leaveDrawer() {
  if (!document.body.classList.contains("drawer-open")) return;
  closeDrawer();
  byID("drawer-open").focus();
}

function closeDrawer() {
  document.querySelector(".room").inert = false;
  document.body.classList.remove("drawer-open");
  byID("veil").hidden = true;
  byID("drawer-open").setAttribute("aria-expanded", "false");
}
