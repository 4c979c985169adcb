"""The contents of a report: its sections in order, the facts of its title page, and the names under which all are found."""

from collections.abc import Callable
from dataclasses import dataclass

from model import DISTRIBUTION
from model.data import figures as numbers
from model.engine.build import System
from model.present import figures
from model.present.canvas.canvas import Canvas
from model.present.document import pace_section, pictures, plan_sections, result_sections, solution_sections
from model.present.document.material import Material
from model.present.document.parts import Figure, Say, Section, blocks_of, number, plain
from model.present.text import words


@dataclass(frozen=True)
class Document:
    """A report before it is rendered.

    Attributes
    ----------
    lang
        ``en`` or ``zh``.
    kicker, title, subtitle
        What stands on the title page: the scenario's title is the document's.
    facts
        Pairs of a word and what it is of these results.
    sections
        In order, appendices last.
    labels, numbers
        By key: what a reference reads as, and the bare number of a section.
    """

    lang: str
    kicker: str
    title: str
    subtitle: str
    facts: list[tuple]
    sections: list[Section]
    labels: dict[str, str]
    numbers: dict[str, str]


def document(
    material: Material, system: System, lang: str, today: str, command: str, told: Callable[[str], None]
) -> Document:
    """The report on a folder of results.

    Parameters
    ----------
    today
        The date of the report.
    command
        That makes it.
    told
        Called with a line on what is being done.
    """
    say = Say(lang)
    drawn, titles = _pictures(material, system, lang, told)
    told(words.Say("commands", lang)("weighing"))
    sections = _sections(material, system, drawn, command, say)
    appendices = [section for section in sections if section.appendix]
    sections = [*sections[: -len(appendices)], *_further(sections, drawn, titles, say), *appendices]
    labels, numbers = number(sections, lang)
    span = {"start": material.scenario.start + 1, "end": material.end}
    subtitle = say.plain("report_solution" if material.solved else "report_run")
    title = words.title(material.results, lang)
    return Document(
        lang, say.plain("kicker", **span), title, subtitle, _facts(material, today, say), sections, labels, numbers
    )


def _facts(material, today, say):
    record, asked = material.record, material.scenario
    facts = {
        "scenario": asked.name,
        "horizon": say("horizon", start=asked.start, end=asked.end),
        "results": record["finished"].replace("T", " ")[:16],
        "written": today,
        "version": say("version", name=DISTRIBUTION, version=record["versions"].get(DISTRIBUTION, "–")),
        "assumptions": say("assumptions_of", count=len(record["assumptions"]), all=len(numbers(asked.base))),
    }
    return [(say(f"fact_{key}"), value) for key, value in facts.items()]


def _pictures(
    material: Material, system: System, lang: str, told: Callable[[str], None]
) -> tuple[dict[str, tuple], dict[str, str]]:
    """Every figure as a picture, by name, and their titles."""
    source, found, titles = pictures.drawn_from(material, system), {}, {}
    for figure in figures.figures():
        if isinstance(source, figure.of):
            told(words.Say("commands", lang)("drawing_one", number=len(found) + 1, name=figure.title[lang == "zh"]))
            for page in figure.draw(source, Canvas(lang)):
                found[page.name] = pictures.picture(page.figure)
                titles[page.name] = figure.title[lang == "zh"]
    return found, titles


def _further(sections: list[Section], drawn: dict[str, tuple], titles: dict[str, str], say: Say) -> list[Section]:
    """A section of the figures that no other has; none where there are none."""
    placed = {block.key for block in blocks_of(sections)}
    rest = {name: picture for name, picture in drawn.items() if f"figure_{name}" not in placed}
    blocks = [Figure(f"figure_{name}", plain(titles[name]), *picture) for name, picture in rest.items()]
    return [Section("further_figures", say("further_figures"), blocks)] if blocks else []


def _sections(material, system, found, command, say):
    solved, reviewed = material.solved is not None, material.review is not None
    return [
        *([pace_section.pace(material, found, say)] if material.of_plan else []),
        result_sections.summary(material, system, found, say),
        result_sections.targets(material, found, say),
        *([solution_sections.solution(material, system, found, say)] if solved else []),
        *([solution_sections.review(material, say)] if reviewed else []),
        plan_sections.who_pays(material, found, say),
        plan_sections.audit(material, system, say),
        plan_sections.assumptions(material, system, say),
        plan_sections.limits(material, say),
        plan_sections.reproduce(material, command, say),
        plan_sections.scenario(material, system, say),
        plan_sections.all_assumptions(material, system, say),
    ]
