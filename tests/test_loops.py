"""Every named loop is alive, and a cut names what it cuts."""

import pytest

from model.engine.cut import cut
from model.loops import LOOPS, alive
from model.results import HEADLINES

ALIVE = 1e-7


@pytest.fixture(scope="module")
def rows(shipped, region):
    return {row["loop"]: row for row in alive(shipped["baseline"], region)}


def test_every_loop_has_a_row(rows):
    assert list(rows) == list(LOOPS)


@pytest.mark.parametrize("loop", LOOPS)
def test_loop_moves_a_headline(rows, loop):
    row = rows[loop]
    assert abs(row["move"]) > ALIVE
    assert set(row["moves"]) == set(HEADLINES)
    assert row["moves"][row["headline"]] == row["move"]
    assert abs(row["move"]) == max(abs(move) for move in row["moves"].values())


@pytest.mark.parametrize("loop", LOOPS)
def test_link_is_one_of_the_model(region, loop):
    link = LOOPS[loop]
    assert link.held in region.declarations[link.equation].inputs


@pytest.mark.parametrize("loop", LOOPS)
def test_link_lies_on_a_cycle(region, loop):
    """What the link feeds comes back to what it reads: the name is that of a loop, and not of a path."""
    link = LOOPS[loop]
    assert link.held in _reached(region, link.equation)


def _reached(system, start):
    """Every variable that one moves, through equations, flows and their stocks."""
    readers = {}
    for name, declaration in system.declarations.items():
        for needed in getattr(declaration, "inputs", ()):
            readers.setdefault(needed, set()).add(name)
        for end in (getattr(declaration, "out_of", None), getattr(declaration, "into", None)):
            if end:
                readers.setdefault(name, set()).add(end)
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += readers.get(name, ())
    return found


def test_cut_refuses_an_unknown_equation(region):
    with pytest.raises(KeyError, match="no_such_equation"):
        cut(region, "no_such_equation", "gdp")


def test_cut_refuses_an_input_that_the_equation_has_not(region):
    with pytest.raises(KeyError, match="rain"):
        cut(region, "nominal_gdp", "rain")


def test_cut_leaves_the_model_as_it_was(region):
    before = region.declarations["nominal_gdp"].inputs
    cut(region, "nominal_gdp", "gdp")
    assert region.declarations["nominal_gdp"].inputs == before
