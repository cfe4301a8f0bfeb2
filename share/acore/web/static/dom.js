// Elements are made here and nowhere else: text goes in as text, never as markup.

/** el("button", { class: "quiet", onclick }, "Text", child) */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byID = (id) => document.getElementById(id);

const paths = {
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h10",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M8 8h8v8H8z",
  image: "M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4.5 16l4.5-4.5 4 4 2.5-2.5 4 4M15.5 9.2h.01",
  sliders: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.5v5M9 13.5v5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  leave: "M14 5H6v14h8M10 12h10M17 9l3 3-3 3",
  chevron: "M7 10l5 5 5-5",
  down: "M12 5v14M6 13l6 6 6-6",
  pen: "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5",
  back: "M19 12H5M11 6l-6 6 6 6",
  bin: "M5 7h14M9.5 7V5h5v2M7 7l.8 12h8.4L17 7M10.5 10.5v5M13.5 10.5v5",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  again: "M19 12a7 7 0 1 1-2.2-5.100M19 4v4h-4",
  heart: "M12 19.500s-7.500-4.600-7.500-9.700a4.100 4.100 0 0 1 7.500-2.300 4.100 4.100 0 0 1 7.500 2.300c0 5.100-7.500 9.700-7.500 9.700z",
  pin: "M12 21v-6M8 4h8l-1 6 2.5 5h-11L9 10z",
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "glyph", "aria-hidden": "true" }, svg("path", { d: paths[name] ?? "" }));
}

/** Puts the icons into a page's `data-icon` places. */
export function drawIcons(root = document) {
  for (const place of root.querySelectorAll("[data-icon]")) place.prepend(icon(place.dataset.icon));
}

/** Asks before something is lost; resolves to whether to go on. */
export function ask(title, text, yes = "Delete") {
  const dialog = byID("ask");
  byID("ask-title").textContent = title;
  byID("ask-text").textContent = text;
  byID("ask-yes").textContent = yes;
  return new Promise((resolve) => {
    const done = (answer) => () => { dialog.close(); resolve(answer); };
    byID("ask-yes").onclick = done(true);
    byID("ask-no").onclick = done(false);
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
    byID("ask-no").focus();
  });
}
