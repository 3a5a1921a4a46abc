import { becomeSomeoneElse, isOver, subject } from "./api.js";
import { notice } from "./dom.js";
import { clearNotifications, showNotifications } from "./notifications.js";
import { listRoadmaps, showLesson, showRoadmap } from "./roadmaps.js";

const main = document.getElementById("main");
let listening = new AbortController();
let shown = 0;

/** Shows what the address names: #/, #/roadmap or #/roadmap/lesson. */
async function show({ focus }) {
  const turn = ++shown;
  main.setAttribute("aria-busy", "true");

  try {
    const [roadmap, lesson] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
    const content = lesson ? await showLesson(roadmap, lesson, act)
      : roadmap ? await showRoadmap(roadmap, act)
      : await listRoadmaps();

    // The reader may have gone on while this was loading.
    if (turn === shown) {
      main.replaceChildren(content);
      notice();
      if (focus) {
        main.querySelector("h1").focus();
        scrollTo(0, 0);
      }
    }
  } catch (problem) {
    if (turn === shown) {
      main.replaceChildren();
      // An address with a broken % names nothing, either.
      const isNothing = problem.status === 404 || problem instanceof URIError;
      notice(isNothing ? "There is nothing here (any more)." : problem.message);
    }
  } finally {
    if (turn === shown) {
      main.removeAttribute("aria-busy");
    }
  }
}

/** Does what a button says and shows the outcome, keeping the keyboard on the button that took its place. */
async function act(action) {
  try {
    await action();
    await show({ focus: false });
    main.querySelector(".actions button, button")?.focus();
  } catch (problem) {
    if (!isOver(problem)) {
      notice(problem.message);
    }
  }
}

function start() {
  document.getElementById("learner").textContent = subject();
  showNotifications(listening.signal);
  show({ focus: false });
}

document.getElementById("someone-else").addEventListener("click", () => {
  listening.abort();
  listening = new AbortController();
  becomeSomeoneElse();
  clearNotifications();
  start();
});

addEventListener("hashchange", () => {
  // The skip link's target is no page.
  if (location.hash !== "#main") {
    show({ focus: true });
  }
});

start();
