"""A mutation changes the one equation, in a copy; what cannot be one is refused."""

import pytest
import toy
from mutations import mutated

from model.engine.errors import BuildError
from model.engine.run import simulate
from model.errors import InputError


def test_the_equation_is_changed_and_the_model_is_not():
    system = toy.system()
    changed = mutated(system, "inflow: return rain -> return 2 * rain")
    assert simulate(changed, 2021).totals["inflow"][1, 0] == 20
    assert simulate(system, 2021).totals["inflow"][1, 0] == 10
    assert toy.inflow(10) == 10 and toy.inflow.declaration is system.declarations["inflow"]


def test_a_mutation_may_read_something_else():
    changed = mutated(toy.system(), "half: lake / 2 -> lake / 2 + 0 * lake")
    assert changed.declarations["half"].inputs == ("lake",)
    changed = mutated(toy.system(), "share: (outflow, inflow): -> (outflow, inflow, rain):")
    assert changed.declarations["share"].inputs == ("outflow", "inflow", "rain")


@pytest.mark.parametrize(
    ("mutation", "part"),
    [
        ("inflow = 0", "equation: old text -> new text"),
        ("inflwo: rain -> 0", "found no equation 'inflwo' with a function of its own (did you mean 'inflow'?)"),
        ("lake: rain -> 0", "found no equation 'lake'"),
        ("demand_sum: sum -> max", "found no equation 'demand_sum'"),
        ("inflow: snow -> 0", "found 'snow' 0 times"),
        ("demand: saving -> 0", "found 'saving' 2 times"),
        ("inflow: return rain -> return (rain", "leaves no Python"),
    ],
)
def test_what_is_no_mutation_is_refused(mutation, part):
    with pytest.raises(InputError) as error:
        mutated(toy.system(), mutation)
    assert part in str(error.value)


def test_a_mutation_that_makes_a_loop_or_reads_nothing_is_refused():
    with pytest.raises(BuildError, match="algebraic loop"):
        mutated(toy.system(), "demand: (lake, need, saving): -> (lake, need, saving, outflow):")
    with pytest.raises(BuildError, match="'snow' is not declared"):
        mutated(toy.system(), "inflow: (rain): -> (rain, snow):")
