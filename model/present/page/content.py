"""What the page holds: the scenario, its levers, what is shown and judged, and the numbers the model starts from.

``page_content`` gives plain data that JSON can hold; ``scripts`` the programs that run the model on it in a browser.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from model import __version__
from model.analysis.evidence import EVIDENCE, counts, ledger
from model.data import BASE_YEAR, figures, history
from model.data.catalogue import Record, by_id
from model.data.levers import ranges
from model.engine.build import System
from model.engine.declare import Balance, Declaration
from model.engine.run import start_values
from model.errors import InputError
from model.export.javascript import equations
from model.plan.indicators import group_of, told_once
from model.plan.question.solver_options import setting
from model.plan.solve.programmes import EFFORT
from model.plan.targets import ROUNDING, aim, is_counted, is_whole, limits, moved_to, slack
from model.present.canvas.canvas import PAST
from model.present.canvas.colours import HUES
from model.present.figures.run.overview import PANELS
from model.present.page.numbers import model_content
from model.present.text import words
from model.present.text.phrases import CHANGED, SIGNS, label, name_of, unit_of
from model.results.label import figure_name, source_status
from model.scenario.load import Scenario
from model.scenario.save import own_data, yaml_text
from model.sectors import NOT_REPRESENTED, SECTORS, THEME, THEMES, load

SCRIPTS = ("targets.js", "engine.js", "yaml.js")
LANGUAGES = ("en", "zh")
CONTRAST = 3.0
HEAVIEST = 10  # assumptions and estimates that are shown
SUFFIX = "-explored"  # of the name that the page offers, so that its run does not overwrite the scenario's own
LONGEST_NAME, LONGEST_TITLE = 64, 200  # characters, as the scenario's form has it


def scripts(system: System | None = None) -> dict[str, str]:
    """The page's programs by name, in the order in which they must stand.

    Together they define ``equations``, ``judge``, ``createModel`` and ``scenarioYaml``, and no other name.
    """
    folder = files("model.present.page")
    made = {"equations.js": equations((system or load()).kernel)}
    return made | {name: (folder / name).read_text(encoding="utf-8") for name in SCRIPTS}


def page_content(scenario: Scenario, targets: Iterable[Record], solved: Scenario | None = None) -> dict:
    """What the page of a scenario holds.

    Parameters
    ----------
    targets
        Those that the scenario is held against, with its edits; those of another year, restatements and those without
        a variable are left out.
    solved
        A scenario whose lever paths are offered beside the scenario's own, cut or held on to its horizon.

    Returns
    -------
    dict
        ``name``, ``title``, ``start``, ``end``, ``years`` (projected ones), ``method``, ``step``, ``version``, ``evidence`` (how
        many numbers have which status, when the record ended that estimates rest on, and what moves results most),
        ``not_represented``, ``themes``, ``levers``, ``presets``, ``headlines``, ``targets``, ``unjudged`` (how many are of
        another year), ``not_judged`` (why none is, of another base year than the plan's; else None), ``variables`` and
        ``balances`` (their titles, to tell of a fault); ``model`` and ``file`` are for the scripts alone. Texts are ``{"en": ..., "zh": ...}``.

    Raises
    ------
    InputError
        Where what the scenario says to the solver names a lever or target that is not known, or crosses a lever's limits, or
        the solved scenario is of another base year.
    """
    _refuse_other_base(scenario, solved)
    system, targets = load(scenario.base), list(targets)
    of_plan = scenario.base == BASE_YEAR
    kernel = system.kernel
    at_start = {name: path[scenario.start] for name, path in scenario.levers.items()}
    begun = start_values(system, scenario.parameters, at_start, kernel=kernel, floats=True)
    judged = [target for target in targets if of_plan and _is_judged(target, scenario)]
    presets, once = _presets(scenario, solved, system), told_once(judged)
    asked = told_once(target for target in targets if target.variable and of_plan)
    return {
        "name": scenario.name,
        "title": dict(scenario.title),
        "start": scenario.start,
        "end": scenario.end,
        "years": _projected(scenario),
        "method": scenario.method,
        "step": scenario.step,
        "version": __version__,
        "evidence": _evidence(scenario, system),
        "not_represented": dict(NOT_REPRESENTED),
        "themes": [
            {"name": name, "title": {"en": en, "zh": zh}, "color": _legible(HUES[name])}
            for name, (en, zh) in THEMES.items()
        ],
        "levers": list(_levers(scenario, targets, presets, system)),
        "presets": presets,
        "headlines": [_headline(panel, theme, judged, begun, system) for theme in PANELS for panel in PANELS[theme]],
        "targets": [_counted(target, once) for target in judged],
        "unjudged": len(asked) - len(once),
        "not_judged": None if of_plan else {lang: words.not_judged(scenario.base, lang) for lang in LANGUAGES},
        "variables": {n: {"title": _title(d), "unit": _unit(d.units, n)} for n, d in system.declarations.items()},
        "balances": {name: _title(balance) for name, balance in system.balances.items()},
        "model": model_content(scenario, kernel, begun),
        "file": _file(scenario),
    }


def _evidence(scenario: Scenario, system: System) -> dict[str, Any]:
    """Numbers by status, and the assumptions and estimates that move a headline result most."""
    rows = ledger(scenario, system)
    of_model, first = counts(rows)[-1], [row for row in rows if row["weight"] is not None][:HEAVIEST]
    estimates = [row["estimate"] for row in rows if row["estimate"]]
    return {
        "counts": {status: of_model[status] for status in EVIDENCE},
        "cut_off": estimates[0]["cut_off"] if estimates else None,
        "heaviest": [_weighed(row, system) for row in first],
    }


def _weighed(row: Mapping[str, Any], system: System) -> dict[str, Any]:
    """What an assumption or estimate moves most, by how much, and on what an estimate rests."""
    estimate, moved = row["estimate"], system.declarations[row["moves"]]
    return {
        "title": {lang: name_of(row["name"], system, lang) for lang in LANGUAGES},
        "unit": _unit(row["units"], row["name"]),
        "status": row["status"],
        "low": row["low"],
        "high": row["high"],
        "moves": _title(moved),
        "points": moved.units == "%",
        "weight": float(f"{row['weight']:.3g}"),
        "estimate": estimate and {key: estimate[key] for key in ("mean", "from", "to")},
        "data": estimate and {lang: [name_of(name, system, lang) for name in estimate["series"]] for lang in LANGUAGES},
    }


def _refuse_other_base(scenario: Scenario, solved: Scenario | None) -> None:
    if solved is not None and solved.base != scenario.base:
        raise InputError(
            [f"{solved.path}: base: found {solved.base}; expected {scenario.base}, that of {scenario.path}"]
        )


def _legible(color: str) -> str:
    """The colour, darkened where it must be to stand out from white by 3 to 1, as WCAG 2 asks of a line."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < CONTRAST:
        parts = [0.98 * part for part in parts]
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)


