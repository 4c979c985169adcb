/* The sliders and fields of the levers, in groups by theme; where a theme has levers of several sectors, these are named. */
"use strict";

/** The groups of all levers in `home`; `moved(id)` is called when a reader has moved one. */
function buildControls(home, content, levers, moved) {
  const controls = new Map();
  const groups = content.themes
    .map((theme) => ({ theme, own: content.levers.filter((lever) => lever.theme === theme.name) }))
    .filter(({ own }) => own.length)
    .map(({ theme, own }) => {
      const blocks = own.map((lever) => new Control(lever, content, levers, moved));
      for (const block of blocks) controls.set(block.lever.element, block);
      return new Group(home, theme, blocks, levers);
    });
  function show() {
    for (const control of controls.values()) control.show();
    for (const group of groups) group.show();
  }
  show();
  return { show, showOne: (id) => { controls.get(id).show(); groups.forEach((group) => group.show()); } };
}

class Group {
  constructor(home, theme, blocks, levers) {
    Object.assign(this, { blocks, levers });
    this.count = element("span", { class: "count" });
    const name = say(element("span", { class: "name" }), () => local(theme.title));
    const node = element("details", { class: "group", open: "" }, element("summary", {}, name, this.count));
    node.style.setProperty("--hue", theme.color);
    node.append(...named(blocks));
    home.append(node);
    say(this.count, () => this.counted());
  }

  counted() {
    const count = this.blocks.filter(({ lever }) => this.levers.changed(lever.element)).length;
    return count ? word("group_changed", { count }) : "";
  }

  show() {
    write(this.count, this.counted());
  }
}

/** The blocks of a theme, those of each sector under its name where there are several. */
function named(blocks) {
  const sectors = new Set(blocks.map(({ lever }) => lever.sector.en));
  return blocks.flatMap(({ lever, node }, i) => {
    const begins = sectors.size > 1 && lever.sector.en !== blocks[i - 1]?.lever.sector.en;
    return begins ? [say(element("h3", { class: "sector" }), () => local(lever.sector)), node] : [node];
  });
}

class Control {
  constructor(lever, content, levers, moved) {
    Object.assign(this, { lever, levers, moved, years: content.years });
    const title = say(element("span", { class: "title" }), () => local(lever.title));
    const unit = say(element("span", { class: "unit" }), () => local(lever.unit));
    const authority = lever.authority === "regional" ? [] : [" ", say(element("span", { class: "authority" }), () => word(`authority_${lever.authority}`))];
    this.reset = say(element("button", { type: "button", class: "reset" }), () => word("lever_reset", { title: local(lever.title) }), "aria-label");
    this.reset.append(element("span", { "aria-hidden": "true" }, "↺"));
    this.reset.addEventListener("click", () => this.act(() => levers.resetOne(lever.element)));
    const end = this.years.at(-1);
    const parts = () => ({ title: titled(lever), year: end });
    this.input = new Input(lever, () => word("path_slider", parts()), () => word("path_field", parts()), (value, snap) =>
      this.act(() => levers.moveTo(lever.element, value, snap)));
    this.shape = element("details", { class: "shape" });
    const summary = say(element("summary", {}), () => word("lever_years_label", { title: local(lever.title) }), "aria-label");
    say(summary, () => word("lever_years"));
    this.shape.append(summary);
    this.shape.addEventListener("toggle", () => this.openYears());
    this.node = element("div", { class: "lever", "data-lever": lever.element },
      element("div", { class: "head" }, title, " ", unit, ...authority), this.input.node, this.reset, this.shape);
  }

  act(change) {
    change();
    this.show();
    this.moved(this.lever.element);
  }

  /** The sliders by year, made when first asked for. */
  openYears() {
    if (this.byYear || !this.shape.open) return;
    this.byYear = this.years.map((year, place) => {
      const parts = () => ({ title: titled(this.lever), year });
      const input = new Input(this.lever, () => word("year_slider", parts()), () => word("year_field", parts()), (value, snap) => {
        const own = this.lever.path[place];
        this.act(() => this.levers.setYear(this.lever.element, place, Math.abs(value - own) <= snap ? own : value));
      }, place);
      this.shape.append(element("div", { class: "year" }, say(element("span", { class: "when", "aria-hidden": "true" }), () => word("year", { year })), input.node));
      return input;
    });
    this.show();
  }

  show() {
    const path = this.levers.path(this.lever.element);
    this.input.show(path.at(-1));
    this.byYear?.forEach((input, i) => input.show(path[i]));
    this.reset.disabled = !this.levers.moved(this.lever.element);
    this.node.classList.toggle("changed", this.levers.changed(this.lever.element));
  }
}

/** One slider with its field for exact values and its mark where the scenario stands. */
class Input {
  constructor(lever, sliderLabel, fieldLabel, set, place = lever.path.length - 1) {
    Object.assign(this, { lever, set });
    const limits = { min: lever.low, max: lever.high };
    this.slider = say(element("input", { type: "range", ...limits, step: lever.step }), sliderLabel, "aria-label");
    this.field = say(element("input", { type: "number", ...limits, step: "any", inputmode: "decimal", autocomplete: "off" }), fieldLabel, "aria-label");
    this.note = element("p", { class: "note", role: "alert" });
    say(this.note, () => (this.complaint ? this.complaint() : ""));
    const track = element("div", { class: "track" }, this.slider, this.mark(lever.path[place]),
      element("div", { class: "ends", "aria-hidden": "true" }, element("span", {}, number(lever.low)), element("span", {}, number(lever.high))));
    this.node = element("div", { class: "input" }, track, this.field, this.note);
    this.slider.addEventListener("input", () => this.take(this.slider.valueAsNumber, lever.step / 2));
    this.field.addEventListener("change", () => this.read());
    say(this.slider, () => this.spoken(), "aria-valuetext");
  }

  mark(value) {
    const mark = element("span", { class: "mark", "aria-hidden": "true" });
    mark.style.setProperty("--at", (value - this.lever.low) / (this.lever.high - this.lever.low));
    return mark;
  }

  spoken() {
    return word("spoken", { value: number(this.value), unit: local(this.lever.unit) }).trim();
  }

  take(value, snap = 0) {
    this.complain(null);
    this.set(value, snap);
  }

  /** The exact value as typed; what is no number is said, and the field goes back to what stands. */
  read() {
    const { low, high } = this.lever, typed = this.field.valueAsNumber;
    const parts = { low: number(low), high: number(high) };
    if (Number.isNaN(typed)) {
      this.complain(() => word("no_number", parts));
      this.field.value = shown(this.value);
    } else {
      this.take(clip(typed, this.lever));
      this.field.value = shown(this.value);
      if (typed < low || typed > high) this.complain(() => word("kept_within", parts));
    }
  }

  complain(complaint) {
    this.complaint = complaint;
    write(this.note, complaint ? complaint() : "");
  }

  show(value) {
    if (value === this.value) return;
    this.value = value;
    this.slider.value = value;
    this.slider.setAttribute("aria-valuetext", this.spoken());
    if (document.activeElement !== this.field) this.field.value = shown(value);
  }
}

/** A value in a field: five digits, without the dust of a solver. */
function shown(value) {
  return String(Number(Math.abs(value) < 1e-6 ? 0 : value.toPrecision(5)));
}
