"""The evidence ledger: every number once, and weights as two runs by hand would give them."""

import re
from collections import Counter

import pytest

from model import data, load_scenario
from model.analysis.evidence import ESTIMATED, EVIDENCE, OPEN, counts, ledger, weigh
from model.analysis.uncertainty import batch
from model.data import estimable, figures, numbers, published
from model.data.catalogue import records
from model.data.estimates import learned, posterior
from model.engine.errors import RunError
from model.errors import InputError
from model.results.annual import annual_values
from model.results.label import HEADLINES
from model.results.run import integrate
from model.sectors import load

SOURCED = {
    "economy", "structure", "prices", "capital", "people", "energy_need", "fuels", "renewables", "storage", "coal_power",
    "slices", "dispatch", "generation", "power_market", "carbon",
}  # fmt: skip
HEAVY = 5  # per cent, or points


@pytest.fixture(scope="module")
def rows(shipped, region):
    return ledger(shipped["baseline"], region)


def test_every_number_stands_there_once(rows):
    cited = [record.id for record in records() if record.value is not None]
    wanted = Counter([*figures(), *(figure.name for figure in published()), *cited])
    assert Counter(row["name"] for row in rows) == wanted
    every, assumed = counts(rows)[-1], sum(figure.status == "assumption" for figure in figures().values())
    assert every["assumption"] + every[ESTIMATED] == assumed and every[ESTIMATED] > 30
    assert set(every) == {"sector", *EVIDENCE} and sum(
        value for key, value in counts(rows)[-1].items() if key != "sector"
    ) == len(rows)


@pytest.mark.parametrize("base", [2020, 2015])
def test_what_was_estimated_is_told_with_its_data_and_cut_off(base):
    scenario = load_scenario("scenarios/" + ("baseline.yaml" if base == 2020 else "last-plan.yaml"))
    told = {row["name"]: row for row in ledger(scenario, load(base)) if row["status"] == ESTIMATED}
    cut_off = learned(base)
    assert len(told) > 30 and base <= cut_off <= base + 1
    for name, estimate in posterior(cut_off).items():
        figure = figures(base).get(name)
        assert (name in told) == (figure is not None and figure.status == "assumption"), name
    for name, row in told.items():
        own = posterior(cut_off)[name]
        scale = figures(base)[name].value if own.form == "factor" else 1
        assert row["estimate"]["mean"] == pytest.approx(own.mean * scale)
        assert row["estimate"]["from"] <= row["estimate"]["mean"] <= row["estimate"]["to"]
        assert row["estimate"]["cut_off"] == cut_off and row["estimate"]["series"] and row["learned"] == own.learned
        assert row["weight"] is not None


def test_assumptions_and_estimates_come_first_and_the_heaviest_at_the_top(rows):
    assumed = [row for row in rows if row["status"] in OPEN]
    assert rows[: len(assumed)] == assumed
    weights = [row["weight"] for row in assumed if row["weight"] is not None]
    assert weights == sorted(weights, reverse=True) and weights[0] > 1


@pytest.mark.parametrize("name", ["capital_output_ratio_base[services]", "depreciation_rate", "coal_price"])
def test_a_weight_is_that_of_two_runs(name, rows, shipped, region):
    scenario, figure = shipped["baseline"], numbers()[name]

    def last(value):
        if name in scenario.parameters:
            run = integrate(scenario, region, parameters=scenario.parameters | {name: value})
        else:
            run = integrate(scenario, region, inputs=scenario.levers | {name: dict.fromkeys(range(2020, 2026), value)})
        return {key: float(series[-1, 0]) for key, series in annual_values(run, region).items() if key in HEADLINES}

    low, high, base = last(figure.low), last(figure.high), last(figure.value)
    moves = {
        key: abs(high[key] - low[key]) * (1 if region.declarations[key].units == "%" else 100 / abs(base[key]))
        for key in HEADLINES
    }
    row = next(row for row in rows if row["name"] == name)
    assert (row["moves"], row["weight"]) == (max(moves, key=moves.get), pytest.approx(max(moves.values()), rel=1e-9))


def test_an_end_outside_the_domain_is_said(shipped, region, monkeypatch):
    real = batch.integrate

    def narrow(scenario, system, **changes):
        values = changes["parameters"]["depreciation_rate"]
        bad = [i for i, value in enumerate(values) if value > 0.09] if getattr(values, "ndim", 0) else []
        if bad:
            raise RunError("capital", 2021.0, bad[0], "capital left its domain")
        return real(scenario, system, **changes)

    monkeypatch.setattr(batch, "integrate", narrow)
    found = weigh(shipped["baseline"], region)
    assert found["depreciation_rate"] == (None, "the run leaves its domain at 0.096")
    assert found["capital_output_ratio_base[services]"][0] > 1


def test_over_several_years_the_farthest_move_counts(shipped, region):
    scenario = shipped["baseline"]
    early, late = (weigh(scenario, region, [year]) for year in (2022, 2025))
    both = weigh(scenario, region, [2022, 2025])
    assert both == {name: max(early[name], late[name]) for name in both}
    assert late == weigh(scenario, region) and any(early[name] > late[name] for name in both)


def test_a_year_out_of_the_run_is_told(shipped, region):
    with pytest.raises(InputError, match="found the year 2026; expected one from 2020 to 2025"):
        weigh(shipped["baseline"], region, [2025, 2026])


def test_what_weighs_most_has_a_source(region):
    rows = ledger(load_scenario("scenarios/baseline.yaml", ["horizon.end=2035"]), region, [2025, 2035])
    heavy = [row for row in rows if row["sector"] in SOURCED and (row["weight"] or 0) > HEAVY]
    assert len(heavy) > 15
    assert [row["name"] for row in heavy if row["source"] in ("", "assumption") or not row["note"]] == []


def test_series_that_inform_an_assumption_are_variables_of_the_model(rows, region):
    marked = {row["name"]: row["estimable"] for row in rows if row["estimable"]}
    assert marked == {name: list(series) for name, series in estimable().items()}
    assert {series for found in marked.values() for series in found} <= set(region.declarations)


@pytest.mark.parametrize("line", ["gdp,gdp", "nothing,gdp", "inflation,", "inflation,gdp\ninflation,gdp"])
def test_a_mark_on_what_is_no_assumption_is_refused(line, tmp_path, monkeypatch):
    (tmp_path / "estimable.csv").write_text(f"name,series\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(data, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=re.escape("estimable.csv: ")):
        estimable.__wrapped__()
