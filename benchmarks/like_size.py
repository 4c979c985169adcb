"""A model of the region's size for two engines: 53 stocks and 212 flows and auxiliaries, in a ring of chains.

The same equations are written twice, as Vensim text for PySD and as a module of declarations for ours.
"""

STOCKS = 53
START, STEP = 2020, 0.25

# of each stock, with the one before it and three numbers: four equations, nonlinear as ours are
EQUATIONS = {
    "pressure": ("{here} / ({here} + {half})", "{here}", "1"),
    "pull": (
        "{exp}(-0.5 * {pressure}) * {max}({before} - {here}, 0.1 * {before})",
        "{pressure}, {before}, {here}",
        "unit",
    ),
    "inflow": ("{rate} * {pull} / (1 + 0.01 * {before})", "{pull}, {before}, {rate}", "unit/year"),
    "outflow": ("{here} * {min}({pressure}, 0.9) / {life}", "{here}, {pressure}, {life}", "unit/year"),
}
VENSIM = {"exp": "EXP", "max": "MAX", "min": "MIN"}
NUMPY = {"exp": "np.exp", "max": "np.maximum", "min": "np.minimum"}


def names(i):
    """What the equations of stock ``i`` call each thing."""
    own = {name: f"{name}_{i}" for name in (*EQUATIONS, "half", "rate", "life")}
    return own | {"here": f"level_{i}", "before": f"level_{(i - 1) % STOCKS}"}


def figures():
    """Every number by name."""
    found = {}
    for i in range(STOCKS):
        found |= {f"level_{i}_base": 50.0 + i, f"half_{i}": 40.0 + 0.5 * i, f"rate_{i}": 0.1 + 0.002 * i}
        found |= {f"life_{i}": 8.0 + 0.25 * i}
    return found


def vensim(end):
    """The model as the text of a Vensim file."""
    lines = ["{UTF-8}"]
    lines += [f"{name} = {value!r}\n\t~\t\n\t~\t|" for name, value in figures().items()]
    for i in range(STOCKS):
        texts = {f"{name}_{i}": text.format(**names(i), **VENSIM) for name, (text, _, _) in EQUATIONS.items()}
        texts[f"level_{i}"] = f"INTEG(inflow_{i} - outflow_{i}, level_{i}_base)"
        lines += [f"{name} = {text}\n\t~\t\n\t~\t|" for name, text in texts.items()]
    settings = {"INITIAL TIME": START, "FINAL TIME": end, "TIME STEP": STEP, "SAVEPER": 1}
    lines += [f"{name} = {value}\n\t~\tYear\n\t~\t|" for name, value in settings.items()]
    return "\n\n".join(lines) + "\n"


def declarations():
    """The model as the text of a module for our engine."""
    lines = ["import numpy as np", "from model.engine.declare import Parameter, Stock, auxiliary, flow", ""]
    for i in range(STOCKS):
        lines.append(f"level_{i} = Stock('unit', initial='level_{i}_base', title='', title_zh='')")
        lines += [f"{name}_{i} = Parameter('1', title='', title_zh='')" for name in ("half", "rate", "life")]
        ends = {"inflow": f", into='level_{i}'", "outflow": f", out_of='level_{i}'"}
        for name, (text, inputs, units) in EQUATIONS.items():
            needed = inputs.format(**names(i)) + (f", half_{i}" if name == "pressure" else "")
            kind = "flow" if name in ends else "auxiliary"
            lines += [
                f"@{kind}('{units}', title='', title_zh=''{ends.get(name, '')})",
                f"def {name}_{i}({needed}):",
                f"    return {text.format(**names(i), **NUMPY)}",
            ]
    return "\n".join(lines) + "\n"
