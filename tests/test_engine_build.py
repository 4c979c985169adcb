"""What ``build`` refuses, in which words, and that it names every fault in one pass."""

import pytest
from engine_models import FIGURES, model, written

from model.engine.build import build
from model.engine.errors import BuildError
from model.engine.given import Setup
from model.engine.run import simulate

TANK = """
rate = Parameter('1/year', **t)
tank = Stock('t', initial='tank_base', **t)
@flow('t/year', out_of='tank', **t)
def leak(tank, rate):
    'Leaks.'
    return tank * rate
"""
TANK_FIGURES = {"rate": 0.1, "tank_base": 5.0}


def problems(text, figures=(), *more):
    with pytest.raises(BuildError) as caught:
        build([written(TANK + text), *more], TANK_FIGURES | dict(figures))
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def only(text, figures=(), *more):
    (problem,) = problems(text, figures, *more)
    return problem


def equation(name, inputs, body, kind="auxiliary('t'"):
    return f"@{kind}, **t)\ndef {name}({', '.join(inputs)}):\n    'Some.'\n    return {body}\n"


def test_the_plain_model_builds():
    system = build([written(TANK)], TANK_FIGURES)
    assert system.sectors["tank_base"] == "written"
    assert system.declarations["tank_base"].units == "t"
    assert system.users("rate") == ["leak"]
    assert system.flows_of("tank") == ([], ["leak"])


def test_an_algebraic_loop_is_named_as_a_chain():
    text = equation("a", "c", "c") + equation("b", "a", "a") + equation("c", "b", "b")
    problem = only(text)
    assert problem.startswith("algebraic loop: ")
    chain = problem.removeprefix("algebraic loop: ").split(" -> ")
    assert chain[0] == chain[-1]
    assert set(chain) == {"a", "b", "c"}


def test_an_equation_that_reads_itself_is_a_loop():
    assert only(equation("a", "a", "a")) == "algebraic loop: a -> a"


def test_a_loop_through_a_stock_is_none():
    build([written(TANK + equation("a", ["tank"], "tank") + equation("b", ["leak", "a"], "leak + a"))], TANK_FIGURES)


def test_circular_initial_values_are_named():
    text = "full = Stock('t', initial='wanted', **t)\n" + equation("wanted", ["full"], "full")
    text += equation("fill", ["full"], "full", "flow('t/year', into='full'")
    problem = only(text)
    assert problem.startswith("circular initial values: ")
    assert {"full", "wanted"} <= set(problem.removeprefix("circular initial values: ").split(" -> "))


def test_an_unknown_input_is_named_with_the_nearest_name():
    assert only(equation("a", ["tnak"], "tnak")) == "a: its input 'tnak' is not declared (did you mean 'tank'?)"
    assert only(equation("a", ["zzzzz"], "zzzzz")) == "a: its input 'zzzzz' is not declared"


def test_an_unknown_initial_is_named():
    text = "pond = Stock('t', initial='tank_2021', **t)\n"
    text += equation("a", ["pond"], "pond", "flow('t/year', into='pond'")
    assert only(text) == "pond: its input 'tank_2021' is not declared (did you mean 'tank'?)"


def test_a_name_declared_in_two_modules_is_named_with_both():
    other = written("rate = Parameter('1', **t)\n", "region.other")
    assert only("", {}, other) == "rate: declared twice, in written and in other"


def test_an_equation_imported_by_another_module_is_not_declared_twice():
    first, second = written(TANK), written("", "second")
    second.leak = first.leak
    assert build([first, second], TANK_FIGURES).sectors["leak"] == "written"


def test_a_balance_shares_the_name_space():
    text = "rate_balance = Balance('t', ('tank',), ('tnk',), **t)\n"
    other = written("rate_balance = Parameter('1', **t)\n", "other")
    found = problems(text, {}, other)
    assert "rate_balance: declared twice, in written and in other" in found
    assert "rate_balance: 'tnk' is not declared (did you mean 'tank'?)" in found


def test_a_stock_without_a_flow_is_named():
    problem = only("pond = Stock('t', initial='tank_base', **t)\n")
    assert problem.startswith("pond: a stock without a flow never changes")


def test_an_end_that_is_no_stock_is_named():
    assert only(equation("a", ["rate"], "rate", "flow('t/year', into='tnak'")) == (
        "a: its end 'tnak' is no stock (did you mean 'tank'?)"
    )
    problem = only(equation("a", ["rate"], "rate", "flow('t/year', out_of='rate'"))
    assert problem.startswith("a: its end 'rate' is no stock")


def test_figures_that_are_missing_or_too_many_are_named():
    with pytest.raises(BuildError) as caught:
        build([written(TANK)], {"rte": 0.1, "tank_base": 5.0, "another": 1.0})
    assert caught.value.problems == [
        "rate: no figure in the data (did you mean 'rte'?)",
        "another: a figure that nothing declares",
        "rte: a figure that nothing declares (did you mean 'rate'?)",
    ]


DIMENSION = "fuel = Dimension('fuel', {'coal': ('coal', '煤'), 'gas': ('gas', '气')})\n"


def test_every_element_needs_its_figure():
    text = DIMENSION + "share = Parameter('1', dimensions=(fuel,), **t)\n"
    assert only(text, {"share[coal]": 1.0}) == "share[gas]: no figure in the data (did you mean 'share[coal]'?)"


SHARE = DIMENSION + "share = Parameter('1', dimensions=(fuel,), **t)\n"
SHARES = {"share[coal]": 0.5, "share[gas]": 0.5}


