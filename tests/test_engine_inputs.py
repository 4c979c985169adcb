"""Levers and drivers, overrides, and the step."""

from dataclasses import replace

import numpy as np
import pytest
from engine_models import FIGURES, model

from model.engine.given import Setup
from model.engine.run import simulate, start_values

RATES = {2021: 0.5, 2022: -1.0, 2023: 0.8, 2024: 0.0, 2025: 1.5}


def exact(end):
    return 2 * np.exp(sum(rate for year, rate in RATES.items() if year <= end))


def error(method, steps):
    run = simulate(model("steered"), 2025, Setup(inputs={"rate": RATES}, method=method, step=1 / steps))
    return max(abs(run.ends["tank"][i, 0] / exact(year) - 1) for i, year in enumerate(run.years))


@pytest.mark.parametrize(("method", "order", "steps"), [("euler", 1, (64, 128, 256)), ("rk4", 4, (8, 12, 16, 24))])
def test_jumps_at_the_turn_of_the_year_keep_the_order(method, order, steps):
    errors = [error(method, n) for n in steps]
    assert np.polyfit(np.log([1 / n for n in steps]), np.log(errors), 1)[0] == pytest.approx(order, abs=0.2)


@pytest.mark.parametrize("method", ["euler", "rk4"])
@pytest.mark.parametrize("step", [1, 0.5, 0.25, 1 / 3, 0.1])
def test_an_input_is_constant_within_its_year(method, step):
    path = {2021: 1.0, 2022: 4.0, 2023: -0.5}
    run = simulate(model("steered", level_base=1.0), 2023, Setup(inputs={"inflow": path}, method=method, step=step))
    assert run.totals["pouring"][1:, 0] == pytest.approx([1.0, 4.0, -0.5], rel=1e-14)
    assert run.ends["level"][:, 0] == pytest.approx([1.0, 2.0, 6.0, 5.5], rel=1e-14)
    assert run.ends["pouring"][:, 0].tolist() == [0.5, 1.0, 4.0, -0.5]
    # within the year the level rises in a straight line
    assert np.ptp(np.diff(run.fine["level"][round(1 / step) :, 0])[: round(1 / step)]) < 1e-13


def test_a_year_that_is_not_given_has_the_systems_figure():
    run = simulate(model("steered"), 2023, Setup(inputs={"inflow": {2022: 7.0}}))
    assert run.inputs["inflow"][:, 0].tolist() == [0.5, 0.5, 7.0, 0.5]
    assert run.inputs["rate"][:, 0].tolist() == [0.1] * 4


def test_an_input_may_differ_by_member():
    run = simulate(model("steered"), 2022, Setup(inputs={"inflow": {2022: np.array([1.0, 2.0, 3.0])}}))
    assert run.members == 3
    assert run.inputs["inflow"].shape == (3, 3)
    assert run.totals["pouring"][2] == pytest.approx([1, 2, 3], rel=1e-15)


def test_an_override_of_no_parameter_or_input_is_refused():
    system = model("steered")
    with pytest.raises(KeyError, match="tnak_base is no parameter"):
        simulate(system, 2022, Setup(parameters={"tnak_base": 1.0}))
    with pytest.raises(KeyError, match="inflow is no parameter"):
        simulate(system, 2022, Setup(parameters={"inflow": 1.0}))
    with pytest.raises(KeyError, match="infow is no lever or driver"):
        simulate(system, 2022, Setup(inputs={"infow": {2021: 1.0}}))
    with pytest.raises(KeyError, match="tank_base is no lever or driver"):
        simulate(system, 2022, Setup(inputs={"tank_base": {2021: 1.0}}))


@pytest.mark.parametrize("name", ["start_level", "level", "price", "share", "share[oil]"])
def test_only_a_parameters_element_can_be_overridden(name):
    with pytest.raises(KeyError, match="is no parameter of this model"):
        simulate(model("everything"), 2022, Setup(parameters={name: 1.0}))


@pytest.mark.parametrize("step", [0.3, 0.4, 2, 0, -0.25, 0.26, float("nan")])
def test_a_step_that_does_not_divide_the_year_is_refused(step):
    with pytest.raises(ValueError, match="does not divide the year"):
        simulate(model("growth"), 2022, Setup(step=step))


def test_overrides_are_in_force_before_derived_numbers_and_initial_values():
    system = model("everything")
    run = simulate(
        system, 2021, Setup(parameters={"warmth": 1.0, "half": 4.0, "elasticity": 2.0, "store_base[gas]": 9.0})
    )
    assert run.constants["start_level"] == pytest.approx(1 + 4 * np.e, rel=1e-15)
    assert run.ends["level"][0, 0] == run.constants["start_level"]
    assert run.ends["store[gas]"][0, 0] == 9.0
    # a smoothing starts at its input, computed at the start from the overridden figures
    assert run.ends["seen"][0, 0] == run.ends["pull"][0, 0]
    assert run.ends["late"][0, 0] == pytest.approx(run.ends["gain"][0, 0], rel=1e-15)


def test_an_input_of_the_first_year_is_in_force_at_the_start():
    run = simulate(model("everything"), 2021, Setup(inputs={"effort": {2020: 0.4}}))
    assert run.ends["drain[gas]"][0, 0] != simulate(model("everything"), 2021).ends["drain[gas]"][0, 0]
    assert run.inputs["effort"][:, 0].tolist() == [0.4, 1.2]


def test_start_values_are_those_of_the_run():
    system = model("everything")
    values, run = start_values(system, {}, {}), simulate(system, 2020, engine="numpy")
    for name, column in run.ends.items():
        assert values[name] == column[0, 0], name
    assert all(values[name] == figure for name, figure in FIGURES["everything"].items())


def test_a_run_may_end_where_it_starts_and_start_in_another_year():
    assert simulate(model("growth"), 2020).years.tolist() == [2020]
    run = simulate(replace(model("growth"), base=2030), 2032)
    assert run.years.tolist() == [2030, 2031, 2032]
    assert run.ends["population"][0, 0] == 100.0
