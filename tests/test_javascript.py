"""Expressions printed as JavaScript mean in a browser what they mean to NumPy, to the last bit where both are exact."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.engine.kernel import FLOATS
from model.engine.trace import Expression, source, symbol
from model.export.javascript import FUNCTIONS, javascript, number

SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -2.5, 1e-300, 1e300, math.inf, -math.inf, math.nan]
VALUES = st.one_of(st.sampled_from(SPECIAL), st.floats(-1e3, 1e3), st.floats())
NAMES = ("a", "b", "c")
PRECISION = 1e-14  # relative; exp, log and power are the C library's in one and the browser's own in the other


def compound(inner):
    """Everything that IEEE arithmetic gives the same wherever it runs."""
    two = st.tuples(inner, inner)
    condition = st.one_of(
        inner, st.tuples(st.sampled_from([np.less, np.less_equal, np.greater, np.greater_equal]), two).map(applied)
    )
    return st.one_of(
        st.tuples(st.sampled_from([np.add, np.subtract, np.multiply, np.divide, np.minimum, np.maximum]), two).map(
            applied
        ),
        st.tuples(st.sampled_from([np.negative, np.sqrt]), st.tuples(inner)).map(applied),
        st.tuples(condition, inner, inner).map(lambda parts: np.where(*parts)),
        st.tuples(inner, inner, inner).map(lambda parts: np.clip(*parts)),
    )


def applied(function_and_arguments):
    function, arguments = function_and_arguments
    with np.errstate(all="ignore"):
        return function(*arguments)


LEAVES = st.one_of(st.sampled_from(NAMES).map(symbol), VALUES)
# a number alone is no expression, and what NumPy makes of numbers is a number of its own kind
EXACT = st.recursive(
    st.sampled_from(NAMES).map(symbol), lambda inner: compound(st.one_of(inner, inner, LEAVES)), max_leaves=12
)


EVALUATE = """(cases) => cases.map(([text, values]) => String(
  new Function('a', 'b', 'c', `${functions} return 1 * ${text}`)(...values.map(eval))))"""


@pytest.fixture(scope="module")
def evaluate(chromium):
    """A function that gives the values, in a browser, of JavaScript expressions, each of its own a, b and c."""
    page = chromium.new_page()
    page.set_content("<p>")
    page.evaluate("(functions) => { window.functions = functions; }", FUNCTIONS)

    def found(*cases):
        texts = page.evaluate(EVALUATE, [[text, list(map(number, values))] for text, values in cases])
        return [float(text.replace("Infinity", "inf")) for text in texts]

    yield found
    page.close()


def of_numpy(function):
    """The function with NumPy's float for a result, by which one may divide where it is zero."""
    return lambda *arguments: np.float64(function(*arguments))


def in_python(expression, values):
    names = dict(zip(NAMES, map(np.float64, values), strict=True)) | {"nan": np.nan, "inf": np.inf}
    with np.errstate(all="ignore"):
        return float(eval(source(expression), names | {name: of_numpy(function) for name, function in FLOATS.items()}))


def printed(expression):
    return javascript(expression, {name: name for name in NAMES})


@settings(max_examples=200, deadline=None)
@given(EXACT.filter(lambda found: isinstance(found, Expression)), st.tuples(VALUES, VALUES, VALUES))
def test_arithmetic_and_choices_are_the_same_to_the_last_bit(evaluate, expression, values):
    [found], expected = evaluate((printed(expression), values)), in_python(expression, values)
    assert found == expected or (math.isnan(found) and math.isnan(expected))


def assert_as_precise_as_the_function(found, expected):
    """To a few units of the last place, and as many more as the number's exponent has bits."""
    size = abs(math.log(abs(expected))) if 0 < abs(expected) < math.inf else 1.0
    assert found == pytest.approx(expected, rel=PRECISION * max(1.0, size), abs=1e-300, nan_ok=True)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([np.exp, np.log, np.power]), st.tuples(VALUES, VALUES, VALUES))
def test_functions_are_the_same_to_their_precision(evaluate, function, values):
    expression = function(*map(symbol, NAMES[: function.nin]))
    [found] = evaluate((printed(expression), values))
    assert_as_precise_as_the_function(found, in_python(expression, values))


@pytest.mark.parametrize("function", [np.power, np.minimum, np.maximum, np.divide, np.less])
def test_special_numbers_and_signs_of_zero_are_those_of_numpy(evaluate, function):
    found = function(symbol("a"), symbol("b"))
    found = np.where(found, 2, 1) if function is np.less else found
    cases = list(itertools.product([found, 1 / found], itertools.product(SPECIAL, SPECIAL, [0.0])))
    for value, case in zip(
        evaluate(*((printed(expression), values) for expression, values in cases)), cases, strict=True
    ):
        assert_as_precise_as_the_function(value, in_python(*case))


@settings(max_examples=100, deadline=None)
@given(st.floats())
def test_a_number_is_printed_to_the_last_bit(evaluate, value):
    [found] = evaluate((number(value), (0.0, 0.0, 0.0)))
    assert found == value or (math.isnan(found) and math.isnan(value))


def test_what_is_printed_calls_the_functions_that_go_with_it():
    expression = np.where(symbol("x") < 2, np.minimum(-symbol("x"), 1.5) ** symbol("x"), np.clip(symbol("x"), -1, 0))
    assert javascript(expression, {"x": "v[0]"}) == (
        "((v[0] < 2) ? power(minimum((-v[0]), 1.5), v[0]) : minimum(maximum(v[0], (-1)), 0))"
    )


def test_a_number_may_be_a_condition_and_nan_is_true():
    assert javascript(np.where(symbol("x"), 1, 2), {"x": "x"}) == "(x != 0 ? 1 : 2)"
