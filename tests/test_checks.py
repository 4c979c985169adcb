"""The model's checks, on the toy: they are silent where all is well and name each fault planted."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import toy

from model.analysis.checks import check_units, step_error, without_effect
from model.engine.build import System
from model.engine.declare import Balance


@pytest.fixture(scope="module")
def system():
    return toy.system()


def with_units(system: System, **units):
    """The system with other declared units."""
    changed = {name: replace(system.declarations[name], units=text) for name, text in units.items()}
    return replace(system, declarations=system.declarations | changed)


def scenario(**sets):
    rain = {year: sets.get("rain", 10.0) for year in range(2020, 2026)}
    parameters = {"need[farm]": 0.08, "unused": 1.0} | sets.get("parameters", {})
    return SimpleNamespace(
        base=2020,
        start=2020,
        end=2025,
        method="rk4",
        step=0.25,
        parameters=parameters,
        levers={"rain": rain},
        restatement={},
    )


def test_a_sound_model_has_no_conflicts(system):
    assert check_units(system) == []


@pytest.mark.parametrize(
    ("units", "variable", "part"),
    [
        ({"half": "t"}, "half", "declared 't'"),
        ({"half": "m3"}, "half", "a scale is missing"),
        ({"saving": "CNY"}, "demand", "saving [CNY]"),
        ({"lake_base": "1e4 m3"}, "lake", "starts as lake_base"),
        ({"outflow_base": "1e4 m3/year"}, "outflow", "has the published base outflow_base"),
        ({"lake": "1e4 m3"}, "inflow", "rate of change of lake"),
        ({"rain": "m3/yaer"}, "rain", "did you mean 'year'?"),
    ],
)
def test_each_conflict_of_units_is_named(system, units, variable, part):
    found = check_units(with_units(system, **units))
    assert any(problem.startswith(variable) and part in problem for problem in found)


def test_the_terms_of_a_balance_are_of_its_units(system):
    balance = Balance("1e8 m3/year", ("inflow",), ("lake",), "Water", "水")
    assert check_units(replace(system, balances={"water": balance})) == [
        "water [1e8 m3/year]: its term lake is in 1e8 m3"
    ]


def test_halving_the_step_changes_a_result_by_the_error_of_the_method(system):
    plan = scenario(rain=5.0)
    fine = step_error(plan, system, ["lake", "share"])
    plan.method = "euler"
    coarse = step_error(plan, system, ["lake", "share"])
    assert 0 < fine["lake"] < 1e-7 < coarse["lake"] < 1e-2


def test_what_changes_nothing_is_named(system):
    plan = scenario(rain=5.0, parameters={"unused": 2.0, "need[farm]": 0.1})
    assert without_effect(plan, system) == ["unused"]
    assert without_effect(scenario(), system) == []


def test_a_change_without_which_the_run_fails_has_an_effect(system):
    drained = toy.VALUES | {"need[town]": 90.0}
    system = replace(system, figures=drained)
    plan = scenario(parameters={"unused": 2.0, "need[town]": 0.02})
    assert without_effect(plan, system) == ["unused"]
