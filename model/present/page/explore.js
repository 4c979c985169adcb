/* The page: a move of a lever, the model run anew, and what of the page differs. */
"use strict";

const content = JSON.parse(document.getElementById("content").textContent);
const model = createModel(content, equations);
const levers = new Levers(content.levers);
const scenario = model.run();
const part = Object.fromEntries([...document.querySelectorAll("[id]")].map((node) => [node.id, node]));
const solved = content.presets.find(({ name }) => name === "solved");

let current = scenario; // the last result without a fault
let latest = scenario;
let redraws = 0;
let asked = false;
let pause = 0;
let closed = []; // themes of the board that are open for print alone
let chosen = "scenario"; // the preset that all began from

const controls = buildControls(part.groups, content, levers, () => request());
const charts = buildCharts(part.panels, content, scenario.values);
const board = buildBoard(part.board, content, scenario.targets);

/** Ask for a redraw with the next frame; many moves within one frame are one. */
function request() {
  if (!asked) requestAnimationFrame(redraw);
  asked = true;
}

function redraw() {
  asked = false;
  latest = model.run(levers.inputs());
  if (!latest.fault) {
    current = latest;
    charts.show(current.values);
    board.show(current.targets);
  }
  showCounts();
  showFault();
  showState();
  redraws += 1;
  clearTimeout(pause);
  pause = setTimeout(settle, 250);
}

/** What may wait until the reader pauses. */
function settle() {
  clearTimeout(pause);
  charts.settle();
  board.settle();
  fillChanged();
  write(part.announcement, latest.fault ? "" : announced());
}

function announced() {
  return word("announced", count(current.targets, scenario.targets));
}

function showCounts() {
  const counts = count(current.targets, scenario.targets);
  const { met, gained, lost } = counts;
  const relaxed = content.targets.some(({ printed }) => printed);
  write(part.met, String(met));
  write(part.judged, word("counts_rest", counts));
  write(part["drawer-met"], word("counts", counts));
  const news = [gained && word("newly_met", { count: gained }), lost && word("newly_missed", { count: lost })].filter(Boolean);
  if (relaxed) news.unshift(word("as_printed", counts));
  write(part.news, news.join(" · ") || word("as_scenario"));
  write(part["board-counts"], [word("counts", counts), ...news].join(" · "));
}

function showFault() {
  const { fault } = latest;
  document.body.classList.toggle("faulty", Boolean(fault));
  write(part.fault, fault ? `${word("fault_title")} ${faultText(fault)}` : "");
}

function faultText({ element: name, year, value, low, high }) {
  if (name in content.balances) return word("fault_balance", { balance: local(content.balances[name]), year: Math.ceil(year) });
  const { title, unit } = content.variables[name.split("[")[0]];
  const parts = { variable: local(title), year: Math.ceil(year), value: number(value), unit: local(unit), low: number(low), high: number(high) };
  const least = low > -content.model.largest, most = high < content.model.largest;
  if (!Number.isFinite(value) || !(least || most)) return word("fault_other", parts);
  const bounds = word(least && most ? "bounds_both" : least ? "bounds_low" : "bounds_high", parts);
  return word("fault_domain", { ...parts, bounds });
}

function showState() {
  const changed = content.levers.filter(({ element: name }) => levers.changed(name)).length;
  write(part["drawer-count"], changed ? word("levers_changed", { count: changed }) : word("levers_unchanged"));
  part.reset.disabled = !content.levers.some(({ element: name }) => levers.moved(name));
  part["to-scenario"].setAttribute("aria-pressed", String(chosen === "scenario"));
  part["to-solved"].setAttribute("aria-pressed", String(chosen === "solved"));
  part["solved-note"].hidden = chosen !== "solved";
}

/** The table of levers that differ from the scenario, for print. */
function fillChanged() {
  const changed = content.levers.filter(({ element: name }) => levers.changed(name));
  const head = element("tr", {}, ...[word("column_lever"), word("column_scenario"), ...content.years].map((text) => element("th", { scope: "col" }, String(text))));
  const rows = changed.map((lever) => {
    const cells = [pathText(lever.path), ...levers.path(lever.element).map(number)].map((text) => element("td", { class: "number" }, text));
    return element("tr", {}, element("th", { scope: "row" }, titled(lever)), ...cells);
  });
  part["changed-table"].replaceChildren(...(changed.length ? [head, ...rows] : []));
  write(part["changed-start"], chosen === "solved" ? solvedNote() : "");
  part["changed-none"].hidden = changed.length > 0;
}

function solvedNote() {
  return solved ? word("solved_note", { title: local(solved.title), count: Object.keys(solved.unseen).length }) : "";
}

