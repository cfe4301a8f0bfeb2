// Files that go with a message or a command.

import { Refusal } from "./api.js";

export const fileLimit = { count: 10, bytes: 25 * 1024 * 1024 };

/** A file as the program wants it. */
export function encoded(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type || "application/octet-stream", base64: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = () => reject(new Refusal(0, "A file can no longer be read. Choose it again."));
    reader.readAsDataURL(file);
  });
}
