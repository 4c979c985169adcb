/* The charts of the headline variables: what was published, the scenario as it stands, and now. */
"use strict";

const INK = "#1a1a1a", SOFT = "#595959", PALE = "#8c8c8c", LINE = "#e6e6e3", RED = "#c1121f";
const FACE = '"Segoe UI", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const SIGNS = { "at least": "≥", above: ">", "at most": "≤", below: "<", about: "≈", equal: "=", between: "" };
const HEIGHT = 132;

/** A chart of each headline in `home`, by `show(values)` for those in sight and `showAll()` for the rest. */
function buildCharts(home, content, scenario) {
  const span = Math.min(...content.headlines.flatMap((headline) => headline.history.map(([year]) => year)), content.years[0]);
  const years = Array.from({ length: content.years.at(-1) - span + 1 }, (_, i) => span + i);
  const charts = content.headlines.map((headline) => new Chart(home, headline, content, years, scenario));
  const byNode = new Map(charts.map((chart) => [chart.plot, chart]));
  const sight = new IntersectionObserver((entries) => entries.forEach((entry) => byNode.get(entry.target).sighted(entry.isIntersecting)), { rootMargin: "100px" });
  const size = new ResizeObserver((entries) => entries.forEach((entry) => byNode.get(entry.target).fit(entry.contentRect.width)));
  for (const chart of charts) {
    sight.observe(chart.plot);
    size.observe(chart.plot);
  }
  return {
    show: (values) => charts.forEach((chart) => chart.show(values)),
    settle: (all) => charts.forEach((chart) => chart.settle(all)),
  };
}

class Chart {
  constructor(home, headline, content, years, scenario) {
    Object.assign(this, { headline, years, offset: content.years[0] - years[0], place: null, seen: false, stale: true });
    const sector = content.sectors.find(({ id }) => id === headline.sector);
    this.hue = sector.colour;
    this.scenario = this.spread(scenario[headline.id]);
    this.now = this.scenario;
    const past = new Map(headline.history);
    this.past = years.map((year) => past.get(year) ?? null);
    this.build(home, sector);
    this.draw();
    this.settle(true);
  }

  /** Values of the model's years on the years of the chart, which begin earlier. */
  spread(values) {
    return this.years.map((_, i) => (i < this.offset ? null : values[i - this.offset]));
  }

  build(home, sector) {
    const { headline } = this;
    const heading = element("h3", {}, say(element("span", {}), () => local(headline.title)), " ", say(element("span", { class: "unit" }), () => local(headline.unit)));
    this.year = element("span", { class: "when" });
    this.value = element("b", {});
    this.other = element("span", { class: "was" });
    this.wanted = element("span", { class: "wanted" });
    this.plot = element("div", { class: "plot", "aria-hidden": "true" });
    this.table = element("table", { class: "unseen" });
    const line = element("p", { class: "values" }, this.year, " ", this.value, " ", this.other, " ", this.wanted);
    const kicker = say(element("p", { class: "sector" }), () => local(sector.title));
    this.node = element("article", { class: "chart", "data-variable": headline.id }, kicker, heading, line, this.plot, this.table);
    this.node.style.setProperty("--hue", this.hue);
    home.append(this.node);
    say(this.year, () => { this.read(); return word("value_now", { year: this.years[this.at()] }); });
    this.fillTable();
  }

  draw() {
    const line = (stroke, width, points) => ({ stroke, width, points, spanGaps: true });
    const dots = { show: true, size: 5, fill: INK, stroke: INK };
    const font = `11px ${FACE}`, ticks = { show: false }, stroke = SOFT;
    const options = {
      width: Math.max(this.plot.clientWidth, 120), height: HEIGHT, padding: [8, 24, 0, 0], legend: { show: false },
      cursor: { sync: { key: "years" }, drag: { x: false, y: false }, y: false, points: { size: 6 }, move: snapToYear },
      scales: { x: { time: false, range: [this.years[0] - 0.3, this.years.at(-1) + 0.2] }, y: { range: () => this.range() } },
      axes: [
        { font, stroke, ticks, size: 22, gap: 4, grid: { show: false }, splits: () => this.ticks(), values: (_, all) => all.map(String) },
        { font, stroke, ticks, size: widthOf, gap: 4, grid: { stroke: LINE, width: 1 }, space: 34, values: (_, all) => all.map(tick) },
      ],
      series: [{}, line(PALE, 1.75, { show: false }), line(this.hue, 2.5, { show: false }), line(INK, 1.25, dots)],
      hooks: { draw: [(plot) => this.mark(plot)], setCursor: [(plot) => this.point(plot)] },
    };
    this.uplot = new uPlot(options, this.data(), this.plot);
  }

