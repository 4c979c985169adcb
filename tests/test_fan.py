"""Fan charts: what is drawn is what the ensemble says, in both languages and all sizes."""

import warnings

import numpy as np
import pytest
from printed import PRINTS, faults

import model
from model.present.canvas.canvas import Canvas
from model.present.figures.ensemble.fan import Fan
from model.present.figures.figure import Ensemble
from model.results.label import HEADLINES

VARIABLES = {"column": HEADLINES[:8], "page": HEADLINES, "slide": HEADLINES[2:10]}


@pytest.fixture(scope="module")
def ensemble(shipped):
    return model.ensemble(shipped["dry-years"], 32, 1)


def fan(ensemble, variables, lang="en", size="page"):
    [page] = Fan(variables).draw(Ensemble(ensemble), Canvas(lang, size))
    return page


def values(page, series):
    return [row["value"] for row in page.rows if row["series"] == series]


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(ensemble, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = fan(ensemble, VARIABLES[size], lang=lang, size=size).figure
        assert not list(faults(figure, size, lang))


def test_the_caption_says_how_many_members_and_how_they_were_drawn(ensemble):
    figure = fan(ensemble, ["gdp"]).figure
    text = " ".join(text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts)
    for part in ("n = 32", "90%", "50%", "seed 1", "no forecast probabilities", "No member left"):
        assert part in text


def test_members_left_out_are_told(ensemble):
    gone = ensemble.assign(member_status=ensemble["member_status"].where(ensemble["member"] > 2, 2).astype("int8"))
    gone = (
        gone.where(gone["member_status"] == 1)
        .assign(member_status=gone["member_status"])
        .assign_attrs(ensemble.attrs, left_domain=3)
    )
    for name in ("gdp",):
        gone[name].attrs = ensemble[name].attrs
    figure = fan(gone, ["gdp"]).figure
    text = " ".join(text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts)
    assert "n = 29" in text and "3 of 32 members left" in text
    assert values(fan(gone, ["gdp"]), "quantile_50") == pytest.approx(
        np.median(ensemble["gdp"].values[:, 3:], axis=1), rel=1e-12
    )


def test_quantiles_are_in_order_and_those_of_the_members(ensemble):
    page = fan(ensemble, HEADLINES)
    for name in HEADLINES:
        rows = [row for row in page.rows if row["variable"] == name and row["series"].startswith("quantile")]
        quantiles = np.array([row["value"] for row in rows]).reshape(5, -1)
        assert (np.diff(quantiles, axis=0) >= 0).all()
        assert quantiles[2] == pytest.approx(np.median(ensemble[name].values, axis=1), rel=1e-12)


def test_the_numbers_beside_the_figure_are_those_drawn(ensemble):
    variables = ["gdp", "non_fossil_share"]
    page = fan(ensemble, variables)
    figure, rows = page.figure, page.rows
    drawn = [axes for axes in figure.axes if axes.get_title(loc="left")]
    for name, axes in zip(variables, drawn, strict=True):
        own = [row for row in rows if row["variable"] == name]
        found = {key: [row["value"] for row in own if row["series"] == key] for key in {row["series"] for row in own}}
        median = next(line for line in axes.lines if line.get_linewidth() == 1.5)
        assert list(median.get_ydata()) == found["quantile_50"]
        for band, (low, high) in zip(
            axes.collections, (("quantile_5", "quantile_95"), ("quantile_25", "quantile_75")), strict=True
        ):
            edges = band.get_paths()[0].vertices[:, 1]
            assert {*found[low], *found[high]} <= set(edges)
        diamonds = [y for line in axes.lines if line.get_marker() == "D" for y in line.get_ydata()]
        assert diamonds == found.get("target", [])
    assert [row["value"] for row in rows if row["series"] == "target"] == [15.0]


def test_a_target_that_is_a_change_stands_at_the_value_it_leads_to(ensemble):
    assert np.ptp(ensemble["water_intensity"].sel(year=2020).values) == 0
    asked = values(fan(ensemble, ["water_intensity"]), "target")
    assert asked == [pytest.approx(0.85 * float(ensemble["water_intensity"][0, 0]))]
    assert np.ptp(ensemble["energy_intensity"].sel(year=2020).values) > 0
    assert values(fan(ensemble, ["energy_intensity"]), "target") == []
    assert values(fan(ensemble, ["energy_intensity_change"]), "target") == [-15.0]


def test_an_element_has_its_own_title(ensemble):
    page = fan(ensemble, ["programme_coverage[rural_tap_water]"], lang="zh")
    assert all(row["名称"] for row in page.rows)


def test_more_than_fit_go_on_other_pages(ensemble):
    pages = Fan(HEADLINES).draw(Ensemble(ensemble), Canvas(size="slide"))
    assert [page.name for page in pages] == ["fan", *(f"fan_{number}" for number in range(2, len(pages) + 1))]
    assert [name for page in pages for name in dict.fromkeys(row["variable"] for row in page.rows)] == list(HEADLINES)


def test_what_is_not_there_is_refused(ensemble):
    with pytest.raises(KeyError, match="gdpp"):
        fan(ensemble, ["gdpp"])
    for wrong in ({"lang": "fr"}, {"size": "poster"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            fan(ensemble, ["gdp"], **wrong)
