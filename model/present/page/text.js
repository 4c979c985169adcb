/* Text in two languages. What `say` puts in is put in again when the language changes. */
"use strict";

const WORDS = JSON.parse(document.getElementById("words").textContent);
let language = document.documentElement.lang === "en" ? "en" : "zh";
const sayings = [];

/** A word of the page, with its parts filled in. */
function word(key, parts = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

/** The text of `{en, zh}` in the language of the page. */
function local(pair) {
  return pair[language];
}

/** Put the text that a function gives into an element, or into one of its attributes, now and at each change of language. */
function say(node, text, attribute) {
  const put = () => (attribute ? node.setAttribute(attribute, text()) : write(node, text()));
  sayings.push(put);
  put();
  return node;
}

/** Text into an element, where it differs from what stands there. */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  for (const put of sayings) put();
}

/** An element; children that are strings become text, never markup. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const formats = [0, 1, 2, 3].map((most) => new Intl.NumberFormat("en-US", { maximumFractionDigits: most }));

/** A number for a reader: about four digits, thousands grouped, a true minus sign, a dash for nothing. */
function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  const text = formats[size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3].format(value);
  return text === "-0" ? "0" : text.replace("-", "−");
}

/** Tell each part, by its `sighted(seen)`, whether its element `node` is in sight. */
function watch(parts, node) {
  const byNode = new Map(parts.map((part) => [node(part), part]));
  const observer = new IntersectionObserver((entries) => entries.forEach((entry) => byNode.get(entry.target).sighted(entry.isIntersecting)));
  for (const each of byNode.keys()) observer.observe(each);
}

/** A variable's title with its unit, where it has one. */
function titled(item) {
  const unit = local(item.unit);
  return unit ? word("title_unit", { title: local(item.title), unit }) : local(item.title);
}
