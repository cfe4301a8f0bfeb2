// Runs before the page is painted, so that it never flashes in the other theme.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("acore.theme"); } catch { return null; } };
  const apply = () => { root.dataset.theme = stored() || (dark.matches ? "dark" : "light"); };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const name = () => button.setAttribute("aria-label", root.dataset.theme === "dark" ? "Use light colours" : "Use dark colours");
    name();
    button.addEventListener("click", () => {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("acore.theme", next); } catch { /* not remembered, then */ }
      root.dataset.theme = next;
      name();
    });
  });
})();
