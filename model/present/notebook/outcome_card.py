"""What a notebook shows of an outcome of the solver, as HTML: how it ended, what moved, what it costs, what conflicts."""

from operator import itemgetter

from model.plan.indicators import indicators
from model.plan.solution.levers import lever_rows
from model.plan.solution.outcome import Solution
from model.plan.solve.least_effort import BestPaths
from model.plan.targets import series, told
from model.present.figures.solution.levers import lever_panels
from model.present.notebook.cards import LANGUAGES, Table, both, card, element, in_both, met_pair, units
from model.present.text import words
from model.present.text.phrases import asks, label, unit_of
from model.present.text.solving.prices import sentence
from model.present.text.solving.solution import HEADLINES, Names, ended
from model.present.text.targets.aim import aim_of


def outcome_html(outcome: Solution) -> str:
    """An outcome."""
    solution, results = outcome.best, outcome.results
    facts = list(zip(*(ended(solution.record, lang)[:2] for lang in LANGUAGES), strict=True))
    tables = [_headlines(outcome), _levers(outcome), _prices(outcome), _missed(solution), _conflicts(outcome)]
    title = results.attrs["title_en"], results.attrs["title_zh"]
    return card(title, [*facts, met_pair(indicators(outcome.run.verdicts))], tables)


def _years(outcome: Solution) -> list[tuple[str, str]]:
    last = int(outcome.results["year"][-1])
    return [both("as_it_stands", year=last), both("as_solved", year=last)]


def _headlines(outcome: Solution) -> Table:
    rows = []
    for name in HEADLINES:
        solved = outcome.results[name]
        values = [words.number(float(series(results, name)[-1])) for results in (outcome.baseline, outcome.results)]
        names = (words.name(solved, "en"), words.name(solved, "zh"))
        rows.append((names, units(solved.attrs["units"], name), *values, aim_of(name, outcome.results)))
    return Table(both("headlines"), [both("name"), both("unit"), *_years(outcome), both("wants")], rows, (2, 3, 4))


def _levers(outcome: Solution) -> Table:
    system = outcome.best.problem.system
    panels = [panel for panel in lever_panels(lever_rows(outcome.best), outcome.results, "en") if panel.share > 0]
    ends = [(panel.lever, float(panel.baseline[-1]), float(panel.solved[-1]), 100 * panel.share) for panel in panels]
    rows = [(*element(lever, system), *map(words.number, numbers)) for lever, *numbers in ends]
    heads = [both("lever"), both("unit"), *_years(outcome), both("share")]
    return Table(both("moved"), heads, rows, (2, 3, 4))


def _prices(outcome: Solution) -> Table:
    system = outcome.best.problem.system
    rows = []
    for price in outcome.prices or []:
        of_target = (in_both(tell, price.target) for tell in (label, asks, unit_of))
        rows.append((*of_target, in_both(sentence, price, system)))
    heads = [both("name"), both("wants"), both("unit"), both("price")]
    return Table(both("costs"), heads, rows, wide=(0, 3))


def _missed(solution: BestPaths) -> Table:
    missed = sorted((answer for answer in solution.answers.values() if not answer.met), key=lambda answer: -answer.miss)
    rows = [
        (
            *(in_both(tell, a.target) for tell in (label, asks)),
            words.number(told(a.target, a.projected)),
            in_both(unit_of, a.target),
        )
        for a in missed
    ]
    return Table(both("missed"), [both("name"), both("wants"), both("reached"), both("unit")], rows, (2,))


def _conflicts(outcome: Solution) -> Table:
    if not outcome.diagnosis:
        return Table("", [], [])
    problem = outcome.best.problem
    names = [Names(problem.records, problem.system, lang) for lang in LANGUAGES]
    cells = itemgetter("targets", "kind", "cheapest", "nearest", "limits")
    conflicts = outcome.diagnosis["conflicts"]
    rows = [tuple(zip(*(cells(each.told(conflict)) for each in names), strict=True)) for conflict in conflicts]
    heads = [both("together"), both("kind"), both("cheapest"), both("reached"), both("held")]
    return Table(both("conflicts"), heads, rows, wide=(0, 4))
