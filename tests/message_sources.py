"""Every text that the program may tell of a fault, found in its source: what is raised or noted, and what that is made of.

A text is followed from where it is raised: through names to what they are set to, through calls to what they return.
What is filled in stands as ``{1}``, ``{2}`` and so on.
"""

import ast
import re
from functools import cache
from pathlib import Path

MODEL = Path(__file__).parents[1] / "model"
TOLD = {"InputError", "RunError", "OSError", "IsADirectoryError", "UsageError", "BadParameter", "ClickException"}
CAUGHT = {
    "model.scenario",
    "model.plan.question",
    "model.plan.audit.gazette",
}  # whose ValueError is told as a fault of the input
OF_MODELLERS = {
    "model.analysis.reality",
    "model.engine.build",
    "model.analysis.checks",
    "model.analysis.mutations",
    "model.data",
}  # of the model's own files
PHRASE = re.compile(r"\bfound |\bexpected |did you mean")
GATHERED = {"problems", "faults", "crossed"}  # lists of faults
NOTED = {"add", "note", "append", "_note", "_tell", "_refuse", "note_fault"}


@cache
def sources() -> dict[str, ast.Module]:
    """The parsed source of every module, by its name."""
    found = {}
    for path in sorted(MODEL.rglob("*.py")):
        parts = path.relative_to(MODEL.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def pattern(node: ast.JoinedStr | ast.Constant) -> str:
    """A text with what is filled in numbered."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts, count = [], 0
    for part in node.values:
        count += not isinstance(part, ast.Constant)
        parts.append(str(part.value) if isinstance(part, ast.Constant) else f"{{{count}}}")
    return "".join(parts)


class _Module:
    """What the names of a module stand for."""

    def __init__(self, name: str, tree: ast.Module):
        self.name, self.tree = name, tree
        self.functions = {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
        self.imported = {
            alias.asname or alias.name: (n.module or "", alias.name)
            for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names
        }  # fmt: skip
        self.around = {}
        for function in self.functions.values():
            for n in ast.walk(function):
                self.around[id(n)] = function

    def set_to(self, name: str, node: ast.AST) -> list[ast.AST]:
        """What a name is set to, in the function around a node or in the module."""
        for scope in (self.around.get(id(node)), self.tree):
            values = [value for value in _assigned(scope, name)] if scope else []
            if values:
                return values
        return []


def _assigned(scope, name):
    for n in ast.walk(scope) if isinstance(scope, ast.FunctionDef) else scope.body:
        targets = n.targets if isinstance(n, ast.Assign) else [n.target] if isinstance(n, ast.NamedExpr | ast.AnnAssign | ast.AugAssign) else []  # fmt: skip
        for target in targets:
            pairs = zip(target.elts, n.value.elts, strict=True) if isinstance(target, ast.Tuple) and isinstance(n.value, ast.Tuple) else [(target, n.value)]  # fmt: skip
            for one, value in pairs:
                inside = one.elts if isinstance(one, ast.Tuple) else [one]
                if value is not None and any(isinstance(i, ast.Name) and i.id == name for i in inside):
                    yield value
        if isinstance(n, ast.For | ast.comprehension):
            if any(isinstance(i, ast.Name) and i.id == name for i in ast.walk(n.target)):
                yield n.iter


@cache
def modules() -> dict[str, _Module]:
    return {name: _Module(name, tree) for name, tree in sources().items()}


def _roots(module):
    """The expressions that are told."""
    if module.name.startswith(tuple(OF_MODELLERS)):
        return
    caught = module.name.startswith(tuple(CAUGHT))
    uncaught = set()
    for n in ast.walk(module.tree):
        if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call):
            name = getattr(n.exc.func, "id", getattr(n.exc.func, "attr", ""))
            if name in TOLD or (caught and name == "ValueError"):
                yield from n.exc.args
            elif name.endswith("Error"):
                uncaught |= {id(inner) for inner in ast.walk(n)}
            else:
                yield n.exc
        elif isinstance(n, ast.Call):
            name = getattr(n.func, "id", getattr(n.func, "attr", ""))
            owner = getattr(n.func, "value", None)
            owned = getattr(owner, "id", getattr(owner, "attr", ""))
            if name in NOTED and (owned in GATHERED or (owned in ("", "self", "reader") and name.startswith("_"))):
                yield from n.args
    documented = set(_documentation(module.tree))
    for n in ast.walk(module.tree):
        text = (
            n.value
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
            else pattern(n)
            if isinstance(n, ast.JoinedStr)
            else ""
        )
        if id(n) not in uncaught | documented and PHRASE.search(text):
            yield n


def _documentation(tree):
    """What stands as documentation, and the parts of texts that are put together."""
    for n in ast.walk(tree):
        if isinstance(n, ast.JoinedStr):
            yield from (id(part) for part in ast.walk(n) if part is not n and not isinstance(part, ast.JoinedStr))
        elif isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant):
            yield id(n.value)


def texts() -> dict[str, list[str]]:
    """Each text with the places in the source that it stands at."""
    found: dict[str, list[str]] = {}
    seen: set[int] = set()

    def follow(module, node):
        if id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            found.setdefault(pattern(node), []).append(f"{module.name}:{node.lineno}")
            inner = [part.value for part in node.values if isinstance(part, ast.FormattedValue)] if isinstance(node, ast.JoinedStr) else []  # fmt: skip
        elif isinstance(node, ast.Name):
            inner = module.set_to(node.id, node)
            if not inner and node.id in module.imported:
                home, name = module.imported[node.id]
                if home in modules():
                    for value in modules()[home].set_to(name, modules()[home].tree):
                        follow(modules()[home], value)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            inner = list(node.args) if name.endswith("Error") or name in ("join", "str", "next", "iter", "list", "tuple", "sorted", "min", "zip", "enumerate", "partial", "get") else []  # fmt: skip
            if name == "join":
                inner.append(node.func.value)
            home, called = module.imported.get(name, (module.name, name))
            function = modules()[home].functions.get(called) if home in modules() else None
            if function:
                for n in ast.walk(function):
                    if isinstance(n, ast.Return | ast.Yield | ast.YieldFrom) and n.value is not None:
                        follow(modules()[home], n.value)
        elif isinstance(node, ast.Compare | ast.Lambda):
            inner = []
        elif isinstance(node, ast.IfExp):
            inner = [node.body, node.orelse]
        elif isinstance(node, ast.Subscript):
            inner = [node.value]
        elif isinstance(node, ast.Attribute):
            inner = []
        elif isinstance(node, ast.DictComp | ast.Dict):
            inner = list(node.values) if isinstance(node, ast.Dict) else [node.value]
        else:
            inner = list(ast.iter_child_nodes(node))
        for each in inner:
            follow(module, each)

    for module in modules().values():
        for root in _roots(module):
            follow(module, root)
    return {text: places for text, places in found.items() if re.search("[a-z]{2}", re.sub(r"{\d+}", "", text))}
