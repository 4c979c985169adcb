"""The integrator against analytic solutions, its measured order, and another integrator."""

import numpy as np
import pytest
from engine_models import FIGURES, model
from scipy.integrate import solve_ivp
from scipy.special import gammainc

from model.engine.declare import Stock
from model.engine.given import Setup
from model.engine.run import simulate

END = 2030


def _logistic(t, x0, k, r):
    return k / (1 + (k / x0 - 1) * np.exp(-r * t))


FORMS = {
    "growth": ({"growth_rate": 0.3}, "population", lambda t: 100 * np.exp(0.3 * t)),
    "decay": ({"growth_rate": -0.4}, "population", lambda t: 100 * np.exp(-0.4 * t)),
    "logistic": ({}, "herd", lambda t: _logistic(t, 10, 100, 0.8)),
    "goal": ({}, "temperature", lambda t: 20 + 70 * np.exp(-t / 2)),
    "oscillator": ({}, "position", lambda t: np.cos(1.3 * t)),
    "velocity": ({}, "velocity", lambda t: -1.3 * np.sin(1.3 * t)),
    "order_1": ({}, "seen_1", lambda t: gammainc(1, t / 3)),
    "order_3": ({}, "seen_3", lambda t: gammainc(3, 3 * t / 3)),
}
MODULES = {"decay": "growth", "velocity": "oscillator", "order_1": "delays", "order_3": "delays"}


def _error(case, method, step, end=END):
    figures, variable, form = FORMS[case]
    run = simulate(model(MODULES.get(case, case), **figures), end, Setup(method=method, step=step))
    exact = form(run.grid - 2020)
    return np.max(np.abs(run.fine[variable][:, 0] - exact)) / np.max(np.abs(exact))


@pytest.mark.parametrize("case", FORMS)
def test_a_fine_step_meets_the_closed_form(case):
    assert _error(case, "rk4", 1 / 64) < 2e-8


@pytest.mark.parametrize("case", FORMS)
@pytest.mark.parametrize(("method", "order", "steps"), [("euler", 1, (64, 128, 256, 512)), ("rk4", 4, (8, 12, 16, 24))])
def test_the_measured_order_is_the_methods(case, method, order, steps):
    errors = [_error(case, method, 1 / n, end=2025) for n in steps]
    slope = np.polyfit(np.log([1 / n for n in steps]), np.log(errors), 1)[0]
    assert slope == pytest.approx(order, abs=0.2)


@pytest.mark.parametrize("order", [1, 3])
def test_a_material_delay_of_a_step_is_the_erlang_distribution(order):
    run = simulate(model("delays"), 2040, Setup(step=1 / 32))
    t = run.years - 2020
    assert run.ends[f"coming_{order}"][:, 0] == pytest.approx(gammainc(order, order * t / 3), abs=1e-8)
    # nothing is lost: what was sent is on its way or has arrived
    held = sum(run.ends[f"coming_{order}_stage_{i}"] for i in range(1, order + 1))
    assert held + run.ends[f"arrived_{order}"] == pytest.approx(t[:, None] * 1.0, abs=1e-11)


def test_an_information_delay_without_an_initial_starts_settled():
    run = simulate(model("delays", supply=4.0), END)
    assert np.all(run.fine["settled"] == 4.0)
    assert np.all(run.fine["settled_stage_1"] == 4.0)


def test_a_material_delay_starts_in_equilibrium_with_its_initial():
    run = simulate(model("delays", before=2.0, supply=2.0), END)
    assert run.ends["coming_3_stage_2"] == pytest.approx(2.0 * 3 / 3, rel=1e-13)
    assert run.ends["coming_3"] == pytest.approx(2.0, rel=1e-13)


@pytest.mark.parametrize("method", ["euler", "rk4"])
@pytest.mark.parametrize("name", [n for n in FIGURES if n != "steered"])
def test_stocks_change_by_the_years_totals_of_their_flows(name, method):
    system = model(name)
    run = simulate(system, END, Setup(method=method, step=0.25))
    for stock in system.of_kind(Stock):
        into, out_of = system.flows_of(stock)
        for index in system.declarations[stock].indices:
            element = system.element(stock, index)
            flowed = sum(run.totals[system.element(f, index)] for f in into)
            flowed = flowed - sum(run.totals[system.element(f, index)] for f in out_of)
            change = np.diff(run.ends[element], axis=0)
            assert change == pytest.approx(flowed[1:], rel=1e-12, abs=1e-12 * np.max(np.abs(run.ends[element])))


def test_the_first_row_holds_the_rates_at_the_start():
    run = simulate(model("growth"), 2022)
    assert run.totals["births"][0, 0] == 100 * 0.03
    assert run.ends["population"][0, 0] == 100
    assert run.years.tolist() == [2020, 2021, 2022]
    assert run.grid.tolist() == [2020 + i / 4 for i in range(9)]
    assert run.fine["population"].shape == (9, 1)


def test_ends_are_the_equations_at_the_years_end():
    run = simulate(model("predator"), END)
    assert np.all(run.ends["catching"] == 0.3 * run.ends["hares"] * run.ends["lynxes"])
    assert np.all(run.ends["hares"] == run.fine["hares"][::4])


def test_rk4_agrees_with_an_adaptive_integrator():
    p = FIGURES["predator"]

    def slope(_, y):
        caught = p["encounter"] * y[0] * y[1]
        return [p["hare_births"] * y[0] - caught, p["conversion"] * caught - p["lynx_deaths"] * y[1]]

    run = simulate(model("predator"), END, Setup(step=1 / 128))
    other = solve_ivp(slope, (0, 10), [8, 3], method="DOP853", rtol=1e-12, atol=1e-12, t_eval=np.arange(11))
    assert run.ends["hares"][:, 0] == pytest.approx(other.y[0], rel=1e-7)
    assert run.ends["lynxes"][:, 0] == pytest.approx(other.y[1], rel=1e-7)
