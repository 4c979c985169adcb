"""What a file may import, what an equation may contain, how long things may be, and words that may not be tracked."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "model").rglob("*.py"))
SECTORS = [path for path in FILES if path.parent.name == "sectors" and path.name != "__init__.py"]
ENGINE = [path for path in FILES if path.parent.name == "engine"]

# the higher imports the lower; those of one height may import each other as long as no circle arises
HEIGHT = {
    "cli": 6,
    "folder": 5,
    "present": 4, "export": 4,
    "plan": 3, "analysis": 3,
    "results": 2, "scenario": 2,
    "sectors": 1, "data": 1,
    "engine": 0, "errors": 0,
    "testing": 0, "__main__": 7,
}  # fmt: skip
NEVER = {"scenario": {"sectors", "results"}}
HEAVY = {"matplotlib", "igraph", "sympy", "numba", "dask", "pint"}
FUNCTIONS = {"exp", "log", "log1p", "sqrt", "minimum", "maximum", "where", "clip"}
LITERALS = (0, 1, 2)


def label(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path):
    """The part of the package a file belongs to: ``engine``, ``cli``; None for ``model/__init__.py`` itself."""
    name = path.relative_to(ROOT / "model").parts[0].removesuffix(".py")
    return None if name == "__init__" else name


def outside_functions(node):
    """Every node that is run on import."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def imported(nodes):
    """Dotted names of what the import statements among the nodes import; of ``from a import b``, ``a.b``."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(path):
    names = (name.split(".") for name in imported(ast.walk(tree(path))))
    found = {name[1] for name in names if name[0] == "model" and len(name) > 1}
    return {name for name in found if not name.isupper() and name != "__version__"}  # constants of ``model`` itself


def is_plain(name):
    """NumPy or the standard library."""
    return name.split(".")[0] in {"numpy", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", [path for path in FILES if part(path)], ids=label)
def test_imports_run_one_way(path):
    own = part(path)
    assert own in HEIGHT, f"say in HEIGHT where {own} stands"
    for other in parts_imported(path) - {own}:
        assert other in HEIGHT, f"say in HEIGHT where {other} stands"
        assert HEIGHT[other] <= HEIGHT[own], f"{own} must not import {other}"
        assert other not in NEVER.get(own, ()), f"{own} must not import {other}"


def test_no_circle_of_parts():
    graph = {}
    for path in FILES:
        if own := part(path):
            graph.setdefault(own, set()).update(parts_imported(path) - {own})
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which shows the circle


@pytest.mark.parametrize("path", ENGINE, ids=label)
def test_the_engine_imports_numpy_and_itself(path):
    for name in imported(ast.walk(tree(path))):
        assert is_plain(name) or name.startswith("model.engine."), name


@pytest.mark.parametrize("path", SECTORS, ids=label)
def test_a_sector_imports_numpy_the_declarations_and_shared_dimensions(path):
    for name in imported(ast.walk(tree(path))):
        assert name == "numpy" or name.startswith(("model.engine.declare.", "model.sectors.dimensions.")), name


@pytest.mark.parametrize("path", FILES, ids=label)
def test_what_is_slow_to_import_is_imported_where_it_is_used(path):
    assert not {name.split(".")[0] for name in imported(outside_functions(tree(path)))} & HEAVY


def equations(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield node


def signature_faults(node):
    a = node.args
    if a.defaults or a.kw_defaults or a.kwonlyargs or a.posonlyargs or a.vararg or a.kwarg:
        yield "its arguments are plain names"
    if not a.args:
        yield "it has an input"
    if len(node.decorator_list) != 1:
        yield "it has one decorator"


def body_faults(node):
    if ast.get_docstring(node) is None:
        yield "it has a docstring"
    body = [statement for statement in node.body if not isinstance(statement, ast.Expr)]
    if len(node.body) - len(body) > 1:
        yield "a statement assigns or returns"
    if not body or [isinstance(s, ast.Return) for s in body] != [False] * (len(body) - 1) + [True]:
        yield "it returns once, at its end"
    elif body[-1].end_lineno - body[0].lineno + 1 > 8:
        yield "it has at most eight lines"
    names = {"np", *(argument.arg for argument in node.args.args)}
    for statement in body:
        yield from expression_faults(statement, names)
        if isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}


def expression_faults(statement, names):
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load) and node.id not in names:
                yield f"{node.id} is no input"
        elif type(node) in RULES:
            keeps, problem = RULES[type(node)]
            if not keeps(node):
                yield f"{ast.unparse(node)}: {problem}"
        elif not isinstance(node, ALLOWED):
            yield f"{type(node).__name__} has no place in an equation"


def on_the_list(node):
    return isinstance(node.value, ast.Name) and node.value.id == "np" and node.attr in FUNCTIONS


RULES = {
    ast.Constant: (lambda n: type(n.value) in (int, float) and n.value in LITERALS, "a number belongs in a parameter"),
    ast.Compare: (lambda n: len(n.ops) == 1, "comparisons are not chained"),
    ast.Call: (lambda n: isinstance(n.func, ast.Attribute) and not n.keywords, "no plain call of NumPy"),
    ast.Attribute: (on_the_list, "not on the list of functions"),
}
ALLOWED = (
    ast.Assign, ast.Return, ast.BinOp, ast.UnaryOp, ast.Name, ast.Load, ast.Store,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip


def faults(node):
    if not isinstance(node, ast.FunctionDef):
        return ["a sector holds declarations and equations only"]
    return [*signature_faults(node), *body_faults(node)]


@pytest.mark.parametrize("path", SECTORS, ids=label)
def test_equations_keep_the_rules(path):
    found = {getattr(node, "name", node.lineno): faults(node) for node in equations(path)}
    assert not {name: problems for name, problems in found.items() if problems}


GOOD = "@flow('t')\ndef f(a, b):\n    'D.'\n    c = np.exp(-a) * 2\n    return np.where(a < b, c, b**0)\n"


def test_the_rules_pass_a_good_equation():
    assert faults(ast.parse(GOOD).body[0]) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("'D.'", "pass"),
        ("'D.'", "'D.'\n    'E.'"),
        ("(a, b)", "(a, b=1)"),
        ("(a, b)", "(a, *b)"),
        ("(a, b)", "(a, *, b)"),
        ("(a, b)", "()"),
        ("@flow('t')\n", ""),
        ("* 2", "* 3"),
        ("* 2", "* 0.5"),
        ("* 2", "* True"),
        ("* 2", "// 2"),
        ("* 2", "* k"),
        ("a < b", "a < b < c"),
        ("a < b", "a == b"),
        ("a < b", "a < b and b < c"),
        ("a < b", "not a"),
        ("np.exp", "np.sin"),
        ("np.exp", "abs"),
        ("np.exp", "np.random.exp"),
        ("np.exp(-a)", "np.exp(x=a)"),
        ("    c = ", "    if a < b:\n        return a\n    c = "),
        ("    c = ", "    return a\n    c = "),
        ("    c = ", "    for i in a:\n        c = a\n    c = "),
        ("    c = ", "    c = a\n" * 7 + "    c = "),
        ("    c = ", "    c += "),
        ("np.where(a < b, c, b**0)", "a if a < b else c"),
        ("np.where(a < b, c, b**0)", "a[0]"),
        ("def f", "async def f"),
    ],
)
def test_the_rules_catch_a_bad_equation(good, bad):
    assert good in GOOD
    assert faults(ast.parse(GOOD.replace(good, bad, 1)).body[0])


LOOSE = {"__init__", "__main__", "errors", "testing"}
CROWDED = {"model/present/figures"}  # a figure a file
MANY_ARGUMENTS = {"simulate"}  # all but two by name


def test_no_module_is_loose():
    assert {path.stem for path in (ROOT / "model").glob("*.py")} <= LOOSE


def test_no_folder_has_over_a_dozen_files():
    folders = {path.parent for path in FILES if "sectors" not in path.parts}
    crowded = {label(folder) for folder in folders if len(list(folder.glob("*.py"))) > 13}  # __init__.py beside a dozen
    assert crowded <= CROWDED


@pytest.mark.parametrize("path", [path for path in FILES if "sectors" not in path.parts], ids=label)
def test_no_function_has_over_eight_arguments(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name not in MANY_ARGUMENTS:
            a = node.args
            names = [argument.arg for argument in (*a.posonlyargs, *a.args, *a.kwonlyargs) if argument.arg != "self"]
            assert len(names) <= 8, f"{node.name} has {len(names)}"


SIGNS = {"≥", "≤", "≈"}  # of relations: one file prints them, others compare with what it prints
PRINTER = ROOT / "model" / "present" / "text" / "phrases.py"
OF_TARGETS = {"verdict", "verdicts", "target"}


@pytest.mark.parametrize("path", [path for path in FILES if path != PRINTER], ids=label)
def test_one_file_prints_what_a_target_asks_for(path):
    printed = [node for node in ast.walk(tree(path)) if isinstance(node, ast.JoinedStr)]
    texts = [part.value for node in printed for part in node.values if isinstance(part, ast.Constant)]
    assert not [text for text in texts if SIGNS & set(text)]
    assert not [
        n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.Dict) and SIGNS <= set(map(constant, n.values))
    ]


def constant(node):
    """The value of a constant, None of anything else."""
    return node.value if isinstance(node, ast.Constant) else None


@pytest.mark.parametrize("path", [path for path in FILES if part(path) in ("plan", "present", "cli")], ids=label)
def test_verdicts_and_targets_are_not_read_by_keys(path):
    read = [
        node for node in ast.walk(tree(path)) if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
    ]
    assert not [n.lineno for n in read if n.value.id in OF_TARGETS and isinstance(constant(n.slice), str)]


@pytest.mark.parametrize("path", FILES, ids=label)
def test_a_file_has_under_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


def test_the_engine_is_small():
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in ENGINE) < 1500


def test_the_median_function_of_the_engine_has_under_ten_lines():
    functions = [n for path in ENGINE for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)]
    assert median(n.end_lineno - n.lineno + 1 for n in functions) < 10


def test_no_tracked_file_names_a_folder_of_one_machine():
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no checkout")
    words = [("/" + word + "/").encode() for word in ("work", "tmp")] + [b".." + b"/shared"]
    paths = [ROOT / name for name in listing.decode().split("\0") if name]
    found = [(label(p), word) for p in paths if p.is_file() for word in words if word in p.read_bytes()]
    assert not found
