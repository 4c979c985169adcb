/* Where the levers stand: each on the path of a preset, moved as a whole and kept within its bounds. */
"use strict";

class Levers {
  constructor(levers) {
    this.all = new Map(levers.map((lever) => [lever.element, { lever, anchor: lever.path, shift: 0, path: lever.path }]));
    this.start = Object.fromEntries(levers.map((lever) => [lever.element, lever.path]));
    this.unseen = {};
  }

  path(id) {
    return this.all.get(id).path;
  }

  /** The value of the last year, which stands for the path. */
  value(id) {
    return this.path(id).at(-1);
  }

  /** Move the whole path so that its last year has the value; close to where it began, exactly there. */
  moveTo(id, value, snap = 0) {
    const state = this.all.get(id);
    const shift = value - state.anchor.at(-1);
    state.shift = Math.abs(shift) <= snap ? 0 : shift;
    state.path = state.anchor.map((each) => clip(each + state.shift, state.lever));
  }

  /** Set one year, which shapes the path; what is moved from then on is the new shape. */
  setYear(id, place, value) {
    const state = this.all.get(id);
    this.follow(id, state.path.map((each, i) => (i === place ? clip(value, state.lever) : each)));
  }

  follow(id, path) {
    const state = this.all.get(id);
    Object.assign(state, { anchor: path, shift: 0, path: path.map((each) => clip(each, state.lever)) });
  }

  /** Start from a preset: paths by lever, and those that have no slider; what it does not name stands as in the scenario. */
  startFrom(paths, unseen = {}) {
    this.unseen = unseen;
    this.start = Object.fromEntries([...this.all].map(([id, { lever }]) => [id, paths[id] ?? lever.path]));
    this.reset();
  }

  reset() {
    for (const id of this.all.keys()) this.resetOne(id);
  }

  resetOne(id) {
    this.follow(id, this.start[id]);
  }

  /** Whether a lever stands elsewhere than where it started. */
  moved(id) {
    return differ(this.path(id), this.start[id]);
  }

  /** Whether a lever stands elsewhere than in the scenario. */
  changed(id) {
    return differ(this.path(id), this.all.get(id).lever.path);
  }

  paths() {
    return Object.fromEntries([...this.all].map(([id, state]) => [id, state.path]));
  }

  /** What the model is run with: the sliders' paths and those of the preset that have no slider. */
  inputs() {
    return { ...this.unseen, ...this.paths() };
  }
}

function clip(value, lever) {
  return Math.min(Math.max(value, lever.low), lever.high);
}

function differ(one, other) {
  return one.some((value, i) => value !== other[i]);
}
