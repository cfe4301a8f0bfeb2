// The page's own signs; what they are drawn with is shared with the bot's page.

import { svg } from "./dom.js";

const paths = {
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h10",
  send: "M12 19V5M6 11l6-6 6 6",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  chevron: "M7 10l5 5 5-5",
  down: "M12 5v14M6 13l6 6 6-6",
  people: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-4 3-5.5 6.5-5.5s6 1.5 6.5 5.5M15.5 5a3.2 3.2 0 0 1 0 6.2M17.5 14.3c2.3.6 3.7 2.2 4 5.2",
  smile: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 14c1.7 2.6 5.3 2.6 7 0M9 9.5h.01M15 9.5h.01",
  reply: "M10 7L5 12l5 5M5.5 12H14c3.5 0 5 2 5 5.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  pen: "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
  bin: "M5 7h14M9.5 7V5h5v2M7 7l.8 12h8.4L17 7M10.5 10.5v5M13.5 10.5v5",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  thread: "M5 5h14v10h-7l-4 4v-4H5zM9 9h6M9 12h3",
  hash: "M10 4L8 20M16 4l-2 16M5 9h15M4 15h15",
  voice: "M5 10v4h3l4 4V6L8 10zM15.5 9.5a3.5 3.5 0 0 1 0 5M18 7a7 7 0 0 1 0 10",
  forum: "M4 5h12v8H9l-3 3v-3H4zM19 9h1v8h-2v3l-3-3h-4",
  file: "M7 4h7l4 4v12H7zM14 4v4h4",
  eye: "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  spark: "M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8z",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  out: "M14 5h5v5M19 5l-8 8M11 6H6v12h12v-5",
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "glyph", "aria-hidden": "true" }, svg("path", { d: paths[name] ?? "" }));
}

/** Puts them into the page's `data-icon` places. */
export function drawIcons(root = document) {
  for (const place of root.querySelectorAll("[data-icon]")) place.prepend(icon(place.dataset.icon));
}
