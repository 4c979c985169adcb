"""What one variable is: its equation, inputs, users, units and source, as text."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from model.data import Number, Project, any_year, bases, pack, projects
from model.engine.build import System
from model.engine.declare import Ahead, Dimension, Driver, Equation, Flow, Lever, Stack, Stock, Sum
from model.engine.run import start_values
from model.errors import InputError, folded, meant
from model.export.symbolic import written
from model.present.text.catalogue import title_of_filter
from model.present.text.cells import declared
from model.present.text.cells import sector as sector_title
from model.present.text.sources import note, source
from model.present.text.words import Say
from model.results.label import figure_name
from model.scenario.element import variable_of
from model.sectors import SECTORS, load

MOST = 12  # elements of a variable that are written out
FAR = 1e300  # beyond which a domain has no end


def variables(sector: str | None = None, lang: str = "en") -> list[dict[str, Any]]:
    """One row a variable, of all sectors or of one: name, kind, units, who sets it, base years whose figures have it, titles.

    Parameters
    ----------
    sector
        Its name, or its title in English or Chinese.
    lang
        Of the sectors that are listed where there is no such one: by their names, or by their Chinese titles.

    Raises
    ------
    InputError
        Where there is no such sector.
    """
    titles = {title: name for name, both in SECTORS.items() for title in (*both, name)}
    only = titles.get(sector, sector) if sector else None
    if only and only not in SECTORS:
        shown = {name: title_of_filter(name, lang) for name in SECTORS}
        hint = meant(only, {title: shown[name] for title, name in titles.items()})
        raise InputError([f"'{sector}' is no sector{hint}; there are {', '.join(shown.values())}"])
    system = load()
    return [
        {"name": name, "kind": d.kind, "units": d.units, "sector": system.sectors[name]}
        | {"authority": getattr(d, "authority", None), "base_years": base_years(name, system)}
        | {"title": d.title, "title_zh": d.title_zh}
        for name, d in system.declarations.items()
        if only in (None, system.sectors[name])
    ]


def variable_rows(sector: str | None = None, lang: str = "en") -> list[dict[str, str]]:
    """The rows of :func:`variables` as a reader of one language has them."""
    tables, say = Say("tables", lang), Say("explain", lang)
    return [
        {
            tables("col_variable"): row["name"],
            tables("col_title"): row["title_zh" if say.zh else "title"],
            tables("col_unit"): _unit(row["units"], say, row["name"]),
            tables("col_kind"): tables(f"cell_{row['kind']}"),
            tables("col_sector"): sector_title(row["sector"], lang),
            say("head_set_by"): say(f"who_{row['authority']}") if row["authority"] else "–",
            say("head_base_years"): " ".join(map(str, row["base_years"])) or "–",
        }
        for row in variables(sector, lang)
    ]


def explain(variable: str, system: System | None = None, lang: str = "en") -> str:
    """Everything that is known of a variable, with values at the start, and its figures in every pack.

    Parameters
    ----------
    variable
        Its name, with or without labels, or its title in English or Chinese.

    Raises
    ------
    InputError
        Where there is no such variable.
    """
    system = system or load()
    titles = {title: name for name, d in system.declarations.items() for title in (name, d.title, d.title_zh)}
    name = {folded(title): name for title, name in titles.items()}.get(folded(variable), variable_of(variable))
    if name not in system.declarations:
        raise InputError([f"'{variable}' is no variable{meant(variable, titles)}"])
    return "\n".join(_Told(name, system, Say("explain", lang)).lines())


class _Told:
    """What is told of one variable in one language."""

    def __init__(self, name: str, system: System, say: Say):
        self.name, self.system, self.say = name, system, say
        self.declaration = system.declarations[name]

    def lines(self) -> list[str]:
        """Every line."""
        say, declaration, values = self.say, self.declaration, start_values(self.system, {}, {})
        used = ", ".join(self.system.users(self.name)) or say("nothing")
        kind = Say("tables", say.lang)(f"cell_{declaration.kind}")
        return [
            say("title", name=self.name, title=declaration.title_zh if say.zh else declaration.title),
            self._line("kind", kind=kind, sector=sector_title(self.system.sectors[self.name], say.lang)),
            *self._authority(),
            self._line("units", units=_unit(declaration.units, say, self.name), **self._domain()),
            *(self._line("along", name=d.name, labels=self._labels(d)) for d in declaration.dimensions),
            *self._stock(),
            *self._equation(),
            *self._values(say("start_value", base=self.system.base), [self.name], values),
            *self._values(say("inputs"), getattr(declaration, "inputs", ()), values),
            self._line("used_by", names=used),
            *self._source(),
            *self._projects(),
        ]

    def _line(self, key: str, **parts: object) -> str:
        return f"  {self.say(key, **parts)}"

    def _domain(self) -> dict[str, str]:
        low, high = self.declaration.domain
        return {
            "low": self.say("low", value=f"{low:g}") if abs(low) < FAR else "",
            "high": self.say("high", value=f"{high:g}") if abs(high) < FAR else "",
        }

    def _labels(self, dimension: Dimension) -> str:
        titled = [f"{title} {label}" for label, (_, title) in dimension.titles.items()]
        return self.say.listed(titled if self.say.zh else dimension.labels)

    def _authority(self) -> list:
        if not isinstance(self.declaration, Lever | Driver):
            return []
        who = self.say(f"who_{self.declaration.authority}")
        return [self._line("set_by", who=who, dated=self.say("dated") if self.declaration.dated else "")]

    def _stock(self) -> list:
        nothing, outside = self.say("nothing"), self.say("outside")
        if isinstance(self.declaration, Flow):
            ends = {end: getattr(self.declaration, end) or outside for end in ("out_of", "into")}
            return [self._line("flows", **ends)]
        if not isinstance(self.declaration, Stock):
            return []
        into, out_of = (", ".join(names) or nothing for names in self.system.flows_of(self.name))
        return [
            self._line("stock_in", names=into),
            self._line("stock_out", names=out_of),
            self._line("starts", name=self.declaration.initial),
        ]

    def _equation(self) -> list[str]:
        if not isinstance(self.declaration, Equation):
            return []
        formula, story = equation_text(self.declaration, self.say.lang)
        annual = self.say("annual", annual=self.say(f"annual_{self.declaration.annual}"))
        base = self.say("annual_base", name=self.declaration.base) if self.declaration.base else ""
        meaning = [self._line("meaning", text=story)] if story and not self.say.zh else []  # stories are in English
        return [*meaning, self._line("equation", formula=formula, annual=annual, base=base)]

    def _values(self, heading: str, names: Sequence[str], values: Mapping[str, float]) -> list[str]:
        lines = []
        for name in names:
            elements = self.system.elements([name])
            shown = [f"{values[element]:.6g}" for element in elements[:MOST]] + ["..."] * (len(elements) > MOST)
            units = _unit(self.system.declarations[name].units, self.say, name)
            lines.append(f"    {name} = {', '.join(shown)} {units}")
        return [f"  {heading}", *lines] if lines else []

    def _source(self) -> list[str]:
        """The figures by the base year that they are of."""
        say, lines = self.say, []
        packs = {say("source_of", base=base): pack(base) for base in bases()} | {say("source_any"): any_year()}
        for heading, records in packs.items():
            if figures := sources(self.name, self.system, records):
                lines += [f"  {heading}", *(f"    {figure_text(one, say.lang)}" for one in figures)]
        return lines or [self._line("no_source")]

    def _projects(self) -> list:
        elements, lines = self.system.elements([self.name]), []
        for base in bases():
            texts = [project_text(one, self.say.lang) for one in projects(base).values() if one.input in elements]
            lines += [self._line("projects", base=base), *(f"    {text}" for text in texts)] if texts else []
        return lines


def _unit(text: str, say: Say, variable: str) -> str:
    """The unit of a variable as it is typed, or in Chinese words."""
    return declared(text, say.lang, variable)


def equation_text(declaration: Equation, lang: str = "en") -> tuple[str, str]:
    """The expression that an equation returns, as it is written in its file, and its docstring."""
    say = Say("explain", lang)
    if isinstance(declaration, Sum):
        labels = say("sum_labels", labels=", ".join(declaration.labels)) if declaration.labels else ""
        over = say("sum_join").join(dimension.name for dimension in declaration.over)
        if isinstance(declaration, Ahead):
            over = say("sum_after" if declaration.behind else "sum_before", over=over)
        return say("sum_of", of=declaration.of, over=over, labels=labels), ""
    if isinstance(declaration, Stack):
        return "; ".join(f"{label}: {part}" for label, part in declaration.parts.items()), ""
    function = declaration.function
    steps = [f"{name} = {text}" if name else text for name, text in written(function)]
    names = function.__code__.co_varnames
    meant = [f"{argument} = {name}" for argument, name in zip(names, declaration.arguments or (), strict=False)]
    closure = [f"{key} = {value}" for key, value in inspect.getclosurevars(function).nonlocals.items()]
    where = say("where", names=", ".join(meant + closure)) if meant or closure else ""
    return "; ".join(steps) + where, inspect.getdoc(function) or ""


def project_text(project: Project, lang: str = "en") -> str:
    """A project with its size and year, and where they are from."""
    say = Say("explain", lang)
    lead = {"project": project.project, "title": project.title_zh if say.zh else project.title, "year": project.year}
    size = {"size": f"{project.size:.10g}", "units": _unit(project.units, say, project.input), **_known(project, say)}
    return say("project", **lead, **size) + _origin(project.number, say)


def base_years(name: str, system: System) -> list[int]:
    """The base years whose pack has a figure of a variable."""
    return [base for base in bases() if sources(name, system, pack(base))]


def sources(name: str, system: System, records: Mapping[str, Number]) -> list[Number]:
    """The figures that a variable's values at the base year are, one an element; none where the model computes them."""
    source = figure_name(name, system)
    return [records[element] for element in system.elements([source] if source else []) if element in records]


def figure_text(figure: Number, lang: str = "en") -> str:
    """A figure with its year, status, range, source and note."""
    say = Say("explain", lang)
    year = say("figure_year", year=figure.year) if figure.year else ""
    value = {
        "name": figure.name,
        "value": f"{figure.value:.10g}",
        "units": _unit(figure.units, say, figure.name),
        "year": year,
    }
    return say("figure", **value, **_known(figure, say)) + _origin(figure, say)


def _known(figure: Number | Project, say: Say) -> dict[str, str]:
    """The status of a figure, and its range where it has one."""
    status = Say("tables", say.lang)(f"cell_{figure.status}") if say.zh else figure.status
    ranged = None not in (figure.low, figure.high)
    return {"status": status, "spread": say("spread", low=f"{figure.low:g}", high=f"{figure.high:g}") if ranged else ""}


def origin(figure: Number, lang: str = "en") -> str:
    """Where a figure is from: its source and its note, where they say more than its status."""
    known = source(figure.source, lang) * (figure.source != figure.status), note(figure.note, lang)
    return ("；" if lang == "zh" else "; ").join(filter(None, known))


def _origin(figure: Number, say: Say) -> str:
    text = origin(figure, say.lang)
    return say("origin", text=text) if text else ""
