import { byID } from "./dom.js";
import { call } from "./api.js";
import { face, hueOf } from "./face.js";

const friend = ["chief", "sage", "juno", "pixel", "nova"][new Date().getDate() % 5];
document.documentElement.style.setProperty("--hue", hueOf(friend));
byID("face").append(face(friend));

byID("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter ?? byID("form").querySelector("button");
  byID("fault").textContent = "";
  button.disabled = true;
  try {
    await call("POST", "/api/session", { name: byID("name").value.trim(), password: byID("password").value });
    location.assign(`/${location.search}`);
  } catch (error) {
    byID("fault").textContent = error instanceof TypeError ? "The program does not answer." : error.message;
    button.disabled = false;
    byID("password").select();
  }
});
