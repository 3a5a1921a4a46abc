import { call, get, Problem } from "./api.js";
import { element, spoken } from "./dom.js";
import { link, renderMarkdown } from "./markdown.js";

const at = (...parts) => parts.map(encodeURIComponent).join("/");
const minutes = number => `${number} min`;

/** The catalogue, with how far the learner has come. */
export async function listRoadmaps() {
  const [roadmaps, dashboard] = await Promise.all([allRoadmaps(), get("/api/dashboard")]);
  const enrollments = new Map((dashboard.enrollments ?? []).map(enrollment => [enrollment.roadmap, enrollment]));

  return page("Roadmaps",
    dashboard.unavailable.includes("progress")
      ? element("p", {}, "Progress is down: your enrollments can’t be shown right now. They are safe.")
      : null,
    roadmaps.length === 0 ? element("p", {}, "No roadmap is published yet.") : null,
    element("ul", { className: "cards" }, ...roadmaps.map(roadmap => element("li", {},
      element("h2", {}, element("a", { href: `#/${at(roadmap.slug)}` }, roadmap.title)),
      element("p", {}, roadmap.summary),
      element("p", { className: "facts" },
        `${roadmap.lessonCount} lessons · ${Math.round(roadmap.minutes / 60)} h`,
        enrollments.has(roadmap.slug) ? ` · ${enrollments.get(roadmap.slug).percent} % done` : "")))));
}

/** One roadmap: its stages and lessons, and the button to enroll. */
export async function showRoadmap(slug, reload) {
  const [roadmap, enrollment] = await Promise.all([get(`/api/roadmaps/${at(slug)}`), enrollmentIn(slug)]);
  const done = new Set(enrollment?.completed);

  return page(roadmap.title,
    element("p", { className: "lead" }, roadmap.summary),
    enrollment === undefined
      ? element("p", {}, "Progress is down: what you have completed is safe, but can’t be shown.") : null,
    enrollment === null ? button("Enroll", () => call("PUT", `/api/enrollments/${at(slug)}`), reload) : null,
    enrollment ? progressOf(enrollment) : null,
    ...roadmap.stages.map(stage => element("section", {},
      element("h2", {}, stage.title),
      element("ol", { className: "lessons" }, ...stage.lessons.map(lesson =>
        element("li", { className: done.has(lesson.slug) ? "done" : "" },
          element("a", { href: `#/${at(slug, lesson.slug)}` }, lesson.title),
          done.has(lesson.slug) ? spoken(" (completed)") : null,
          element("span", { className: "facts" }, ` ${lesson.kind} · ${minutes(lesson.minutes)}`)))))));
}

/** One lesson: its text, and the button that completes or reopens it. */
export async function showLesson(slug, lessonSlug, reload) {
  const [roadmap, enrollment] = await Promise.all([get(`/api/roadmaps/${at(slug)}`), enrollmentIn(slug)]);
  const lessons = roadmap.stages.flatMap(stage => stage.lessons);
  const index = lessons.findIndex(lesson => lesson.slug === lessonSlug);
  if (index < 0) {
    throw new Problem(404, "This roadmap has no such lesson (any more).");
  }

  const lesson = lessons[index];
  const next = lessons[index + 1];
  const path = `/api/enrollments/${at(slug)}/lessons/${at(lessonSlug)}`;

  return page(lesson.title,
    element("p", { className: "facts" },
      element("a", { href: `#/${at(slug)}` }, roadmap.title), ` · ${lesson.kind} · ${minutes(lesson.minutes)}`),
    element("article", {}, renderMarkdown(lesson.body ?? "")),
    lesson.resources?.length > 0 ? element("section", {},
      element("h2", {}, "Read on"),
      element("ul", {}, ...lesson.resources.map(({ title, url }) => element("li", {}, link(url, [title]))))) : null,
    element("div", { className: "actions" },
      enrollment === undefined ? element("p", {}, "Progress is down: try again soon to complete this lesson.") : null,
      enrollment === null
        ? button("Enroll to keep track", () => call("PUT", `/api/enrollments/${at(slug)}`), reload) : null,
      enrollment && !enrollment.completed.includes(lessonSlug)
        ? button("Complete this lesson", () => call("PUT", path), reload) : null,
      enrollment && enrollment.completed.includes(lessonSlug)
        ? button("Reopen this lesson", () => call("DELETE", path), reload, "quiet") : null,
      next ? element("a", { href: `#/${at(slug, next.slug)}` }, `Next: ${next.title}`) : null),
    enrollment ? progressOf(enrollment) : null);
}

async function allRoadmaps() {
  const all = [];
  let next = null;
  do {
    const list = await get(`/api/roadmaps?limit=100${next ? `&after=${encodeURIComponent(next)}` : ""}`);
    all.push(...list.items);
    next = list.next;
  } while (next);
  return all;
}

/** The enrollment; null where there is none, undefined while nobody can tell. */
async function enrollmentIn(slug) {
  try {
    return await get(`/api/enrollments/${at(slug)}`);
  } catch (problem) {
    return problem.status === 404 ? null : undefined;
  }
}

function progressOf({ completedCount, total, percent }) {
  return element("p", { className: "progress" },
    element("progress", { max: 100, value: percent, "aria-label": "Completed" }),
    ` ${completedCount} of ${total} lessons, ${percent} %`);
}

function button(label, action, then, className = "") {
  const node = element("button", { type: "button", className }, label);
  node.addEventListener("click", async () => {
    node.disabled = true;
    await then(action);
    node.disabled = false;
  });
  return node;
}

function page(title, ...content) {
  document.title = `${title} · Learning site`;
  const nodes = document.createDocumentFragment();
  nodes.append(element("h1", { tabIndex: -1 }, title), ...content.filter(Boolean));
  return nodes;
}