def test_a_dimension_that_does_not_fit_is_named():
    assert only(SHARE + equation("a", ["share"], "share"), SHARES) == (
        "a: its input 'share' has the dimension fuel, which it has not"
    )
    assert only(SHARE + "all = total('rate', fuel, '1', **t)\n", SHARES) == (
        "all: a total over fuel, a dimension that 'rate' has not"
    )
    build([written(TANK + SHARE + "all = total('share', fuel, '1', **t)\n")], TANK_FIGURES | SHARES)


@pytest.mark.parametrize("dimensions", ["(fuel,)", "()"])
def test_a_flow_has_the_dimensions_of_its_stock(dimensions):
    own = "()" if dimensions == "(fuel,)" else "(fuel,)"
    text = DIMENSION + f"pond = Stock('t', initial='rate', dimensions={own}, **t)\n"
    text += equation("fill", ["rate"], "rate", f"flow('t/year', into='pond', dimensions={dimensions}")
    assert only(text) == "fill: its end 'pond' has other dimensions than it has"


def test_a_derived_number_depends_on_parameters_alone():
    problem = only(equation("d", ["tank", "rate"], "tank * rate", "derived('t'"))
    assert problem == "d: a derived number depends on parameters alone, and 'tank' is a stock"
    lever = "effort = Lever('1', **t)\n"
    problem = only(lever + equation("d", ["effort"], "effort", "derived('t'"), {"effort": 1.0})
    assert problem == "d: a derived number depends on parameters alone, and 'effort' is a lever"


def test_a_derived_number_may_depend_on_a_base_that_a_stock_declares():
    system = build([written(TANK + equation("d", ["tank_base"], "tank_base * 2", "derived('t'"))], TANK_FIGURES)
    assert system.derived == ("d",)


@pytest.mark.parametrize("name", ["power", "stocks", "exp"])
def test_a_name_of_the_kernels_own_is_refused(name):
    problem = only(f"{name} = Parameter('1', **t)\n", {name: 1.0})
    assert problem == f"{name}: a name that the kernel uses itself; choose another"


def test_all_faults_are_reported_in_one_pass():
    text = (
        SHARE
        + "pond = Stock('t', initial='nowhere', **t)\n"
        + equation("a", ["share", "tnak"], "share * tnak")
        + equation("f", ["rate"], "rate", "flow('t/year', into='sea', out_of='rate'")
        + equation("d", ["tank"], "tank", "derived('t'")
        + "b = Balance('t', ('x',), ('tank',), **t)\n"
    )
    found = problems(text, {"extra": 1.0}, written("rate = Parameter('1', **t)\n", "other"))
    expected = (
        "rate: declared twice", "pond: its input 'nowhere'", "pond: a stock without a flow",
        "a: its input 'share' has the", "a: its input 'tnak' is not", "f: its end 'sea'", "f: its end 'rate'",
        "d: a derived number", "b: 'x' is not",
        "share[coal]: no figure", "share[gas]: no figure", "extra: a figure that nothing",
    )  # fmt: skip
    for start in expected:
        assert sum(problem.startswith(start) for problem in found) == 1, (start, found)
    assert len(found) == len(expected)


@pytest.mark.parametrize("name", FIGURES)
def test_orders_put_everything_after_what_it_depends_on(name):
    system = model(name)
    for order in (system.derived, system.order, system.initial):
        known = set(order)
        seen = set()
        for variable in order:
            declaration = system.declarations[variable]
            needs = declaration.inputs if hasattr(declaration, "inputs") else (declaration.initial,)
            if order is system.order and declaration.kind == "stock":
                continue
            assert {need for need in needs if need in known} <= seen, variable
            seen.add(variable)


# who sets an input, and what projects complete


DIAL = "dial = Lever('1', authority='{authority}', **t)\nset_at = Driver('t/year', dated=True, **t)\n"


def test_an_authority_that_is_none_is_named():
    told = only(DIAL.format(authority="regoinal"), {"dial": 1, "set_at": 0})
    assert told == "dial: authority 'regoinal'; expected one of national, regional, market"


def completed(completions, base=2020):
    module = written(TANK + DIAL.format(authority="national"))
    return build([module], TANK_FIGURES | {"dial": 1, "set_at": 4}, base, completions)


def test_completions_are_added_to_the_figure_in_their_years():
    system = completed({"set_at": {2031: 0.5, 2033: -1.0}}, base=2030)
    assert (system.base, system.paths) == (2030, {"set_at": {2031: 4.5, 2033: 3.0}})
    assert [system.default("set_at", year) for year in range(2030, 2035)] == [4.0, 4.5, 4.0, 3.0, 4.0]
    assert system.default("dial", 2031) == 1
    usual, other = simulate(system, 2034), simulate(system, 2034, Setup(inputs={"set_at": {2033: 9.0}}))
    assert usual.years.tolist() == list(range(2030, 2035))
    assert usual.inputs["set_at"][:, 0].tolist() == [4.0, 4.5, 4.0, 3.0, 4.0]
    assert other.inputs["set_at"][:, 0].tolist() == [4.0, 4.5, 4.0, 9.0, 4.0]


def test_completions_need_a_dated_input_and_a_later_year():
    with pytest.raises(BuildError) as caught:
        completed({"dial": {2021: 1.0}, "set_att": {2021: 1.0}, "set_at": {2020: 1.0}, "rate": {2021: 1.0}})
    assert caught.value.problems == [
        "dial: projects complete it, so it must be declared dated",
        "set_att: projects complete what is no lever or driver (did you mean 'set_at'?)",
        "set_at: a project of 2020, which is not after the base year 2020",
        "rate: projects complete what is no lever or driver",
    ]
