"""Colours and marks that all figures share."""

from typing import Any

from model import sectors
from model.sectors import THEME, THEMES

INK, SOFT, FAINT, RED = "#1A1A1A", "#595959", "#DDDDDD", "#C1121F"
GRID = "#EEEEEE"
PALE = "#8C8C8C"  # of a baseline beside a solution
MET, MISSED = "#009E73", "#E69F00"
SCENARIOS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D")  # Okabe and Ito's, and a grey
RESULTS = {True: "met", False: "missed", None: "open"}  # what is said of a target by whether it is met

HISTORY = {"color": INK, "marker": "o", "ms": 2.2, "lw": 0.9}
ASSUMED = {"color": INK, "marker": "o", "mfc": "white", "mec": INK, "mew": 0.8, "ms": 3.0}  # of a base year's value
DIAMOND = {"color": RED, "marker": "D", "ms": 3.6, "lw": 0.8}  # of a target

# Okabe and Ito's palette; its yellow is too pale for a line on white, so carbon has the palette's grey, darkened.
HUES = {
    "economy": "#0072B2", "energy": "#D55E00", "power": "#E69F00", "carbon": "#6B6B6B", "finance": "#CC79A7",
    "capital_market": "#CC79A7", "water": "#56B4E9", "ecology": "#009E73", "programmes": "#882255",
}  # fmt: skip
# each theme and each sector: its colour, which is that of its theme, and its titles
SECTORS = {name: (hue, *THEMES[name]) for name, hue in HUES.items()}
SECTORS |= {name: (HUES[THEME[name]], *titles) for name, titles in sectors.SECTORS.items() if name not in THEMES}


def hue(sector: str) -> str:
    """The colour of a sector or a theme."""
    return SECTORS[sector][0]


def dot(met: bool | None) -> dict[str, Any]:
    """Marker of a result: shape as well as colour tells met from not met."""
    marker, face, edge = {True: ("o", MET, MET), False: ("s", MISSED, "#8A5F00"), None: ("o", "white", SOFT)}[met]
    return {"marker": marker, "mfc": face, "mec": edge, "mew": 0.7, "ms": 4.6, "color": SOFT if met is None else face}


def mixed(colour: str, strength: float, other: str = "white") -> tuple[float, ...]:
    """A colour mixed with another, for what is transparent lets show what lies below."""
    from matplotlib.colors import to_rgb

    parts = zip(to_rgb(colour), to_rgb(other), strict=True)
    return tuple(strength * part + (1 - strength) * rest for part, rest in parts)
