"""What a notebook shows of one thing, as HTML: a scenario, a target, a finding of the audit, an outcome, results.

Both languages stand in the same tables. All text is escaped by the template; the looks follow the notebook's theme.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.data import BASE_YEAR, base_year, of_plan
from model.data.catalogue import Record, by_id, targets
from model.engine.build import System
from model.errors import InputError
from model.plan.audit.finding import Finding
from model.plan.indicators import Indicator, count, indicators, told_once
from model.plan.selection import wanted_targets
from model.plan.targets import judge
from model.present.canvas.types import Dataset, Template
from model.present.text import words
from model.present.text.phrases import asks, label, name_of, nature, unit_of
from model.present.text.targets.aim import aim_of
from model.present.text.targets.verdicts import BAND, likelihood_rows
from model.results.check import check_results
from model.results.label import HEADLINES
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import THEMES, load

LANGUAGES = ("en", "zh")
ROWS = 12  # of a table
YEARS = 6  # columns of years
Pair = tuple[str, str]  # English and Chinese


@dataclass(frozen=True)
class Table:
    """Rows under heads, each a text or a pair.

    ``numbers`` are the columns that stand to the right, ``wide`` those that may break into lines; of more rows than ``most``
    the rest is counted.
    """

    caption: Pair | str
    heads: Sequence[Pair | str]
    rows: Sequence[Sequence[Pair | str]]
    numbers: range | tuple[int, ...] = ()
    wide: tuple[int, ...] = (0,)
    most: int = ROWS

    @property
    def note(self) -> Pair | str:
        """How many rows are not shown."""
        more = len(self.rows) - self.most
        return both("more", count=more) if more > 0 else ""


def card(title: Pair | str, facts: Iterable[Pair | str], tables: Iterable[Table]) -> str:
    """The HTML of one thing; tables without rows are left out."""
    return _template().render(title=title, facts=facts, tables=[table for table in tables if table.rows])


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("model.present", "notebook")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("card.html")


def in_both(tell: Callable[..., str], *of: object) -> Pair:
    """What a function whose last argument is a language tells of something, in English and in Chinese."""
    english, chinese = LANGUAGES
    return tell(*of, english), tell(*of, chinese)


def both(key: str, **parts: object) -> Pair:
    """A label in both languages; parts that are pairs are filled in by language."""
    filled = {
        lang: {name: part[i] if isinstance(part, tuple) else part for name, part in parts.items()}
        for i, lang in enumerate(LANGUAGES)
    }
    return in_both(lambda lang: words.Say("cards", lang)(key, **filled[lang]))


def units(text: str, variable: str | None = None) -> Pair:
    """A declared unit as readers of both languages write it."""
    return in_both(lambda lang: words.unit(text, lang, variable))


def element(name: str, system: System) -> tuple[Pair | str, Pair | str]:
    """Name and unit of a variable's element; the bare name where the model has no such variable."""
    variable = variable_of(name)
    if variable not in system.declarations:
        return name, ""
    return in_both(name_of, name, system), units(system.declarations[variable].units, variable)


def scenario_html(scenario: Scenario) -> str:
    """A scenario: its title, horizon, file, targets, and what it sets beside what the figures have."""
    shocks = [
        f"{key.partition('.')[2]}, {_place(at)}"
        for key, at in scenario.origins.items()
        if key.startswith("shocks.") and key.count(".") == 1
    ]
    facts = [
        both(
            "horizon",
            start=scenario.start,
            end=scenario.end,
            method=in_both(words.method_name, scenario.method),
            step=scenario.step,
        ),
        both("file", file=Path(scenario.path).name),
        *[both("shocks", shocks="; ".join(shocks))] * bool(shocks),
        *_targets_fact(scenario),
        *[both("no_changes")] * (not scenario.changed),
    ]
    changed = {name: scenario.levers[name] for name in scenario.changed if name in scenario.levers}
    levers = _by_year(scenario, "changes", changed, "levers", 1)
    restated = _by_year(scenario, "restated", scenario.restatement, "restatement", 0)
    tables = [levers, _parameters(scenario), restated, _edited(scenario)]
    return card((scenario.title["en"], scenario.title["zh"]), facts, tables)


