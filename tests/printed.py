"""What every printed figure is held to: its size, type that can be read, and labels that neither meet nor run off."""

import itertools
import re

import numpy as np

from model.report import style


def texts(figure):
    """Every text that shows on a figure."""
    for axes in figure.axes:
        yield from (text for text in [*axes.texts, axes._left_title, axes.xaxis.label, axes.yaxis.label] if text.get_text())
        if axes.axison:
            for labels, ticks, limits in (
                (axes.get_xticklabels(), axes.get_xticks(), axes.get_xlim()),
                (axes.get_yticklabels(), axes.get_yticks(), axes.get_ylim()),
            ):
                low, high = sorted(limits)
                yield from (t for t, at in zip(labels, ticks, strict=True) if low <= at <= high and t.get_text() and t.get_visible())
        if legend := axes.get_legend():
            yield from legend.get_texts()


def faults(figure, size, lang):
    """What a demanding editor would send back, as sentences; the figure is laid out first."""
    figure.draw_without_rendering()
    wide, tall = figure.get_size_inches()
    if wide != style.SIZES[size][0] or tall > style.HEIGHTS[size] + 1e-6 or (size == "slide" and tall != style.HEIGHTS[size]):
        yield f"the {size} is {wide:.2f} by {tall:.2f} inches"
    shown = list(texts(figure))
    boxes = [text.get_window_extent() for text in shown]
    for text, box in zip(shown, boxes, strict=True):
        if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1:
            yield f"runs off: {text.get_text()!r}"
        if text.get_fontsize() < style.SMALL * style.SIZES[size][1] - 1e-9:
            yield f"is too small: {text.get_text()!r}"
    slack = -1.5 * style.SIZES[size][1]
    left, low, right, high = np.array([box.padded(slack).extents for box in boxes]).T
    for i, j in itertools.combinations(range(len(shown)), 2):
        if left[i] < right[j] and left[j] < right[i] and low[i] < high[j] and low[j] < high[i]:
            yield f"{shown[i].get_text()!r} meets {shown[j].get_text()!r}"
    foreign = {"en": "[一-鿿]", "zh": "[A-Za-z]{3}"}[lang]
    for text in shown:
        if re.search(foreign, text.get_text().replace("GDP", "")):
            yield f"is not {lang}: {text.get_text()!r}"
