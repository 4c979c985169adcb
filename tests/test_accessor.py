"""`results.plan`: verdicts, probabilities, comparisons and figures of results, and what is said of a Dataset that is none."""

import subprocess
import sys
import warnings

import pytest
import xarray as xr
from matplotlib.figure import Figure

import model
from model.data.catalogue import targets
from model.errors import InputError
from model.plan.targets import judge

ONE = "pv-capacity-2025"
FEW = [ONE, "non-fossil-share-2025", "rural-tap-water-2025", "coal-consumption-peak"]


@pytest.fixture(scope="module")
def baseline(runs):
    return runs["baseline"]


@pytest.fixture(scope="module")
def ensemble(shipped):
    return model.ensemble(shipped["baseline"], members=8, seed=1)


def test_the_verdicts_are_those_of_the_run(baseline):
    found = baseline.plan.targets()
    verdicts = [verdict for verdict in judge(targets(), baseline) if not verdict.target.restates]
    assert list(found["id"]) == [verdict.target.id for verdict in verdicts]
    assert list(found.columns) == ["id", "sector", "name", "wanted", "year", "projected", "met", "gap", "unit"]
    assert [None if met is not met or str(met) == "<NA>" else bool(met) for met in found["met"]] == [
        verdict.met for verdict in verdicts
    ]
    some = found["gap"].notna()
    assert list(found.loc[some, "gap"]) == [verdict.gap for verdict in verdicts if verdict.gap is not None]


def test_targets_by_id_keep_their_order_and_one_id_is_enough(baseline):
    assert list(baseline.plan.targets(FEW)["id"]) == FEW
    assert list(baseline.plan.targets(ONE)["id"]) == [ONE]


def test_a_restatement_is_there_when_it_is_asked_for(baseline):
    again = next(target for target in targets() if target.restates and target.variable)
    assert again.id not in set(baseline.plan.targets()["id"])
    assert list(baseline.plan.targets([again.id])["id"]) == [again.id]


def test_a_scenario_brings_its_edits(baseline, shipped):
    scenario = shipped["plan-consistent"]
    found = baseline.plan.targets(scenario).set_index("id")
    assert len(found) == len(scenario.targets)
    edited = scenario.targets["manufacturing-share-2025"]["value"]
    assert found.loc["manufacturing-share-2025", "wanted"] == f"at least {edited:g}"


def test_chinese_has_chinese_names_and_the_same_columns(baseline):
    english, chinese = (baseline.plan.targets(FEW, lang=lang) for lang in ("en", "zh"))
    assert list(english.columns) == list(chinese.columns)
    assert chinese.loc[0, "name"] == "光伏发电装机规模" and chinese.loc[0, "unit"] == "万千瓦"
    assert chinese.loc[0, "wanted"] == "不低于3250" and english.loc[0, "unit"] == "10⁴ kW"


def test_an_ensemble_gives_the_share_of_members_that_meet(ensemble):
    found = ensemble.plan.targets(FEW).set_index("id")
    single = [ensemble.isel(member=i).plan.targets(FEW).set_index("id")["met"] for i in range(8)]
    for name in FEW:
        assert found.loc[name, "probability"] == sum(bool(met[name]) for met in single) / 8
    row = found.loc[ONE]
    assert row["low"] < row["median"] < row["high"]
    assert found.loc["coal-consumption-peak", ["low", "median", "high"]].isna().all()


def test_members_that_left_their_domain_do_not_count(ensemble):
    order = ensemble["pv_capacity"].sel(year=2025).argsort().values
    status = ensemble["member_status"].copy()
    status[order[4:]] = 2  # the larger half, so that the median falls
    half = ensemble.assign(member_status=status).plan.targets([ONE])
    assert half.loc[0, "median"] == ensemble.isel(member=sorted(order[:4])).plan.targets([ONE]).loc[0, "median"]
    assert half.loc[0, "median"] < ensemble.plan.targets([ONE]).loc[0, "median"]


def test_runs_are_compared_side_by_side(baseline, runs):
    found = baseline.plan.compare({"sun": runs["fast-build"]}, ["pv_capacity", "gdp"])
    assert list(found.columns) == ["variable", "name", "unit", "year", "wanted", "baseline", "sun", "sun - baseline"]
    first = found.iloc[0]
    assert first["sun"] == float(runs["fast-build"]["pv_capacity"].sel(year=2025))
    assert first["sun - baseline"] == first["sun"] - first["baseline"] > 0
    assert list(baseline.plan.compare(runs["dry-years"], ["gdp"]).columns[5:7]) == ["baseline", "dry-years"]
    assert "baseline (2)" in baseline.plan.compare(baseline, ["gdp"])


