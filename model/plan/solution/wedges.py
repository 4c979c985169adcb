"""What each lever contributes to the headline targets of a solution: one lever left out at a time, and Shapley values.

A lever that is left out is back on its baseline path. Leaving levers out one by one does not add up to what all of
them do, for they act on one another; the difference is told as their interaction. Shapley values do add up: each
group's is its contribution to every coalition of the others, averaged over all orders in which the groups may come
(Shapley, A value for n-person games, 1953; as a decomposition of an outcome: Shorrocks, Journal of Economic
Inequality 11, 2013). A group is a theme's levers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

import numpy as np

from model.data.catalogue import Record
from model.engine.build import System
from model.engine.errors import RunError
from model.plan.question.problem import Problem
from model.plan.targets import project
from model.results.label import HEADLINES
from model.scenario.element import title_of, variable_of
from model.sectors import THEME, THEMES

MEMBERS = 512  # runs in one batch, which bounds the memory


@dataclass(frozen=True)
class Wedge:
    """What moves one target from its baseline to its solved value, all in the target's reading and unit."""

    target: Record
    baseline: float
    solved: float
    shapley: dict[str, float]  # by group, summing to ``solved - baseline``; empty where a coalition does not run
    # by lever, the solved value less that without the lever; None where the model does not run without it
    leave_one_out: dict[str, float | None]
    # what the levers left out one by one do not account for; None where one of them is not known
    interaction: float | None


@dataclass(frozen=True)
class Departure:
    """A combination of levers with which the model leaves its domain."""

    # ``leave_one_out``: the levers in ``names`` are back on their baseline; ``shapley``: only the groups in ``names``
    # have moved
    kind: str
    names: tuple[str, ...]
    message: str  # what left its domain


@dataclass(frozen=True)
class Wedges:
    """The wedges of a solution."""

    groups: dict[str, tuple[str, ...]]  # the levers that moved, by theme
    each: tuple[Wedge, ...]  # one wedge a headline target
    departures: tuple[Departure, ...]  # combinations that do not run; what rests on them is not given
    left_out: tuple[str, ...]  # ids of headline targets that are peaks, for a year has no parts


def wedges(problem: Problem, deviations: np.ndarray, headlines: Iterable[str] = HEADLINES) -> Wedges:
    """The contributions of the levers that moved to every headline target that was asked.

    Parameters
    ----------
    deviations : array, shape (levers, years)
        Those of the solution.
    headlines
        Variables whose targets are taken apart.

    Raises
    ------
    RunError
        Where the solution or the baseline itself does not run.
    """
    chosen = [target for target in problem.targets if variable_of(target.variable) in set(headlines)]
    targets = [target for target in chosen if target.reading != "peak"]
    moved = np.flatnonzero(np.any(deviations != 0, axis=1))
    names = [problem.paths.names[lever] for lever in moved]
    groups = _by_theme(names, problem.system)
    ends, without, departures = _without_each(problem, deviations, targets, moved)
    parts, departed = _shapley(problem, deviations, targets, groups)
    each = []
    for i, target in enumerate(targets):
        solved, baseline = map(float, ends[:, i])
        one_out = [None if values is None else solved - float(values[i]) for values in without]
        known = [part for part in one_out if part is not None]
        rest = solved - baseline - sum(known) if len(known) == len(one_out) else None
        shapley = {group: float(values[i]) for group, values in parts.items()}
        each.append(Wedge(target, baseline, solved, shapley, dict(zip(names, one_out, strict=True)), rest))
    left_out = tuple(target.id for target in chosen if target not in targets)
    return Wedges(groups, tuple(each), tuple(departures + departed), left_out)


def _by_theme(levers: Iterable[str], system: System) -> dict[str, tuple[str, ...]]:
    """The names of levers, by theme."""
    themes = {}
    for name in levers:
        sector = system.sectors[variable_of(name)]
        themes.setdefault(THEME.get(sector, sector), []).append(name)
    return {theme: tuple(names) for theme, names in themes.items()}


def _without_each(
    problem: Problem, deviations: np.ndarray, targets: Sequence[Record], moved: np.ndarray
) -> tuple[np.ndarray, list, list]:
    """Values of the targets, solved and at the baseline; without each lever that moved, or None; what does not run."""
    kept = np.ones((2 + len(moved), len(deviations)), dtype=bool)
    kept[1] = False
    kept[np.arange(2, len(kept)), moved] = False
    departures, runs = [], list(range(len(kept)))
    while True:
        try:
            values = _values(problem, deviations, targets, kept[runs])
            break
        except RunError as error:
            if error.member < 2:
                raise
            lever = problem.paths.names[moved[runs.pop(error.member) - 2]]
            departures.append(Departure("leave_one_out", (lever,), str(error)))
    by_run = dict(zip(runs, values, strict=True))
    return values[:2], [by_run.get(run) for run in range(2, len(kept))], departures


