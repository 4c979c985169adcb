"""One equation in every carrier: floats, arrays, the printed kernel, and SymPy."""

import numpy as np
import pytest
import sympy
from engine_models import FIGURES, model
from hypothesis import given, settings
from hypothesis import strategies as st

from model.engine.declare import Equation
from model.engine.given import Setup
from model.engine.kernel import ARRAYS, FLOATS, Kernel, identifier
from model.engine.run import simulate, start_values
from model.engine.trace import FUNCTIONS, INFIX, Expression, source, symbol
from model.export.symbolic import to_sympy

SYSTEM = model("everything")
KERNEL = Kernel(SYSTEM)
EQUATIONS = SYSTEM.of_kind(Equation)


def trace(name):
    return SYSTEM.declarations[name].elements(lambda n, index: symbol(identifier(SYSTEM.element(n, index))))


def operations(expression):
    if not isinstance(expression, Expression):
        return set()
    return {expression.operation}.union(*(operations(argument) for argument in expression.arguments))


def known(seed):
    """Values of every element at some start, each as a float."""
    random = np.random.default_rng(seed)
    figures = {name: value * random.uniform(0.6, 1.7) for name, value in FIGURES["everything"].items()}
    inputs = {name: figures.pop(name) for name in ("effort", "rain")}
    return {name: float(value) for name, value in start_values(SYSTEM, figures, inputs).items()}


def direct(name, values):
    return SYSTEM.declarations[name].elements(lambda n, index: values[SYSTEM.element(n, index)])


def groups(values):
    return [[values[name] for name in names] for names in (KERNEL.stocks, KERNEL.constants, KERNEL.inputs)]


def test_the_model_uses_every_function_that_an_equation_may():
    used = set().union(*(operations(e) for name in EQUATIONS for e in trace(name)))
    assert used >= {*FUNCTIONS, "add", "subtract", "multiply", "divide", "negative", "less", "less_equal"}
    assert used >= {"greater", "greater_equal"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_kernel_says_what_a_direct_call_says(seed):
    values = known(seed)
    printed, _ = KERNEL.of_floats["step"](*groups(values))
    printed = dict(zip(KERNEL.values, printed, strict=True))
    arrays, _ = KERNEL.of_arrays["step"](*([np.full(3, v) for v in group] for group in groups(values)))
    for name, array in zip(KERNEL.values, arrays, strict=True):
        assert array.tobytes() == np.full(3, printed[name]).tobytes()
    for name in SYSTEM.order:
        elements = SYSTEM.elements([name])
        assert [printed[e] for e in elements] == pytest.approx(direct(name, values | printed), rel=1e-15), name


@pytest.mark.parametrize("name", EQUATIONS)
def test_floats_arrays_and_source_agree(name):
    rows = [known(seed) for seed in range(20)]
    batch = {element: np.array([row[element] for row in rows]) for element in rows[0]}
    arrays = direct(name, batch)
    for i, expression in enumerate(trace(name)):
        for functions in (FLOATS, ARRAYS):
            code = compile(source(expression), name, "eval")
            printed = [eval(code, dict(functions), {identifier(k): v for k, v in row.items()}) for row in rows]
            assert printed == pytest.approx([direct(name, row)[i] for row in rows], rel=1e-15)
        assert printed == pytest.approx(arrays[i], rel=1e-15)


@pytest.mark.parametrize("name", EQUATIONS)
def test_sympy_agrees(name):
    for i, expression in enumerate(trace(name)):
        meaning = to_sympy(expression)
        symbols = sorted(meaning.free_symbols, key=str)
        fast = sympy.lambdify(symbols, meaning, "numpy")
        for seed in range(6):
            values = {identifier(k): v for k, v in known(seed).items()}
            expected = direct(name, known(seed))[i]
            given_ = {s: values[str(s)] for s in symbols}
            exact = meaning.evalf(30, subs={s: sympy.Float(v, 30) for s, v in given_.items()})
            assert float(exact) == pytest.approx(expected, rel=1e-12)
            assert float(fast(*given_.values())) == pytest.approx(expected, rel=1e-12)


def test_the_derivatives_are_what_flows_in_less_what_flows_out():
    values = known(1)
    printed, derivatives = KERNEL.of_floats["step"](*groups(values))
    rates = dict(zip(KERNEL.values, printed, strict=True))
    slopes = dict(zip(KERNEL.stocks, derivatives, strict=True))
    assert slopes["store[gas]"] == rates["fill[gas]"] - rates["drain[gas]"]
    assert slopes["level"] == -rates["gain"]


def test_sympy_takes_other_symbols_by_name():
    x = sympy.Symbol("x", positive=True)
    assert to_sympy(np.exp(symbol("a")) * 2, {"a": x}) == 2 * sympy.exp(x)
    assert to_sympy(3.0) == sympy.Integer(3)
    assert to_sympy(0.1) == sympy.Float(0.1)


SYMBOLS = symbol("a"), symbol("b")


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda a, b: a + 1, "(a + 1.0)"),
        (lambda a, b: 2 - a / b, "(2.0 - (a / b))"),
        (lambda a, b: -a * b, "((-a) * b)"),
        (lambda a, b: a**2**-b, "power(a, power(2.0, (-b)))"),
        (lambda a, b: (a - b) - (b - a), "((a - b) - (b - a))"),
        (lambda a, b: np.where(a <= b, a, 0), "where((a <= b), a, 0.0)"),
        (lambda a, b: np.clip(a, 0, b), "minimum(maximum(a, 0.0), b)"),
        (lambda a, b: np.clip(1, a, b), "minimum(maximum(1.0, a), b)"),
        (lambda a, b: a.clip(0, 1), "minimum(maximum(a, 0.0), 1.0)"),
        (lambda a, b: np.float64(2) * np.sqrt(a), "(2.0 * sqrt(a))"),
        (lambda a, b: 7, "7.0"),
    ],
)
def test_the_source_of_an_expression(function, text):
    assert source(function(*SYMBOLS)) == text
    assert text == "7.0" or repr(function(*SYMBOLS)) == text