def _luminance(parts: Sequence[float]) -> float:
    """Relative luminance of sRGB parts between 0 and 1 (WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _projected(scenario: Scenario) -> list[int]:
    return list(range(scenario.start + 1, scenario.end + 1))


def _is_judged(target: Record, scenario: Scenario) -> bool:
    within = target.year is not None and scenario.start <= target.year <= scenario.end
    return bool(target.variable) and within and not target.restates


def _presets(scenario: Scenario, solved: Scenario | None, system: System) -> list[dict[str, Any]]:
    """The scenario's own lever paths, and those of the solved one; ``unseen`` are those that have no slider and differ."""
    offered, efforts = [("own", scenario)] + ([("solved", solved)] if solved else []), system.elements([EFFORT])
    return [
        {
            "name": name,
            "title": dict(one.title),
            "paths": {lever: _cut(one.levers[lever], scenario) for lever in _names()},
            "unseen": {
                lever: path
                for lever in efforts
                if (path := _cut(one.levers[lever], scenario)) != _cut(scenario.levers[lever], scenario)
            },
        }
        for name, one in offered
    ]


def _cut(path: Mapping[int, float], scenario: Scenario) -> list[float]:
    """A path in the scenario's projected years; beyond its own last year it holds."""
    return [path[min(year, max(path))] for year in _projected(scenario)]


def _levers(
    scenario: Scenario, targets: Sequence[Record], presets: Sequence[Mapping[str, Any]], system: System
) -> Iterator[dict[str, Any]]:
    plausible = setting(scenario, targets, system)[1]
    order = list(SECTORS)
    for element in sorted(_names(), key=lambda name: order.index(system.sectors[name])):
        declaration = system.input(element)
        given = [value for preset in presets for value in preset["paths"][element]]
        low, high = min(plausible[element].low, *given), max(plausible[element].high, *given)
        low, high = max(low, declaration.domain[0]), min(high, declaration.domain[1])
        yield {
            "element": element,
            "title": _title(declaration),
            "theme": THEME[system.sectors[element]],
            "sector": dict(zip(LANGUAGES, SECTORS[system.sectors[element]], strict=True)),
            "authority": declaration.authority,
            "unit": _unit(declaration.units, element),
            "low": low,
            "high": high,
            "step": slider_step(low, high),
            "base": scenario.levers[element][scenario.start],
            "path": presets[0]["paths"][element],
        }


def _names() -> list[str]:
    """Element names of the levers that have a plausible range.

    The effort by programme has none, for a hundred and more would hide the rest, and neither have the funds that others grant.
    """
    return list(ranges())