def _place(where: str) -> str:
    """A file and its line without the folders; a setting as it was given."""
    return where if where.startswith("--set ") else Path(where).name


def _targets_fact(scenario: Scenario) -> Iterator[tuple[str, str]]:
    if scenario.base != BASE_YEAR:
        yield in_both(words.not_judged, scenario.base)
    elif scenario.targets == "all":
        yield both("all_targets", count=len(targets()), answered=sum(bool(target.variable) for target in targets()))
    else:
        yield both("targets", count=len(scenario.targets), edited=sum(map(bool, scenario.targets.values())))


def _shown_years(scenario: Scenario) -> list[int]:
    """Every year, or of many those of the plan and the last."""
    years = range(scenario.start + 1, scenario.end + 1)
    return [*years] if len(years) <= YEARS else [*years[: YEARS - 1], years[-1]]


def _by_year(scenario: Scenario, caption: str, paths: Mapping, home: str, base: int) -> Table:
    system, years = load(scenario.base), _shown_years(scenario)
    rows = [
        (*element(name, system), *[words.number(system.figures.get(name)) for _ in range(base)])
        + (*(words.number(path.get(year)) for year in years), _place(scenario.origins.get(f"{home}.{name}", "")))
        for name, path in paths.items()
    ]
    heads = [both("name"), both("unit"), *[both("base")] * base, *map(str, years), both("where")]
    return Table(both(caption), heads, rows, range(2, len(heads) - 1), (0, len(heads) - 1))


def _parameters(scenario: Scenario) -> Table:
    system = load(scenario.base)
    rows = [
        (
            *element(name, system), words.number(system.figures.get(name)), words.number(scenario.parameters[name]),
            _place(scenario.origins.get(f"parameters.{name}", "")),
        )
        for name in scenario.changed if name in scenario.parameters
    ]  # fmt: skip
    heads = [both("name"), both("unit"), both("base"), both("value"), both("where")]
    return Table(both("changes"), heads, rows, (2, 3), (0, 4))


def _edited(scenario: Scenario) -> Table:
    """The targets that the scenario edits, as the plan has them and as they are here."""
    edits = {} if scenario.targets == "all" else scenario.targets
    plain, rows = by_id(), []
    for target in wanted_targets(scenario):
        if edits.get(target.id):
            asked = in_both(asks, plain[target.id]), in_both(asks, target), in_both(unit_of, target), str(target.year)
            place = _place(scenario.origins.get(f"targets.{target.id}", ""))
            rows.append((in_both(label, target), *asked, place))
    heads = [both("name"), both("plan_wants"), both("wants"), both("unit"), both("year"), both("where")]
    return Table(both("edited"), heads, rows, wide=(0, 5))


def record_html(record: Record) -> str:
    """A target, or another figure of the plan: what is asked, where it stands, and what answers it."""
    variable, system = record.variable, load()
    answer = element(variable, system)[0] if variable else ("–", "–")
    asked = in_both(asks, record), in_both(unit_of, record), str(record.year or "–")
    row = (*asked, words.number(record.base_value), in_both(nature, record), answer)
    heads = [both("plan_wants"), both("unit"), both("year"), str(BASE_YEAR), both("nature"), both("answered")]
    facts = [record.id, f"{record.document} {record.place}"]
    facts += [": ".join((both("not_answered")[0], record.reason))] * bool(record.reason)
    facts += [": ".join((both("restates")[0], record.restates))] * bool(record.restates)
    return card(in_both(label, record), facts, [Table("", heads, [row], (3,), (0, 5))])