def _shapley(
    problem: Problem, deviations: np.ndarray, targets: Sequence[Record], groups: Mapping[str, Sequence[str]]
) -> tuple[dict, list]:
    """By group, its Shapley value for each target; the coalition that does not run, if one does not."""
    coalitions = np.arange(2 ** len(groups))
    kept = np.zeros((len(coalitions), len(deviations)), dtype=bool)
    for bit, levers in enumerate(groups.values()):
        members = [problem.paths.names.index(name) for name in levers]
        kept[:, members] = (coalitions >> bit & 1).astype(bool)[:, np.newaxis]
    try:
        values = _values(problem, deviations, targets, kept)
    except RunError as error:
        names = tuple(name for bit, name in enumerate(groups) if error.member >> bit & 1)
        return {}, [Departure("shapley", names, str(error))]
    return dict(zip(groups, shapley(values), strict=True)), []


def _values(problem: Problem, deviations: np.ndarray, targets: Sequence[Record], kept: np.ndarray) -> np.ndarray:
    """The targets' values with those levers moved that are kept, shape (members, targets); ``kept`` (members, levers).

    The member of a RunError is its row of ``kept``.
    """
    batches = []
    for first in range(0, len(kept), MEMBERS):
        some = kept[first : first + MEMBERS]
        try:
            results = problem.project(deviations[:, :, np.newaxis] * some.T[:, np.newaxis, :])
        except RunError as error:
            raise RunError(error.variable, error.time, first + error.member, str(error)) from None
        batches.append(np.array([project(target, results) for target in targets]).reshape(len(targets), len(some)).T)
    return np.vstack(batches)


def shapley(values: np.ndarray) -> np.ndarray:
    """Shapley values from what every coalition reaches.

    Parameters
    ----------
    values : array, shape (2 ** players, ...)
        The coalition at place ``c`` has the players whose bit is set in ``c``.

    Returns
    -------
    array, shape (players, ...)
        They sum to ``values[-1] - values[0]``.
    """
    players = len(values).bit_length() - 1
    coalitions = np.arange(len(values))
    sizes = np.array([int(coalition).bit_count() for coalition in coalitions])
    shares = np.empty((players, *values.shape[1:]))
    for player in range(players):
        others = coalitions[(coalitions >> player & 1) == 0]
        weights = np.array([1 / (players * comb(players - 1, size)) for size in sizes[others]])
        shares[player] = np.tensordot(weights, values[others | 1 << player] - values[others], axes=1)
    return shares


def table(wedges: Wedges, system: System) -> list[dict]:
    """One row a target and part: ``kind`` is baseline, shapley, leave_one_out, interaction or solved.

    Returns
    -------
    list of dict
        ``contribution`` is in the target's unit, None where it is not known; of ``baseline`` and ``solved``, the value.
    """
    return [row for wedge in wedges.each for row in _rows(wedge, system)]


def _rows(wedge: Wedge, system: System) -> Iterator[dict[str, Any]]:
    lead = {"target": wedge.target.id, "title": wedge.target.label, "title_zh": wedge.target.label_zh}
    parts = [("baseline", "", wedge.baseline)]
    parts += [("shapley", group, value) for group, value in wedge.shapley.items()]
    parts += [("leave_one_out", lever, value) for lever, value in wedge.leave_one_out.items()]
    parts += [("interaction", "", wedge.interaction), ("solved", "", wedge.solved)]
    for kind, part, value in parts:
        english, chinese = titles(part, system) if part else ("", "")
        row = {"unit": wedge.target.unit, "kind": kind, "part": part, "part_title": english, "part_title_zh": chinese}
        yield lead | row | {"contribution": value}


def titles(part: str, system: System) -> tuple[str, str]:
    """The English and Chinese title of a lever or of a theme."""
    if variable_of(part) not in system.declarations:
        return THEMES.get(part, (part, part))
    return title_of(part, system, "en"), title_of(part, system, "zh")


def from_table(rows: Iterable[Mapping[str, str]], targets: Mapping[str, Record], system: System) -> Wedges:
    """The wedges that :func:`table` wrote, from the texts of its cells; ``targets`` are the records by id.

    What did not run, and the peaks, are not in the table: ``departures`` and ``left_out`` are empty.

    Raises
    ------
    KeyError, ValueError
        Where a column or a target is not there, or a cell is no number.
    """
    parts = {}
    for row in rows:
        value = float(row["contribution"]) if row["contribution"] else None
        parts.setdefault(row["target"], {}).setdefault(row["kind"], {})[row["part"]] = value
    each = [_wedge(targets[name], kinds) for name, kinds in parts.items()]
    groups = _by_theme(each[0].leave_one_out if each else (), system)
    return Wedges(groups, tuple(each), (), ())


def _wedge(target: Record, kinds: Mapping[str, dict[str, Any]]) -> Wedge:
    baseline, solved, interaction = (kinds[kind][""] for kind in ("baseline", "solved", "interaction"))
    return Wedge(target, baseline, solved, kinds.get("shapley", {}), kinds.get("leave_one_out", {}), interaction)
