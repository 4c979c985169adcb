"""The figure of dispatch: its numbers are the run's, bars are as wide as hours, and what is asked for wrongly is said."""

import warnings

import numpy as np
import pytest
import xarray as xr
from made_slices import HOURS, made
from matplotlib.collections import PolyCollection
from printed import PRINTS, faults

from model.errors import InputError
from model.present.canvas.canvas import Canvas
from model.present.figures import draw
from model.present.figures.figure import Run
from model.present.figures.run.dispatch import ABOVE, BELOW, Dispatch, slices
from model.present.text import words

OF_YEAR = {  # what the slices of a kind add up to
    "must_run": ("coal_generation", "-flexible_coal_in_year"), "flexible_coal": ("flexible_coal_in_year",), "wind": ("wind_generation",),
    "pv": ("pv_generation",), "hydro": ("hydro_generation",), "export": ("net_export",), "stored": ("storage_charge_in_year",),
    "released": ("storage_discharge_in_year",), "electrolysis": ("electrolyser_use",), "load": ("electricity_demand",),
}  # fmt: skip


@pytest.fixture(scope="module")
def results(runs):
    return runs["baseline"]


def invented(years=range(2020, 2024)):
    data, coordinates = made(years)
    data["curtailment_rate"] = "year", np.full(len(years), 14.0)
    return xr.Dataset(data, {"year": list(years), **coordinates}, {"title_en": "Made", "title_zh": "虚构"})


def dispatch(results, years=None, lang="en", size="page"):
    [page] = Dispatch(years).draw(Run(results, []), Canvas(lang, size))
    return page


def areas(axes):
    return [part for part in axes.collections if isinstance(part, PolyCollection)]


def corners(axes):
    """Left, right, low and high end of every rectangle, by kind of power."""
    found = [np.array([path.vertices[:4] for path in part.get_paths()]) for part in areas(axes)]
    ends = [np.stack([f[..., 0].min(1), f[..., 0].max(1), f[..., 1].min(1), f[..., 1].max(1)]) for f in found if len(f)]
    kept = [key for key, part in zip((*ABOVE, *BELOW), areas(axes), strict=True) if len(part.get_paths())]
    return dict(zip(kept, ends, strict=True))


@pytest.mark.parametrize("name", ["baseline", "plan-consistent-solved", "dry-years"])
def test_what_stands_above_zero_less_what_stands_below_is_the_load_served(runs, name):
    for one in slices(runs[name]):
        above = sum(one.power[key] for key in ABOVE if key not in ("unserved", "curtailed"))
        below = sum(one.power[key] for key in BELOW)
        np.testing.assert_allclose(above - below, one.power["load"] - one.power["unserved"], rtol=1e-9)


def test_slices_add_up_to_the_year(results):
    for one in slices(results):
        now = results.sel(year=one.year)
        for key, terms in OF_YEAR.items():
            wanted = sum(-float(now[term[1:]]) if term[0] == "-" else float(now[term]) for term in terms)
            assert (one.power[key] * one.hours).sum() / 1e4 == pytest.approx(wanted, rel=1e-9, abs=1e-9), key


def test_the_first_and_the_last_year_are_drawn_or_those_asked_for(results):
    assert [one.year for one in slices(results)] == [2021, 2025]
    assert [one.year for one in slices(results, (2023, 2022))] == [2023, 2022]
    assert [one.year for one in slices(results.sel(year=[2020, 2021]))] == [2021]


def test_bars_are_as_wide_as_their_hours_and_as_high_as_the_numbers_beside(results):
    page = dispatch(results, (2025,))
    [axes] = [axes for axes in page.figure.axes if areas(axes)]
    drawn, beside = corners(axes), page.rows
    left, right, low, high = drawn["must_run"]
    hours = np.array([row["hours"] for row in beside if row["series"] == "Coal that must run"])
    np.testing.assert_allclose((right - left) / (right - left).sum(), hours / hours.sum())
    assert (left[1:] >= right[:-1] - 1e-9).all()
    for key in ("must_run", "flexible_coal", "pv", "export"):
        told = [row["value"] for row in beside if row["series"] == words.word(f"dispatch_{key}", "en") and row["value"]]
        np.testing.assert_allclose(drawn[key][3] - drawn[key][2], told, rtol=1e-9)
    assert drawn["export"][3].max() == 0 < drawn["export"][2].min() * -1


def test_seasons_and_states_of_the_wind_stand_below_in_their_order(results):
    for lang, names in (("en", ("Calm", "Spring")), ("zh", ("小风", "春季"))):
        figure = dispatch(results, (2025,), lang).figure
        [axes] = [axes for axes in figure.axes if areas(axes)]
        states, seasons = ([label.get_text() for label in axes.get_xticklabels(minor=minor)] for minor in (False, True))
        assert (states[0], seasons[0], len(states), len(seasons)) == (*names, 12, 4)


def test_load_that_is_not_served_is_drawn_and_told_in_the_key():
    figure = dispatch(invented(), (2022,)).figure
    [axes] = [axes for axes in figure.axes if areas(axes)]
    _, _, low, high = corners(axes)["unserved"]
    load = invented().sel(year=2022)
    missing = (float(load["electricity_demand"]) - float(load["supply_by_slice"].sum())) / HOURS.sum() * 1e4
    assert (high - low) @ HOURS.transpose(0, 2, 1).ravel() / HOURS.sum() == pytest.approx(missing)
    keys = [text.get_text() for axes in figure.axes if axes.get_legend() for text in axes.get_legend().get_texts()]
    assert {"Load not served", "Electrolysers", "Curtailed PV and wind"} <= set(keys)


def test_what_is_not_there_is_not_in_the_key(results):
    figure = dispatch(results).figure
    keys = [text.get_text() for axes in figure.axes if axes.get_legend() for text in axes.get_legend().get_texts()]
    assert "Electrolysers" not in keys and {"Exports", "Load in the region"} <= set(keys)


def test_panels_have_one_scale_and_tell_the_year(results):
    drawn = [axes for axes in dispatch(results).figure.axes if areas(axes)]
    assert len({axes.get_ylim() for axes in drawn}) == 1
    assert [axes.get_title(loc="left")[:4] for axes in drawn] == ["2021", "2025"]
    assert f"{words.number(float(results['curtailment_rate'].sel(year=2025)))} % curtailed" in drawn[1].get_title(
        loc="left"
    )


def test_what_is_asked_for_wrongly_is_said(results):
    for years in ((2020,), (2031,), (2021, 1999)):
        with pytest.raises(ValueError, match=r"years: found .* expected some of 2021, 2022"):
            dispatch(results, years)
    with pytest.raises(ValueError, match="found 3; expected 1 to 2 on a slide"):
        dispatch(results, (2021, 2022, 2023), size="slide")
    with pytest.raises(KeyError, match="the dispatch needs storage_charge, which the results have not"):
        dispatch(results.drop_vars("storage_charge"))
    with pytest.raises(InputError, match="dispatch: the results lack storage_charge"):
        results.drop_vars("storage_charge").plan.plot.dispatch()
    with pytest.raises(ValueError, match="of one run"):
        dispatch(results.expand_dims(member=2))


def test_it_stands_among_the_figures_of_a_run(results):
    assert "dispatch" in [page.name for page in draw(Run(results, []), Canvas("zh", "column"))]
    assert results.plan.plot.dispatch((2022,)).get_size_inches()[0] == 8.27


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(results, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for given in (results, invented()):
            assert not list(faults(dispatch(given, lang=lang, size=size).figure, size, lang))