/** A path in brief: its one value, or its first and its last. */
function pathText(path) {
  return path.every((value) => value === path[0]) ? number(path[0]) : word("from_to", { first: number(path[0]), last: number(path.at(-1)) });
}

function startFrom(name) {
  chosen = name;
  if (name === "solved") levers.startFrom(solved.paths, solved.unseen);
  else levers.startFrom({});
  controls.show();
  request();
}

function speakNow(other) {
  speak(other);
  part.language.lang = other === "zh" ? "en" : "zh-CN";
  showCounts();
  showFault();
  showState();
  settle();
}

function sayStatic() {
  for (const node of document.querySelectorAll("[data-word]")) say(node, () => word(node.dataset.word));
  for (const node of document.querySelectorAll("[data-word-label]")) say(node, () => word(node.dataset.wordLabel), "aria-label");
  say(part.title, () => local(content.title));
  say(document.querySelector("title"), () => word("document_title", { title: local(content.title) }));
  say(part["levers-lead"], () => word("levers_lead", { end: content.end, base: content.start }));
  say(part["solved-note"], solvedNote);
  say(part["yaml-lead"], () => word("yaml_lead", { file: `${content.file.name}.yaml` }));
  say(part.unjudged, () => (content.not_judged ? local(content.not_judged) : content.unjudged ? word("unjudged", { count: content.unjudged }) : ""));
  for (const name of ["counts", "drawer-met", "board-counts"]) part[name].hidden = Boolean(content.not_judged);
  say(part.reset, () => word("reset_label"), "title");
  say(part.language, () => word("language_label"), "aria-label");
  const about = {
    about_model: {}, about_forecast: {}, about_bands: {}, about_left_out: null,
    about_axes: {}, about_sources: { base: content.start }, about_version: { version: content.version },
  };
  for (const [key, parts] of Object.entries(about)) {
    part.about.append(say(element("li"), () => word(key, parts ?? { text: local(content.not_represented) })));
  }
  restsOn();
}

/** How many numbers have which status, and what moves results most, assumption or estimate. */
function restsOn() {
  const { counts, cut_off: year, heaviest } = content.evidence;
  say(part["rests-title"], () => word("rests_title"));
  say(part["rests-lead"], () => word("rests_lead", counts) + (year ? word("rests_learned", { count: counts.estimated, year }) : ""));
  for (const one of heaviest) {
    const told = () => ({
      title: titled(one), low: number(one.low), high: number(one.high), moves: local(one.moves),
      weight: word(one.points ? "rests_points" : "rests_percent", { value: number(one.weight) }),
    });
    const taught = () => word("rests_taught", {
      mean: number(one.estimate.mean), from: number(one.estimate.from), to: number(one.estimate.to), year,
      data: local(one.data).join(word("rests_comma")),
    });
    part.rests.append(say(element("li"), () => word(`rests_${one.status}`, told()) + (one.estimate ? taught() : "")));
  }
}

function yaml() {
  return scenarioYaml(content, { paths: levers.inputs() });
}

function listen() {
  part["to-scenario"].addEventListener("click", () => startFrom("scenario"));
  part["to-solved"].addEventListener("click", () => startFrom("solved"));
  part["to-solved"].hidden = !solved;
  part.reset.addEventListener("click", () => { levers.reset(); controls.show(); request(); });
  part.print.addEventListener("click", () => print());
  part.language.addEventListener("click", () => speakNow(language === "zh" ? "en" : "zh"));
  part.drawer.addEventListener("click", () => {
    const open = part.levers.classList.toggle("open");
    part.drawer.setAttribute("aria-expanded", String(open));
  });
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => {
      for (const each of document.querySelectorAll("[data-filter]")) each.setAttribute("aria-pressed", String(each === button));
      board.filter(button.dataset.filter);
    });
  }
  new ResizeObserver(() => document.documentElement.style.setProperty("--top", `${part.top.offsetHeight}px`)).observe(part.top);
  addEventListener("beforeprint", () => {
    settle();
    charts.forPrint(true);
    for (const node of (closed = [...document.querySelectorAll("details.targets:not([open])")])) node.open = true;
  });
  addEventListener("afterprint", () => {
    charts.forPrint(false);
    for (const node of closed) node.open = false;
  });
  buildShare(part.copy, content.file.name, yaml);
}

sayStatic();
listen();
showCounts();
showState();
board.settle();
fillChanged();

/** For tests and for those who know a console. */
window.explorer = {
  set(paths) {
    for (const [id, path] of Object.entries(paths)) levers.follow(id, path);
    controls.show();
    request();
  },
  state: () => levers.inputs(),
  yaml,
  result: () => latest,
  get redraws() { return redraws; },
};
