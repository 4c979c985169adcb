"use strict";

/* Runs the model, as model/engine/run.py does: the same steps, sums and checks in the same order.

createModel(content, equations) -> { years, run }; judge of targets.js must be there
    content      what model/present/page/content.py gives
    equations    what the script printed by model/export/javascript.py defines
run(paths) -> { years, values, targets, fault }
    paths        { lever: array of values for the years start + 1 to end }; a lever left out goes its own way
    values       { element: Float64Array over years }, of stocks, flows, auxiliaries, levers and drivers; null after a fault
    targets      [{ id, projected, met, gap }], empty after a fault
    fault        null, or { element, year, value, low, high }: what left its domain, and at what time in years;
                 of a balance, value is the sum of its sources, low and high that of its uses
*/

function createModel(content, equations) {
  class Fault {
    constructor(element, year, value, low, high) {
      Object.assign(this, { element, year, value, low, high });
    }
  }

  const { start, end, steps, stages, largest, tolerance, stocks, constants, inputs, values, balances, restatement } =
    content.model;
  const years = Array.from({ length: end - start + 1 }, (_, i) => start + i);
  const places = new Map(inputs.names.map((name, place) => [name, place]));
  const fixed = Float64Array.from(constants.values);
  const own = years.map((_, i) => Float64Array.from(inputs.paths, (path) => path[i]));
  const rows = [...stocks.names, ...values.names, ...inputs.names];

  const begun = Float64Array.from(stocks.values);
  const size = { stocks: stocks.names.length, values: values.names.length };
  const base = new Float64Array(size.stocks);
  const state = new Float64Array(size.stocks);
  const change = new Float64Array(size.stocks);
  const slope = new Float64Array(size.stocks);
  const now = new Float64Array(size.values);
  const total = new Float64Array(size.values);
  const annual = new Float64Array(size.values);

  function check(group, found, time) {
    const { names, low, high } = group;
    for (let i = 0; i < names.length; i += 1) {
      if (!(low[i] <= found[i] && found[i] <= high[i])) throw new Fault(names[i], time, found[i], low[i], high[i]);
    }
  }

  // Evaluates the equations at the present state, which must be in its domain and balanced.
  function look(time, path) {
    equations.step(base, fixed, path, now, slope);
    if (Number.isInteger(time)) {
      check(constants, fixed, time); // constants and inputs hold for a year
      check(inputs, path, time);
    }
    check(stocks, base, time);
    check(values, now, time);
    const groups = [base, now, fixed, path];
    const sum = (terms) => terms.reduce((found, [group, place]) => found + groups[group][place], 0);
    for (const balance of balances) {
      const [left, right] = [sum(balance.sources), sum(balance.uses)];
      const slack = tolerance * Math.max(Math.abs(left), Math.abs(right));
      if (Math.abs(left - right) > slack) throw new Fault(balance.name, time, left, right, right);
    }
  }

  function advance(time, path) {
    const h = 1 / steps;
    change.fill(0);
    stages.forEach(([share, weight], number) => {
      const [ahead, part] = [share * h, weight * h];
      if (number === 0) {
        look(time, path);
      } else {
        for (let i = 0; i < size.stocks; i += 1) state[i] = base[i] + ahead * slope[i];
        equations.step(state, fixed, path, now, slope);
      }
      for (let i = 0; i < size.values; i += 1) total[i] += part * now[i];
      for (let i = 0; i < size.stocks; i += 1) change[i] += part * slope[i];
    });
    for (let i = 0; i < size.stocks; i += 1) base[i] += change[i];
  }

  // The annual values of the year whose end has been looked at; the place of the first without a finite one, or -1.
  function report(number, path, table) {
    for (let i = 0; i < size.values; i += 1) annual[i] = values.totals[i] ? total[i] : now[i];
    const wrong = equations.annual(base, fixed, path, annual, number === 0);
    [base, annual, path].reduce((row, group) => {
      for (let i = 0; i < group.length; i += 1) table[(row + i) * years.length + number] = group[i];
      return row + group.length;
    }, 0);
    return wrong;
  }

  function integrate(paths, table) {
    const wrong = [];
    base.set(begun);
    look(start, paths[0]);
    total.set(now);
    wrong.push(report(0, paths[0], table));
    for (let number = 1; number < years.length; number += 1) {
      total.fill(0);
      for (const [year, place, amount] of restatement) if (year === years[number]) base[place] += amount;
      for (let i = 0; i < steps; i += 1) advance(years[number] - 1 + i / steps, paths[number]);
      look(years[number], paths[number]);
      wrong.push(report(number, paths[number], table));
    }
    const first = Math.min(...wrong.filter((place) => place >= 0)); // by variable, then by year
    if (first < Infinity) throw new Fault(values.names[first], years[wrong.indexOf(first)], NaN, -largest, largest);
  }

  function inputsWith(paths) {
    const found = own.map((path) => path.slice());
    for (const [name, path] of Object.entries(paths)) {
      if (!places.has(name)) throw new Error(`${name} is no lever or driver of this model`);
      if (path.length !== years.length - 1) throw new Error(`${name} needs ${years.length - 1} values, not ${path.length}`);
      path.forEach((value, i) => (found[i + 1][places.get(name)] = value));
    }
    return found;
  }

  function run(paths = {}) {
    const table = new Float64Array(rows.length * years.length);
    try {
      integrate(inputsWith(paths), table);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return { years, values: null, targets: [], fault: { ...fault } };
    }
    const found = {};
    rows.forEach((name, row) => (found[name] = table.subarray(row * years.length, (row + 1) * years.length)));
    return { years, values: found, targets: content.targets.map((target) => judged(target, years, found)), fault: null };
  }

  return { years, run };
}