@pytest.mark.parametrize(
    "function",
    [
        lambda a, b: a if a > b else b,
        lambda a, b: a > 0 and b > 0,
        lambda a, b: 0 < a < b,
        lambda a, b: not a,
        lambda a, b: max(a, b),
        lambda a, b: min(a, 0),
    ],
)
def test_a_truth_value_is_refused_with_the_way_out(function):
    with pytest.raises(TypeError, match=r"has no truth value while it is traced; use np\.where"):
        function(*SYMBOLS)


@pytest.mark.parametrize(
    "function",
    [
        lambda a, b: np.sin(a),
        lambda a, b: np.tanh(a),
        lambda a, b: np.log2(a),
        lambda a, b: np.abs(a),
        lambda a, b: abs(a),
        lambda a, b: a // b,
        lambda a, b: a % b,
        lambda a, b: a == b,
        lambda a, b: (a > 0) & (b > 0),
        lambda a, b: np.minimum.reduce([a, b]),
        lambda a, b: np.exp(a, where=True),
        lambda a, b: np.interp(a, [0, 1], [0, 1]),
        lambda a, b: np.clip(a, a_min=0, a_max=1),
        lambda a, b: float(a),
        lambda a, b: {a: b},
    ],
)
def test_what_is_not_on_the_list_is_refused(function):
    with pytest.raises(TypeError):
        function(*SYMBOLS)


def test_the_list_is_the_kernels():
    assert set(FUNCTIONS) - {"clip"} == set(FLOATS) == set(ARRAYS)
    assert not set(FUNCTIONS) & set(INFIX)


def test_a_run_is_the_kernel_by_hand():
    """One Euler step of a year, written out."""
    run = simulate(SYSTEM, 2021, Setup(method="euler", step=1))
    for stock in KERNEL.stocks:
        name, _, rest = stock.partition("[")
        into, out_of = SYSTEM.flows_of(name)
        rates = [f"{flow}[{rest}" if rest else flow for flow in (*into, *out_of)]
        signs = [1] * len(into) + [-1] * len(out_of)
        change = sum(sign * run.ends[rate][0, 0] for sign, rate in zip(signs, rates, strict=True))
        assert run.ends[stock][1, 0] == pytest.approx(run.ends[stock][0, 0] + change, rel=1e-14)
