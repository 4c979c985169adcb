"""Fan charts: what is drawn is what the ensemble says, in both languages and all sizes."""

import warnings

import numpy as np
import pytest
from printed import PRINTS, faults

import model
from model.data import history
from model.data.catalogue import targets
from model.present.figures import fan
from model.results.label import HEADLINES

VARIABLES = {"column": HEADLINES[:8], "page": HEADLINES, "slide": HEADLINES[2:10]}


@pytest.fixture(scope="module")
def ensemble(shipped):
    return model.ensemble(shipped["dry-years"], 32, 1)


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(ensemble, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = fan.fan(ensemble, VARIABLES[size], history(), targets(), lang, size)
        assert not list(faults(figure, size, lang))


def test_the_caption_says_how_many_members_and_how_they_were_drawn(ensemble):
    figure = fan.fan(ensemble, ["gdp"], history(), targets())
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
    figure = fan.fan(gone, ["gdp"], {}, ())
    text = " ".join(text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts)
    assert "n = 29" in text and "3 of 32 members left" in text
    (panel,) = fan.panels(gone, ["gdp"], {}, (), "en")
    assert panel.quantiles[2] == pytest.approx(np.median(ensemble["gdp"].values[:, 3:], axis=1), rel=1e-12)


def test_quantiles_are_in_order_and_those_of_the_members(ensemble):
    for panel in fan.panels(ensemble, HEADLINES, history(), targets(), "en"):
        assert (np.diff(panel.quantiles, axis=0) >= 0).all()
        assert panel.quantiles[2] == pytest.approx(np.median(ensemble[panel.variable].values, axis=1), rel=1e-12)


def test_the_numbers_beside_the_figure_are_those_drawn(ensemble):
    variables = ["gdp", "non_fossil_share"]
    figure = fan.fan(ensemble, variables, history(), targets())
    rows = fan.table(ensemble, variables, history(), targets())
    drawn = [axes for axes in figure.axes if axes.get_title(loc="left")]
    for name, axes in zip(variables, drawn, strict=True):
        own = [row for row in rows if row["variable"] == name]
        values = {key: [row["value"] for row in own if row["series"] == key] for key in {row["series"] for row in own}}
        median = next(line for line in axes.lines if line.get_linewidth() == 1.5)
        assert list(median.get_ydata()) == values["quantile_50"]
        for band, (low, high) in zip(
            axes.collections, (("quantile_5", "quantile_95"), ("quantile_25", "quantile_75")), strict=True
        ):
            edges = band.get_paths()[0].vertices[:, 1]
            assert {*values[low], *values[high]} <= set(edges)
        diamonds = [y for line in axes.lines if line.get_marker() == "D" for y in line.get_ydata()]
        assert diamonds == values.get("target", [])
    assert [row["value"] for row in rows if row["series"] == "target"] == [15.0]


def test_a_target_that_is_a_change_stands_at_the_value_it_leads_to(ensemble):
    (panel,) = fan.panels(ensemble, ["water_intensity"], {}, targets(), "en")
    assert np.ptp(ensemble["water_intensity"].sel(year=2020).values) == 0
    assert [goal.values for goal in panel.goals] == [(pytest.approx(0.85 * float(ensemble["water_intensity"][0, 0])),)]
    (panel,) = fan.panels(ensemble, ["energy_intensity"], {}, targets(), "en")
    assert np.ptp(ensemble["energy_intensity"].sel(year=2020).values) > 0 and panel.goals == []
    (panel,) = fan.panels(ensemble, ["energy_intensity_change"], {}, targets(), "en")
    assert [goal.values for goal in panel.goals] == [(-15.0,)]


def test_an_element_has_its_own_title(ensemble):
    (panel,) = fan.panels(ensemble, ["programme_coverage[rural_tap_water]"], {}, targets(), "zh")
    assert panel.title and panel.goals


def test_more_than_fit_and_what_is_not_there_are_refused(ensemble):
    with pytest.raises(ValueError, match="at most 8 on a slide"):
        fan.fan(ensemble, HEADLINES, {}, (), "en", "slide")
    with pytest.raises(KeyError, match="gdpp"):
        fan.fan(ensemble, ["gdpp"], {})
    for wrong in ({"lang": "fr"}, {"size": "poster"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            fan.fan(ensemble, ["gdp"], {}, **wrong)
