"""The effort at each programme, which is solved for apart: programmes share money alone, and each reaches what it is asked.

Each effort is the same in all years that are left to plan. What a programme gains is in proportion to its effort as long
as neither its delivery nor what is left to do holds it; so each effort is multiplied by what its gain falls short of, all
programmes at once, until what is asked is met or the most that can be delivered is reached. The least that does it is
sought, and never less than on the scenario's own path.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.plan.question.claims import PROGRAMMES, Wanted
from model.plan.question.problem import Problem

EFFORT = "programme_effort"
KINDS = ("rural_programme_effort", "urban_programme_effort", "service_programme_effort")
ROUNDS, STEP = 40, 0.05  # efforts are told in twentieths
FASTEST = 2.0  # by how much an effort changes in a round at the most


def efforts(problem: Problem, at: np.ndarray, names: set[str], most: float) -> dict[str, float]:
    """The effort of every programme that is asked for more than its own path gives.

    Parameters
    ----------
    at : array, shape (levers * years,)
        Deviations of the other levers.
    names
        The elements of the efforts that may move.
    most
        The largest effort.
    """
    rows = _rows(problem, names)
    least = {name: max(problem.longer.levers[name].values()) for name in rows}
    raised = dict(least)
    for _ in range(ROUNDS):
        values = _values(problem, at, raised)
        now = {name: _needed(problem, values, places) for name, places in rows.items()}
        changed = {}
        for name in rows:
            wanted = raised[name] * np.clip(now[name], 1 / FASTEST, FASTEST)
            changed[name] = float(np.clip(wanted, least[name], max(most, least[name])))
        if all(abs(changed[name] - raised[name]) < STEP / 10 for name in rows):
            break
        raised = changed
    rounded, usual = _in_steps(problem, at, raised, least, most, rows), _values(problem, at, least)
    return {  # those that bring their programmes anything
        name: value
        for name, value in rounded.items()
        if value > least[name] and np.any(_values(problem, at, {**least, name: value})[rows[name]] > usual[rows[name]])
    }


def _in_steps(
    problem: Problem,
    at: np.ndarray,
    raised: Mapping[str, float],
    least: Mapping[str, float],
    most: float,
    rows: Mapping[str, Sequence[int]],
) -> dict[str, float]:
    """Efforts in twentieths, each raised until what can be met is met."""
    rounded = {name: min(max(most, least[name]), STEP * np.ceil(value / STEP - 1e-6)) for name, value in raised.items()}
    rounded = {name: round(float(value), 6) if value > least[name] else least[name] for name, value in rounded.items()}
    for _ in range(ROUNDS):
        values = _values(problem, at, rounded)
        short = [name for name in rows if _needed(problem, values, rows[name]) > 1 and rounded[name] < most]
        if not short:
            break
        rounded |= {name: min(most, round(rounded[name] + STEP, 6)) for name in short}
    return rounded


def _values(problem: Problem, at: np.ndarray, efforts: Mapping[str, float]) -> np.ndarray:
    """The rows of the problem beside other efforts, the other levers as they are."""
    return problem.beside(efforts).values(at.reshape(problem.paths.shape))


def _rows(problem: Problem, names: set[str]) -> dict[str, list[int]]:
    """By effort, the places of the rows that its programme is asked to meet."""
    places = {}
    for place, row in enumerate(problem.rows):
        claim = problem.claims[problem.owner[place]]
        quantity, _, label = claim.reads[0].partition("[")
        name = f"{EFFORT}[{label}"
        if isinstance(claim, Wanted) and quantity in PROGRAMMES and name in names and np.isfinite(row.low):
            places.setdefault(name, []).append(place)
    return places


def _needed(problem: Problem, values: np.ndarray, places: Sequence[int]) -> float:
    """What the effort is to be multiplied by for what is asked of a programme: what is to be gained over what is."""
    ratios = []
    for place in places:
        row, claim = problem.rows[place], problem.claims[problem.owner[place]]
        start = float(problem.base[claim.reads[0]][0, 0]) / row.scale if claim.target.reading == "level" else 0.0
        ratios.append((problem.low[place] - start) / max(values[place] - start, 1e-9))
    return max(ratios)
