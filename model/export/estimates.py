"""The tables of an estimate as files: all of them or none, and how they were made beside them."""

import hashlib
import json
import os
import platform
from pathlib import Path

import numpy as np
import pandas as pd

from model.analysis.past.backtest import MEMBERS
from model.analysis.past.estimate import ROUNDS, STARTS
from model.analysis.past.origins import YEARS, as_rows, pack_of
from model.analysis.past.past import DIGITS
from model.data.observations import Record
from model.export.placing import move_in, passing_folder, writing_to


def write(tables: dict[str, pd.DataFrame], folder: str | os.PathLike) -> list[Path]:
    """Write the tables, the packs of earlier base years and how they were made, all or none; returns the files.

    Raises
    ------
    InputError
        Where they cannot be written there.
    """
    texts = {f"{name}.csv": text_of(table) for name, table in tables.items()}
    texts |= {f"packs/{year}.csv": text_of(pd.DataFrame(as_rows(pack_of(year, Record(year))))) for year in YEARS}
    texts["made.json"] = json.dumps(made(tables), indent=1) + "\n"
    with writing_to(folder), passing_folder(Path(folder)) as passing:
        (passing / "packs").mkdir()
        for name, text in texts.items():
            (passing / name).write_text(text, encoding="utf-8", newline="\n")
        return move_in(passing, list(texts))


def text_of(table: pd.DataFrame) -> str:
    """A table as its file has it."""
    return table.to_csv(index=False, float_format=DIGITS, lineterminator="\n")


def made(tables: dict[str, pd.DataFrame]) -> dict:
    """How the tables were made."""
    import scipy

    record = hashlib.sha256(repr(Record().all()).encode()).hexdigest()[:16]
    return {
        "command": "simulate estimate -o model/data/estimates",
        "cut_offs": sorted({int(year) for year in tables["posterior"]["cut_off"]}),
        "optimiser": f"scipy.optimize.least_squares, trf, {STARTS} starts, {ROUNDS} rounds of noise",
        "members_of_a_backtest": MEMBERS,
        "scipy": scipy.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "record": record,
    }
