"""The tornado: bars are what the swings say, in both languages and all sizes."""

import warnings

import pytest
from printed import PRINTS, faults

from model.analysis.uncertainty.swings import swings
from model.present.canvas.canvas import SIZES, Canvas
from model.present.figures.ensemble.tornado import MOST, Tornado
from model.present.figures.figure import Swings


@pytest.fixture(scope="module", params=["carbon_intensity_change", "grassland_cover", "pv_capacity"])
def swung(request, shipped):
    return swings(shipped["baseline"], request.param, 2025, 30)


def tornado(swung, lang="en", size="page"):
    [page] = Tornado().draw(Swings(swung), Canvas(lang, size))
    return page


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(swung, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = tornado(swung, lang, size).figure
        assert not list(faults(figure, size, lang))


@pytest.mark.parametrize("size", list(SIZES))
def test_the_numbers_beside_the_figure_are_those_drawn(swung, size):
    page = tornado(swung, "en", size)
    (bars,) = [axes for axes in page.figure.axes if axes.patches]
    rows = page.rows
    assert 0 < len(rows) <= MOST[size]
    ends = [bar.get_x() + bar.get_width() for bar in bars.patches]
    assert ends == pytest.approx([row[key] for row in rows for key in ("result_low", "result_high")])
    assert {bar.get_x() for bar in bars.patches} == {swung.attrs["result"]}
    widths = [abs(row["result_high"] - row["result_low"]) for row in rows]
    assert widths == sorted(widths, reverse=True)


def test_the_plan_s_target_is_drawn_where_there_is_one(swung, shipped):
    def diamonds(found):
        (bars,) = [axes for axes in tornado(found).figure.axes if axes.patches]
        return [x for line in bars.lines if line.get_marker() == "D" for x in line.get_xdata()]

    asked = {"carbon_intensity_change": [-16.0], "grassland_cover": [57.0], "pv_capacity": [3250.0]}
    assert diamonds(swung) == asked[swung.attrs["variable"]]
    assert diamonds(swings(shipped["baseline"], "gdp", 2025, 5)) == []


def test_what_left_its_domain_is_told_and_not_drawn(swung):
    gone = swung.copy(deep=True).assign_attrs(left_domain=1)
    gone["result_high"][0] = float("nan")
    assert len(tornado(gone).rows) == MOST["page"] and tornado(gone).rows[0]["assumption"] != str(
        swung["assumption"].values[0]
    )
    texts = [text.get_text().replace("\n", " ") for axes in tornado(gone).figure.axes for text in axes.texts]
    assert any("1 leave the model's domain at an end" in text for text in texts)
