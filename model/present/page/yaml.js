"use strict";

/* scenarioYaml(content, { paths, name, title }) -> a scenario file that `simulate run` carries to the page's results.

    paths    { lever: array of values for the years start + 1 to end }, as `run` takes them
    name     of lower-case letters, digits and hyphens; title  { en, zh }, any text; the page's own where left out
What the page cannot change stands in content.file.rest as written in Python.
*/
const scenarioYaml = (() => {
  const LONGEST = 200; // characters of a title
  const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
  const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/g; // which no text of a scenario has
  // Latin, Chinese and its punctuation are written as they are; all else is escaped, for YAML takes some of it as a line's end
  const PLAIN = /[ -~\u00b7\u2010-\u2027\u2080-\u2089\u3000-\u9fff\uff01-\uff60]/;

  function quoted(text) {
    const characters = Array.from(text.toWellFormed().replace(CONTROL, " ")).slice(0, LONGEST);
    return `"${characters.map((each) => (/["\\]/.test(each) ? `\\${each}` : PLAIN.test(each) ? each : escaped(each))).join("")}"`;
  }

  const escaped = (character) => `\\U${character.codePointAt(0).toString(16).padStart(8, "0")}`;
  const key = (element) => (/^[a-z_][a-z0-9_]*$/.test(element) ? element : quoted(element));

  // One number where it holds from the first year on, else every year, so that nothing is drawn between years.
  function written(path, start) {
    if (path.every((value) => value === path[0])) return String(path[0]);
    return `{${Array.from(path, (value, i) => `${start + 1 + i}: ${value}`).join(", ")}}`;
  }

  return function scenarioYaml(content, { paths = {}, name = content.file.name, title = content.file.title } = {}) {
    if (!NAME.test(name)) throw new Error(`a scenario's name has lower-case letters, digits and hyphens, not ${name}`);
    const all = { ...content.file.levers, ...paths };
    const levers = Object.entries(all).map(([element, path]) => `  ${key(element)}: ${written(path, content.start)}\n`);
    const titles = ["en", "zh"].map((lang) => `  ${lang}: ${quoted(title[lang] || content.file.title[lang])}\n`);
    const body = levers.length ? `levers:\n${levers.join("")}` : "";
    return `name: ${quoted(name)}\ntitle:\n${titles.join("")}${content.file.rest}${body}`;
  };
})();
