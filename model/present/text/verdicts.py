"""Targets against results as rows to be worked with: the verdicts of a run, what an ensemble says of each target."""

from collections.abc import Iterable

import numpy as np
import xarray as xr

from model.data.catalogue import Record
from model.plan.targets import judge, meets, project
from model.present.text import words
from model.present.text.tables import asks

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
        _lead(verdict.target, lang)
        | {key: getattr(verdict, key) for key in ("projected", "met", "gap")}
        | {"unit": unit_of(verdict.target, lang)}
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
    return [
        _lead(target, lang) | _likelihood(target, project(target, ensemble)) | {"unit": unit_of(target, lang)}
        for target in targets
        if target.variable
    ]


def _likelihood(target, projected):
    if projected is None:
        return dict.fromkeys(("low", "median", "high", "probability"))
    ends = (None,) * 3 if target.reading == "peak" else map(float, np.quantile(projected, BAND))
    return dict(zip(("low", "median", "high"), ends, strict=True)) | {
        "probability": float(np.mean(meets(target, projected)))
    }


def _lead(target, lang):
    name = words.subscript(target.label_zh if lang == "zh" else target.label)
    return {"id": target.id, "sector": target.sector, "name": name, "wanted": asks(target, lang), "year": target.year}


def unit_of(target: Record, lang: str) -> str:
    """The unit of a target's reading as a reader writes it; a peak is a year."""
    unit = "year" if target.reading == "peak" else target.unit or "1"
    return words.unit(unit, lang, target.variable.partition("[")[0])
