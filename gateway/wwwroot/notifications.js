import { call, endSession, get, isOver } from "./api.js";
import { element } from "./dom.js";
import { readStream } from "./stream.js";

const list = document.getElementById("notifications");
const connection = document.getElementById("connection");
const readAll = document.getElementById("read-all");
const shown = 20;

// No notification has this id: a stream that goes on behind it tells all there is.
const none = "00000000-0000-0000-0000-000000000000";

let lastEventId = none;
let unread = 0;

/** Keeps the list live until the signal fires: what is there, then what arrives, again after every break. */
export async function showNotifications(signal) {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      // The list first and the stream from its newest on: nothing falls between the two.
      const page = await get(`/api/notifications?limit=${shown}`);
      page.items.reverse().forEach(show);
      count(page.unreadCount);

      let expired = false;
      await readStream("/api/notifications/stream", lastEventId, signal, () => {
        attempt = 0;
        say("Live: they appear here as they happen.");
      }, event => {
        expired = event.type === "expired";
        if (event.type === "notification" && show(JSON.parse(event.data))) {
          count(unread + 1);
        }
      });

      if (expired) {
        endSession();
        continue;
      }
    } catch {
      // Whatever broke, the answer is the same: say so, and try again.
    }

    if (!signal.aborted) {
      say("Notifications are down. What you complete is safe, and you will hear of it once they are back.");
      await pause(Math.min(10_000, 500 * 2 ** attempt));
    }
  }
}

/** Forgets one learner's notifications. */
export function clearNotifications() {
  list.replaceChildren();
  lastEventId = none;
  count(0);
}

readAll.addEventListener("click", async () => {
  try {
    await call("POST", "/api/notifications/read-all");
    list.querySelectorAll(".unread").forEach(item => item.classList.remove("unread"));
    count(0);
  } catch (problem) {
    if (!isOver(problem)) {
      say(problem.message);
    }
  }
});

/** Adds a notification on top, unless it is there already; says whether it did. */
function show({ id, kind, text, createdAt, readAt }) {
  lastEventId = id;
  if (list.querySelector(`[data-id="${CSS.escape(id)}"]`)) {
    return false;
  }

  list.prepend(element("li", { className: `${kind}${readAt ? "" : " unread"}`, "data-id": id },
    element("p", {}, text),
    element("time", { dateTime: createdAt }, new Date(createdAt).toLocaleTimeString())));
  [...list.children].slice(shown).forEach(old => old.remove());
  return true;
}

function count(number) {
  unread = number;
  document.getElementById("unread").textContent = number > 0 ? `(${number} unread)` : "";
  readAll.hidden = number === 0;
}

function say(sentence) {
  // Said once, not at every attempt: screen readers repeat what is set again.
  if (connection.textContent !== sentence) {
    connection.textContent = sentence;
  }
}

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
