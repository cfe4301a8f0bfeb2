// Everybody has a face and a colour of their own, made from their id.

import { svg } from "./dom.js";

const hues = [32, 58, 88, 142, 168, 205, 238, 268, 305, 350];

function hash(text) {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 16777619);
  value = Math.imul(value ^ (value >>> 15), 2246822519);
  return (value ^ (value >>> 13)) >>> 0;
}

const given = new Map();

/** Gives each of these a colour that no other one has, as long as there are enough. */
export function giveHues(ids) {
  given.clear();
  for (const id of ids) {
    let place = hash(id) % hues.length;
    while (given.size < hues.length && [...given.values()].includes(hues[place])) place = (place + 1) % hues.length;
    given.set(id, hues[place]);
  }
}

export const hueOf = (id) => given.get(id) ?? hues[hash(id) % hues.length];

const eyes = [
  (x) => svg("circle", { cx: x, cy: 30, r: 4.4, class: "eye" }),
  (x) => svg("ellipse", { cx: x, cy: 30, rx: 3.6, ry: 5.4, class: "eye" }),
  (x) => svg("path", { d: `M${x - 4.6} 31.5c1.8-4 7.4-4 9.2 0`, class: "line" }),
  (x) => svg("rect", { x: x - 3.4, y: 25.5, width: 6.8, height: 9, rx: 3.4, class: "eye" }),
];
const mouths = [
  "M26 40c3.6 4.2 8.4 4.2 12 0",
  "M28 41.5h8",
  "M25 39.5c4 6.5 10 6.5 14 0z",
  "M28 40.5c1.6 2.6 3.4 2.6 4 .6 .6 2 2.4 2 4-.6",
];
const locks = [
  "M0 0h64v14C46 25 18 25 0 14z",
  "M0 0h64v10c-10 14-30 6-40 12C14 26 6 22 0 26z",
  "M0 44c14 14 50 14 64 0v20H0z",
  "M38 0h26v64H50C62 44 54 18 38 0z",
];

/** A drawing that fits any size; its colours come from `--hue`. */
export function face(id) {
  const seed = hash(`${id} face`);
  const pick = (list, shift) => list[(seed >>> shift) % list.length];
  const eye = pick(eyes, 3);
  const clip = `clip-${seed}-${Math.random().toString(36).slice(2)}`;
  const drawing = svg("svg", { viewBox: "0 0 64 64", class: "drawing" },
    svg("clipPath", { id: clip }, svg("rect", { width: 64, height: 64, rx: 23 })),
    svg("g", { "clip-path": `url(#${clip})` },
      svg("rect", { width: 64, height: 64, class: "skin" }),
      svg("path", { d: pick(locks, 7), class: "lock" }),
      svg("circle", { cx: 16, cy: 39, r: 5, class: "cheek" }),
      svg("circle", { cx: 48, cy: 39, r: 5, class: "cheek" }),
      svg("g", { class: "eyes" }, eye(23), eye(41)),
      svg("path", { d: pick(mouths, 11), class: "line" })));
  drawing.style.setProperty("--face-hue", hueOf(id));
  return drawing;
}

/** The colour of whom one talked to last. */
export async function wear(answer) {
  const { personas } = await answer;
  giveHues(personas.map((person) => person.id));
  let id = null;
  try { id = localStorage.getItem("acore.persona"); } catch { /* the first one's, then */ }
  document.documentElement.style.setProperty("--hue", hueOf(id ?? personas[0]?.id ?? ""));
}
