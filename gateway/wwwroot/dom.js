/** Makes an element. Children are nodes, texts or lists of both, never markup: what a user wrote can't run. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }
  for (const child of children.flat()) {
    if (child != null) {
      node.append(child);
    }
  }
  return node;
}

/** Text for screen readers alone. */
export const spoken = text => element("span", { className: "spoken" }, text);

/** Shows a sentence above the page until the next one, or hides it. */
export function notice(sentence) {
  const line = document.getElementById("notice");
  line.textContent = sentence ?? "";
  line.hidden = !sentence;
}
