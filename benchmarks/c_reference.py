"""The region's equations as C programs, printed from the graph that the compiled engine prints its own program from.

``scalar`` is one run in plain C, compiled with -O3. ``limit`` runs many members, innermost, compiled with -march=native and
-ffast-math; it keeps nothing but the stocks at the end, and is the least time that we know for a member.
"""

import ctypes
import subprocess
from pathlib import Path

import numpy as np

from model.engine.compiled.graph import LEAVES
from model.engine.compiled.program import graph_of
from model.engine.kernel import Kernel

CHUNK = 150  # nodes of a function: one of thousands is compiled slowly, and no faster
WIDTH = 64  # members side by side
COMPILER = ("gcc", "-shared", "-fPIC", "-std=c11")
SCALAR, LIMIT = ("-O3", "-ffp-contract=off"), ("-O3", "-march=native", "-ffast-math")
OPERATIONS = {
    "add": "{} + {}", "subtract": "{} - {}", "multiply": "{} * {}", "divide": "{} / {}", "negative": "-{}",
    "minimum": "({0} < {1} ? {0} : {1})", "maximum": "({0} > {1} ? {0} : {1})",
    "less": "({} < {})", "less_equal": "({} <= {})", "greater": "({} > {})", "greater_equal": "({} >= {})",
    "where": "({} ? {} : {})", "exp": "exp({})", "log": "log({})", "log1p": "log1p({})",
    "sqrt": "sqrt({})", "power": "pow({}, {})",
}  # fmt: skip
DRIVER = """
void run(const double *parameters, const double *inputs, int years, int steps, int members, double *stocks) {{
  for (int first = 0; first < members; first += {width}) {{
    for (int i = 0; i < {parameters}; i++) for (int m = 0; m < {width}; m++)
      w[i][m] = parameters[i * members + first + m];
    setting(inputs);
    constant();
    yearly();
    start();
    for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++) s[i][m] = w[initial[i]][m];
    for (int year = 1; year < years; year++) {{
      setting(inputs + year * {inputs});
      yearly();
      for (int n = 0; n < steps; n++) step(1.0 / steps);
    }}
    for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++)
      stocks[i * members + first + m] = s[i][m];
  }}
}}
static const double share[4] = {{0, .5, .5, 1}}, weight[4] = {{1 / 6., 1 / 3., 1 / 3., 1 / 6.}};
static void step(double h) {{
  for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++) change[i][m] = 0;
  for (int stage = 0; stage < 4; stage++) {{
    for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++)
      w[at[i]][m] = s[i][m] + (stage ? h * share[stage] * w[slope[i]][m] : 0);
    moment();
    for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++) change[i][m] += h * weight[stage] * w[slope[i]][m];
  }}
  for (int i = 0; i < {stocks}; i++) for (int m = 0; m < {width}; m++) s[i][m] += change[i][m];
}}
static void setting(const double *inputs) {{
  for (int i = 0; i < {inputs}; i++) for (int m = 0; m < {width}; m++) w[{parameters} + i][m] = inputs[i];
}}
"""


class Reference:
    """A compiled program: call it for the stocks at the end, shape (stocks, members).

    Parameters
    ----------
    width
        Members side by side; 1 is a plain scalar program.
    options
        Of the compiler.
    folder
        Where the source and the library go.
    """

    def __init__(self, kernel: Kernel, width: int, options: tuple[str, ...], folder: Path):
        source, library = folder / f"reference_{width}.c", folder / f"reference_{width}.so"
        source.write_text(printed(kernel, width), encoding="utf-8")
        subprocess.run([*COMPILER, *options, str(source), "-o", str(library), "-lm"], check=True)
        self._run, self.kernel = ctypes.CDLL(str(library)).run, kernel

    def __call__(self, parameters: np.ndarray, inputs: np.ndarray, steps: int = 4) -> np.ndarray:
        """Parameters of shape (parameters, members), inputs of shape (years, inputs)."""
        members = parameters.shape[1]
        stocks = np.empty((len(self.kernel.stocks), members))
        pointers = [array.ctypes.data_as(ctypes.c_void_p) for array in (parameters, inputs)]
        self._run(*pointers, len(inputs), steps, members, stocks.ctypes.data_as(ctypes.c_void_p))
        return stocks


