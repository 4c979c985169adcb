"""A report as HTML that stands alone, and as PDF."""

import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from model import DISTRIBUTION
from model.data import history
from model.engine.build import System
from model.plan.indicators import is_relaxed
from model.present.canvas.canvas import PAST
from model.present.canvas.types import Template
from model.present.document import plan_values, result_values, solution_values
from model.present.document.fonts import faces
from model.present.document.material import Material
from model.present.document.outline import Outline
from model.present.document.pictures import Picture, pictures
from model.present.document.table import Say
from model.present.text import words
from model.present.text.phrases import (
    aim_text,
    apart,
    gap_unit,
    label,
    name_of,
    projected_text,
    rounded,
    signed,
    told_gap,
    unit_of,
)

LANGUAGES = {"en": "en", "zh": "zh-CN"}


def html(
    material: Material, system: System, lang: str, today: str, commands: tuple[str, str], tell: Callable[[str], None]
) -> str:
    """The report on a folder of results as one HTML text: its style, figures and fonts are inside it.

    Parameters
    ----------
    today
        The date of the report.
    commands
        That made the results, and that makes it.
    tell
        Called with a line on what is being done.
    """
    say, drawn = Say(lang), pictures(material, system, lang, tell)
    tell(words.Say("commands", lang)("weighing"))
    template = _template(system, say)
    style = Markup((files("model.present.document") / "style.css").read_text(encoding="utf-8"))
    given = _values(material, system, say) | {"say": say, "language": LANGUAGES[lang], "style": style}
    given |= {"today": today, "commands": commands}
    given["pages"] = lambda name: [page for page in drawn if re.fullmatch(rf"{name}(_\d+)?", page.name)]  # of a figure

    def rendered(before: Outline | None, fonts: dict[str, str]) -> tuple[str, Outline]:
        outline = Outline(say, before)

        def unplaced() -> list[Picture]:
            """The pictures that no section has named yet."""
            return [page for page in drawn if page.key not in outline.labels]

        sections = before.sections if before else []
        return template.render(given, outline=outline, unplaced=unplaced, sections=sections, fonts=fonts), outline

    _, numbered = rendered(None, {})  # contents and links name what comes later
    bare, _ = rendered(numbered, {})
    return rendered(numbered, faces(bare, lang))[0]


def _template(system: System, say: Say) -> Template:
    """The template of a language: all that is put into it is escaped, and what it asks for and has not is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("model.present", "document"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    between = Markup(say.between)
    environment.filters |= {
        "aim": partial(aim_text, lang=say.lang),
        "joined": lambda text: between.join(line.strip() for line in text.splitlines()),
        "label": partial(label, lang=say.lang),
        "gap": told_gap,
        "gap_measure": lambda target: apart(gap_unit(target, say.lang), say.lang),
        "measure": lambda target: apart(unit_of(target, say.lang), say.lang),
        "name": partial(name_of, system=system, lang=say.lang),
        "number": words.number,
        "projected": projected_text,
        "rounded": rounded,
        "signed": signed,
        "spoken": say.spoken,
        "stands": say.stands,
        "unit": partial(unit_of, lang=say.lang),
        "weight": partial(plan_values.weight, system=system, say=say),
    }
    return environment.get_template(f"report.{say.lang}.html")


def _values(material: Material, system: System, say: Say) -> dict[str, Any]:
    """What the templates tell."""
    record, asked = material.record, material.scenario
    title = words.title(material.results, say.lang)
    return {
        "title": say("review_title", title=title, **record["observed"]) if material.review else title,
        "asked": asked,
        "base": asked.base,
        "first": asked.base + 1,
        "end": material.end,
        "past": PAST,
        "published": max(year for values in history().values() for year in values if year <= material.end),
        "step": f"{asked.step:g}",
        "finished": record["finished"].replace("T", " ")[:16],
        "distribution": DISTRIBUTION,
        "version": record["versions"].get(DISTRIBUTION, "–"),
        "of_plan": material.of_plan,
        "relaxed": is_relaxed(material.verdicts),
        "not_judged": words.not_judged(asked.base, say.lang),
        "not_represented": material.results.attrs["not_represented_zh" if say.zh else "not_represented"],
        "changed": material.changed,
        "pace": result_values.pace(material, say),
        "summary": result_values.summary(material, say),
        "targets": result_values.targets(material, say),
        "solution": solution_values.solution(material, system, say),
        "review": solution_values.review(material, say),
        "money": plan_values.who_pays(material, say),
        "audit": plan_values.audit(material, system, say),
        "assumptions": plan_values.assumptions(material, system, say),
        "untracked": plan_values.untracked(material, say),
        "versions": plan_values.versions(material),
        "hashes": plan_values.hashes(material, say),
        "scenario": plan_values.scenario(material, system, say),
    }
