"""Scenarios: what a planner may set, checked against the model and resolved to a value for every input and year.

The file's form is checked first (``model.scenario.form``); then what the form cannot know: the names of the model,
units, domains. Every fault is found in one pass and told with its file and line.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from model.engine.build import System
from model.engine.declare import LARGEST, Declaration, Dimension, Driver, Lever, Parameter, Stock
from model.errors import InputError, Problems, shown
from model.scenario.counterparts import closed
from model.scenario.element import names_and_titles, variable_of
from model.scenario.form import LAST_YEAR, USUAL_YEARS, ScenarioForm, Shock, check_form
from model.scenario.layers import gather, is_by_label, label_of
from model.scenario.shipped import find
from model.scenario.targets import plain_targets
from model.scenario.units import number_in

Kind = TypeVar("Kind", bound=Declaration)

__all__ = ["InputError", "Scenario", "load_scenario"]


@dataclass(frozen=True)
class Scenario:
    """A scenario resolved: nothing is left to be looked up but the model itself.

    Attributes
    ----------
    name, title, path
        The scenario's name, its title by language (``en``, ``zh``), and the file it was read from.
    start, end, method, step
        The base year and the last, the integration method (``rk4`` or ``euler``) and its step in years.
    parameters
        The value of every parameter by element name, in the parameter's own units.
    levers
        The value of every lever and driver in every year from ``start`` to ``end``, by element name.
    changed
        Element names that the scenario sets, whether or not to another value.
    targets
        ``"all"``, or a mapping of target id to its edits, which may be empty, or to a target of the scenario's own.
    solve
        What the file says to the solver, by key, with the defaults of what it leaves out.
    origins
        ``file:line`` (or the ``--set`` text) of every key, by its dotted path.
    restatement
        What is added to a stock at the opening of a year, by element name and year, in the stock's own units.
    uncertain
        Of ``changed``, what is set as the best estimate, in which the members of an ensemble differ.
    settings
        The ``KEY=VALUE`` texts that were laid over the file.
    files
        The SHA-256 of every file that was read, by its path.

    """

    name: str
    title: dict[str, str]
    path: str
    start: int
    end: int
    method: str
    step: float
    parameters: dict[str, float]
    levers: dict[str, dict[int, float]]
    changed: tuple[str, ...]
    targets: Literal["all"] | dict[str, dict[str, Any]]
    solve: dict[str, Any]
    origins: dict[str, str]
    restatement: dict[str, dict[int, float]] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> int:
        """The year whose figures are the start."""
        return self.start

    def place(self, key: str) -> str:
        """Where a key stands, by its dotted path; the file where it has none of its own."""
        return self.origins.get(key, self.path)

    def refuse(self, faults: Iterable[tuple[str, str]]) -> None:
        """Raise InputError with faults, each of a key by its dotted path, if there are any."""
        if lines := [f"{self.place(key)}: {key}: {fault}" for key, fault in faults]:
            raise InputError(lines)

    def __repr__(self) -> str:
        return f"<Scenario {self.name}, {self.start}-{self.end}>"


def load_scenario(
    path: str | os.PathLike | None, load: Callable[[int], System], settings: Sequence[str] = ()
) -> Scenario:
    """Read a scenario file, check it against the model, and resolve it.

    Parameters
    ----------
    path
        The YAML file, or the name of a shipped scenario; None for the one that leaves every input at its figure.
    load
        Gives the built model of a base year, whose names, units, domains and figures the scenario is held against.
    settings
        Texts ``KEY=VALUE`` laid over the file, such as ``levers.rain.2022=150`` or ``horizon.end=2035``. A year of a
        path is added to the path of the file; a number in the file is replaced, as by a child file.

    Raises
    ------
    InputError
        With a line for every fault: where, which key, what was found, what was expected, the nearest valid name.

    Notes
    -----
    A lever with labels, such as the effort at each programme, takes one value or path for all, or a mapping by label.

    A path is the straight line between the years it names, from the figure of the base year on, and holds after the last;
    a single number holds from the first projected year. A path of what is dated says the years it names alone; the others
    keep what the projects of the base year complete. Shocks come after, in the order of the file.

    """
    problems = Problems()
    file = None if path is None else find(path)
    form = check_form(gather(file, settings, problems), problems)
    if ("base",) in problems.noted:
        problems.stop()  # for years and figures are those of the base year
    end = _end(form, problems)
    inputs = _Inputs(load(form.base), end, problems)
    parameters = inputs.parameters(form.parameters)
    given = inputs.spread(form.levers)
    levers = inputs.shocked(inputs.levers(given), form.shocks)
    restatement = inputs.restatement(form.restatement)
    targets = plain_targets(form.targets, inputs.system, problems)
    changed = tuple(dict.fromkeys((*form.parameters, *given, *(shock.on for shock in form.shocks.values()))))
    for place, name in enumerate(form.uncertain):
        if name not in changed:
            fault = f"found '{name}'; expected a parameter, lever or driver that the scenario sets"
            problems.add(("uncertain", place), fault, name, list(changed))
    problems.stop()
    return Scenario(
        name=form.name,
        title=form.title.model_dump(),
        path=file or "",
        start=form.base,
        end=end,
        method=form.method,
        step=form.step,
        parameters=parameters,
        levers=levers,
        changed=changed,
        targets=targets,
        solve=form.solve.model_dump(),
        origins={".".join(place): where for place, where in problems.origins.items() if place},
        restatement=closed(restatement, inputs.system),
        uncertain=tuple(dict.fromkeys(form.uncertain)),
        settings=tuple(settings),
        files=problems.files,
    )


def _end(form: ScenarioForm, problems: Problems) -> int:
    """The last year; the first is that of the figures, whatever a file says."""
    start, end = form.horizon.start, form.horizon.end
    if start not in (None, form.base):
        problems.add(("horizon", "start"), f"found {start}; expected {form.base}, the base year")
    if end is not None and end <= form.base:
        problems.add(
            ("horizon", "end"), f"found {end}; expected a year after the base year {form.base}, at most {LAST_YEAR}"
        )
        end = None
    return form.base + USUAL_YEARS if end is None else end


class _Inputs:
    """Checks parameters and levers against the model and gives every one its values."""

    def __init__(self, system: System, end: int, problems: Problems):
        self.system, self.problems = system, problems
        self.first, self.end = system.base + 1, end
        self.fixed = by_element(system, Parameter)
        self.moving = by_element(system, Lever, Driver)
        self.stocks = by_element(system, Stock)
        self.called: dict[str, dict[str, str]] = {}

    def parameters(self, given: Mapping[str, float]) -> dict[str, float]:
        """The value of every parameter."""
        values = {name: self.system.figures[name] for name in self.fixed}
        for name, value in given.items():
            place = ("parameters", name)
            if self._known(name, place, self.fixed, "parameter", self.moving, "levers"):
                values[name] = self._value(value, self.fixed[name], place)
        return values

    def spread(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is given for each lever or driver, and its place; one with labels may be given for all, or by label."""
        by_element = {}
        for name, value in given.items():
            place = ("levers", name)
            declaration = self.system.declarations.get(name)
            if not (isinstance(declaration, Lever | Driver) and len(declaration.dimensions) == 1):
                by_element[name] = (value, place)
                continue
            dimension = declaration.dimensions[0]
            alike = dict.fromkeys(dimension.labels, (value, place))
            parts = self._by_label(value, dimension, place) if is_by_label(value) else alike
            by_element = {f"{name}[{label}]": part for label, part in parts.items()} | by_element
        return by_element

    def _by_label(
        self, given: Mapping[str, Mapping[int, float] | float], dimension: Dimension, place: tuple[str, str]
    ) -> dict[str, Any]:
        """What is given for each label, and its place."""
        by_label = {}
        for key, value in given.items():
            label, key_place = label_of(key), (*place, key)
            if label not in dimension.labels:
                fault = f"found no label '{str(key)[:60]}' of {place[-1]}; expected one of the model's, or years"
                called = {title: name for name, titles in dimension.titles.items() for title in (name, *titles)}
                self.problems.add(key_place, fault, label, called)
            elif label in by_label:
                self.problems.add(key_place, f"found '{label}' twice; expected each label once")
            else:
                by_label[label] = (value, key_place)
        if not given:
            self.problems.add(place, "found an empty mapping; expected labels or years, each with its value")
        return by_label

    def levers(self, given: Mapping[str, Any]) -> dict[str, dict[int, float]]:
        """The value of every lever and driver in every year."""
        paths = {name: {} for name in self.moving}
        for name, (value, place) in given.items():
            if self._known(name, place, self.moving, "lever or driver", self.fixed, "parameters"):
                paths[name] = self._path(value, self.moving[name], place)
        return {name: self._resolve(name, path) for name, path in paths.items()}

    def shocked(self, levers: dict[str, dict[int, float]], shocks: Mapping[str, Shock]) -> dict[str, dict[int, float]]:
        """The levers after every shock."""
        for key, shock in shocks.items():
            place = ("shocks", key)
            known = self._known(shock.on, (*place, "on"), self.moving, "lever or driver", self.fixed, "parameters")
            if not self.first <= shock.start <= shock.end <= self.end:
                expected = f"years in order from {self.first} to {self.end}"
                self.problems.add(place, f"found the years {shock.start} to {shock.end}; expected {expected}")
            elif known:
                levers[shock.on] |= self._shock(levers[shock.on], shock, place)
        return levers

    def restatement(self, given: Mapping[str, Mapping[int, Any] | int]) -> dict[str, dict[int, float]]:
        """The amounts by stock and year."""
        amounts = {}
        for name, path in given.items():
            place = ("restatement", name)
            if not self._known(name, place, self.stocks, "stock", self.moving, "levers"):
                continue
            if not isinstance(path, dict) or not path:
                fault = f"found {shown(path)}; expected years from {self.first} to {self.end}, each with its amount"
                self.problems.add(place, fault)
                continue
            amounts[name] = self._years(
                path, place, lambda value, at, name=name: self._number(value, self.stocks[name], at)
            )
        return amounts

    def _shock(self, path: Mapping[int, float], shock: Shock, place: tuple[str, str]) -> dict[int, float]:
        declaration = self.moving[shock.on]
        years = range(shock.start, shock.end + 1)
        if shock.multiply is not None:
            changed = {year: path[year] * shock.multiply for year in years}
        else:
            amount = self._number(shock.add, declaration, (*place, "add"))
            changed = {year: path[year] + amount for year in years if amount is not None}
        for year, value in changed.items():
            if not inside(value, declaration):
                fault = f"found {shock.on} at {value:g} in {year}; expected {describe_domain(declaration)}"
                self.problems.add(place, fault)
                break
        return changed

    def _known(
        self,
        name: str,
        place: tuple,
        names: Mapping[str, Declaration],
        kind: str,
        others: Mapping[str, Declaration],
        home: str,
    ) -> bool:
        if name in names:
            return True
        if name in others:
            self.problems.add(place, f"found a {others[name].kind}; expected a {kind}, and '{name}' under '{home}'")
        elif meant := self._called(kind, names).get(name):
            other = self.system.declarations[variable_of(meant)].kind
            self.problems.add(place, f"found the title of a {other}; expected its name, '{meant}'")
        else:
            fault = f"found no {kind} '{name[:60]}'; expected one of the model's"
            elsewhere = name in self.system.declarations and not self.system.declarations[name].dimensions
            self.problems.add(place, fault, "" if elsewhere else name, self._called(kind, names))
        return False

    def _called(self, kind: str, names: Mapping[str, Declaration]) -> dict[str, str]:
        """What inputs of a kind may be called, by name or title; levers with labels also by the title of the whole."""
        if kind not in self.called:
            whole = {variable_of(name) for name in names if names is self.moving}.difference(names)
            called = names_and_titles(sorted(whole), self.system)
            titles = {title: name for title, name in called.items() if title != name}
            self.called[kind] = titles | names_and_titles(names, self.system)
        return self.called[kind]

    def _path(self, given: Any, declaration: Declaration, place: tuple[str, str]) -> dict[int, float]:
        """The values of the years that are named."""
        if not isinstance(given, dict):
            return dict.fromkeys(range(self.first, self.end + 1), self._value(given, declaration, place))
        if not given:
            self.problems.add(place, f"found an empty path; expected years from {self.first} to {self.end}")
        return self._years(given, place, lambda value, at: self._value(value, declaration, at))

    def _years(self, given: Mapping[int, Any], place: tuple[str, str], read: Callable) -> dict[int, Any]:
        """What ``read`` gives for every year; a year outside the horizon is a problem."""
        path = {}
        for year, value in given.items():
            if isinstance(year, int) and self.first <= year <= self.end:
                path[year] = read(value, (*place, year))
            else:
                fault = f"found the year {shown(year)}; expected a whole year from {self.first} to {self.end}"
                self.problems.add((*place, year), fault)
        return path

    def _resolve(self, name: str, path: dict[int, float]) -> dict[int, float]:
        """Every year's value: straight lines between the years named, level after the last; what is dated says each alone."""
        usual = {year: self.system.default(name, year) for year in range(self.first - 1, self.end + 1)}
        if not path or self.moving[name].dated:
            return usual | path
        named = sorted({self.first - 1: self.system.figures[name], **path}.items())
        values = {}
        for (year, value), (later, goal) in zip(named, [*named[1:], (self.end + 1, named[-1][1])], strict=True):
            low, high = sorted((value, goal))
            for between in range(year, later):
                # Clipped, for a rounded step must not leave a domain that both ends are in.
                values[between] = min(max(value + (goal - value) * (between - year) / (later - year), low), high)
        return values

    def _value(self, given: Any, declaration: Declaration, place: tuple) -> float:
        """The given value in the declared units; after a fault 0.0, which no one will see."""
        value = self._number(given, declaration, place)
        if value is not None and not inside(value, declaration):
            self.problems.add(place, f"found {shown(given)}; expected {describe_domain(declaration)}")
        return 0.0 if value is None else value

    def _number(self, given: Any, declaration: Declaration, place: tuple) -> float | None:
        """The given number or text in the declared units, or None and a problem."""
        try:
            return number_in(given, declaration.units)
        except ValueError as error:
            self.problems.add(place, str(error))
            return None


def by_element(system: System, *kinds: type[Kind]) -> dict[str, Kind]:
    """Declarations of these kinds by element name."""
    chosen = {name: d for name, d in system.declarations.items() if isinstance(d, kinds)}
    return {element: d for name, d in chosen.items() for element in system.elements([name])}


def inside(value: float, declaration: Declaration) -> bool:
    """Whether a value is in the variable's domain."""
    return declaration.domain[0] <= value <= declaration.domain[1]


def describe_domain(declaration: Declaration) -> str:
    """The variable's domain in words, with its units."""
    low, high = declaration.domain
    bounds = [f"at least {low:g}"] * (low > -LARGEST) + [f"at most {high:g}"] * (high < LARGEST)
    return f"{' and '.join(bounds) or 'a finite number'}, in {declaration.units}"
