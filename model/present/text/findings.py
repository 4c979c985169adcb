"""The findings of the audit in words, with names in the place of ids."""

import re

from model.data.catalogue import records
from model.engine.build import System
from model.plan.audit.finding import Finding
from model.present.text import words
from model.present.text.catalogue import place
from model.present.text.phrases import label
from model.present.text.words import Say
from model.scenario.element import title_of

IN_BOTH = ("nominal_gdp", "population")  # quantities that the audit takes from the model's history, not from the plan
QUANTITIES, KINDS = ("gdp_per_person",), ("count", "points")  # of identities and of changes, that no record names
AGAIN = (
    ": disagrees",
    ": within rounding",
    "：不一致",
    "：舍入范围内一致",
)  # a finding's verdict, which has its own column


def finding_text(finding: Finding, system: System, lang: str) -> str:
    """What a finding says, with names in the place of ids."""
    return in_words(finding.message_zh if lang == "zh" else finding.message, system, lang)


def in_words(text: str, system: System, lang: str) -> str:
    """A message of the audit with names in the place of ids."""
    say = Say("catalogue", lang)
    text = re.sub(f"({'|'.join(AGAIN)})(; |；|$)", "：" if say.zh else ": ", text, count=1).rstrip("：: ")
    known = _names(system, say)
    # in English a plain word such as "deposits" reads as it stands; ids have a hyphen or an underscore
    pattern = r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*" if say.zh else r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+"
    text = re.sub(r"rest of ([a-z_]+)", r"\1的其余部分", text) if say.zh else text
    text = place(text, say.lang) if not say.zh else re.sub(r"table (\d+)", r"表\1", text)
    text = re.sub(pattern, lambda found: known.get(found[0], found[0]), text)
    text = re.sub(r"(?<![A-Za-z0-9.])-(?=\d)", "−", text)
    text = words.subscript(text.replace(", ", "、") if say.zh else text.replace("_", " "))
    return text[:1].upper() + text[1:]


def _names(system: System, say: Say) -> dict[str, str]:
    """Names of the catalogue's records and of the quantities that they are of, as they stand in a sentence."""
    names = {name: say(f"quantity_{name}") for name in QUANTITIES} | {name: say(f"kind_{name}") for name in KINDS}
    for record in sorted(records(), key=lambda record: record.measure != "level"):
        name = label(record, say.lang)
        names[record.id] = name if say.zh else f"“{name}” ({record.year})" if record.year else f"“{name}”"
        names.setdefault(record.quantity, name if say.zh or name[:2].isupper() else name[:1].lower() + name[1:])
    return names | {name: title_of(name, system, say.lang) for name in IN_BOTH}
