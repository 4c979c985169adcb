"""The compiled engine: NumPy's values and NumPy's errors, for any number of members, and its elementary functions."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from engine_models import FIGURES, model, written
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import redeclared

from model.engine import compiled
from model.engine.build import build
from model.engine.compiled import kept
from model.engine.compiled.program import CODES, program
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.load import load_scenario
from model.sectors import load

needs_machine = pytest.mark.skipif(not compiled.available(), reason="there was no C compiler")
EVERYTHING = model("everything")
SCENARIOS = Path(__file__).parents[1] / "scenarios"
# what is left of a need where nearly all of it is met is as exact as the need
REMAINS = {"coal_asked_locally": "residual_need"}
SHARE = {"elasticity": 1.3, "half": 1.2}


def groups(trajectory):
    return {"ends": trajectory.ends, "totals": trajectory.totals, "inputs": trajectory.inputs, "fine": trajectory.fine}


def assert_same(found, expected, tolerance=1e-12):
    """Equal to within ``tolerance`` of each variable's largest value, or of that of what it is what remains of."""
    for group, arrays in groups(expected).items():
        assert list(groups(found)[group]) == list(arrays)
        for name, array in arrays.items():
            gap, own = np.abs(groups(found)[group][name] - array), variable_of(name)
            whole = expected.ends[name.replace(own, REMAINS[own], 1)] if own in REMAINS else array
            assert gap.max() <= tolerance * max(np.abs(array).max(), np.abs(whole).max()), (group, name)
    for name, value in expected.constants.items():
        assert np.shape(found.constants[name]) == np.shape(value), name
        np.testing.assert_allclose(found.constants[name], value, rtol=1e-12, atol=1e-300, err_msg=name)


def both(system, end, setup, **keywords):
    return (simulate(system, end, setup, engine=engine, **keywords) for engine in ("compiled", "numpy"))


# the same as NumPy


@needs_machine
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("method", "step"), [("rk4", 0.25), ("euler", 0.0625)])
def test_small_models_run_as_in_numpy(name, method, step):
    assert_same(*both(model(name), 2024, Setup(method=method, step=step)))


@needs_machine
@pytest.mark.parametrize("name", ["baseline", "last-plan", "dry-years", "fast-build"])
def test_scenarios_run_as_in_numpy(name):
    scenario = load_scenario(str(SCENARIOS / f"{name}.yaml"), load)
    system = load(scenario.base)
    assert_same(*(integrate(scenario, system, engine=engine) for engine in ("compiled", "numpy")))


@needs_machine
@pytest.mark.slow
def test_a_thousand_settings_run_as_in_numpy(shipped):
    scenario, rng = shipped["baseline"], np.random.default_rng(0)
    system = load(scenario.base)
    names = rng.choice(system.kernel.parameters, 40, replace=False)
    values = {name: system.figures[name] * rng.uniform(0.999, 1.0, 1000) for name in names}
    assert_same(*(integrate(scenario, system, parameters=values, engine=engine) for engine in ("compiled", "numpy")))


@needs_machine
def test_a_restatement_and_kept_variables_are_as_in_numpy():
    amounts = {"store[gas]": {2022: np.array([0.1, 0.2, 0.0])}}
    assert_same(*both(EVERYTHING, 2023, Setup(restatement=amounts), kept=["drain[gas]"]))
    assert list(simulate(EVERYTHING, 2022, kept=[]).totals) == []


# members


@needs_machine
@settings(max_examples=25, deadline=None)
@given(st.integers(1, 200), st.integers(0, 10**6))
def test_a_member_is_the_same_in_any_company(members, seed):
    rng = np.random.default_rng(seed)
    values = {name: rng.uniform(0.5, 1.5, members) for name in SHARE}
    together = simulate(EVERYTHING, 2022, Setup(parameters=values), engine="compiled")
    member = int(rng.integers(members))
    alone = simulate(
        EVERYTHING, 2022, Setup(parameters={n: float(v[member]) for n, v in values.items()}), engine="compiled"
    )
    for group, arrays in groups(alone).items():
        for name, array in arrays.items():
            assert array[:, 0].tobytes() == groups(together)[group][name][:, member].tobytes(), (group, name)


# errors

LEAVING = """
tank = Stock("t", initial="tank_base", domain=(0, 10), **t)
rate = Parameter("1/year", **t)
@flow("t/year", into="tank", **t)
def growth(tank, rate):
    "Grows."
    return tank * rate
"""


