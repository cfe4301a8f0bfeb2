// Pictures of people and bots: drawn from their id, so that nothing is fetched from anywhere.

import { el } from "./dom.js";
import { face } from "./face.js";

export const portrait = (id, kind = "") => el("span", { class: `face ${kind}`, "aria-hidden": "true" }, face(id));

export const badge = (text) => el("span", { class: "badge" }, text);

/** The first letters of a server's name. */
export const initials = (name) => [...name.split(/\s+/).map((word) => [...word][0] ?? "").join("")].slice(0, 2).join("").toUpperCase() || "?";
