/* The board of targets: by theme, met or missed and by how much. Roles are said, for a narrow page lays the tables out as lists. */
"use strict";

const NARROW = matchMedia("(max-width: 899px)"); // where the themes are closed to begin with
const MARKS = { met: "✓", missed: "✕", open: "–" };

/** The board in `home`; `show(found)` takes what a run gives for each target, in the order of the content. */
function buildBoard(home, content, scenario) {
  const groups = content.themes
    .map((theme) => ({ theme, rows: content.targets.flatMap((target, i) => (target.theme === theme.name ? [new Row(target, scenario[i], i, content.end)] : [])) }))
    .filter(({ rows }) => rows.length)
    .map(({ theme, rows }) => new Section(theme, rows, content.end));
  home.append(...stacks(groups).map((stack) => element("div", {}, ...stack.map(({ node }) => node))));
  const empty = say(element("p", { class: "empty", hidden: "" }), () => word("filter_empty"));
  home.append(empty);
  let kept = "all";
  function filter(chosen = kept) {
    if (chosen !== kept) for (const group of groups) group.node.open = true;
    kept = chosen;
    empty.hidden = groups.map((group) => group.filter(kept)).some(Boolean);
  }
  watch(groups, (group) => group.node);
  function show(found) {
    for (const group of groups) group.show(found);
    if (kept !== "all") filter();
  }
  return { filter, show, settle: () => groups.forEach((group) => group.settle()) };
}

/** The sections in two stacks, to stand side by side where there is room: those before the middle row, and the rest. */
function stacks(groups) {
  const rows = (some) => some.reduce((sum, group) => sum + group.rows.length, 0);
  const first = groups.filter((_, i) => rows(groups.slice(0, i + 1)) <= rows(groups) / 2);
  return [first, groups.slice(first.length)];
}

/** How many main indicators and programmes are judged and met, as printed too, and how many targets are newly so against the scenario. */
function count(found, scenario) {
  const counts = (i) => content.targets[i].counts; // the group that a target counts in, where it is the statement that decides
  const own = (group) => found.filter(({ met }, i) => met !== null && counts(i) === group);
  const [main, programmes] = [own("main"), own("programme")];
  const met = (some) => some.filter((one) => one.met).length;
  const printed = (some) => some.filter((one) => one.printed).length;
  return {
    judged: main.length,
    met: met(main),
    printed: printed(main),
    programmes: programmes.length,
    programmes_met: met(programmes),
    programmes_printed: printed(programmes),
    gained: found.filter((one, i) => counts(i) && one.met === true && scenario[i].met === false).length,
    lost: found.filter((one, i) => counts(i) && one.met === false && scenario[i].met === true).length,
  };
}

class Section {
  constructor(theme, rows, end) {
    Object.assign(this, { rows, seen: false, stale: true });
    this.count = element("span", { class: "count" });
    this.bar = element("span", { class: "progress", "aria-hidden": "true" }, element("span", {}));
    const heading = say(element("span", { class: "name", role: "heading", "aria-level": "3" }), () => local(theme.title));
    const head = element("tr", { role: "row" }, ...["result", "target", "now", "wanted", "gap"].map((key) => say(element("th", { scope: "col", role: "columnheader" }), () => word(`column_${key}`, { end }))));
    const table = element("table", { role: "table" }, element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...rows.map((row) => row.node)));
    this.node = element("details", { class: "targets" }, element("summary", {}, heading, this.bar, this.count), table);
    this.node.open = !NARROW.matches;
    this.node.style.setProperty("--hue", theme.color);
    say(this.count, () => this.counted());
  }

  counted() {
    const judged = this.rows.filter(({ target, found }) => target.counts && found.met !== null);
    const met = judged.filter(({ found }) => found.met).length;
    this.bar.style.setProperty("--share", judged.length ? met / judged.length : 0);
    return word("theme_counts", { met, judged: judged.length });
  }

  show(found) {
    for (const row of this.rows) row.found = found[row.place];
    this.stale = true;
    if (this.seen) this.settle();
  }

  sighted(seen) {
    this.seen = seen;
    if (seen) this.settle();
  }

  settle() {
    if (!this.stale) return;
    for (const row of this.rows) row.show();
    write(this.count, this.counted());
    this.stale = false;
  }

  /** Show the rows of a selection; gives whether there is one. */
  filter(kept) {
    for (const row of this.rows) row.node.hidden = !row.among(kept);
    const some = this.rows.some(({ node }) => !node.hidden);
    this.node.hidden = !some;
    return some;
  }
}

class Row {
  constructor(target, scenario, place, end) {
    Object.assign(this, { target, scenario, place, found: scenario });
    this.mark = element("span", { class: "mark", "aria-hidden": "true" });
    this.result = element("span", {});
    this.now = element("td", { class: "number", role: "cell" });
    this.gap = element("td", { class: "gap", role: "cell" });
    const name = element("th", { scope: "row", role: "rowheader" }, say(element("span", {}), () => local(target.label)), " ", say(element("span", { class: "unit" }), () => local(target.unit)));
    const wish = say(element("td", { class: "wish", role: "cell" }), () => this.wish(end));
    this.node = element("tr", { role: "row", "data-target": target.id }, element("td", { class: "result", role: "cell" }, this.mark, " ", this.result), name, this.now, wish, this.gap);
    say(this.result, () => { this.show(); return this.verdict(); });
  }

  /** What is wanted, its year where that is not the last, and what is printed where the scenario relaxes it. */
  wish(end) {
    const { target } = this, dated = target.year === end || target.relation === "peaks by";
    const text = dated ? wanted(target) : word("wanted_year", { text: wanted(target), year: target.year });
    return target.printed ? word("wanted_printed", { text, printed: wanted(target.printed) }) : text;
  }

  verdict() {
    const { met } = this.found;
    if (met === null) return word("open");
    return word((met ? "met" : "missed") + (this.isNew() ? "_new" : ""));
  }

  isNew() {
    return this.found.met !== this.scenario.met && this.found.met !== null;
  }

  among(kept) {
    return kept === "all" || (kept === "missed" ? this.found.met === false : this.isNew());
  }

  show() {
    const { found } = this;
    const state = found.met === null ? "open" : found.met ? "met" : "missed";
    if (this.node.className !== `${state}${this.isNew() ? " new" : ""}`) this.node.className = `${state}${this.isNew() ? " new" : ""}`;
    write(this.mark, MARKS[state]);
    write(this.result, this.verdict());
    write(this.now, this.target.reading === "peak" && found.projected !== null ? String(found.projected) : number(told(this.target, found.projected)));
    write(this.gap, margin(this.target, { ...found, gap: found.gap + told(this.target, found.projected) - found.projected }));
  }
}

/** By how much a target is met or missed, in words. */
function margin(target, { met, gap, projected }) {
  if (met === null) return "";
  if (target.reading === "peak") return projected === null ? word("no_peak") : gap ? word("late_by", { gap }) : "";
  if (target.relation === "between" || target.relation === "about" || target.relation === "equal") {
    return met ? "" : word("off_by", { gap: amount(gap) });
  }
  if (met) return number(gap) === "0" ? word("exactly") : word("met_by", { gap: amount(gap) });
  return word(gap > 0 ? "over_by" : "missed_by", { gap: amount(gap) });
}

function amount(gap) {
  const text = number(Math.abs(gap));
  return text === "0" ? word("under") : text;
}
