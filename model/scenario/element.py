"""Elements of variables by their names, such as ``emission_factor[coal]``: the variable, and labels along its dimensions."""

from collections.abc import Iterable
from dataclasses import dataclass

from model.data import projects
from model.engine.build import System


@dataclass(frozen=True)
class Element:
    """One element of a variable; of a variable without dimensions, the variable itself."""

    name: str
    labels: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Element":
        """The element that a name such as ``water_use_by_user[households]`` says."""
        name, _, labels = text.removesuffix("]").partition("[")
        return cls(name, tuple(labels.split(",")) if labels else ())

    def __str__(self) -> str:
        return f"{self.name}[{','.join(self.labels)}]" if self.labels else self.name


def variable_of(element: str) -> str:
    """The name of the variable that an element is of."""
    return Element.parse(element).name


def title_of(element: str, system: System, lang: str) -> str:
    """The title of a variable's element in a language, with those of its labels; or of a project."""
    parsed, declared, zh = Element.parse(element), system.declarations, lang == "zh"
    declaration = projects(system.base).get(element) or declared[parsed.name]
    title = declaration.title_zh if zh else declaration.title
    if not parsed.labels:
        return title
    shown = [d.titles[label][zh] for d, label in zip(declared[parsed.name].dimensions, parsed.labels, strict=True)]
    return f"{title}（{'、'.join(shown)}）" if zh else f"{title} ({', '.join(shown)})"


def titles_of(element: str, system: System) -> dict[str, str]:
    """The title of a variable's element in both languages, by the columns of a table."""
    return {"title": title_of(element, system, "en"), "title_zh": title_of(element, system, "zh")}


def names_and_titles(names: Iterable[str], system: System) -> dict[str, str]:
    """What elements may be called, and the name of each: the names themselves, and their titles in both languages."""
    names = list(names)
    called = {title_of(name, system, lang): name for lang in ("en", "zh") for name in reversed(names)}
    return called | {name: name for name in names}
