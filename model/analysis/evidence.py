"""The evidence ledger: every number of the model by status, and what is uncertain by how much rests on it.

An assumption that was estimated on the record has the status ``estimated``, with its data and its cut-off: its default stays, and
members of an ensemble are drawn from what was learned.

The weight of an assumption is how far the headline result that it moves most goes from its lowest to its highest value,
in per cent of the run (in points where the result is in %), all else as in the scenario; over several years, the
farthest of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from model.analysis.uncertainty.batch import run_alone
from model.data import Number, belongs_to, estimable, figures, published
from model.data.catalogue import Record, records
from model.data.estimates import Estimated, learned, posterior
from model.engine.build import System
from model.errors import InputError
from model.results.annual import annual_values
from model.results.label import HEADLINES
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.load import Scenario

ESTIMATED = "estimated"
OPEN = ("assumption", ESTIMATED)  # statuses of what has a range that the modellers set
NOTHING = {"estimable": [], "estimate": None, "learned": None, "weight": None, "moves": None}  # of what is not open
EVIDENCE = ("gazette", "derived", "statistics", "literature", ESTIMATED, "assumption", "definition")


def ledger(scenario: Scenario, system: System, years: Sequence[int] = ()) -> list[dict]:
    """Every number with its status and sector; assumptions and estimates first, heaviest first.

    Parameters
    ----------
    years
        Those in which assumptions are weighed; the scenario's last where none is given.

    Returns
    -------
    list of dict
        Figures, sizes of projects, published series and records of the catalogue alike: keys name, sector, status, value, units, year,
        low, high, distribution, source, note, ``estimable`` (the series that can inform an assumption), ``estimate`` (of one
        that was estimated: mean, from and to of 90 %, learned, series and cut_off; else None), ``learned`` (the share of its
        prior variance that the record took away, or None), ``weight`` and ``moves`` (the headline result that moves most); the
        last two None of what is neither assumed nor estimated. Of one at one of whose ends the run
        leaves its domain, ``weight`` is None and ``moves`` says so.

    Raises
    ------
    InputError
        Where a year is not one of the scenario's.
    """
    weights, cut_off = weigh(scenario, system, years), learned(system.base)
    taught = posterior(cut_off) if cut_off else {}
    rows = []
    for name, figure in figures(system.base).items():
        weight, moves = weights.get(name, (None, None))
        weighed = {"estimable": list(estimable().get(name, ())), "weight": weight, "moves": moves}
        if figure.status == "assumption" and name in taught:
            weighed |= {"status": ESTIMATED, "learned": taught[name].learned}
            weighed |= {"estimate": _told(taught[name], figure, cut_off)}
        rows.append(_row(figure, system) | weighed)
    for figure in published():
        rows.append(_row(figure, system) | {"units": system.declarations[figure.name].units})
    rows += [_cited(record) for record in records() if record.value is not None]
    return sorted(rows, key=lambda row: (row["status"] not in OPEN, -(row["weight"] or 0.0), row["name"]))


def _told(estimate: Estimated, figure: Number, cut_off: int | None) -> dict[str, Any]:
    """An estimate in the units of its figure."""
    scale = figure.value if estimate.form == "factor" else 1.0
    ends = sorted(scale * end for end in estimate.interval)
    in_units = {"mean": scale * estimate.mean, "from": ends[0], "to": ends[1], "learned": estimate.learned}
    return in_units | {"series": list(estimate.series), "cut_off": cut_off}


def _row(figure: Number, system: System) -> dict:
    sector = system.sectors[variable_of(belongs_to(figure.name, system.base))]
    return {"name": figure.name, "sector": sector, **vars(figure), **NOTHING}


def _cited(record: Record) -> dict[str, Any]:
    """A number of the catalogue, which sets no value of the model by itself."""
    row = {"name": record.id, "sector": record.sector, "status": "gazette", "value": record.value, "units": record.unit}
    said = {"year": record.year, "low": None, "high": None, "distribution": "", "note": record.kind}
    return row | said | {"source": f"{record.document} {record.place}", **NOTHING}


def counts(rows: list[dict]) -> list[dict]:
    """How many numbers of each status each sector has, and all together."""
    counted = Counter((row["sector"], row["status"]) for row in rows)
    sectors = dict.fromkeys(row["sector"] for row in sorted(rows, key=lambda row: row["sector"]))
    table = [{"sector": sector, **{status: counted[sector, status] for status in EVIDENCE}} for sector in sectors]
    return [*table, {"sector": "all", **{status: sum(row[status] for row in table) for status in EVIDENCE}}]


def weigh(scenario: Scenario, system: System, years: Sequence[int] = ()) -> dict[str, tuple[float | None, str]]:
    """Weight of every assumption, and the headline result that it moves most, by element name; all in one batch."""
    at = _places(scenario, years)
    assumed = [figure for figure in figures(system.base).values() if figure.status == "assumption"]
    ends = [(figure.name, end) for figure in assumed for end in (figure.low, figure.high)]
    values, left = _batch(scenario, system, ends, at)
    as_it_stands = annual_values(integrate(scenario, system), system)
    reference = np.array([as_it_stands[name][at, 0] for name in HEADLINES])
    weights = {}
    for figure in assumed:
        if out := [end for end in (figure.low, figure.high) if (figure.name, end) in left]:
            weights[figure.name] = None, f"the run leaves its domain at {out[0]:g}"
            continue
        low, high = (values[figure.name, end] for end in (figure.low, figure.high))
        moves = {name: _move(system, name, low[i], high[i], reference[i]) for i, name in enumerate(HEADLINES)}
        headline = max(moves, key=moves.__getitem__)
        weights[figure.name] = moves[headline], headline
    return weights


def _places(scenario: Scenario, years: Sequence) -> list[int]:
    if out := [year for year in years if not scenario.start <= year <= scenario.end]:
        raise InputError([f"found the year {out[0]}; expected one from {scenario.start} to {scenario.end}"])
    return [year - scenario.start for year in years or (scenario.end,)]


def _move(system: System, headline: str, low: np.ndarray, high: np.ndarray, reference: np.ndarray) -> float:
    points = system.declarations[headline].units == "%"
    return float(np.max(np.abs(high - low) if points else 100 * np.abs((high - low) / reference)))


def _batch(scenario: Scenario, system: System, ends: Iterable[tuple[str, Any]], at: Sequence[int]) -> tuple[dict, set]:
    """Headlines in some years by (assumption, value), and the ends at which a run leaves its domain."""
    ends = list(dict.fromkeys(ends))
    values, ran, left = run_alone(scenario, system, ends, HEADLINES)
    asked = np.array([values[name][at] for name in HEADLINES])
    return {ends[i]: asked[..., place] for place, i in enumerate(ran)}, {ends[i] for i in left}
