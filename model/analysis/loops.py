"""The named feedback loops, and how strong each is: what a pulse does with its link closed, against what it does open.

A loop is a row of ``model/data/loops.csv``: the link that opens it, from a variable into the equation that reads it, and
a pulse, one or several settings of one year. Open, the equation reads what the scenario without the pulse had at every
evaluation, so that without the pulse nothing changes; with it, what is missing is what the loop itself does. A loop is
alive where that is at least ``ALIVE`` on a headline result outside its own sector.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from model.analysis.cut import cut, replay
from model.analysis.reality.cases import move, run_cases
from model.analysis.reality.settings import scenario as laid_over
from model.analysis.reality.settings import split
from model.data import ROOT, rows
from model.engine.build import System
from model.engine.run import Trajectory
from model.errors import InputError
from model.results.annual import annual_values, needed
from model.results.label import HEADLINES
from model.results.run import integrate
from model.scenario.load import Scenario

SHOCK = re.compile(
    r"shocks\.\w+=\{on: (?P<on>[^,]+), start: (?P<year>\d+), end: (?P=year), (?P<how>multiply|add): (?P<by>[^}]+)\}"
)
RESTATED = re.compile(r"restatement\.(?P<on>.+)=\{(?P<year>\d+): (?P<by>[^},]+)\}")
ALIVE = 0.1  # per cent of the result, or points where it is in %


@dataclass(frozen=True)
class Loop:
    """A feedback loop: the link that opens it, by which ``equation`` reads ``held``, and the pulse that shows it.

    ``check`` names a reality check whose readings change when the link is cut.
    """

    name: str
    title: str
    title_zh: str
    sector: str
    link: str
    pulse: str
    check: str

    @property
    def pulse_text(self) -> str:
        """The pulse in short, such as ``pv_approvals 2022 +600``."""
        return "; ".join(_short(setting) for setting in split(self.pulse))

    @property
    def held(self) -> str:
        """The variable that is read."""
        return self.link.partition(" -> ")[0]

    @property
    def equation(self) -> str:
        """The equation that reads it."""
        return self.link.partition(" -> ")[2]


@dataclass(frozen=True)
class Strength:
    """What a loop does after its pulse."""

    loop: Loop
    # headline, year, size: the headline result outside the loop's own sector that it moves most, when, and by how many
    # per cent of the result without the pulse, or points where it is in %: the effect of the pulse in the closed loop
    # less that in the open one. None where nothing can be said
    headline: str | None = None
    year: int | None = None
    size: float | None = None
    # closed, open: the effect of the pulse on that headline in that year with the loop closed, and open
    closed: float | None = None
    open: float | None = None
    # by headline outside the loop's own sector, the size of the largest move
    moves: dict[str, float] = field(default_factory=dict)
    alive: bool = False  # whether ``size`` is at least ``ALIVE``
    fault: str = ""  # why nothing can be said: a run leaves its domain, or the model has no such link or lever


def _short(setting: str) -> str:
    """A shock or a restatement of one year as its variable, the year and the change; any other setting as it stands."""
    if match := SHOCK.fullmatch(setting):
        return f"{match['on']} {match['year']} {'×' if match['how'] == 'multiply' else _sign(match['by'])}{match['by']}"
    if match := RESTATED.fullmatch(setting):
        return f"{match['on']} {match['year']} {_sign(match['by'])}{match['by']}"
    return setting


def _sign(text: str) -> str:
    return "" if text.startswith("-") else "+"


@cache
def loops() -> dict[str, Loop]:
    """Every named loop."""
    return {row["name"]: Loop(**row) for row in rows(ROOT / "loops.csv")}


def strengths(
    scenario: Scenario,
    system: System,
    wanted: Iterable[Loop] | None = None,
    progress: Callable[[Loop], None] = lambda loop: None,
) -> list[Strength]:
    """How strong each loop is in a scenario.

    Parameters
    ----------
    wanted
        The loops; all that are named where none are given.
    progress
        Called with the name of each loop that is cut.

    Raises
    ------
    RunError
        Where the scenario itself leaves its domain.
    """
    wanted = list(loops().values()) if wanted is None else list(wanted)
    ready = {loop: _ready(loop, scenario, system) for loop in wanted}
    able = {loop: pair for loop, pair in ready.items() if not isinstance(pair, str)}
    whole, annual = recorded(scenario, system, [loop.held for loop in able], HEADLINES)
    # by NumPy, as the open runs: what is the same in both is then the same to the bit
    closed = run_cases([pulsed for pulsed, _ in able.values()], system, HEADLINES, engine="numpy") if able else None
    base = {name: annual[name][:, 0] for name in HEADLINES}
    measured = []
    for loop in wanted:
        progress(loop)
        if closed is None or loop not in able:
            measured.append(Strength(loop, fault=str(ready[loop])))
            continue
        place, (pulsed, opened) = list(able).index(loop), able[loop]
        left = run_cases([pulsed], opened, HEADLINES, **replay(system, loop.held, whole, annual))
        if fault := closed.left.get(place) or left.left.get(0):
            measured.append(Strength(loop, fault=str(fault)))
            continue
        shut, open_ = ({n: cases.values[n][:, i] for n in HEADLINES} for cases, i in ((closed, place), (left, 0)))
        measured.append(_strength(loop, system, base, shut, open_, whole.years))
    return measured


def _ready(loop: Loop, plan: Scenario, system: System) -> tuple[Scenario, System] | str:
    """The scenario with the loop's pulse and the model with its link cut; or a text that says what the model has not."""
    try:
        pulsed = laid_over((*plan.settings, *split(loop.pulse)), system, plan.path or None)
        return pulsed, cut(system, loop.equation, loop.held)
    except InputError as error:
        return error.problems[0]
    except KeyError as error:
        return error.args[0]


def recorded(
    scenario: Scenario, system: System, held: Sequence[str], names: Sequence[str]
) -> tuple[Trajectory, dict[str, np.ndarray]]:
    """A run of a scenario that recorded what the links carry, and its annual values."""
    elements = dict.fromkeys(system.elements(held))
    equations = needed([*names, *held], system)
    whole = integrate(scenario, system, recorded=elements, kept=set(system.elements(equations)))
    return whole, annual_values(whole, system, equations)


def _strength(
    loop: Loop,
    system: System,
    base: Mapping[str, np.ndarray],
    closed: Mapping[str, np.ndarray],
    left: Mapping[str, np.ndarray],
    years: np.ndarray,
) -> Strength:
    outside = [name for name in HEADLINES if system.sectors[name] != loop.sector]
    closed, left = (
        {name: move(system, name, values[name], base[name]) for name in outside} for values in (closed, left)
    )
    moves = {name: closed[name] - left[name] for name in outside}
    at = {name: int(np.argmax(np.abs(move))) for name, move in moves.items()}
    sizes = {name: float(move[at[name]]) for name, move in moves.items()}
    headline = max(sizes, key=lambda name: abs(sizes[name]))
    year, size = at[headline], sizes[headline]
    shut, open_ = (float(effect[headline][year]) for effect in (closed, left))
    return Strength(loop, headline, int(years[year]), size, shut, open_, sizes, abs(size) >= ALIVE)