@needs_machine
@pytest.mark.parametrize("rates", [0.9, np.linspace(0, 1, 100), np.array([0.1, np.nan, 0.2])])
def test_what_is_at_fault_is_told_as_numpy_tells_it(rates):
    system = build([written(LEAVING)], {"tank_base": 5.0, "rate": 0.0})
    found = []
    for engine in ("compiled", "numpy"):
        with pytest.raises(RunError) as raised:
            simulate(system, 2030, Setup(parameters={"rate": rates}), engine=engine)
        found.append((str(raised.value), raised.value.variable, raised.value.time, raised.value.member))
    assert found[0] == found[1]


@needs_machine
def test_all_who_are_at_fault_are_told_at_once_each_as_alone():
    system = build([written(LEAVING)], {"tank_base": 5.0, "rate": 0.0})
    rates = np.array([0.0, 2.0, 0.1, np.nan, 0.7, -9.0])
    with pytest.raises(RunError) as raised:
        simulate(system, 2030, Setup({"rate": rates}), engine="compiled")
    told = {raised.value.member: raised.value} | raised.value.others
    for member, rate in enumerate(rates.tolist()):
        try:
            simulate(system, 2030, Setup({"rate": rate}), engine="numpy")
            assert member not in told
        except RunError as alone:
            assert str(told.pop(member)) == str(alone).replace("member 0", f"member {member}")
    assert not told


@needs_machine
def test_a_balance_that_does_not_close_is_told_as_numpy_tells_it():
    text = (
        LEAVING.replace("domain=(0, 10), ", "")
        + "closed = Balance('t/year', sources=('growth',), uses=('rate',), **t)\n"
    )
    system = build([written(text)], {"tank_base": 1.0, "rate": 0.5})
    messages = []
    for engine in ("compiled", "numpy"):
        with pytest.raises(RunError, match="closed does not close") as raised:
            simulate(system, 2022, Setup(parameters={"rate": np.array([0.0, 0.5, 0.2])}), engine=engine)
        messages.append(str(raised.value))
    assert messages[0] == messages[1] and "member 1" in messages[0]


# engines


def test_numpy_runs_where_there_is_no_machine(monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)
    expected = simulate(EVERYTHING, 2022, engine="numpy")
    found = simulate(EVERYTHING, 2022)
    assert all(found.ends[name].tobytes() == array.tobytes() for name, array in expected.ends.items())
    with pytest.raises(ValueError, match="not built"):
        simulate(EVERYTHING, 2022, engine="compiled")
    with pytest.raises(ValueError, match="expected one of auto, compiled, numpy"):
        simulate(EVERYTHING, 2022, engine="quick")


# the program


def test_nothing_is_computed_twice_or_more_often_than_it_changes():
    system = load()
    own = program(Kernel(system))
    ends = dict(zip(("once", "year", "start", "step"), own.last, strict=True))
    begins = [0, *own.groups[:, 1].tolist()]
    operations = np.repeat(own.groups[:, 0], np.diff(begins)).tolist()
    year, step = begins[ends["year"]], begins[ends["start"]]
    leaves = len(system.kernel.parameters) + len(system.kernel.inputs)
    first = len(own.literals) + leaves + len(system.kernel.stocks)
    constant = set(range(leaves)) | set(own.code[:year, 0]) | set(range(first - len(own.literals), first))
    arity = {"where": 3, "negative": 1, "exp": 1, "log": 1, "log1p": 1, "sqrt": 1}
    for code, (_, *read) in zip(operations[step:], own.code[step:].tolist(), strict=True):
        assert not set(read[: arity.get(CODES[code], 2)]) <= constant, "it could be computed once a year"
    assert own.registers < first + len(own.code)
    for begin, end in pairwise(begins):  # what stands in a group may be computed side by side
        gives = own.code[begin:end, 0]
        assert len(set(gives.tolist())) == end - begin
        assert not any(
            set(own.code[place, 1:].tolist()) & set(gives[: place - begin].tolist()) for place in range(begin, end)
        )


# elementary functions

FUNCTIONS = """
out = Stock("1", initial="out_base", domain=(-LARGEST, LARGEST), **t)
x = Parameter("1", **t)
y = Parameter("1", **t)
@auxiliary("1", **t)
def e(x):
    "Exponential."
    return np.exp(x)
@auxiliary("1", **t)
def l(x):
    "Logarithm."
    return np.log(x)
@auxiliary("1", **t)
def m(x):
    "Logarithm of one more."
    return np.log1p(x)
@auxiliary("1", **t)
def p(x, y):
    "Power."
    return np.power(x, y)
@flow("1/year", into="out", **t)
def grow(x):
    "Nothing."
    return 0 * x
"""


