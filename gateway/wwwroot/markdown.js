import { element } from "./dom.js";

/**
 * Renders the Markdown that lessons are written in: headings, paragraphs, lists, quotes, tables, fenced code, and
 * inside them code, emphasis and links. It builds nodes from text, never markup from text: HTML in a lesson is shown,
 * not run.
 */
export function renderMarkdown(source) {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const article = document.createDocumentFragment();
  while (lines.length > 0) {
    const block = blocks.find(({ starts }) => starts.test(lines[0]));
    const node = block.take(lines);
    if (node) {
      article.append(node);
    }
  }
  return article;
}

const fence = /^\s*(`{3,}|~{3,})/;
const item = /^(\s*)([-*+]|\d+[.)])\s+/;
const quote = /^>\s?/;
const row = /^\s*\|.*\|\s*$/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const blank = /^\s*$/;

// The first that matches takes its lines; the last matches anything.
const blocks = [
  { starts: blank, take: lines => void lines.shift() },
  { starts: fence, take: takeCode },
  { starts: heading, take: takeHeading },
  { starts: rule, take: lines => (lines.shift(), element("hr")) },
  { starts: item, take: takeList },
  { starts: quote, take: takeQuote },
  { starts: row, take: takeTable },
  { starts: /^/, take: takeParagraph },
];

function takeCode(lines) {
  const mark = fence.exec(lines.shift())[1];
  const code = takeWhile(lines, line => !line.trimStart().startsWith(mark));
  lines.shift();
  return element("pre", { tabIndex: 0 }, element("code", {}, code.join("\n")));
}

function takeHeading(lines) {
  const [, marks, text] = heading.exec(lines.shift());
  // The lesson's title is the page's h1.
  return element(`h${Math.min(6, marks.length + 1)}`, {}, ...inline(text));
}

function takeList(lines) {
  const [, indent, mark] = item.exec(lines[0]);
  const list = element(/\d/.test(mark) ? "ol" : "ul", /\d/.test(mark) ? { start: parseInt(mark) } : {});
  while (lines.length > 0 && item.exec(lines[0])?.[1].length === indent.length) {
    const first = lines.shift().replace(item, "");
    // What is indented further belongs to the item: more text, or a list of its own.
    const rest = takeWhile(lines, line => /^\s/.test(line) && !blank.test(line) && line.search(/\S/) > indent.length);
    const depth = Math.min(...rest.map(line => line.search(/\S/)));
    const inner = [first, ...rest.map(line => line.slice(depth))];
    const nested = inner.findIndex((line, index) => index > 0 && (item.test(line) || fence.test(line)));
    const own = nested < 0 ? inner : inner.slice(0, nested);
    list.append(element("li", {}, ...inline(own.join(" ")),
      nested < 0 ? null : renderMarkdown(inner.slice(nested).join("\n"))));
    if (blank.test(lines[0] ?? "x") && item.exec(lines[1] ?? "")?.[1].length === indent.length) {
      lines.shift();
    }
  }
  return list;
}

function takeQuote(lines) {
  const quoted = takeWhile(lines, line => quote.test(line)).map(line => line.replace(quote, ""));
  return element("blockquote", {}, renderMarkdown(quoted.join("\n")));
}

function takeTable(lines) {
  const [head, ...body] = takeWhile(lines, line => row.test(line))
    .filter(line => !/^[\s|:-]+$/.test(line))
    .map(line => line.trim().slice(1, -1).split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll("\\|", "|")));
  const cells = (tag, texts) => texts.map(text => element(tag, {}, ...inline(text)));
  return element("div", { className: "table", tabIndex: 0 }, element("table", {},
    element("thead", {}, element("tr", {}, ...cells("th", head ?? []))),
    element("tbody", {}, ...body.map(texts => element("tr", {}, ...cells("td", texts))))));
}

function takeParagraph(lines) {
  const others = blocks.slice(0, -1);
  const text = [lines.shift(), ...takeWhile(lines, line => !others.some(({ starts }) => starts.test(line)))];
  return element("p", {}, ...inline(text.join(" ")));
}

function takeWhile(lines, belongs) {
  const end = lines.findIndex(line => !belongs(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

const spans = /(`+)(.+?)\1(?!`)|\*\*(.+?)\*\*|(?<!\w)[*_](?!\s)(.+?)(?<!\s)[*_](?!\w)|\[([^\]]+)\]\((\S+?)(?:\s+"[^"]*")?\)|<(https?:[^>\s]+)>/g;

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(spans)) {
    const [all, , code, strong, emphasis, label, target, address] = match;
    nodes.push(text.slice(end, match.index));
    end = match.index + all.length;
    if (code) {
      nodes.push(element("code", {}, code.trim()));
    } else if (strong) {
      nodes.push(element("strong", {}, ...inline(strong)));
    } else if (emphasis) {
      nodes.push(element("em", {}, ...inline(emphasis)));
    } else {
      nodes.push(link(target ?? address, label ? inline(label) : [address]));
    }
  }
  nodes.push(text.slice(end));
  return nodes;
}

/** A link that opens beside the page. Only http and https become links: a script's address stays text. */
export function link(address, children) {
  return /^https?:\/\//i.test(address)
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children)
    : element("span", {}, ...children);
}