def slider_step(low: float, high: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten of which the range holds a hundred; 1 of an empty range."""
    if not high > low:
        return 1.0
    power = 10.0 ** math.floor(math.log10((high - low) / 100))
    return next(factor * power for factor in (5.0, 2.0, 1.0) if factor * power <= (high - low) / 100 * (1 + ROUNDING))


def _title(declaration: Declaration | Balance) -> dict[str, str]:
    return {"en": words.subscript(declaration.title), "zh": words.subscript(declaration.title_zh)}


def _unit(units: str, variable: str) -> dict[str, str]:
    return {lang: words.unit(units or "1", lang, variable) for lang in LANGUAGES}


def _headline(
    panel: str | tuple[str, ...], theme: str, targets: Sequence[Record], begun: Mapping[str, float], system: System
) -> dict[str, Any]:
    """A panel of the overview: one series, or two side by side."""
    elements = panel if isinstance(panel, tuple) else (panel,)
    first = system.declarations[elements[0]]
    both = len(elements) > 1
    series = [
        _series(element, key if both else None, begun, system)
        for element, key in zip(elements, ("demand", "funded"), strict=False)
    ]
    title = {lang: words.word("green_investment", lang) for lang in LANGUAGES} if both else _title(first)
    marks = list(_marks(elements, targets, begun, system))
    sizes = [abs(begun[element]) for element in elements]
    return {
        "theme": theme,
        "title": title,
        "unit": _unit(first.units, elements[0]),
        "decimals": words.decimals(max(sizes)),
        "series": series,
        "targets": marks,
    }


def _marks(
    elements: Sequence[str], targets: Sequence[Record], begun: Mapping[str, float], system: System
) -> Iterator[dict[str, Any]]:
    """What is wanted of a panel's series: levels; of a series without any, the value that a change in per cent leads to."""
    known = [t for t in targets if t.variable in elements and t.value is not None and t.relation in CHANGED]
    levels = [t for t in known if t.reading == "level" and t.relation in SIGNS]
    for t in levels or [t for t in known if t.reading == "change_percent"]:
        mark = {"id": t.id, "value": t.value, "upper": t.upper, "relation": t.relation, "year": t.year}
        if t.reading == "change_percent":
            published = figure_name(t.variable, system) or f"{t.variable}_base"  # of a ratio, that of the year's totals
            base = begun[published if published in system.declarations else t.variable]
            mark["value"] = base * (1 + moved_to(t)[0] / 100)
            mark["relation"] = "at most" if t.relation == "falls by" else "at least"
        yield mark | {"sign": SIGNS[mark["relation"]]}


def _series(element: str, key: str | None, begun: Mapping[str, float], system: System) -> dict[str, Any]:
    """A line: its label where there are two, and what was published of it, with the base year's value if that was."""
    source, records, base = figure_name(element, system), figures(system.base), system.base
    past = {year: value for year, value in history().get(element, {}).items() if base - PAST <= year < base}
    past |= {base: begun[source]} if source else {}
    years = sorted(past)
    return {
        "element": element,
        "label": {lang: words.word(key, lang) for lang in LANGUAGES} if key else None,
        "assumed": "assumption" in source_status(element, system, records),
        "history": {"years": years, "values": [past[year] for year in years]},
    }


def _counted(target: Record, once: set[str]) -> dict[str, Any]:
    """A target, with the group that it counts in, none beside the statement that decides; and as it is printed, if relaxed."""
    plan = by_id().get(target.id, target)
    printed = target_content(plan) if plan != target and plan.year == target.year else None
    return target_content(target) | {"counts": group_of(target) if target.id in once else None, "printed": printed}


def target_content(target: Record) -> dict[str, Any]:
    """A target as the page shows it, and what ``judge`` holds a run against; a limit that is none is null."""
    low, high = limits(target)
    return {
        "id": target.id,
        "label": {lang: label(target, lang) for lang in LANGUAGES},
        "theme": target.sector,
        "document": target.document,
        "place": target.place,
        "nature": target.nature,
        "variable": target.variable,
        "reading": target.reading,
        "relation": target.relation,
        "value": target.value,
        "upper": target.upper,
        "unit": {lang: unit_of(target, lang) for lang in LANGUAGES},
        "year": target.year,
        "base": target.base_value,
        "aim": None if target.reading == "peak" else aim(target),
        "low": low if math.isfinite(low) else None,
        "high": high if math.isfinite(high) else None,
        "slack": slack(target),
        "counted": is_counted(target),
        "whole": is_whole(target),
    }


def _file(scenario: Scenario) -> dict[str, Any]:
    """What ``scenarioYaml`` writes of the scenario: a name and titles to offer, its own paths, and the rest as it is."""
    data = own_data(scenario)
    levers = {name: list(path.values()) for name, path in data.pop("levers").items()}
    name, title = data.pop("name"), data.pop("title")
    room = LONGEST_NAME - len(SUFFIX)
    titles = {lang: words.word("explored", lang, title=title[lang])[:LONGEST_TITLE] for lang in LANGUAGES}
    return {"name": f"{name[:room]}{SUFFIX}", "title": titles, "levers": levers, "rest": yaml_text(data)}
