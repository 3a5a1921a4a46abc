import { element } from "./dom.js";

/**
 * Renders the Markdown that lessons are written in: headings, paragraphs, lists, quotes, tables, fenced code, and
 * inside them code, emphasis and links. It builds nodes from text, never markup from text: HTML in a lesson is shown,
 * not run. Text that means to cost much (quotes in quotes without end, marks that nothing closes) stays plain.
 */
export function renderMarkdown(source, depth = 0) {
  // The next line is the last: taking the first of very many would move all the others.
  const lines = source.replaceAll("\r\n", "\n").split("\n").reverse();
  const article = document.createDocumentFragment();
  while (lines.length > 0) {
    const block = blocks.find(({ starts, nests }) => starts.test(lines.at(-1)) && !(nests && depth === deepest));
    const node = block.take(lines, depth + 1);
    if (node) {
      article.append(node);
    }
  }
  return article;
}

const deepest = 8;

const fence = /^\s*(`{3,}|~{3,})/;
const item = /^(\s*)([-*+]|\d+[.)])\s+/;
const quote = /^>\s?/;
const row = /^\s*\|.*\|\s*$/;
const heading = /^(?=.{1,500}$)(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const blank = /^\s*$/;

// The first that matches takes its lines; the last matches anything.
const blocks = [
  { starts: blank, take: lines => void lines.pop() },
  { starts: fence, take: takeCode },
  { starts: heading, take: takeHeading },
  { starts: rule, take: lines => (lines.pop(), element("hr")) },
  { starts: item, take: takeList, nests: true },
  { starts: quote, take: takeQuote, nests: true },
  { starts: row, take: takeTable },
  { starts: /^/, take: takeParagraph },
];

function takeCode(lines) {
  const mark = fence.exec(lines.pop())[1];
  const code = takeWhile(lines, line => !line.trimStart().startsWith(mark));
  lines.pop();
  return element("pre", { tabIndex: 0 }, element("code", {}, code.join("\n")));
}

function takeHeading(lines) {
  const [, marks, text] = heading.exec(lines.pop());
  // The lesson's title is the page's h1.
  return element(`h${Math.min(6, marks.length + 1)}`, {}, inline(text));
}

function takeList(lines, depth) {
  const [, indent, mark] = item.exec(lines.at(-1));
  const list = element(/\d/.test(mark) ? "ol" : "ul", /\d/.test(mark) ? { start: parseInt(mark) } : {});
  while (lines.length > 0 && item.exec(lines.at(-1))?.[1].length === indent.length) {
    const first = lines.pop().replace(item, "");
    // What is indented further belongs to the item: more text, or a list of its own.
    const rest = takeWhile(lines, line => /^\s/.test(line) && !blank.test(line) && line.search(/\S/) > indent.length);
    const depth = Math.min(...rest.map(line => line.search(/\S/)));
    const inner = [first, ...rest.map(line => line.slice(depth))];
    const nested = inner.findIndex((line, index) => index > 0 && (item.test(line) || fence.test(line)));
    const own = nested < 0 ? inner : inner.slice(0, nested);
    list.append(element("li", {}, inline(own.join(" ")),
      nested < 0 ? null : renderMarkdown(inner.slice(nested).join("\n"), depth)));
    if (blank.test(lines.at(-1) ?? "x") && item.exec(lines.at(-2) ?? "")?.[1].length === indent.length) {
      lines.pop();
    }
  }
  return list;
}

function takeQuote(lines, depth) {
  const quoted = takeWhile(lines, line => quote.test(line)).map(line => line.replace(quote, ""));
  return element("blockquote", {}, renderMarkdown(quoted.join("\n"), depth));
}

function takeTable(lines) {
  const [head, ...body] = takeWhile(lines, line => row.test(line))
    .filter(line => !/^[\s|:-]+$/.test(line))
    .map(line => line.trim().slice(1, -1).split(/(?<!\\)\|/, 100).map(cell => cell.trim().replaceAll("\\|", "|")));
  const cells = (tag, texts) => texts.map(text => element(tag, {}, inline(text)));
  return element("div", { className: "table", tabIndex: 0 }, element("table", {},
    element("thead", {}, element("tr", {}, cells("th", head ?? []))),
    element("tbody", {}, body.map(texts => element("tr", {}, cells("td", texts))))));
}

function takeParagraph(lines) {
  const others = blocks.slice(0, -1);
  const text = [lines.pop(), ...takeWhile(lines, line => !others.some(({ starts }) => starts.test(line)))];
  return element("p", {}, inline(text.join(" ")));
}

function takeWhile(lines, belongs) {
  const taken = [];
  while (lines.length > 0 && belongs(lines.at(-1))) {
    taken.push(lines.pop());
  }
  return taken;
}

// Each of bounded length: where nothing closes it, looking for its end costs no more than that.
const spans = new RegExp([
  /(?<!`)(`{1,10})(?!`)(.{1,500}?)(?<!`)\1(?!`)/,
  /\*\*(.{1,300}?)\*\*/,
  /(?<!\w)[*_](?!\s)(.{1,300}?)(?<!\s)[*_](?!\w)/,
  /\[([^\]]{1,300})\]\((\S{1,1000}?)(?:\s{1,10}"[^"]{0,300}")?\)/,
  /<(https?:[^>\s]{1,1000})>/,
].map(span => span.source).join("|"), "g");

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
      nodes.push(element("strong", {}, inline(strong)));
    } else if (emphasis) {
      nodes.push(element("em", {}, inline(emphasis)));
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
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children)
    : element("span", {}, children);
}
