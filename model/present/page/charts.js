/* The charts of the headline variables: what was published, the scenario as it stands, and now. */
"use strict";

const INK = "#1a1a1a", SOFT = "#595959", PALE = "#8c8c8c", LINE = "#e6e6e3", RED = "#c1121f";
const FACE = '"Segoe UI", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const HEIGHT = 132, PRINTED = 198, DASH = [6, 4]; // pixels
const FINER = 3; // print has more dots than a screen: charts are drawn that much larger and shown as small as before

/** A chart of each headline in `home`: `show(values)` draws those in sight, `settle` what may wait. */
function buildCharts(home, content, scenario) {
  const first = Math.min(content.start, ...content.headlines.flatMap(({ series }) => series.flatMap(({ history }) => history.years)));
  const years = Array.from({ length: content.end - first + 1 }, (_, i) => first + i);
  const charts = content.headlines.map((headline) => new Chart(home, headline, content, years, scenario));
  const byNode = new Map(charts.map((chart) => [chart.plot, chart]));
  const size = new ResizeObserver((entries) => entries.forEach((entry) => byNode.get(entry.target).fit(entry.contentRect.width)));
  for (const chart of charts) size.observe(chart.plot);
  watch(charts, (chart) => chart.node);
  return {
    show: (values) => charts.forEach((chart) => chart.show(values)),
    settle: () => charts.forEach((chart) => chart.settle()),
    forPrint: (printed) => charts.forEach((chart) => chart.redrawAt(printed ? FINER : 1)),
  };
}

/** One series of a chart: published, as in the scenario, and now, on the years of the chart. */
class Line {
  constructor(series, years, start, scenario) {
    Object.assign(this, { series, years, start });
    const { history } = series;
    this.past = years.map((year) => history.values[history.years.indexOf(year)] ?? null);
    this.scenario = this.spread(scenario);
    this.now = this.scenario;
  }

  /** Values of the model's years on the years of the chart, which begin earlier. */
  spread(values) {
    return this.years.map((year) => (year < this.start ? null : values[this.series.element][year - this.start]));
  }
}

class Chart {
  constructor(home, headline, content, years, scenario) {
    Object.assign(this, { headline, years, place: null, seen: false, stale: false });
    this.lines = headline.series.map((series) => new Line(series, years, content.start, scenario));
    this.theme = content.themes.find(({ name }) => name === headline.theme);
    this.build(home);
    this.draw(1);
  }

  build(home) {
    const { headline, theme } = this;
    const heading = element("h3", {}, say(element("span"), () => local(headline.title)), " ", say(element("span", { class: "unit" }), () => local(headline.unit)));
    this.when = element("span", { class: "when" });
    this.told = this.lines.map((line) => new Told(line));
    this.wanted = element("span", { class: "wanted" });
    this.plot = element("div", { class: "plot", "aria-hidden": "true" });
    this.table = new Table(headline, this.lines, this.years);
    const values = element("p", { class: "values" }, this.when, " ", ...this.told.flatMap(({ node }) => [node, " "]), this.wanted);
    const kicker = say(element("p", { class: "theme" }), () => local(theme.title));
    this.node = element("article", { class: "chart", "data-variable": headline.series[0].element }, kicker, heading, values, this.plot, this.table.node);
    this.node.style.setProperty("--hue", theme.color);
    home.append(this.node);
    say(this.when, () => { this.tell(); return word("year", { year: this.years[this.at()] }); });
  }

  /** Make the chart anew, all its lengths multiplied by `scale`. */
  draw(scale) {
    this.scale = scale;
    const font = `${11 * scale}px ${FACE}`, ticks = { show: false }, stroke = SOFT;
    const options = {
      width: scale === 1 ? Math.max(this.plot.clientWidth, 120) : PRINTED * scale, height: HEIGHT * scale, padding: [8 * scale, 24 * scale, 0, 0], legend: { show: false },
      cursor: { sync: { key: "years" }, drag: { x: false, y: false }, y: false, points: { size: 6 }, move: snapToYear },
      scales: { x: { time: false, range: [this.years[0] - 0.3, this.years.at(-1) + 0.2] }, y: { range: () => this.range() } },
      axes: [
        { font, stroke, ticks, size: 26 * scale, gap: 8 * scale, grid: { show: false }, splits: () => this.splits(), values: (_, all) => all.map(String) },
        { font, stroke, ticks, size: (_, values) => scale * widthOf(values), gap: 4 * scale, grid: { stroke: LINE, width: scale }, space: 34 * scale, values: (_, all) => all.map(tick) },
      ],
      series: [{}, ...this.lines.flatMap((_, i) => looks(this.theme.color, i ? DASH : [], scale))],
      hooks: { draw: [(plot) => this.mark(plot)], setCursor: [(plot) => this.point(plot)] },
    };
    this.uplot = new uPlot(options, this.data(), this.plot);
    this.noteDrawn();
  }

  data() {
    return [this.years, ...this.lines.flatMap(({ scenario, now, past }) => [scenario, now, past])];
  }

  splits() {
    const gap = this.years.length <= 13 ? 5 : 10;
    return this.years.filter((year) => year % gap === 0);
  }

  range() {
    const marks = this.headline.targets.flatMap(ends);
    const all = [...this.data().slice(1).flat(), ...marks].filter((value) => value !== null);
    const low = Math.min(...all), high = Math.max(...all);
    const slack = Math.max((high - low) * 0.12, Math.abs(high) * 0.02, 1e-9);
    return [low >= 0 && low < slack ? 0 : low - slack, high + slack];
  }

