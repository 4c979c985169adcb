"""A link that is cut carries what another run recorded: exactly, and with the answer that is known by hand."""

import numpy as np
import pytest
from engine_models import model

from model.analysis.cut import cut, replay
from model.engine.declare import Equation, Stack, Total
from model.engine.given import Setup
from model.engine.run import simulate
from model.results.annual import annual_values


def links(name):
    """Every link of a model that can be cut: an equation, and a stock or equation that it reads."""
    system = model(name)
    moving = {*system.of_kind(Equation), *(n for n, d in system.declarations.items() if d.kind == "stock")}
    for equation in system.order:
        declaration = system.declarations[equation]
        if not isinstance(declaration, Total | Stack):
            yield from (
                (name, equation, held) for held in declaration.inputs if held in moving and held not in system.derived
            )


def opened(system, equation, held, end=2025, **options):
    """The model with a link cut, and the arguments by which it replays what the whole model does."""
    whole = simulate(system, end, Setup(**options), recorded=system.elements([held]))
    return whole, cut(system, equation, held), replay(system, held, whole, annual_values(whole, system))


def replaying(system, end, again, **options):
    return simulate(system, end, Setup(inputs=again["inputs"], **options), replayed=again["replayed"])


ALL = [
    link
    for name in ("growth", "logistic", "goal", "oscillator", "predator", "delays", "everything")
    for link in links(name)
]


@pytest.mark.parametrize("method", ["rk4", "euler"])
@pytest.mark.parametrize(("name", "equation", "held"), ALL)
def test_the_open_model_does_what_the_closed_one_does(name, equation, held, method):
    system = model(name)
    whole, cut_open, again = opened(system, equation, held, method=method)
    found = replaying(cut_open, 2025, again, method=method)
    for element, array in (whole.ends | whole.fine).items():
        assert (found.ends | found.fine)[element].tobytes() == array.tobytes(), element
    for element, array in whole.totals.items():
        assert found.totals[element].tobytes() == array.tobytes(), element
    annual = annual_values(found, cut_open)
    for element, array in annual_values(whole, system).items():
        assert np.asarray(annual[element]).tobytes() == np.asarray(array).tobytes(), element


def test_a_pulse_grows_through_the_loop_and_stands_without_it():
    """x' = r x, to which d is added at t0: d exp(r (t - t0)) in the closed loop, d in the open one."""
    rate, added = 0.3, 5.0
    system = model("growth", growth_rate=rate)
    pulse = {"population": {2022: added}}
    _, cut_open, again = opened(system, "births", "population", end=2030, step=1 / 64)
    base, closed = (
        simulate(system, 2030, Setup(step=1 / 64, restatement=r)).ends["population"][:, 0] for r in ({}, pulse)
    )
    left = replaying(cut_open, 2030, again, step=1 / 64, restatement=pulse).ends["population"][:, 0]
    years = np.arange(2022, 2031)
    assert (closed - base)[2:] == pytest.approx(added * np.exp(rate * (years - 2021)), rel=1e-8)
    assert (left - base)[2:] == pytest.approx(np.full(9, added), rel=1e-12)


def test_a_goal_is_not_sought_without_its_loop():
    """x' = -(x - g) / T: a pulse dies out as exp(-(t - t0) / T) in the closed loop, and stays in the open one."""
    system = model("goal")
    pulse = {"temperature": {2021: 10.0}}
    _, cut_open, again = opened(system, "cooling", "temperature", step=1 / 64)
    base, closed = (
        simulate(system, 2025, Setup(step=1 / 64, restatement=r)).ends["temperature"][:, 0] for r in ({}, pulse)
    )
    left = replaying(cut_open, 2025, again, step=1 / 64, restatement=pulse).ends["temperature"][:, 0]
    assert (closed - base)[1:] == pytest.approx(10 * np.exp(-np.arange(1, 6) / 2), rel=1e-8)
    assert (left - base)[1:] == pytest.approx(np.full(5, 10.0), rel=1e-12)


def test_every_member_of_a_batch_replays_one_recording():
    system = model("logistic")
    _, cut_open, again = opened(system, "dying", "herd")
    pulses = {"herd": {2022: np.array([0.0, 3.0, 7.0])}}
    batch = replaying(cut_open, 2025, again, restatement=pulses)
    for i, pulse in enumerate((0.0, 3.0, 7.0)):
        alone = replaying(cut_open, 2025, again, restatement={"herd": {2022: pulse}})
        assert batch.ends["herd"][:, i].tobytes() == alone.ends["herd"][:, 0].tobytes()


def test_each_member_of_a_batch_may_replay_its_own():
    system = model("growth")
    rates = np.array([0.1, 0.2])
    whole = simulate(system, 2023, Setup(parameters={"growth_rate": rates}), recorded=["population"])
    assert whole.recording["population"].shape == (1 + 3 * 17, 2)
    cut_open = cut(system, "births", "population")
    found = simulate(
        cut_open,
        2023,
        Setup(parameters={"growth_rate": rates}),
        replayed={"population_recorded": whole.recording["population"]},
    )
    assert found.ends["population"].tobytes() == whole.ends["population"].tobytes()


def test_what_is_recorded_is_every_evaluation():
    run = simulate(model("goal"), 2022, Setup(step=0.5), recorded=["temperature", "cooling"])
    stock, flow = run.recording["temperature"][:, 0], run.recording["cooling"][:, 0]
    assert len(stock) == 1 + 2 * (2 * 4 + 1)
    assert stock[0] == stock[1] == 90 and stock[2] == 90 - 0.25 * 35
    assert flow == pytest.approx((stock - 20) / 2, rel=1e-15)
    assert stock[-1] == run.ends["temperature"][-1, 0]
    assert simulate(model("goal"), 2022).recording == {}


def test_a_link_that_is_cut_and_not_replayed_stays_at_its_start():
    found = simulate(cut(model("growth", growth_rate=0.1), "births", "population"), 2025)
    assert found.ends["population"][:, 0] == pytest.approx(100 + 10 * np.arange(6.0), rel=1e-12)


def test_a_recording_of_another_run_is_refused():
    system = model("growth")
    _, cut_open, again = opened(system, "births", "population")
    with pytest.raises(ValueError, match="found a recording of 86 evaluations; the run has 103"):
        replaying(cut_open, 2026, again)
    with pytest.raises(KeyError, match="population is no lever or driver"):
        simulate(system, 2025, replayed={"population": np.zeros((86, 1))})
    with pytest.raises(KeyError, match="growth_rate is no stock, flow or auxiliary"):
        simulate(system, 2025, recorded=["growth_rate"])


def test_what_cannot_be_cut_is_refused():
    system = model("everything")
    with pytest.raises(KeyError, match="no equation"):
        cut(system, "warmth", "rain")
    with pytest.raises(KeyError, match="does not read"):
        cut(system, "gain", "high")
    summed = next(name for name, d in system.declarations.items() if isinstance(d, Total))
    with pytest.raises(KeyError, match="adds up"):
        cut(system, summed, system.declarations[summed].of)
