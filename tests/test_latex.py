"""Equations in print: the same as traced, in lines that fit, in a LaTeX that the documentation can show."""

import re
from types import ModuleType

import numpy as np
import pytest
from docutils.utils.math.latex2mathml import tex2mathml

from model.engine.build import build
from model.engine.declare import Dimension, Equation, Parameter, Stack, Stock, Sum, auxiliary, flow, stack, total
from model.engine.trace import steps, symbol, to_sympy, written
from model.export import latex
from model.sectors import load

SYSTEM = load()
EQUATIONS = [n for n in SYSTEM.of_kind(Equation) if not isinstance(SYSTEM.declarations[n], Stack | Sum)]


def titles(name):
    return {"title": name, "title_zh": name}


def small(**members):
    """A model of one made sector, every parameter of which is 1."""
    sector = ModuleType("tests.made")
    for name, value in members.items():
        if callable(value):
            value.__module__ = sector.__name__
        setattr(sector, name, value)
    parameters = [n for n, v in members.items() if isinstance(v, Parameter)]
    return build([sector], dict.fromkeys(parameters, 1.0))


def printed(function, **others):
    """One equation of the parameters that its arguments name."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    parameters = {name: Parameter("1", **titles(name)) for name in names}
    made = auxiliary("1", **titles("y"))(function)
    return latex.equation("y", small(y=made, **parameters | others))


def body(text):
    return text.removeprefix("\\begin{aligned}\n& ").removesuffix("\n\\end{aligned}")


@pytest.mark.parametrize("name", EQUATIONS)
def test_steps_put_together_are_the_whole_equation(name):
    declaration = SYSTEM.declarations[name]
    arguments = [symbol(n) for n in declaration.inputs]
    known = {}
    for own, expression in steps(declaration.function, arguments):
        found = to_sympy(expression, known)
        known[own] = found
    whole = to_sympy(declaration.function(*arguments))
    point = {s: 0.3 + 0.07 * i for i, s in enumerate(sorted(whole.free_symbols, key=str))}
    assert known[None] == whole or abs(complex(known[None].subs(point)) - complex(whole.subs(point))) < 1e-9


@pytest.mark.parametrize("name", [*SYSTEM.of_kind(Equation), *SYSTEM.of_kind(Stock)])
def test_every_equation_can_be_shown_and_fits(name):
    print_it = latex.change if isinstance(SYSTEM.declarations[name], Stock) else latex.equation
    text = print_it(name, SYSTEM)
    assert tex2mathml(text, as_block=True).startswith("<math")
    for line in text.split("\n"):
        assert visible(line) <= latex.ROOM + 12, line


def visible(line):
    """Characters of a line of LaTeX that take room, about; a fraction as wide as its wider part."""
    line = re.sub(r"\\math(?:rm|sf)\{((?:[^{}\\]|\\_)*)\}", lambda m: m[1].replace(r"\_", "_"), line)
    while match := re.search(r"\\frac\{([^{}]*)\}\{([^{}]*)\}|[\^_]\{([^{}]*)\}", line):
        inner = max(match[1] or "", match[2] or "", (match[3] or "")[: len(match[3] or "") * 2 // 3], key=len)
        line = line[: match.start()] + inner + line[match.end() :]
    return len(re.sub(r"\\(?:left|right|quad|qquad|cdot|begin\{\w+\}|end\{\w+\})|[&{}\\]", "", line))


def test_names_stand_upright_and_steps_in_sans_serif():
    def y(first_input, second):
        """D."""
        part_one = first_input * 2
        return part_one / second

    text = printed(y)
    assert body(text) == (
        r"\mathrm{y} = \frac{\mathsf{part\_one}}{\mathrm{second}} \\"
        "\n"
        r"& \quad \mathsf{part\_one} = 2 \cdot \mathrm{first\_input}"
    )


def test_factors_stand_in_the_order_of_the_file():
    def y(z, a, m):
        """D."""
        return z * a * m

    assert body(printed(y)) == r"\mathrm{y} = \mathrm{z} \cdot \mathrm{a} \cdot \mathrm{m}"


def test_what_is_taken_away_follows_what_is_added():
    def y(a, b):
        """D."""
        return -a + b

    assert body(printed(y)) == r"\mathrm{y} = \mathrm{b} - \mathrm{a}"


@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        (lambda a, b: np.minimum(a, b), r"\min\left(\mathrm{a}, \mathrm{b}\right)"),
        (lambda a, b: np.maximum(a, b) ** 2, r"\left(\max\left(\mathrm{a}, \mathrm{b}\right)\right)^{2}"),
        (lambda a, b: np.exp(a / b), r"\exp\left(\frac{\mathrm{a}}{\mathrm{b}}\right)"),
        (lambda a, b: np.log(a) * b, r"\ln"),
        (lambda a, b: np.log(2) * a * b, r"\ln 2"),
        (lambda a, b: np.where(a < b, a, 2 * b), r"\begin{cases} \mathrm{a} & \text{for}\: \mathrm{a} < \mathrm{b} \\"),
        (lambda a, b: a - (b - 1), r"\mathrm{a} - \mathrm{b}"),
    ],
)
def test_functions_are_printed_as_planners_read_them(function, wanted):
    printer = latex._Printer(auxiliary("1", **titles("y"))(_named).declaration, small(**_pair()))
    expression = to_sympy(function(symbol("a"), symbol("b")), printer.symbols)
    assert wanted in printer.latex(expression)


def _named(a, b):
    """D."""
    return a + b


def _pair():
    return {"a": Parameter("1", **titles("a")), "b": Parameter("1", **titles("b"))}


def test_a_long_product_is_broken_where_it_may_be():
    def y(a_rather_long_name, another_long_name, a_third_long_name, the_last_of_the_names, divided_by):
        """D."""
        return a_rather_long_name * another_long_name * (a_third_long_name - the_last_of_the_names) * 2 / divided_by

    lines = printed(y).split("\n")
    assert [line.startswith(r"& \qquad") for line in lines[1:-1]] == [False] + [True] * (len(lines) - 3)
    assert len(lines) > 3
    assert r"\left(\mathrm{a\_third\_long\_name} - \mathrm{the\_last\_of\_the\_names}\right)" in "".join(lines)
    assert "/ " + r"\mathrm{divided\_by}" in "".join(lines)


def test_totals_stacks_and_dimensions():
    fuel = Dimension("fuel", {"coal": ("Coal", "煤"), "oil": ("Oil", "油"), "gas": ("Gas", "气")})
    one, other = (Parameter("t", **titles(name)) for name in ("one", "other"))
    use = stack(fuel, "t", {"coal": "one", "oil": "one", "gas": "other"}, **titles("use"))
    system = small(one=one, other=other, use=use, whole=total("use", fuel, "t", **titles("whole")))
    assert (
        body(latex.equation("whole", system)) == r"\mathrm{whole} = \sum_{\mathrm{fuel}} \mathrm{use}_{\mathrm{fuel}}"
    )
    assert body(latex.equation("use", system)) == (
        r"\mathrm{use}_{\mathrm{coal},\,\ldots,\,\mathrm{oil}} = \mathrm{one} \\"
        "\n"
        r"& \mathrm{use}_{\mathrm{gas}} = \mathrm{other}"
    )


def test_a_stock_changes_by_what_flows():
    @flow("t/year", into="store", **titles("income"))
    def income(rate):
        """D."""
        return rate

    @flow("t/year", out_of="store", **titles("loss"))
    def loss(store, rate):
        """D."""
        return store * 0 + rate

    store = Stock("t", initial="store_base", **titles("store"))
    rate, start = Parameter("t/year", **titles("rate")), Parameter("t", **titles("store_base"))
    system = small(store=store, income=income, loss=loss, rate=rate, store_base=start)
    assert body(latex.change("store", system)) == (
        r"\frac{\mathrm{d}}{\mathrm{d}t}\,\mathrm{store} = \mathrm{income} - \mathrm{loss}"
    )
    with pytest.raises(TypeError, match="rate: found a parameter; expected an equation"):
        latex.equation("rate", system)


def test_what_is_written_is_read_step_by_step():
    def y(a, b):
        """D."""
        part = (
            a
            + b
        )  # fmt: skip
        return part * 2

    assert written(y) == [("part", "a + b"), (None, "part * 2")]