def given(kernel: Kernel, end: int, members: int) -> tuple[np.ndarray, np.ndarray]:
    """What a run to the end of a year is told, by default, the same in every member."""
    system, years = kernel.system, range(kernel.system.base, end + 1)
    figures = np.array([system.figures[name] for name in kernel.parameters], dtype=float)
    inputs = np.array([[system.default(name, year) for name in kernel.inputs] for year in years], dtype=float)
    return np.repeat(figures[:, np.newaxis], members, axis=1), inputs


def printed(kernel: Kernel, width: int) -> str:
    """The C source."""
    graph, ends = graph_of(kernel)
    sizes = {"parameters": len(kernel.parameters), "inputs": len(kernel.inputs), "stocks": len(kernel.stocks)}
    leaves = [place for place, node in enumerate(graph.nodes) if node[0] in ("parameter", "input", "stock")]
    offsets = {"parameter": 0, "input": sizes["parameters"], "stock": sizes["parameters"] + sizes["inputs"]}
    homes = {place: offsets[graph.nodes[place][0]] + graph.nodes[place][1] for place in leaves}
    running = graph.reached([*ends["values"], *ends["slopes"]])
    beginning = sorted(set(graph.reached(ends["initials"])) - set(running))
    sections = {
        "constant": [p for p in {*running, *beginning} if graph.levels[p] == 0],
        "yearly": [p for p in running if graph.levels[p] == 1],
        "start": [p for p in beginning if graph.levels[p] > 0],
        "moment": [p for p in running if graph.levels[p] == 2],
    }
    sections = {name: sorted(p for p in own if graph.nodes[p][0] not in LEAVES) for name, own in sections.items()}
    shared = _shared(graph, sections, ends)
    numbers = {p for p in {*ends["initials"], *ends["slopes"]} if graph.nodes[p][0] == "number"}
    homes |= {place: sum(sizes.values()) + i for i, place in enumerate(sorted(shared | numbers))}
    lines = ["#include <math.h>", f"static double w[{sum(sizes.values()) + len(shared | numbers)}][{width}];"]
    lines += [f"static double s[{sizes['stocks']}][{width}], change[{sizes['stocks']}][{width}];"]
    at = [homes[graph.node("stock", i)] for i in range(sizes["stocks"])]
    for name, places in (
        ("at", at),
        ("slope", [homes[p] for p in ends["slopes"]]),
        ("initial", [homes[p] for p in ends["initials"]]),
    ):
        lines.append(f"static const int {name}[] = {{{', '.join(map(str, places))}}};")
    lines.append("static void setting(const double *inputs); static void step(double h);")
    for name, own in sections.items():
        lines += _section(graph, name, own, homes, width, numbers if name == "constant" else set())
    return "\n".join(lines) + DRIVER.format(width=width, **sizes)


def _shared(graph, sections, ends):
    """Nodes that are read outside the function in which they are computed."""
    home = {}
    for name, own in sections.items():
        home |= {place: (name, i // CHUNK) for i, place in enumerate(own)}
    found = {place for place in (*ends["slopes"], *ends["initials"]) if place in home}
    for place, function in home.items():
        found |= {other for other in graph.nodes[place][1:] if other in home and home[other] != function}
    return found


def _section(graph, name, own, homes, width, numbers):
    """Functions of so many nodes each, and one that calls them."""
    lines, calls = [], []
    chunks = [own[i : i + CHUNK] for i in range(0, len(own), CHUNK)] or [[]]
    for number, chunk in enumerate(chunks):
        calls.append(f"{name}_{number}();")
        lines += [f"static void {name}_{number}(void) {{ for (int m = 0; m < {width}; m++) {{"]
        lines += [f"w[{homes[place]}][m] = {graph.nodes[place][1]!r};" for place in sorted(numbers) if not number]
        here = set(chunk)
        for place in chunk:
            operation, *arguments = graph.nodes[place]
            read = [_read(graph, other, here, homes) for other in arguments]
            lines.append(f"double n{place} = {OPERATIONS[operation].format(*read)};")
            if place in homes:
                lines.append(f"w[{homes[place]}][m] = n{place};")
        lines.append("} }")
    return [*lines, f"static void {name}(void) {{ {' '.join(calls)} }}"]


def _read(graph, place, here, homes):
    if graph.nodes[place][0] == "number":
        return f"({graph.nodes[place][1]!r})"
    return f"n{place}" if place in here else f"w[{homes[place]}][m]"