def elementary(x, y):
    """What the machine gives for exp, log, log1p and power, of which some may be infinite."""
    from model.engine.compiled.job import Job
    from model.engine.given import Request

    system = build([written(FUNCTIONS)], {"out_base": 0.0, "x": 1.0, "y": 1.0})
    years = np.array([2020])
    request = Request(system.kernel, Setup({"x": x, "y": y}), years, ["e", "l", "m", "p"], [], {})
    job = Job(request)
    job.run()
    return dict(zip(("out", "e", "l", "m", "p"), job.ends[:, 0], strict=True))


@needs_machine
def test_functions_are_exact_to_two_units_in_the_last_place():
    rng = np.random.default_rng(1)
    for x, y in (
        (rng.uniform(0.5, 2, 4096), rng.uniform(-3, 3, 4096)),
        (np.exp(rng.uniform(-300, 300, 4096)), rng.uniform(-2, 2, 4096)),
        (rng.uniform(0, 700, 4096), rng.uniform(0, 1, 4096)),
        (rng.uniform(-1, 1, 4096) * np.exp(rng.uniform(-40, 0, 4096)), rng.uniform(0, 1, 4096)),
    ):
        found = elementary(x, y)
        with np.errstate(all="ignore"):
            for name, exact in (("e", np.exp(x)), ("l", np.log(x)), ("m", np.log1p(x)), ("p", np.power(x, y))):
                finite = np.isfinite(exact)
                assert (np.abs(found[name] - exact)[finite] <= 2 * np.spacing(np.abs(exact[finite]))).all(), name


@needs_machine
def test_functions_at_their_edges_are_as_in_numpy():
    edges = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        2.0,
        -2.0,
        0.5,
        5e-324,
        1e-310,
        1e308,
        -1e308,
        745.0,
        -746.0,
        710.0,
        np.inf,
        -np.inf,
        np.nan,
    ]
    x, y = map(np.ravel, np.meshgrid(edges, edges))
    found = elementary(x, y)
    with np.errstate(all="ignore"):
        for name, exact in (("e", np.exp(x)), ("l", np.log(x)), ("m", np.log1p(x)), ("p", np.power(x, y))):
            np.testing.assert_allclose(found[name], exact, rtol=1e-15, atol=1e-323, err_msg=name)


# the program kept


@pytest.fixture
def keeping(tmp_path, monkeypatch):
    """A kernel made of a file, a folder where its program is kept, and how often it was printed."""
    source, printed = tmp_path / "equations.py", []
    source.write_text("of one kind")
    kernel = Kernel(EVERYTHING)
    kernel.sources = (source,)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(kept.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept, "program", lambda own: printed.append(own) or program(own))
    return kernel, printed


def assert_same_program(found, expected):
    for name, value in vars(expected).items():
        np.testing.assert_array_equal(getattr(found, name), value, err_msg=name)
        assert type(getattr(found, name)) is type(value), name


def test_a_program_is_printed_once_and_then_read(keeping):
    kernel, printed = keeping
    for _ in range(2):
        assert_same_program(kept.kept_program(kernel), program(kernel))
    assert len(printed) == 1


def test_a_program_of_other_files_is_never_read(keeping):
    kernel, printed = keeping
    kept.kept_program(kernel)
    kernel.sources[0].write_text("of another kind")
    kept.kept_program(kernel)
    assert len(printed) == 2
    assert len(list(kept.FOLDER.iterdir())) == 1


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"PK" + data[9:]]
)
def test_a_damaged_program_is_printed_again(keeping, damage):
    kernel, printed = keeping
    kept.kept_program(kernel)
    (place,) = kept.FOLDER.iterdir()
    place.write_bytes(damage(place.read_bytes()))
    assert_same_program(kept.kept_program(kernel), program(kernel))
    assert len(printed) == 2


def test_where_nothing_can_be_kept_a_program_is_printed(keeping):
    kernel, printed = keeping
    kept.FOLDER.write_text("no folder")
    assert_same_program(kept.kept_program(kernel), program(kernel))
    assert kept.FOLDER.read_text() == "no folder"


def test_a_model_that_was_changed_has_no_files():
    assert load().kernel.sources
    assert not redeclared(load(), {}).kernel.sources
