"""Every text that the program may tell of a fault, found in its source: what is raised or noted, and what that is made of.

A text is followed from where it is raised: through names to what they are set to, through calls to what they return.
What is filled in stands as ``{1}``, ``{2}`` and so on. Texts of the model's own files, which only who builds the model
can meet, are left out.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

MODEL = Path(__file__).parents[1] / "model"
TOLD = {"InputError", "RunError", "OSError", "IsADirectoryError"}
CAUGHT = ("model.scenario", "model.plan.question", "model.plan.audit.gazette")  # whose ValueError is told as bad input
OF_BUILDERS = (
    "model.analysis.checks", "model.engine.build", "model.data",
    "model.sectors",
)  # fmt: skip
LISTS = {"problems", "faults", "crossed", "lines"}  # of faults
REASONS = {"left_out"}  # mappings of names to why
NOTING = {"add", "note", "append"}
OWN_NOTING = {"_note", "_tell", "_refuse", "_fault"}
THROUGH = {"join", "str", "next", "iter", "list", "sorted", "min", "zip", "items", "values", "get"}
PHRASE = re.compile(r"\bfound |\bexpected |did you mean")


def pattern(node: ast.AST) -> str:
    """A text with what is filled in numbered; nothing of what is no text."""
    if isinstance(node, ast.JoinedStr):
        filled = iter(range(1, len(node.values) + 1))
        return "".join(str(p.value) if isinstance(p, ast.Constant) else f"{{{next(filled)}}}" for p in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def called(node: ast.AST) -> str:
    """The name of what is called."""
    function = getattr(node, "func", None)
    return getattr(function, "id", None) or getattr(function, "attr", "")


class Module:
    """A module's source, and what its names stand for."""

    def __init__(self, name: str, path: Path):
        self.name, self.tree = name, ast.parse(path.read_text(encoding="utf-8"))
        self.nodes = list(ast.walk(self.tree))
        self.functions = {node.name: node for node in self.nodes if isinstance(node, ast.FunctionDef)}
        self.imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in self.nodes if isinstance(node, ast.ImportFrom) for alias in node.names
        }  # fmt: skip
        self.around = {id(inner): node for node in self.functions.values() for inner in ast.walk(node)}

    def set_to(self, name: str, node: ast.AST | None = None) -> list[ast.AST]:
        """What a name is set to in the function around a node, or else in the module."""
        function = self.around.get(id(node))
        inner = list(_set(ast.walk(function), name)) if function else []
        return inner or list(_set(self.tree.body, name))

    @cached_property
    def roots(self) -> list[ast.AST]:
        """The expressions that are told."""
        raised, noted, uncaught = [], [], set()
        for node in self.nodes:
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                own = called(node.exc) in TOLD or (called(node.exc) == "ValueError" and self.name.startswith(CAUGHT))
                if own or not called(node.exc).endswith("Error"):
                    raised.append(node.exc)
                else:
                    uncaught |= {id(inner) for inner in ast.walk(node)}
            elif isinstance(node, ast.Call) and self._notes(node):
                noted += node.args
            elif isinstance(node, ast.Assign) and getattr(getattr(node.targets[0], "value", None), "id", "") in REASONS:
                noted.append(node.value)
        silent = uncaught | _documentation(self.nodes)
        return raised + noted + [node for node in self.nodes if id(node) not in silent and PHRASE.search(pattern(node))]

    def _notes(self, node):
        owner = getattr(node.func, "value", None)
        owned = getattr(owner, "id", None) or getattr(owner, "attr", "")
        return (called(node) in NOTING and owned in LISTS) or called(node) in OWN_NOTING


def _set(nodes, name):
    """The values that assignments and loops among the nodes give a name."""
    for target, value in (pair for node in nodes for pair in _pairs(node)):
        parts = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            parts = zip(target.elts, value.elts, strict=True)
        for one, own in parts:
            if own is not None and any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(one)):
                yield own


def _pairs(node):
    """What a statement sets, and to what."""
    if isinstance(node, ast.Assign):
        return [(target, node.value) for target in node.targets]
    if isinstance(node, ast.NamedExpr | ast.AnnAssign | ast.AugAssign):
        return [(node.target, node.value)]
    return [(node.target, node.iter)] if isinstance(node, ast.For | ast.comprehension) else []


def _documentation(nodes):
    """Docstrings, help, and the parts of texts that are put together."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        elif isinstance(node, ast.Expr):
            found.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg in ("help", "description"):
            found.add(id(node.value))
    return found


@cache
def modules() -> dict[str, Module]:
    """Every module of the model by its name."""
    found = {}
    for path in sorted(MODEL.rglob("*.py")):
        name = ".".join(path.relative_to(MODEL.parent).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(name, path)
    return found


class Walk:
    """Follows what is told to the texts that it is made of."""

    def __init__(self):
        self.texts: dict[str, str] = {}
        self.seen: set[int] = set()

    def follow(self, module: Module, node: ast.AST) -> None:
        """Gather the texts of an expression, each with its place."""
        if id(node) in self.seen or module.name.startswith(OF_BUILDERS):
            return
        self.seen.add(id(node))
        if text := pattern(node):
            self.texts.setdefault(text, f"{module.name}:{getattr(node, 'lineno', '')}")
        for home, inner in self._within(module, node):
            self.follow(home, inner)

    def _within(self, module, node) -> Iterator[tuple[Module, ast.AST]]:
        if isinstance(node, ast.Name):
            yield from self._named(module, node)
        elif isinstance(node, ast.Call):
            yield from self._called(module, node)
        else:
            yield from ((module, inner) for inner in self._parts(node))

    def _parts(self, node):
        """What an expression is made of; not what is only compared or looked up."""
        if isinstance(node, ast.IfExp):
            return [node.body, node.orelse]
        if isinstance(node, ast.JoinedStr):
            return [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        if isinstance(node, ast.Dict):
            return node.values
        if isinstance(node, ast.Subscript):
            return [node.value]
        return [] if isinstance(node, ast.Compare | ast.Attribute | ast.Lambda) else ast.iter_child_nodes(node)

    def _named(self, module, node):
        if found := module.set_to(node.id, node):
            yield from ((module, value) for value in found)
        elif node.id in module.imported:
            home, name = module.imported[node.id]
            if home in modules():
                yield from ((modules()[home], value) for value in modules()[home].set_to(name))

    def _called(self, module, node):
        name = called(node)
        if name.endswith("Error") or name in THROUGH:
            owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            yield from ((module, inner) for inner in [*node.args, *owner])
        home, own = module.imported.get(name, (module.name, name))
        function = modules()[home].functions.get(own) if home in modules() else None
        for inner in ast.walk(function) if function else ():
            if isinstance(inner, ast.Return | ast.Yield | ast.YieldFrom) and inner.value is not None:
                yield modules()[home], inner.value


@cache
def texts() -> dict[str, str]:
    """Each text of more than a word, with the first place that it stands at."""
    walk = Walk()
    for module in modules().values():
        for root in module.roots:
            walk.follow(module, root)
    return {text: place for text, place in walk.texts.items() if re.search(r"[a-z]{2}", text) and " " in text.strip()}
