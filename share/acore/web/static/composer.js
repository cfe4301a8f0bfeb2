// Where a message is written: the field that grows, and the pictures beside it.

import { byID, el, icon } from "./dom.js";
import { Refusal } from "./api.js";

const limit = { count: 4, bytes: 10 * 1024 * 1024 };
const kinds = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** What is written survives a reload, and signing in again; other tabs do not see it. */
const draft = {
  get text() { try { return sessionStorage.getItem("acore.draft") ?? ""; } catch { return ""; } },
  set text(text) { try { sessionStorage.setItem("acore.draft", text); } catch { /* not kept, then */ } },
};

export class Composer {
  constructor({ onSend, onStop, onFault }) {
    this.field = byID("message");
    this.pictures = [];
    this.onFault = onFault;
    this.busy = false;
    this.open = false;

    byID("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.open && !this.busy) onSend();
    });
    byID("stop").addEventListener("click", onStop);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.busy && !document.querySelector("dialog[open], .drawer-open")) onStop();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (this.open && !this.busy) onSend();
    });
    this.field.addEventListener("input", () => this.grow());
    this.field.addEventListener("paste", (event) => this.add(event.clipboardData?.files, event));
    byID("attach").addEventListener("click", () => byID("files").click());
    byID("files").addEventListener("change", () => {
      this.add(byID("files").files);
      byID("files").value = "";
    });
    this.acceptDrops(document.querySelector(".room"));
    this.field.value ||= draft.text;
    this.grow();
  }

  get text() { return this.field.value.trim(); }
  get isEmpty() { return this.text === "" && this.pictures.length === 0; }

  set(text) {
    this.field.value = text;
    this.grow();
    this.field.focus();
  }

  /** Empties the field and hands over what was in it. */
  take() {
    const taken = { text: this.text, pictures: this.pictures };
    this.pictures = [];
    this.field.value = "";
    this.onFault("");
    this.draw();
    this.grow();
    return taken;
  }

  /** From now on there is somebody to send to. */
  begin() {
    this.open = true;
    this.grow();
  }

  setBusy(busy) {
    this.busy = busy;
    byID("send").hidden = busy;
    byID("stop").hidden = !busy;
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 220)}px`;
    byID("send").disabled = this.isEmpty || !this.open;
    draft.text = this.field.value;
  }

  async add(files, event) {
    const images = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (images.length === 0) return;
    event?.preventDefault();
    this.onFault("");
    for (const file of images) {
      if (!kinds.includes(file.type)) this.onFault("Pictures must be PNG, JPEG, GIF or WebP.");
      else if (file.size > limit.bytes) this.onFault("A picture has at most 10 MB.");
      else if (this.pictures.length >= limit.count) this.onFault(`At most ${limit.count} pictures go with a message.`);
      else this.pictures.push({ name: file.name, address: URL.createObjectURL(file), file });
    }
    this.draw();
    this.grow();
  }

  draw() {
    byID("previews").replaceChildren(...this.pictures.map((picture) => el("li", {},
      el("img", { src: picture.address, alt: picture.name || "A picture" }),
      el("button", { type: "button", class: "remove", "aria-label": `Remove ${picture.name || "the picture"}`, onclick: () => this.remove(picture) }, icon("close")))));
  }

  remove(picture) {
    this.pictures = this.pictures.filter((other) => other !== picture);
    URL.revokeObjectURL(picture.address);
    this.draw();
    this.grow();
    this.field.focus();
  }

  acceptDrops(room) {
    let depth = 0;
    const show = (isOver) => room.classList.toggle("dropping", isOver);
    room.addEventListener("dragenter", () => show((depth += 1) > 0));
    room.addEventListener("dragleave", () => show((depth -= 1) > 0));
    room.addEventListener("dragover", (event) => event.preventDefault());
    room.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      show(false);
      this.add(event.dataTransfer?.files);
    });
  }
}

/** A file's bytes as the program wants them. */
export function encoded(picture) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ base64: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = () => reject(new Refusal(0, "A picture can no longer be read. Choose it again."));
    reader.readAsDataURL(picture.file);
  });
}
