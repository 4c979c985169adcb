"""Scenarios side by side: what is drawn is what the runs say, names never meet, in both languages and all sizes."""

import csv
import itertools
import warnings

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from printed import PRINTS, faults

from model.cli import main
from model.data.catalogue import targets
from model.plan.indicators import count, indicators
from model.plan.targets import judge
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import MET, SCENARIOS
from model.present.figures import figure as material
from model.present.figures.comparison import comparison
from model.present.figures.comparison.targets_met import TargetsMet

STORIES = ("baseline", "fast-build", "coal-rebound", "credit-squeeze", "dry-years")
VARIABLES = {"column": comparison.COMPARED[:8], "page": comparison.COMPARED, "slide": comparison.COMPARED[3:9]}


@pytest.fixture(scope="module")
def stories(runs):
    return {name: runs[name] for name in STORIES}


def compared(stories, variables, lang="en", size="page"):
    [page] = comparison.Comparison(variables).draw(material.Comparison(stories), Canvas(lang, size))
    return page


def targets_met(stories, lang="en", size="page"):
    [page] = TargetsMet().draw(material.Comparison(stories), Canvas(lang, size))
    return page


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(stories, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = compared(stories, VARIABLES[size], lang, size).figure
        assert not list(faults(figure, size, lang))


def test_long_names_stand_in_a_key(stories, runs):
    drawn = compared(stories | {"solved": runs["plan-consistent-solved"]}, ["gdp", "loans"]).figure
    assert not list(faults(drawn, "page", "en"))
    (key,) = [axes.get_legend() for axes in drawn.axes if axes.get_legend()]
    assert "Fast build" in [text.get_text() for text in key.get_texts()]


def test_the_numbers_beside_the_figure_are_those_drawn(stories):
    page = compared(stories, ["gdp", "pv_capacity"])
    figure, rows = page.figure, page.rows
    drawn = [axes for axes in figure.axes if axes.get_title(loc="left")]
    for name, axes in zip(("gdp", "pv_capacity"), drawn, strict=True):
        own = [row for row in rows if row["variable"] == name]
        lines = {line.get_color(): list(line.get_ydata()) for line in axes.lines if line.get_linewidth() == 1.5}
        assert list(lines) == list(SCENARIOS[: len(stories)])
        for run, values in zip(stories.values(), lines.values(), strict=True):
            assert values == run[name].values.tolist()
        titles = dict.fromkeys(row["of"] for row in own if row["series"] == "projection")
        assert [[row["value"] for row in own if row["of"] == title] for title in titles] == list(lines.values())
        assert [row["value"] for row in own if row["series"] == "target"] == [
            y for line in axes.lines if line.get_marker() == "D" for y in line.get_ydata()
        ]


def test_one_dataset_of_scenarios_draws_the_same(stories):
    names = ["gdp"]
    stacked = xr.concat(
        [run[names] for run in stories.values()], xr.Variable("scenario", list(stories)), combine_attrs="drop_conflicts"
    )
    titles = {key: ("scenario", [run.attrs[key] for run in stories.values()]) for key in ("title_en", "title_zh")}
    stacked = stacked.assign_coords(titles)
    assert compared(stacked, names, "zh").rows == compared(stories, names, "zh").rows


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.floats(0.01, 0.11))
def test_names_are_spread_in_order_and_apart(wanted, gap):
    wanted, gap = sorted(wanted), min(gap, 1 / len(wanted))
    places = comparison.spread(wanted, gap)
    assert all(b - a >= gap - 1e-12 for a, b in itertools.pairwise(places))
    assert min(places) >= gap / 2 - 1e-12 and max(places) <= 1 - gap / 2 + 1e-12
    inside = gap / 2 <= wanted[0] and wanted[-1] <= 1 - gap / 2
    if inside and all(b - a >= gap for a, b in itertools.pairwise(wanted)):
        assert places == pytest.approx(wanted, abs=1e-12)


def test_too_many_are_refused(stories):
    with pytest.raises(ValueError, match="found 8 scenarios"):
        compared({str(n): stories["baseline"] for n in range(8)}, ["gdp"])


def test_more_variables_than_fit_go_on_other_pages(stories):
    pages = comparison.Comparison().draw(material.Comparison(stories), Canvas(size="slide"))
    assert [page.name for page in pages] == ["comparison", "comparison_2", "comparison_3"]
    assert tuple(dict.fromkeys(row["variable"] for page in pages for row in page.rows)) == comparison.COMPARED


def test_compare_draws_as_a_user_types_it(tmp_path, capsys, monkeypatch):
    for name in ("baseline", "dry-years"):
        assert main(["run", f"scenarios/{name}.yaml", "-o", str(tmp_path / name), "--no-figures"]) == 0
    capsys.readouterr()
    folders = [str(tmp_path / name) for name in ("baseline", "dry-years")]
    assert main(["compare", *folders, "-o", str(tmp_path / "side by side"), "--lang", "zh"]) == 0
    assert "comparison.svg" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "side by side").iterdir()} == {
        f"{name}.{kind}" for name in ("comparison", "targets_met") for kind in ("png", "svg", "csv")
    }
    with open(tmp_path / "side by side" / "comparison.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["情景"] for row in csv.DictReader(file) if row["系列"] == "模拟值"} == {"基准情景", "干旱年份"}
    monkeypatch.setattr(comparison, "SCENARIOS", SCENARIOS[:1])
    assert main(["compare", *folders, "-o", str(tmp_path / "many")]) == 2
    assert "found 2 results; expected at most 1" in capsys.readouterr().err and not (tmp_path / "many").exists()


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_targets_met_can_be_printed_at_every_size(stories, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not list(faults(targets_met(stories, lang, size).figure, size, lang))


def test_a_dot_a_target_and_the_counts_of_a_run(stories):
    page = targets_met(stories)
    judged = {name: indicators(judge(targets(), run)) for name, run in stories.items()}
    (axes,) = [axes for axes in page.figure.axes if len(axes.lines) > 10]
    dots = [line for line in axes.lines if line.get_marker() in "os"]
    assert sum(len(line.get_xdata()) for line in dots) == sum(map(len, judged.values()))
    green = sum(len(line.get_xdata()) for line in dots if line.get_markerfacecolor() == MET)
    assert green == sum(one.met is True for own in judged.values() for one in own)
    texts = [text.get_text() for text in axes.texts]
    beside = {(row["scenario"], row["sector"]): row for row in page.rows}
    for title, own in zip(comparison.by_name(stories), judged.values(), strict=True):
        for group, is_main in (("main", True), ("programme", False)):
            tally, total = count(own, is_main), beside[title, group]
            assert (total["met"], total["missed"]) == (tally.met, tally.judged - tally.met)
            assert f"{tally.met}/{tally.judged}" in texts


def test_values_of_the_runs_are_not_changed(stories):
    before = {name: run["gdp"].values.copy() for name, run in stories.items()}
    compared(stories, ["gdp"])
    assert all(np.array_equal(run["gdp"].values, before[name]) for name, run in stories.items())
