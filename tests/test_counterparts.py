"""A restatement of one side of an account is met by the other side, whoever writes it."""

from pathlib import Path

import numpy as np
import pytest

import model
from model.scenario.counterparts import closed

BASELINE = Path(__file__).parents[1] / "scenarios" / "baseline.yaml"
CASES = {  # what is restated, by how much; which stock takes the difference, and with which sign
    "deposits": (100.0, "outside_funding", -1),
    "healthy_grassland_area": (10.0, "degraded_grassland_area", -1),
    "livestock": (5.0, "animals_born", 1),
    "people[5_9]": (2.0, "population_gain", 1),
}


@pytest.mark.parametrize("name", CASES)
def test_the_counterpart_takes_what_is_restated(name, region):
    amount, other, sign = CASES[name]
    assert closed({name: {2022: amount}}, region) == {name: {2022: amount}, other: {2022: sign * amount}}


def test_an_amount_of_its_own_stands(region):
    both = {"deposits": {2022: 100.0, 2023: 50.0}, "outside_funding": {2022: -100.0}}
    assert closed(both, region) == both | {"outside_funding": {2022: -100.0, 2023: -50.0}}


def test_what_is_in_no_account_has_none(region):
    assert closed({"pv_capacity": {2022: 10.0}}, region) == {"pv_capacity": {2022: 10.0}}


@pytest.mark.parametrize("name", CASES)
def test_a_scenario_that_restates_one_side_runs(name, tmp_path):
    amount = CASES[name][0]
    path = tmp_path / "own.yaml"
    path.write_text(
        f'name: own\ntitle: {{en: Own, zh: 自拟}}\nextends: {BASELINE}\nrestatement:\n  "{name}": {{2022: {amount}}}\n',
        encoding="utf-8",
    )
    own, base = model.run(model.load_scenario(path)), model.run(model.load_scenario(BASELINE))
    stock = name.partition("[")[0]
    moved = (own[stock] - base[stock]).sel(year=2022)
    assert np.abs(moved).max() > amount / 2
