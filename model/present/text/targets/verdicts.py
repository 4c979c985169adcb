"""Targets against results as rows to be worked with: the verdicts of a run, what an ensemble says of each target."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import xarray as xr

from model.data.catalogue import Record
from model.plan.targets import judge, meets, project
from model.present.text import words
from model.present.text.phrases import asks, label, unit_of

BAND = (0.05, 0.5, 0.95)  # quantiles over the members


def verdict_rows(targets: Iterable[Record], results: xr.Dataset, lang: str = "en") -> list[dict]:
    """The verdict on every target that the model answers.

    Parameters
    ----------
    results
        Of a single run.

    Returns
    -------
    list of dict
        ``id``, ``sector``, ``name``, ``wanted`` (in words), ``year``, ``projected``, ``met``, ``gap`` (what is projected
        less what is wanted) and ``unit``, as :func:`model.plan.targets.judge` has them: ``met`` is None where the run
        cannot tell. Of a peak, the year projected and the years by which it is late.
    """
    return [
        _row(verdict.target, lang, {key: getattr(verdict, key) for key in ("projected", "met", "gap")})
        for verdict in judge(targets, results)
    ]


def likelihood_rows(targets: Iterable[Record], ensemble: xr.Dataset, lang: str = "en") -> list[dict]:
    """What the members of an ensemble say of every target that the model answers.

    Parameters
    ----------
    ensemble
        With the dimension ``member``, of which all have run.

    Returns
    -------
    list of dict
        As of :func:`verdict_rows`, but for ``projected``, ``met`` and ``gap``: ``low``, ``median`` and ``high`` of what is
        projected (the 5 %, 50 % and 95 % quantiles over the members) and ``probability``, the share of the members that
        meet the target; None where the run cannot tell. The three quantiles are None for a peak.
    """
    return [_row(target, lang, _likelihood(target, project(target, ensemble))) for target in targets if target.variable]


def _likelihood(target: Record, projected: np.ndarray | None) -> dict[str, float | None]:
    keys = ("low", "median", "high", "probability")
    if projected is None:
        return dict.fromkeys(keys)
    ends = (None,) * 3 if target.reading == "peak" else map(float, np.quantile(projected, BAND))
    return dict(zip(keys, (*ends, float(np.mean(meets(target, projected)))), strict=True))


def _row(target: Record, lang: str, said: Mapping[str, Any]) -> dict[str, Any]:
    lead = {"id": target.id, "sector": target.sector, "name": label(target, lang), "wanted": asks(target, lang)}
    unit = unit_of(target, lang) if target.reading != "peak" else words.unit("year", lang)
    return {**lead, "year": target.year, **said, "unit": unit}
