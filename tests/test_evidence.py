"""The evidence ledger: every number once, and weights as two runs by hand would give them."""

from collections import Counter

import pytest

from model.data import figures, numbers, published
from model.data.catalogue import records
from model.engine.errors import RunError
from model.evidence import counts, ledger, weigh
from model.results import HEADLINES, annual_values, integrate
from model.uncertainty import batch


@pytest.fixture(scope="module")
def rows(shipped, region):
    return ledger(shipped["baseline"], region)


def test_every_number_stands_there_once(rows):
    cited = [record.id for record in records() if record.value is not None]
    wanted = Counter([*figures(), *(figure.name for figure in published()), *cited])
    assert Counter(row["name"] for row in rows) == wanted
    assert counts(rows)[-1]["assumption"] == sum(figure.status == "assumption" for figure in figures().values())
    assert sum(value for key, value in counts(rows)[-1].items() if key != "sector") == len(rows)


def test_assumptions_come_first_and_the_heaviest_at_the_top(rows):
    assumed = [row for row in rows if row["status"] == "assumption"]
    assert rows[: len(assumed)] == assumed
    weights = [row["weight"] for row in assumed if row["weight"] is not None]
    assert weights == sorted(weights, reverse=True) and weights[0] > 1


@pytest.mark.parametrize("name", ["capital_output_ratio_base", "depreciation_rate", "coal_price"])
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
    assert found["capital_output_ratio_base"][0] > 1
