"""The first section of a report: the pace that each target needs, before anything is solved."""

from model.plan.pace.pace import FLAGS, money, once
from model.present.document.parts import Figure, Points, Ref, Section, plain
from model.present.text.phrases import label, rounded
from model.present.text.targets.pace import by_ratio, counts, money_each
from model.present.text.words import Say

BEYOND = FLAGS[3]


def pace(material, pictures, say) -> Section:
    """How many targets ask for what pace, which go beyond experience, what they take, and the figure of all."""
    words = Say("pace", say.lang)
    told = once(material.paces)
    pages = [name for name in pictures if name == "pace" or name.startswith("pace_")]
    drawn = [Figure(f"figure_{name}", say("pace_caption"), *pictures[name]) for name in pages]
    points = [plain(line) for line in counts(told, words)]
    points += [_beyond(told, say), _money(material, words, say)]
    text = [say("pace_text", base=material.start, figure=Ref("figure_pace"))] if drawn else []
    return Section("pace", say("pace"), [*text, Points(points), *drawn])


def _beyond(told, say):
    each = []
    for own in sorted((own for own in told if own.flag == BEYOND), key=by_ratio):
        key = "pace_other" if own.ratio is None else "pace_ratio"
        ratio = {} if own.ratio is None else {"ratio": rounded(own.ratio)}
        each.append(say(key, title=label(own.record, say.lang), **ratio))
    return say("pace_beyond", each=say.join(each, "clause")) if each else say("pace_none")


def _money(material, words, say):
    budgets = money(material.paces, material.results)
    return say(
        "pace_money", each=say.join([plain(line) for line in money_each(budgets, material.end, words)], "clause")
    )
