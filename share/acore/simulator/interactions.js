// Commands, buttons, selects and forms: sent to an application, which owes an answer within three seconds.

import { Refusal } from "./api.js";
import { act } from "./world.js";

const patience = 3400;
const remembered = 32;

/** What came for an interaction before the page knew its id, and who waits for one. */
const latest = new Map();
const waiting = new Map();
let showHidden = () => {};

/** Who shows the answers that only this person sees: called with an interaction and all there are of it. */
export function whenHidden(show) { showHidden = show; }

/** The program tells how far an answer is. */
export function takeOutcome(outcome) {
  latest.set(outcome.id, outcome);
  showHidden(outcome.id, outcome.hidden);
  if (latest.size > remembered) latest.delete(latest.keys().next().value);
  if (outcome.answer === null) return;
  waiting.get(outcome.id)?.(outcome);
  waiting.delete(outcome.id);
}

/** Resolves to the first answer; rejects when it was refused, or when none came in time. */
export async function interact(name, fields) {
  const reply = await act(name, fields);
  // A quick bot has answered before the page knew what for.
  if (reply.outcome && !latest.has(reply.id)) takeOutcome(reply.outcome);
  const known = latest.get(reply.id);
  if (known && known.answer !== null) return known;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.delete(reply.id);
      reject(new Refusal(0, "The application did not respond."));
    }, patience);
    waiting.set(reply.id, (outcome) => { clearTimeout(timer); resolve(outcome); });
  });
}
