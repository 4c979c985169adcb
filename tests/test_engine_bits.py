"""A member's numbers do not depend on who runs beside it, on the order of overrides, or on what ran before."""

import numpy as np
import pytest
from engine_models import FIGURES, model
from hypothesis import given, settings
from hypothesis import strategies as st

from model.engine.given import Setup
from model.engine.kernel import ARRAYS, FLOATS, Kernel
from model.engine.run import simulate

SYSTEM = model("everything")
KERNEL = Kernel(SYSTEM)
PARAMETERS = {name: value for name, value in FIGURES["everything"].items() if name not in ("effort", "rain")}
# where NumPy takes a short cut if the whole array shares the exponent, and the edges of clip
SPECIAL = {"elasticity": (0.5, 1.0, 2.0, 3.0), "share[coal]": (0.5, 1.0, 2.0), "low": (0.0,), "half": (1.0, 2.0)}
EFFORTS = (0.5, 1.0, 1.2, 2.0)


def run(parameters, inputs=None, end=2023, **options):
    return simulate(SYSTEM, end, Setup(parameters, inputs or {}, **options), kernel=KERNEL)


def columns(trajectory, member):
    groups = (trajectory.ends, trajectory.totals, trajectory.inputs, trajectory.fine)
    found = {(i, name): array[:, member].tobytes() for i, group in enumerate(groups) for name, array in group.items()}
    for name, value in trajectory.constants.items():
        found["constant", name] = np.broadcast_to(value, (trajectory.members,))[member].tobytes()
    return found


@st.composite
def batches(draw):
    """Parameters that differ by member, some that all members share, and an input; with one member picked."""
    size = draw(st.integers(1, 40))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    names = draw(st.lists(st.sampled_from(sorted(PARAMETERS)), unique=True))
    parameters = {}
    for name in names:
        values = PARAMETERS[name] * random.uniform(0.5, 2.0, size)
        chosen = random.random(size) < 0.5
        if name in SPECIAL:
            values[chosen] = random.choice(SPECIAL[name], size)[chosen]
        parameters[name] = values if draw(st.booleans()) else float(values[0])
    inputs = {}
    if draw(st.booleans()):
        inputs["effort"] = {2020: random.choice(EFFORTS, size), 2022: float(random.choice(EFFORTS))}
    return size, parameters, inputs, draw(st.integers(0, size - 1))


def pick(value, member):
    return float(value[member]) if np.ndim(value) else value


@settings(max_examples=150, deadline=None)
@given(batches(), st.sampled_from(["rk4", "euler"]))
def test_a_member_alone_has_the_bits_it_has_in_a_batch(batch, method):
    size, parameters, inputs, member = batch
    together = run(parameters, inputs, method=method)
    assert together.members in (1, size)
    alone = run(
        {name: pick(value, member) for name, value in parameters.items()},
        {name: {year: pick(value, member) for year, value in path.items()} for name, path in inputs.items()},
        method=method,
    )
    assert columns(alone, 0) == columns(together, member if together.members > 1 else 0)


@settings(max_examples=50, deadline=None)
@given(batches(), st.data())
def test_a_member_has_the_bits_it_has_in_another_batch(batch, data):
    size, parameters, inputs, member = batch
    order = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=40))
    place = data.draw(st.integers(0, len(order)))
    order.insert(place, member)

    def reorder(value):
        return value[order] if np.ndim(value) else value

    other = run(
        {name: reorder(value) for name, value in parameters.items()},
        {name: {year: reorder(value) for year, value in path.items()} for name, path in inputs.items()},
    )
    together = run(parameters, inputs)
    one = other.members == 1
    assert columns(other, 0 if one else place) == columns(together, 0 if together.members == 1 else member)


@settings(max_examples=50, deadline=None)
@given(batches(), st.randoms(use_true_random=False))
def test_overrides_in_any_order_give_the_same_bits(batch, random):
    _, parameters, inputs, member = batch
    shuffled = list(parameters.items())
    random.shuffle(shuffled)
    first, second = run(parameters, inputs), run(dict(shuffled), inputs)
    member = min(member, first.members - 1)
    assert columns(first, member) == columns(second, member)


@settings(max_examples=30, deadline=None)
@given(batches(), batches())
def test_nothing_is_kept_between_runs(first, second):
    before = run(*first[1:3])
    run(*second[1:3])
    after = run(*first[1:3])
    fresh = simulate(SYSTEM, 2023, Setup(parameters=first[1], inputs=first[2]))  # with a kernel of its own
    for member in range(before.members):
        assert columns(before, member) == columns(after, member) == columns(fresh, member)


def test_a_run_leaves_what_it_was_given_alone():
    parameters, inputs = {"half": np.array([1.0, 2.0])}, {"effort": {2021: np.array([1.0, 2.0])}}
    figures = dict(SYSTEM.figures)
    run(parameters, inputs)
    assert parameters["half"].tolist() == inputs["effort"][2021].tolist() == [1.0, 2.0]
    assert list(inputs["effort"]) == [2021]
    assert SYSTEM.figures == figures


def test_a_figure_of_the_system_and_the_same_override_give_the_same_bits():
    built = simulate(model("everything", half=1.9, **{"share[gas]": 0.7}), 2023)
    assert columns(built, 0) == columns(run({"share[gas]": 0.7, "half": 1.9}), 0)


def test_a_member_of_a_longer_run_has_the_same_bits_on_the_shared_years():
    long, short = run({}, end=2030), run({}, end=2023)
    for name, array in short.ends.items():
        assert array.tobytes() == long.ends[name][:4].tobytes()


@pytest.mark.parametrize("floats", [True, False])
def test_the_arrays_that_a_division_falls_back_to_have_the_same_bits(floats):
    parameters = {"half": 1.3, "warmth": 0.2}
    # a batch of one member, on arrays, is what a run falls back to where a float divides by zero
    arrays = run({name: np.array([value, 9.0]) for name, value in parameters.items()})
    alone = run(parameters if floats else {name: np.array([value]) for name, value in parameters.items()})
    assert columns(alone, 0) == columns(arrays, 0)


NUMBERS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.7, 1e300, -1e300, 1e-320, np.inf, -np.inf, np.nan]


@pytest.mark.parametrize("name", sorted(set(FLOATS) - {"where"}))
@pytest.mark.parametrize("size", [1, 2, 7, 8, 9, 40])
def test_each_function_has_the_same_bits_on_floats_and_on_arrays(name, size):
    """Signs of zeros among them; of NaN only that it is one."""
    pairs = [(a, b) for a in NUMBERS for b in NUMBERS]
    for a, b in pairs:
        given_ = (a,) if name in ("exp", "log", "log1p", "sqrt") else (a, b)
        with np.errstate(all="ignore"):
            one = FLOATS[name](*given_)
            full = [np.full(size, x) for x in given_]
            mixed = [full, (full[0], b), (a, full[1])] if len(full) == 2 else [full]
            answers = [ARRAYS[name](*arguments) for arguments in mixed]
        assert type(one) is float
        for answer in answers:
            assert np.isnan(answer).all() if np.isnan(one) else answer.tobytes() == np.full(size, one).tobytes(), given_
