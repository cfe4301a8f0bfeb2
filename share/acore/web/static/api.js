// Talking to the program: JSON there and back, and answers as they are written.

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

export async function call(method, path, body, options = {}) {
  const headers = { "X-Acore-Token": meta("acore-token"), ...options.headers };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(path, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body),
    signal: options.signal, credentials: "same-origin", cache: "no-store",
  });
  if (response.ok) return response;
  const refusal = await refusalOf(response);
  if (response.status === 401 && meta("acore-token")) location.assign(`/sign-in${location.search}`);
  throw refusal;
}

export const read = async (path) => (await call("GET", path)).json();

async function refusalOf(response) {
  try {
    return new Refusal(response.status, (await response.json()).error.message);
  } catch {
    return new Refusal(response.status, `The program answered with ${response.status}.`);
  }
}

/** Calls `take(event, data)` for each Server-Sent Event of a response. */
export async function readEvents(response, take) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const frames = (rest + value).split("\n\n");
    rest = frames.pop();
    for (const frame of frames) dispatch(frame, take);
  }
}

function dispatch(frame, take) {
  let event = "message";
  const data = [];
  for (const line of frame.split("\n")) {
    if (line.startsWith("event: ")) event = line.slice(7);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (data.length > 0) take(event, JSON.parse(data.join("\n")));
}