FAULTS = {
    "foreign": (
        lambda r: xr.Dataset({"t": ("x", [1.0])}).plan.targets(),
        "no result of this model, for it lacks the dimension 'year'",
    ),
    "one year": (lambda r: r.sel(year=2025).plan.targets(), "lacks the dimension 'year'"),
    "no base": (lambda r: r.sel(year=slice(2021, None)).plan.targets(), "lacks the year 2020"),
    "too few": (lambda r: r[["gdp", "wind_capacity"]].plan.targets(ONE), "lacks pv_capacity"),
    "all but few": (lambda r: r[["gdp"]].plan.targets(), "and 140 more"),
    "no label": (
        lambda r: r.isel(programme=slice(0, 1)).plan.targets("rural-tap-water-2025"),
        "lacks programme_coverage[",
    ),
    "two runs": (lambda r: xr.concat([r, r], "story").plan.targets(ONE), "pv_capacity lies on story"),
    "id": (lambda r: r.plan.targets(["pv-capcity-2025"]), "did you mean 'pv-capacity-2025'?"),
    "untracked": (lambda r: r.plan.targets("energy-intensity-rank-2035"), "other regions are not in the model"),
    "variable": (lambda r: r.plan.compare(r, ["gpd"]), "did you mean 'gdp'?"),
    "wide": (lambda r: r.plan.compare(r, ["programme_coverage"]), "lies on programme"),
    "number": (lambda r: r.plan.compare(3), "found int"),
    "name": (lambda r: r.plan.compare({"baseline": r}), "'baseline'"),
    "single": (lambda r: r.plan.fan(["gdp"]), "expected an ensemble"),
    "drawn": (lambda r: r.plan.plot.comparison(r, ["gpd"]), "did you mean 'gdp'?"),
    "sector": (lambda r: r.plan.plot.overview(sectors=["engery"]), "did you mean 'energy'?"),
    "page": (lambda r: r.plan.plot.targets(page=9), "expected 1 to"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_answered_is_said(baseline, name):
    ask, said = FAULTS[name]
    with pytest.raises(InputError) as error:
        ask(baseline)
    assert said in str(error.value)


def test_an_ensemble_has_no_overview_and_no_comparison(ensemble, baseline):
    for ask in (ensemble.plan.plot.overview, ensemble.plan.plot.targets, lambda: baseline.plan.compare(ensemble)):
        with pytest.raises(InputError, match="ensemble"):
            ask()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figures_are_figures_and_are_drawn_later_without_a_warning(baseline, runs, ensemble, lang, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = [baseline.plan.plot.overview(lang=lang), baseline.plan.plot.targets(FEW, lang=lang)]
        figures.append(baseline.plan.plot.comparison({"sun": runs["fast-build"]}, ["pv_capacity", "gdp"], lang=lang))
        figures.append(ensemble.plan.fan(["gdp", "programme_coverage[rural_tap_water]"], lang=lang))
        for figure in figures:
            assert isinstance(figure, Figure)
            figure.savefig(tmp_path / "drawn.png", dpi=50)


def test_the_text_of_the_accessor_is_short_and_safe(baseline):
    assert repr(baseline.plan) == "<plan of: Baseline: the trends of 2015-2020 go on>"
    assert "no result" in repr(xr.Dataset().plan)
    assert "overview" in repr(baseline.plan.plot)


def test_the_command_line_never_imports_what_notebooks_show():
    code = (
        "import sys; import model; assert not {'xarray', 'pandas'} & set(sys.modules); "
        "from model.cli import main; main(['run', '--help']); "
        "import model.folder.run; print(sorted({'model.present.notebook.hooks', 'model.present.notebook.cards', 'jinja2', 'matplotlib', 'model.plan.audit.findings'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("[]")


def test_whatever_is_had_from_the_package_has_its_accessor_and_its_cards():
    code = (
        "import model; t = model.targets(); "
        "import xarray; assert hasattr(xarray.Dataset, 'plan'); assert 'ningxia-card' in t[0]._repr_html_()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