def finding_html(finding: Finding) -> str:
    """A finding of the audit, with the figures that it rests on."""
    verdict = in_both(lambda lang: words.Say("catalogue", lang)(f"finding_{finding.verdict}"))
    rows = [
        (in_both(label, record), in_both(asks, record) if record.kind == "target" else words.number(record.value),
         units(record.unit or "1"), str(record.year or "–"), f"{record.document} {record.place}")
        for record in finding.cited
    ]  # fmt: skip
    heads = [both("name"), both("value"), both("unit"), both("year"), both("place")]
    table = Table(both("figures"), heads, rows)
    return card(both("finding", verdict=verdict), [(finding.message, finding.message_zh)], [table])


def results_html(results: Dataset) -> str:
    """Results: how many targets are met in each sector, and the headline variables; of an ensemble, over its members."""
    asked = [target for target in targets() if target.variable and not target.restates]
    try:
        check_results(results, [target.variable for target in asked])
    except InputError as error:
        return card(both("foreign"), [str(error)], [])
    title = results.attrs.get("title_en", ""), results.attrs.get("title_zh", "")
    if not of_plan(results):
        return card(title, [in_both(words.not_judged, base_year(results))], [_headlines(results)])
    by_sector = _likelihood_by_sector if "member" in results.dims else _met_by_sector
    facts, table = by_sector(asked, results)
    return card(title, facts, [table, _headlines(results)])


def _met_by_sector(asked: Sequence[Record], results: Dataset) -> tuple[list[tuple[str, str]], Table]:
    judged = indicators(judge(asked, results))
    heads = [both("sector"), both("met_count"), both("judged"), both("open")]
    sectors = dict.fromkeys(each.lead.target.sector for each in judged)
    tallies = {sector: count(judged, sector=sector) for sector in sectors}
    body = [(THEMES.get(sector, sector), str(n.met), str(n.judged), str(n.open)) for sector, n in tallies.items()]
    return [met_pair(judged)], Table(both("by_sector"), heads, body, range(1, len(heads)))


def met_pair(judged: Sequence[Indicator]) -> tuple[str, str]:
    """How many main indicators and how many programmes are met, in both languages."""
    main, programmes = count(judged, True), count(judged, False)
    counts = {"met": main.met, "judged": main.judged, "programmes_met": programmes.met, "programmes": programmes.judged}
    return both("met", **counts)


def _likelihood_by_sector(asked: Sequence[Record], results: Dataset) -> tuple[list[tuple[str, str]], Table]:
    from model.analysis.uncertainty.ensemble import ran_only

    members = ran_only(results)
    once = told_once(asked)
    rows = likelihood_rows([target for target in asked if target.id in once], members)
    heads, body = [both("sector"), both("always"), both("never"), both("judged")], []
    for sector in dict.fromkeys(row["sector"] for row in rows):
        own = [row["probability"] for row in rows if row["sector"] == sector]
        likely = [probability for probability in own if probability is not None]
        body.append((THEMES.get(sector, sector), *map(str, (likely.count(1.0), likely.count(0.0), len(likely)))))
    count = {"members": members.sizes["member"], "year": int(results["year"][-1])}
    return [both("members", **count)], Table(both("by_sector"), heads, body, range(1, len(heads)))


def _headlines(results: Dataset) -> Table:
    last = results["year"].values[-1]
    names = [name for name in HEADLINES if name in results]
    if "member" in results.dims:
        heads, asked = [both("median", year=last), "5 %", "95 %"], dict.fromkeys(names, ())
        ends = {name: results[name].sel(year=last).quantile(BAND, "member").values[[1, 0, 2]] for name in names}
    else:
        heads, asked = [str(last), both("wants")], {name: [aim_of(name, results)] for name in names}
        ends = {name: [results[name].sel(year=last).item()] for name in names}
    # the value of the base year is, of an ensemble, its median
    rows = [
        (
            (words.name(results[name], "en"), words.name(results[name], "zh")), units(results[name].attrs["units"], name),
            words.number(float(results[name][{"year": 0}].median())), *map(words.number, map(float, ends[name])), *asked[name],
        )
        for name in names
    ]  # fmt: skip
    heads = [both("name"), both("unit"), str(base_year(results)), *heads]
    return Table(both("headlines"), heads, rows, range(2, len(heads)), most=len(rows))