  /** Level targets: a red diamond at its year, with its sign. */
  mark(plot) {
    const { ctx } = plot, ratio = devicePixelRatio * this.scale, half = 4 * ratio;
    ctx.save();
    ctx.fillStyle = RED;
    ctx.font = `600 ${12 * ratio}px ${FACE}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    for (const target of this.headline.targets) {
      const x = plot.valToPos(target.year, "x", true), heights = ends(target).map((value) => plot.valToPos(value, "y", true));
      for (const y of heights) {
        ctx.beginPath();
        for (const [right, down] of [[half, 0], [0, half], [-half, 0], [0, -half]]) ctx.lineTo(x + right, y + down);
        ctx.fill();
      }
      ctx.fillText(target.sign, x + half + 3 * ratio, heights[0]);
    }
    ctx.restore();
  }

  /** The year under the cursor, of whichever chart, is the year whose values are told. */
  point(plot) {
    const place = plot.cursor.idx ?? null;
    if (place === this.place) return;
    this.place = place;
    write(this.when, word("year", { year: this.years[this.at()] }));
    this.tell();
  }

  at() {
    return this.place ?? this.years.length - 1;
  }

  tell() {
    for (const told of this.told) told.show(this.at());
    const due = this.headline.targets.filter(({ year }) => year === this.years[this.at()]);
    write(this.wanted, due.map(wanted).join(" "));
  }

  show(values) {
    for (const line of this.lines) line.now = line.spread(values);
    this.stale = true;
    if (!this.seen) return;
    this.tell();
    if (this.wouldShow()) this.redraw();
  }

  /** Whether a line has moved by a quarter of a pixel since it was drawn. */
  wouldShow() {
    const { min, max } = this.uplot.scales.y, least = (max - min) / HEIGHT / 4;
    return this.lines.some(({ now, drawn }) => now.some((value, i) => Math.abs(value - drawn[i]) > least));
  }

  redraw() {
    this.uplot.setData(this.data());
    this.noteDrawn();
  }

  noteDrawn() {
    for (const line of this.lines) line.drawn = line.now;
    this.stale = false;
  }

  /** What may wait until the reader pauses: what is out of sight or hardly moved, and the table for those who do not see. */
  settle() {
    this.tell();
    if (this.seen && this.stale) this.redraw();
    this.table.show();
  }

  sighted(seen) {
    this.seen = seen;
    if (seen && this.stale) this.settle();
  }

  redrawAt(scale) {
    this.uplot.destroy();
    this.draw(scale);
  }

  fit(width) {
    if (this.scale === 1 && width && Math.round(width) !== this.uplot.width) this.uplot.setSize({ width: Math.round(width), height: HEIGHT });
  }
}

/** The value of a line in one year, and that of the scenario where it is another. */
class Told {
  constructor(line) {
    this.line = line;
    this.value = element("b");
    this.other = element("span", { class: "was" });
    const { label } = line.series;
    const name = label ? [say(element("span"), () => local(label)), " "] : [];
    this.node = element("span", { class: "told" }, ...name, this.value, " ", this.other);
  }

  show(at) {
    const { now, past, scenario } = this.line;
    write(this.value, number(now[at] ?? past[at]));
    write(this.other, now[at] === scenario[at] ? "" : word("value_scenario", { value: number(scenario[at]) }));
  }
}

/** The values of a chart as a table that is read, not seen. */
class Table {
  constructor(headline, lines, years) {
    this.lines = lines;
    const caption = say(element("caption"), () => word("chart_table", { title: titled(headline) }));
    const head = element("tr", {}, element("td"), ...years.map((year) => element("th", { scope: "col" }, String(year))));
    this.cells = lines.map(({ now }) => cellsOf(now));
    const rows = lines.flatMap((line, i) => [
      this.row("row_history", line, cellsOf(line.past)), this.row("row_scenario", line, cellsOf(line.scenario)), this.row("row_now", line, this.cells[i]),
    ]);
    const due = years.map((year) => say(element("td"), () => headline.targets.filter((target) => target.year === year).map(wanted).join(" ") || "–"));
    this.node = element("div", { class: "unseen" }, element("table", {}, caption, head, ...rows, this.row("row_target", null, due)));
  }

  row(key, line, cells) {
    const label = line?.series.label;
    return element("tr", {}, say(element("th", { scope: "row" }), () => (label ? `${local(label)}: ${word(key)}` : word(key))), ...cells);
  }

  show() {
    this.lines.forEach(({ now }, i) => now.forEach((value, year) => write(this.cells[i][year], number(value))));
  }
}

function looks(color, dash, scale) {
  const line = (stroke, width, points) => ({ stroke, width: width * scale, points, dash: dash.map((each) => each * scale), spanGaps: true });
  return [line(PALE, 1.75, { show: false }), line(color, 2.5, { show: false }), line(INK, 1.25, { show: true, size: 5 * scale, width: scale, fill: INK, stroke: INK })];
}

function cellsOf(values) {
  return values.map((value) => element("td", {}, number(value)));
}

function ends(target) {
  return target.upper === null ? [target.value] : [target.value, target.upper];
}

function snapToYear(plot, left, top) {
  return left < 0 ? [left, top] : [plot.valToPos(Math.round(plot.posToVal(left, "x")), "x"), top];
}

function widthOf(values) {
  return 10 + 6.2 * Math.max(3, ...(values ?? []).map((value) => value.length));
}

function tick(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");
}

/** What a target asks for, as a short text without its unit; where the plan gives no number, any change or the base. */
function wanted(target) {
  const { relation, year } = target, upper = number(target.upper), value = number(target.value ?? target.aim);
  const any = target.value === null && relation.endsWith("s by") && relation !== "peaks by";
  return word(any ? `${relation} any` : relation, { value, upper, year });
}
