import { call } from "./api.js";

// The server sends something every 15 seconds; a connection that is silent for longer is dead without saying so.
const silenceLimit = 40_000;

/**
 * Reads server-sent events with fetch, since EventSource can't send a token, and a token has no place in a URL.
 * Calls onEvent for each event until the stream ends; throws when it breaks.
 */
export async function readStream(path, lastEventId, signal, onOpen, onEvent) {
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  const headers = { accept: "text/event-stream", ...(lastEventId && { "last-event-id": lastEventId }) };
  let timer = setTimeout(() => silence.abort(), silenceLimit);

  try {
    const response = await call("GET", path, { headers, signal: either });
    onOpen();

    let rest = "";
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceLimit);

      const blocks = (rest + text).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      blocks.map(parseEvent).forEach(onEvent);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** One event of the format in the HTML standard, 9.2.6. */
function parseEvent(block) {
  const event = { type: "message", data: [] };
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "data") {
      event.data.push(value);
    } else if (field === "event") {
      event.type = value;
    } else if (field === "id") {
      event.id = value;
    }
  }
  return { ...event, data: event.data.join("\n") };
}
