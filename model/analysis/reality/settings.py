"""Settings of a check or a pulse: texts ``KEY=VALUE`` as of ``--set``, several separated by ``;``, one of which may sweep.

levers.pv_approvals=[0, 200 .. 2000]    one run a value, evenly from the first to the last
levers.pv_approvals=[100, 200, 400]     one run a value
levers=bounds, levers=domain            one run for each lever alone at each end of what a solver may use, or of its domain
scenario=NAME, scenario=every           the settings are laid over a shipped scenario, or over each from the check's base year
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model.analysis.reality.grammar import NUMBER, Unreadable
from model.data import BASE_YEAR
from model.data.levers import ranges
from model.engine.build import System
from model.engine.declare import LARGEST
from model.errors import Problems, meant
from model.scenario.element import variable_of
from model.scenario.layers import gather
from model.scenario.load import Scenario, load_scenario
from model.scenario.shipped import shipped

EVENLY = re.compile(rf"(?P<first>{NUMBER})\s*,\s*(?P<second>{NUMBER})\s*\.\.\s*(?P<last>{NUMBER})")
FORMS = "expected such as [100, 200, 400] or [0, 200 .. 2000]"
MOST = 1000  # values in a sweep


@dataclass(frozen=True)
class Setting:
    """What is set in one run: the scenario file (None for the one that sets nothing) and the texts laid over it.

    ``label`` tells the run from the others of a sweep, and ``number`` is what its swept value is, where it is one.
    """

    texts: tuple[str, ...]
    path: Path | None = None
    label: str = ""
    number: float | None = None


def scenario(texts: Sequence[str], system: System, path: Path | str | None = None) -> Scenario:
    """The scenario of texts laid over a file, or over the one that sets nothing, in a model that stands already.

    Raises
    ------
    InputError
        As :func:`model.scenario.load.load_scenario`.
    """
    return load_scenario(path, lambda base: system, texts)


def split(text: str) -> tuple[str, ...]:
    """The single settings of a text; raises Unreadable where one has no ``=``."""
    parts = tuple(part.strip() for part in text.split(";") if part.strip())
    for part in parts:
        if "=" not in part:
            raise Unreadable(f"found '{part}'; expected KEY=VALUE, such as levers.rain.2022=150")
    return parts


def swept(text: str, system: System) -> tuple[bool, list[Setting]]:
    """Whether a text sweeps, and what it sets in each run.

    Raises
    ------
    Unreadable
        Where a part of it is no setting, or more than one sweeps.
    """
    fixed, sweeps = [], []
    for part in split(text):
        key, value = (each.strip() for each in part.split("=", 1))
        sweep = _sweep(key, value, system)
        if sweep is None:
            fixed.append(part)
        else:
            sweeps.append(sweep)
    if len(sweeps) > 1:
        raise Unreadable("found two sweeps; expected one at most")
    runs = sweeps[0] if sweeps else [Setting(())]
    return bool(sweeps), [Setting((*fixed, *run.texts), run.path, run.label, run.number) for run in runs]


def _sweep(key: str, value: str, system: System) -> list[Setting] | None:
    """The runs of one part; None where it sets one value."""
    if key == "levers":
        return _each_lever(value, system)
    if key == "scenario":
        return _shipped(value, system)
    if value.startswith("["):
        texts = _values(value)
        numbers = [float(text) if re.fullmatch(NUMBER, text) else None for text in texts]
        return [Setting((f"{key}={t}",), label=t, number=n) for t, n in zip(texts, numbers, strict=True)]
    return None


def _values(text: str) -> list[str]:
    inside = text.removeprefix("[").removesuffix("]").strip()
    parts = [part.strip() for part in inside.split(",")]
    if not text.endswith("]"):
        raise Unreadable(f"found the sweep '{text}'; {FORMS}")
    if match := EVENLY.fullmatch(inside):
        first, second, last = (float(match[key]) for key in ("first", "second", "last"))
        count = (last - first) / (second - first) if second != first else 0
        if 0 < count < MOST and abs(count - round(count)) < 1e-9:
            return [f"{first + i * (second - first):.12g}" for i in range(round(count) + 1)]
    elif all(parts) and ".." not in inside:
        return parts
    raise Unreadable(f"found the sweep '{text}'; {FORMS}")


def _each_lever(value: str, system: System) -> list[Setting]:
    if value not in ("bounds", "domain"):
        raise Unreadable(f"found 'levers={value}'; expected levers=bounds or levers=domain")
    ends = ends_of_levers(value, system)
    return [Setting((f"levers.{name}={number!r}",), label=f"{name}={number:g}") for name, _, number in ends]


def ends_of_levers(kind: str, system: System) -> list[tuple[str, str, float]]:
    """Each lever with each end, ``low`` or ``high``, and the value there: of its solver's ``bounds``, or of its ``domain``.

    An end that is not finite is left out.
    """
    if kind == "bounds":
        ends = {name: (bound.low, bound.high) for name, bound in ranges().items()}
    else:
        ends = {name: system.declarations[variable_of(name)].domain for name in ranges()}
    candidates = [
        (name, end, value) for name, pair in ends.items() for end, value in zip(("low", "high"), pair, strict=True)
    ]
    return [(name, end, float(value)) for name, end, value in candidates if abs(value) < LARGEST]


def _shipped(value: str, system: System) -> list[Setting]:
    paths = shipped()
    names = [name for name, path in paths.items() if _base(path) == system.base] if value == "every" else [value]
    for name in names:
        if name not in paths:
            raise Unreadable(f"found no shipped scenario '{name}'{meant(name, list(paths))}")
    return [Setting((), paths[name], name) for name in names]


def _base(path: Path) -> int:
    """The base year that a scenario file names, or one that it extends."""
    return gather(str(path), (), Problems()).get("base", BASE_YEAR)
