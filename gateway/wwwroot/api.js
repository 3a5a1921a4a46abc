/** What went wrong, as a sentence for the reader. */
export class Problem extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

let session = beginSession();

/** Who calls. Each tab is someone, until it closes. */
export function subject() {
  let name = sessionStorage.getItem("subject");
  if (!name) {
    // randomUUID would need HTTPS.
    const bytes = crypto.getRandomValues(new Uint8Array(4));
    name = `learner-${Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")}`;
    sessionStorage.setItem("subject", name);
  }
  return name;
}

export function becomeSomeoneElse() {
  // What is under way was the former learner's: no answer of theirs reaches the next one, nor does their token.
  session.end.abort();
  sessionStorage.clear();
  session = beginSession();
}

/** Forgets the token: the next call starts a new session for the same learner. */
export function endSession() {
  session.token = undefined;
}

/**
 * Calls the API as this tab's learner and returns the response; throws a Problem for anything but success, and an
 * AbortError once the tab is someone else's.
 */
export async function call(method, path, { headers = {}, signal } = {}) {
  const mine = session;
  const either = AbortSignal.any([mine.end.signal, ...(signal ? [signal] : [])]);
  const sendWith = token =>
    send(path, { method, signal: either, headers: { ...headers, authorization: `Bearer ${token}` } });

  mine.token ??= await fetchToken(mine.end.signal);
  let response = await sendWith(mine.token);

  if (response.status === 401) {
    // The token has ended: once more with a new one.
    mine.token = await fetchToken(mine.end.signal);
    response = await sendWith(mine.token);
  }

  return success(response);
}

export const get = async path => (await call("GET", path)).json();

/** Whether this is the end of a request that nobody waits for any more, and so nothing to tell. */
export const isOver = error => error.name === "AbortError";

function beginSession() {
  return { end: new AbortController(), token: undefined };
}

async function fetchToken(signal) {
  const response = await send("/api/session", {
    method: "POST",
    signal,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ subject: subject(), roles: ["learner"] }),
  });

  if (response.status === 404) {
    throw new Problem(404, "This gateway starts no sessions: outside development, an identity provider does.");
  }

  return (await (await success(response)).json()).token;
}

async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (isOver(error)) {
      throw error;
    }
    throw new Problem(0, "The gateway can’t be reached. Is the stack still running?");
  }
}

async function success(response) {
  if (response.ok) {
    return response;
  }

  const problem = await response.json().catch(() => ({}));
  const fields = Object.entries(problem.errors ?? {}).map(([field, messages]) => `${field}: ${messages.join(" ")}`);
  const trace = response.status >= 500 && problem.traceId ? ` (Trace ${problem.traceId}.)` : "";
  throw new Problem(
    response.status,
    (fields.join(" ") || problem.detail || `${problem.title ?? "That didn’t work"} (${response.status}).`) + trace);
}
