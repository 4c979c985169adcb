"""A table of observations to fill in: the headlines with their units, a column for each year, and no figure."""

import csv
from io import StringIO

from model.data import BASE_YEAR, headlines
from model.plan.review.observations import CHINESE_HEAD, HEAD
from model.present.text import words
from model.scenario.element import title_of
from model.scenario.form import USUAL_YEARS
from model.sectors import load


def template(lang: str) -> str:
    """The table as CSV; indicators by their names in English or titles in Chinese, both of which are read."""
    system, zh, text = load(), lang == "zh", StringIO()
    write = csv.writer(text, lineterminator="\n")
    years = range(BASE_YEAR + 1, BASE_YEAR + USUAL_YEARS + 1)
    write.writerow([*(CHINESE_HEAD if zh else HEAD), *years])
    for name in headlines():
        units = system.declarations[name].units
        unit = words.unit(units, "zh", name) if zh else units
        write.writerow([title_of(name, system, lang) if zh else name, unit, "", *("" for _ in years)])
    return text.getvalue()
