"""The bands of an ensemble: what lies between quantiles of its members."""

from collections.abc import Mapping
from typing import Any

from model.analysis.uncertainty import QUANTILES
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import hue, mixed
from model.present.canvas.panel import Band, Line
from model.present.canvas.types import DataArray

LEVELS = tuple(100 * level for level in QUANTILES)  # per cent of the members that lie below
SHARES = {"outer": LEVELS[-1] - LEVELS[0], "inner": LEVELS[-2] - LEVELS[1]}  # of the members, in the bands
STRENGTHS = (0.22, 0.5)  # of the colour of the outer and the inner band


def spread(values: DataArray, sector: str, median: Mapping[str, Any] | None) -> tuple[list[Line], tuple[Band, ...]]:
    """The quantiles of a variable as lines, of which the median alone is drawn, and the bands between them."""
    years = values["year"].values.tolist()
    lines = [
        Line(f"quantile_{level:g}", dict(zip(years, own.tolist(), strict=True)), median if level == 50 else None)
        for level, own in zip(LEVELS, values.transpose("quantile", "year").values, strict=True)
    ]
    bands = tuple(Band(lines[i], lines[-1 - i], {"color": mixed(hue(sector), s)}) for i, s in enumerate(STRENGTHS))
    return lines, bands


def band_key(sector: str, canvas: Canvas) -> dict[str, dict]:
    """How the bands look in the key."""
    return {
        canvas.word("band_of", low=LEVELS[i], high=LEVELS[-1 - i]): {"patch": mixed(hue(sector), strength)}
        for i, strength in enumerate(STRENGTHS)
    }