  data() {
    return [this.years, this.scenario, this.now, this.past];
  }

  ticks() {
    const first = this.years[0], last = this.years.at(-1), gap = last - first <= 12 ? 5 : 10;
    return this.years.filter((year) => year % gap === 0);
  }

  range() {
    const marks = this.headline.targets.flatMap((target) => [target.value, target.upper ?? target.value]);
    const all = [...this.scenario, ...this.now, ...this.past, ...marks].filter((value) => value !== null);
    const low = Math.min(...all), high = Math.max(...all);
    const slack = Math.max((high - low) * 0.12, Math.abs(high) * 0.02, 1e-9);
    return [low >= 0 && low < slack ? 0 : low - slack, high + slack];
  }

  /** Level targets: a red diamond at its year, with its sign. */
  mark(plot) {
    const { ctx } = plot, ratio = devicePixelRatio, half = 4 * ratio;
    ctx.save();
    ctx.fillStyle = RED;
    ctx.font = `600 ${12 * ratio}px ${FACE}`;
    ctx.textBaseline = "middle";
    for (const target of this.headline.targets) {
      const x = plot.valToPos(target.year, "x", true);
      for (const value of target.upper == null ? [target.value] : [target.value, target.upper]) {
        const y = plot.valToPos(value, "y", true);
        ctx.beginPath();
        for (const [right, down] of [[half, 0], [0, half], [-half, 0], [0, -half]]) ctx.lineTo(x + right, y + down);
        ctx.fill();
      }
      ctx.fillText(SIGNS[target.relation], x + half + 3 * ratio, plot.valToPos(target.upper ?? target.value, "y", true));
    }
    ctx.restore();
  }

  /** The year under the cursor, of whichever chart, is the year whose values are told. */
  point(plot) {
    const place = plot.cursor.idx ?? null;
    if (place === this.place) return;
    this.place = place;
    write(this.year, word("value_now", { year: this.years[this.at()] }));
    this.read();
  }

  at() {
    return this.place ?? this.years.length - 1;
  }

  read() {
    const at = this.at();
    write(this.value, number(this.now[at] ?? this.past[at]));
    const same = this.now[at] === this.scenario[at];
    write(this.other, same ? "" : word("value_scenario", { value: number(this.scenario[at]) }));
    const due = this.headline.targets.filter(({ year }) => year === this.years[at]);
    write(this.wanted, due.map(wanted).join(" "));
  }

  show(values) {
    this.now = this.spread(values[this.headline.id]);
    this.stale = true;
    this.read();
    if (this.seen) this.redraw();
  }

  redraw() {
    this.uplot.setData(this.data());
    this.stale = false;
  }

  sighted(seen) {
    this.seen = seen;
    if (seen && this.stale) this.redraw();
  }

  fit(width) {
    if (width && Math.round(width) !== this.uplot.width) this.uplot.setSize({ width: Math.round(width), height: HEIGHT });
  }

  /** What may wait until the reader pauses: the table for those who do not see the chart, and charts out of sight. */
  settle(all = false) {
    if (all && this.stale) this.redraw();
    this.years.forEach((_, i) => write(this.cells[i], number(this.now[i])));
  }

  fillTable() {
    const { headline, table } = this;
    const caption = say(element("caption", {}), () => word("chart_table", { title: local(headline.title), unit: unitOf(headline) }));
    const head = element("tr", {}, element("td", {}), ...this.years.map((year) => element("th", { scope: "col" }, String(year))));
    const row = (key, cells) => element("tr", {}, say(element("th", { scope: "row" }), () => word(key)), ...cells);
    const cells = (values) => values.map((value) => element("td", {}, number(value)));
    const due = this.years.map((year) => say(element("td", {}), () => headline.targets.filter((target) => target.year === year).map(wanted).join(" ") || "–"));
    this.cells = cells(this.now);
    table.append(caption, head, row("row_history", cells(this.past)), row("row_scenario", cells(this.scenario)), row("row_now", this.cells), row("row_target", due));
  }
}

function snapToYear(plot, left, top) {
  return left < 0 ? [left, top] : [plot.valToPos(Math.round(plot.posToVal(left, "x")), "x"), top];
}

function widthOf(plot, values) {
  return 10 + 6.2 * Math.max(3, ...(values ?? []).map((value) => value.length));
}

function tick(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");
}

/** What a target asks for, as a short text without its unit. */
function wanted(target) {
  const any = target.value === null && target.relation !== "peaks by";
  return word(any ? `${target.relation} any` : target.relation, { value: number(target.value), upper: number(target.upper), year: target.year });
}
