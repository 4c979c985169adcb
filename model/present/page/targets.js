"use strict";

/* judge(target, years, values) -> { id, projected, met, gap }: holds a run against a target, as model/plan/targets.py
   does, which has found the numbers it is held against. */
const ROUNDING = 1e-9;
const judge = (() => {
  const growth = (values) => 100 * (Math.pow(values[values.length - 1] / values[0], 1 / (values.length - 1)) - 1);
  const increases = (values) => Array.from(values.subarray(1), (value, i) => value - values[i]);
  const sum = (values) => values.reduce((total, value) => total + value, 0);

  const READINGS = {
    level: (since) => since[since.length - 1],
    change: (since) => since[since.length - 1] - since[0],
    increment: (since) => since[since.length - 1] - since[0],
    change_percent: (since) => 100 * (since[since.length - 1] / since[0] - 1),
    growth_rate: growth,
    growth_above_gdp: (since, of) => growth(since) - growth(of("gdp")),
    yearly_increase: (since) => Math.min(...increases(since)),
    cumulative: (since) => sum(since.subarray(1)),
  };

  // The year of the largest value, or NaN where the variable has not turned by the target's year.
  function peak(values, years, last) {
    const upTo = values.subarray(0, last + 1);
    const later = values.subarray(last + 1);
    const largest = Math.max(...upTo);
    const turned = later.length
      ? Math.max(...later) <= largest && values[last] >= later[0]
      : values[last] <= values[last - 1];
    return turned ? years[upTo.indexOf(largest)] : NaN;
  }

  function project(target, years, values) {
    const last = years.indexOf(target.year);
    const of = (variable) => values[variable].subarray(0, last + 1);
    if (target.reading === "peak") return peak(values[target.variable], years, last);
    const found = READINGS[target.reading](of(target.variable), of);
    return target.relation === "falls by" ? -found : found;
  }

  function gap(target, projected, low, high) {
    if (target.reading === "peak") return Math.max(0, projected - target.year);
    if (target.relation === "between") return projected - Math.min(Math.max(projected, low), high);
    return projected - target.aim;
  }

  return function judge(target, years, values) {
    const projected = project(target, years, values);
    const [low, high] = [target.low ?? -Infinity, target.high ?? Infinity];
    if (Number.isNaN(projected)) return { id: target.id, projected: null, met: false, gap: null };
    const counted = target.whole ? told(target, projected) : projected; // few things are counted whole
    const met = low - target.slack <= counted && counted <= high + target.slack;
    return { id: target.id, projected, met, gap: gap(target, projected, low, high) };
  };
})();

/* What is projected as a reader is told it: few things whole, many to the nearest one. */
const told = (target, projected) => {
  if (!target.counted || projected === null) return projected;
  return target.whole ? Math.floor(projected * (1 + ROUNDING)) : Math.round(projected);
};

/* A target judged, and `printed`: whether what is projected meets it as the plan has it. */
const judged = (target, years, values) => {
  const found = judge(target, years, values);
  return { ...found, printed: target.printed ? judge(target.printed, years, values).met : found.met };
};
