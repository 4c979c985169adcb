"""A run that fails says which variable, when, for which member and from which inputs."""

import numpy as np
import pytest
from engine_models import model, written

from model.engine.build import build
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.run import simulate

TANK = """
rate = Parameter('t/year', **t)
tank = Stock('t', initial='tank_base', domain=(-LARGEST, LARGEST), **t)
@flow('t/year', out_of='tank', **t)
def leak(rate):
    'Steady.'
    return rate
"""
FIGURES = {"rate": 1.0, "tank_base": 3.0}


def system(text, **figures):
    return build([written(TANK + text)], FIGURES | figures)


def look(body, inputs="tank", kind="auxiliary('1'"):
    return f"@{kind}, **t)\ndef wanted({inputs}):\n    'Some.'\n    return {body}\n"


def failure(of, end=2030, **keywords):
    with pytest.raises(RunError) as caught:
        simulate(of, end, Setup(**keywords))
    return caught.value


@pytest.mark.parametrize("rate", [1.0, np.array([1.0])])
@pytest.mark.parametrize("body", ["2 / tank", "np.log(tank)"])
def test_what_is_not_finite_is_named_with_its_inputs(body, rate):
    error = failure(system(look(body)), parameters={"rate": rate}, method="euler")
    assert (error.variable, error.time, error.member) == ("wanted", 2023.0, 0)
    text = str(error)
    assert text.startswith("wanted is ")
    for part in ("at 2023", "member 0", "must be a finite number", "tank = 0"):
        assert part in text


@pytest.mark.parametrize("body", ["np.log(tank - 4)", "np.sqrt(tank - 4)", "(tank - 4)**0.5"])
def test_a_function_outside_its_domain_is_named(body):
    error = failure(system(look(body)))
    assert (error.variable, error.time) == ("wanted", 2020.0)
    assert str(error).startswith("wanted is nan 1 at 2020, member 0;")
    assert "tank = 3" in str(error)


@pytest.mark.parametrize("body", ["np.exp(400 * tank)", "(1 + tank)**1000", "np.exp(300 * tank) * np.exp(300 * tank)"])
def test_an_overflow_is_named(body):
    error = failure(system(look(body)))
    assert (error.variable, error.time) == ("wanted", 2020.0)
    assert "wanted is inf" in str(error)


def test_a_division_that_is_not_kept_is_no_fault():
    text = look("np.where(tank > 1, tank / (tank - rate), 7)", "tank, rate")
    run = simulate(system(text, tank_base=2.0), 2022)
    assert run.ends["wanted"][:, 0].tolist() == [2.0, 7.0, 7.0]


@pytest.mark.parametrize("kind", ["derived('1'", "auxiliary('1'"])
def test_a_division_of_parameters_by_zero_is_named(kind):
    error = failure(system(look("rate / tank_base", "rate, tank_base", kind), tank_base=0.0))
    assert (error.variable, error.time, error.member) == ("wanted", 2020.0, 0)
    assert "rate = 1, tank_base = 0" in str(error)


def test_a_derived_number_is_named_rather_than_what_reads_it():
    text = look("rate / tank_base", "rate, tank_base", "derived('1'")
    text += "@auxiliary('1', **t)\ndef reader(wanted):\n    'R.'\n    return wanted\n"
    text += "pond = Stock('t', initial='wanted', **t)\n"
    text += "@flow('t/year', into='pond', **t)\ndef rain(rate):\n    'R.'\n    return rate\n"
    assert failure(system(text, tank_base=0.0)).variable == "wanted"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, -1.0])
@pytest.mark.parametrize("position", [0, 3])
def test_the_failing_member_is_named_in_a_batch(bad, position):
    values = np.full(5, 2.0)
    values[position] = bad
    error = failure(system(look("np.sqrt(rate)", "rate")), parameters={"rate": values})
    assert error.member == position
    assert f"member {position}" in str(error)
    assert error.variable == ("wanted" if bad == -1 else "rate")


def test_the_failing_member_of_a_division_that_only_one_member_makes():
    rates = {"rate": np.array([0.5, 0.25, 1.5])}
    error = failure(system(look("1 / (tank - rate)", "tank, rate")), parameters=rates, method="euler")
    assert (error.member, error.time) == (2, 2021.0)  # 3 - 1.5 t = 1.5
    assert "tank = 1.5, rate = 1.5" in str(error)


def test_a_member_fails_in_a_batch_as_it_does_alone():
    failing = system(look("np.log(tank)"))
    alone = failure(failing, parameters={"rate": 1.5})
    batch = failure(failing, parameters={"rate": np.array([0.1, 0.1, 1.5])})
    assert (alone.variable, alone.time) == (batch.variable, batch.time)
    assert str(alone).replace("member 0", "member 2") == str(batch)


def test_a_stock_that_leaves_its_domain_is_named_with_its_flows():
    text = "low = Stock('t', initial='tank_base', **t)\n"
    text += "@flow('t/year', out_of='low', **t)\ndef draw(rate):\n    'D.'\n    return rate\n"
    error = failure(system(text, rate=2.0), step=0.25)
    assert (error.variable, error.time) == ("low", 2021.75)
    assert "low is -0.5 t at 2021.75" in str(error)
    assert "draw = 2" in str(error)


def test_a_declared_domain_is_kept_by_equations_parameters_and_inputs():
    inside = look("tank", kind="auxiliary('t', domain=(1, 2.5)")
    error = failure(system(inside))
    assert "wanted is 3 t at 2020, member 0; it must be 1 to 2.5 (from tank = 3)" in str(error)
    text = "share = Parameter('1', domain=(0, 1), **t)\neffort = Lever('1', domain=(0, 2), **t)\n"
    bounded = system(text, share=0.5, effort=1.0)
    simulate(bounded, 2022, Setup(parameters={"share": 1.0}, inputs={"effort": {2021: 2.0}}))
    assert failure(bounded, parameters={"share": 1.5}).variable == "share"
    error = failure(bounded, inputs={"effort": {2024: np.array([0.0, 2.5])}})
    assert (error.variable, error.time, error.member) == ("effort", 2023.0, 1)  # in force from the end of 2023


def test_an_element_is_named_in_full():
    error = failure(model("everything"), parameters={"share[gas]": np.array([0.3, np.nan])})
    assert (error.variable, error.member) == ("share[gas]", 1)


BALANCE = "closed = Balance('t/year', ('leak', 'gain'), ('rate', 'loss'), **t)\n"


def parts(gain, loss):
    text = BALANCE
    for name, body in (("gain", gain), ("loss", loss)):
        text += f"@auxiliary('t/year', **t)\ndef {name}(tank):\n    'S.'\n    return {body}\n"
    return text


def test_a_balance_that_closes_is_silent():
    simulate(system(parts("tank", "tank * (1 + 1e-12)")), 2022)


def test_a_balance_that_does_not_close_is_named():
    rates = {"rate": np.array([1.0, 1.0, -0.5])}
    error = failure(system(parts("tank", "np.minimum(tank, 2)"), tank_base=2.0), parameters=rates)
    assert (error.variable, error.member, error.time) == ("closed", 2, 2020.25)
    assert str(error) == "closed does not close at 2020.25, member 2: sources 1.625, uses 1.5"


def test_a_balance_may_count_a_lever():
    text = "effort = Lever('t/year', **t)\nclosed = Balance('t/year', ('effort',), ('rate',), **t)\n"
    simulate(system(text, effort=1.0), 2022)
    assert failure(system(text, effort=1.0), inputs={"effort": {2022: 2.0}}).time == 2021.0
