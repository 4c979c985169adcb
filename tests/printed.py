"""What every printed figure is held to: its size, type that can be read, and labels that neither meet nor run off."""

import re

import numpy as np
import pytest
from matplotlib.text import Text

from model.present.canvas.canvas import HEIGHTS, SIZES, SMALL

SLOW = pytest.mark.slow
# every size in both languages; of figures in many pages, each size once where time is short
PRINTS = [pytest.param(size, lang, id=f"{size}-{lang}") for size in SIZES for lang in ("en", "zh")]
LONG_PRINTS = [
    pytest.param(size, lang, id=f"{size}-{lang}", marks=() if lang == fast else SLOW)
    for size, fast in (("column", "zh"), ("page", "en"), ("slide", "en"))
    for lang in ("en", "zh")
]


def texts(figure):
    """Every text that shows on a figure."""
    for axes in figure.axes:
        yield from (
            text for text in [*axes.texts, axes._left_title, axes.xaxis.label, axes.yaxis.label] if text.get_text()
        )
        if axes.axison:
            for labels, ticks, limits in (
                (axes.get_xticklabels(), axes.get_xticks(), axes.get_xlim()),
                (axes.get_yticklabels(), axes.get_yticks(), axes.get_ylim()),
            ):
                low, high = sorted(limits)
                yield from (
                    t
                    for t, at in zip(labels, ticks, strict=True)
                    if low <= at <= high and t.get_text() and t.get_visible()
                )
        if legend := axes.get_legend():
            yield from legend.get_texts()


def faults(figure, size, lang):
    """What a demanding editor would send back, as sentences; the figure is laid out first."""
    figure.draw_without_rendering()
    wide, tall = figure.get_size_inches()
    if wide != SIZES[size][0] or tall > HEIGHTS[size] + 1e-6 or (size == "slide" and tall != HEIGHTS[size]):
        yield f"the {size} is {wide:.2f} by {tall:.2f} inches"
    shown = list(texts(figure))
    yield from _small_or_off(figure, shown, SMALL * SIZES[size][1])
    yield from _meeting(shown, -1.5 * SIZES[size][1])
    foreign = {"en": "[一-鿿]", "zh": "[A-Za-z]{3}"}[lang]
    yield from (
        f"is not {lang}: {t.get_text()!r}" for t in shown if re.search(foreign, t.get_text().replace("GDP", ""))
    )


def _small_or_off(figure, shown, least):
    for text in shown:
        box = Text.get_window_extent(text)  # of the words alone, without the line that leads to them
        if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1:
            yield f"runs off: {text.get_text()!r}"
        if text.get_fontsize() < least - 1e-9:
            yield f"is too small: {text.get_text()!r}"


def _meeting(shown, slack):
    left, low, right, high = np.array([Text.get_window_extent(text).padded(slack).extents for text in shown]).T
    apart = (left[:, None] >= right) | (right[:, None] <= left) | (low[:, None] >= high) | (high[:, None] <= low)
    yield from (f"{shown[i].get_text()!r} meets {shown[j].get_text()!r}" for i, j in np.argwhere(np.triu(~apart, 1)))
