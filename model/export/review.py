"""The files of a mid-term review: the figures against the model, the restatement, the gap by driver."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from model.export.solution import write_table

ADJUSTMENT = ("stock", "title", "title_zh", "year", "unit", "before", "adjustment", "percent")


def writers(review) -> dict[str, Callable[[Path], None]]:
    """By file name, a function that writes the file, as :func:`model.export.folder.write_folder` takes them."""
    return {
        "observed.csv": partial(write_table, review.figures()),
        "restatement.csv": partial(write_table, review.adjustments(), columns=ADJUSTMENT),
        "gap_by_driver.csv": partial(write_table, review.gaps),
    }
