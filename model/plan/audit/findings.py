"""The audit: where the numbers of a plan disagree with one another, before anything is simulated.

What is tested follows from what the records say of their quantities (levels, growth, increases, restatements) and from
the general statements of ``model/data/identities.csv``. A number may lie half a unit of its last printed digit to each
side. Numbers of one table row or sentence are taken as printed; between places, "at least" and its like open a side.

Verdicts
    agrees           the result that is stated is what the other numbers give
    within_rounding  it is not, but numbers within their rounding would give it
    disagrees        no numbers within their rounding do; ``size`` is the least relative move of one that would mend it
    implausible      a third quantity that targets fix, just reached, would grow outside its historical range, widened
                     by a point or half its rate, whichever is more; ``size`` is the distance in points over 100
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from model.data import BASE_YEAR, ROOT, numbers, rows
from model.data import history as published
from model.data.catalogue import Record, records
from model.plan.audit.finding import VERDICTS, VERDICTS_ZH, Finding
from model.plan.audit.identities import Identity, PlanNumber, Term, implied, number_of, possible, solved, span
from model.plan.audit.implications import implications
from model.plan.audit.mends import mends, simplest
from model.plan.audit.wording import decimals, grades, met_already, units
from model.plan.targets import growth_rate

POINT, HALF = 1.0, 0.5  # how far beyond its historical range a growth is still plausible
CHANGES = ("growth", "average_growth", "multiple", "increase")


def rules() -> list[dict]:
    """The general identities of ``model/data/identities.csv``."""
    return [row | {"factor": float(row["factor"])} for row in rows(ROOT / "identities.csv")]


def audit(
    plan: Sequence[Record] | None = None,
    general: Iterable[Mapping] | None = None,
    history: Mapping[str, Mapping[int, float]] | None = None,
    figures: Mapping | None = None,
) -> list[Finding]:
    """Test every identity that the records of a plan allow.

    Parameters
    ----------
    plan, general, history, figures
        Records, general identities, published series of earlier years and figures of the base year; the shipped ones
        where not given.

    Returns
    -------
    list of Finding
        By weight: first what is worst and largest. What several places say alike counts once.
    """
    plan = records() if plan is None else plan
    valued = [record for record in plan if record.value is not None]
    book = _Book(valued, list(rules() if general is None else general), published() if history is None else history)
    orders = [book.order(record) for record in plan if record.compared_with and record.base_year is not None]
    findings = [*book.judged(), *book.implied_twice(), *_causes(book.implausible())]
    findings += [*units(valued, book.known), *decimals(valued, book.rows), *grades(plan), *met_already(valued)]
    findings += [*implications(valued, numbers() if figures is None else figures), *filter(None, orders)]
    ranked = sorted(_once_told(findings), key=lambda finding: (-VERDICTS.index(finding.verdict), -finding.size))
    return list({finding.told: finding for finding in reversed(ranked)}.values())[::-1]


def _once_told(findings: Sequence[Finding]) -> list[Finding]:
    """Findings but those of an average growth and its levels that the growth in all tells more sharply."""
    sharp = {f.numbers[0].records for f in findings if (f.identity, f.verdict) == ("average of total", "disagrees")}
    return [f for f in findings if f.identity != "average_growth" or f.numbers[0].records not in sharp]


def _causes(findings: Iterable[Finding]) -> list[Finding]:
    """Implausible findings but those that need all the targets of another, and more: they follow from it."""
    findings = list(findings)
    cited = [set(finding.cited) for finding in findings]
    return [f for f, cites in zip(findings, cited, strict=True) if not any(other < cites for other in cited)]


class _Book:
    """Every number of a plan by (quantity, level or sum, year), printed or following from others."""

    def __init__(
        self, plan: Sequence[Record], general: Sequence[Mapping[str, Any]], history: Mapping[str, Mapping[int, float]]
    ):
        self.plan, self.general, self.known, self.rows = plan, general, {}, {}
        self.first, self.again = {record.id: record for record in plan}, {}
        for record in plan:
            self.again.setdefault(record.restates or record.id, []).append(record)
            if record.measure in ("level", "cumulative"):
                self._enter((record.quantity, record.measure, record.year), number_of(record), record.restates)
            if record.base_value is not None and record.base_year is not None:
                self._enter((record.quantity, "level", record.base_year), number_of(record, record.base_value), True)
        self.printed = dict(self.known)
        for quantity, series in history.items():
            for year, value in series.items():
                number = PlanNumber(quantity, year, value, (value, value), (value, value), ())
                self.known.setdefault((quantity, "level", year), number)
        self.derived = {}
        while self._derive():
            pass

    def _enter(self, key: tuple[str, str, int | None], entered: PlanNumber, again: bool | str) -> None:
        self.rows.setdefault((*key, entered.place), entered)
        if not again or key not in self.known:
            self.known.setdefault(key, entered)

    # -- identities ----------------------------------------------------------------------------------------------------
    def identities(self) -> Iterator[tuple[Any, ...]]:
        """Every identity as (kind, titles, [(factor, scale, key or number)], constant, whether equal)."""
        for record in self.plan:
            if record.measure in CHANGES and record.base_year is not None:
                yield self._change(record)
        yield from self._averages()
        years = sorted({(key[1], key[2]) for key in self.known})
        for rule in self.general:
            for measure, year in years:
                yield self._general(rule, measure, year)

    def _change(self, record: Record) -> tuple[Any, ...]:
        number, level = number_of(record), (record.quantity, "level")
        place = number.place
        now, base = ((*level, year) for year in (record.year, record.base_year))
        now, base = (self.rows.get((*key, place), key) for key in (now, base))
        title = (f"{record.measure.replace('_', ' ')} of {record.quantity}", f"{record.name_zh}与两期数值")
        if record.measure == "increase":
            return record.measure, title, [(1, "number", number), (-1, "number", now), (1, "number", base)], 0.0, True
        scale = "log" if record.measure == "multiple" else "times" if record.unit == "1" else "factor"
        return record.measure, title, [(_years(record), scale, number), (-1, "log", now), (1, "log", base)], 0.0, True

    def _averages(self) -> Iterator[tuple[Any, ...]]:
        """A growth over years and the average growth of the same, wherever they stand."""
        changes = {"growth": {}, "average_growth": {}}
        for record in self.plan:
            if record.measure in changes and record.base_year is not None:
                changes[record.measure].setdefault((record.quantity, record.base_year, record.year), record)
        for key, average in changes["average_growth"].items():
            if total := changes["growth"].get(key):
                title = (f"average growth of {key[0]} and its growth in all", f"{average.name_zh}与总增长")
                scales = ["times" if record.unit == "1" else "factor" for record in (average, total)]
                terms = [(key[2] - key[1], scales[0], number_of(average)), (-1, scales[1], number_of(total))]
                yield "average of total", title, terms, 0.0, True

    @staticmethod
    def _general(rule: Mapping[str, Any], measure: str, year: int) -> tuple[Any, ...]:
        keys = [(name, measure, year) for name in rule["right"].split()]
        left, title = (rule["left"], measure, year), (rule["title"], rule["title_zh"])
        if rule["kind"] == "ratio":
            terms = [(1, "log", left), (-1, "log", keys[0]), (1, "log", keys[1])]
            return "ratio", title, terms, -math.log(rule["factor"]), True
        parts = [(-1, "number", key) for key in keys]
        if rule["kind"] == "parts":
            return "parts", title, [(1, "number", left), *parts], 0.0, False
        return rule["kind"], title, parts, rule["factor"], rule["kind"] == "sum"

    def _settled(
        self, terms: Sequence[tuple], known: Mapping[tuple[str, str, int], PlanNumber]
    ) -> tuple[tuple[Term, ...], list[tuple]]:
        """Terms with their numbers, and those without one."""
        there, lacking = [], []
        for factor, scale, place in terms:
            number = place if isinstance(place, PlanNumber) else known.get(place)
            if number:
                there.append(Term(factor, scale, number))
            else:
                lacking.append((factor, scale, place))
        return tuple(there), lacking

    def _derive(self) -> bool:
        """Add every number that one identity now fixes; whether there was one."""
        added = {}
        for kind, title, terms, constant, equal in self.identities():
            there, lacking = self._settled(terms, self.known)
            if equal and len(lacking) == 1 and kind not in ("sum", "bound"):
                factor, scale, key = lacking[0]
                number = implied(Identity(kind, title[0], title[1], there, constant), factor, scale, key[0], key[2])
                if number:
                    self.derived.setdefault(key, []).append(number)
                    added.setdefault(key, number)
        self.known |= added
        return bool(added)

    # -- verdicts ------------------------------------------------------------------------------------------------------
    def judged(self) -> Iterator[Finding]:
        """Findings of every identity between printed numbers alone."""
        for kind, title, terms, constant, equal in self.identities():
            there, lacking = self._settled(terms, self.printed)
            if not lacking and len({r for t in there for r in t.number.records}) > 1:
                yield _judge(Identity(kind, title[0], title[1], there, constant, equal), self.again)
        for record in self.plan:
            if record.restates in self.first:
                first = self.first[record.restates]
                terms = (Term(1, "number", number_of(record)), Term(-1, "number", number_of(first)))
                title = f"{record.quantity} in two places", f"{record.name_zh}的两处表述"
                yield _judge(Identity("restatement", *title, terms), self.again)

    def order(self, record: Record) -> Finding | None:
        """The finding of a growth that is to be not below another; None where either has no numbers."""
        compared = record.quantity, record.compared_with
        left, right = (self._growth(name, record.base_year, record.year) for name in compared)
        if left is None or right is None or record.value is not None:
            return None
        terms = (*left, *(Term(-term.factor, term.scale, term.number) for term in right))
        title = f"growth of {record.quantity} not below that of {record.compared_with}"
        return _judge(Identity("order", title, record.name_zh, terms, equal=False), self.again)

    def _growth(self, quantity: str, base: int | None, year: int | None) -> tuple[Term, ...] | None:
        """A quantity's growth as terms of logarithms: from its levels, or else as it is stated."""
        after, before = (self.printed.get((quantity, "level", when)) for when in (year, base))
        if after and before:
            return Term(1, "log", after), Term(-1, "log", before)
        for record in self.plan:
            if (record.quantity, record.year, record.base_year) == (quantity, year, base):
                if record.measure in ("growth", "average_growth"):
                    return (Term(_years(record), "factor", number_of(record)),)
        return None

    def implied_twice(self) -> Iterator[Finding]:
        """Findings of every quantity that printed numbers fix in two ways."""
        for (quantity, _, year), ways in self.derived.items():
            ways = [way for way in ways if way.records]
            for i, one in enumerate(ways):
                for other in ways[:i]:
                    if set(one.records) != set(other.records):
                        terms = (Term(1, "number", one), Term(-1, "number", other))
                        title = f"{quantity} of {year} implied twice", f"{year}年{quantity}的两种推算"
                        yield _judge(Identity("implied twice", *title, terms), self.again)

    def implausible(self) -> Iterator[Finding]:
        """Findings of third quantities that targets fix beyond what their history makes plausible."""
        for (quantity, measure, year), number in self.known.items():
            base = self.known.get((quantity, "level", BASE_YEAR))
            derived = (quantity, measure, year) not in self.printed and number.records
            past = self._past_growth(quantity)
            if measure == "level" and year > BASE_YEAR and derived and base and base.closed[0] > 0 and past:
                yield from _judge_growth(number, base, past)
        for rule in self.general:
            if rule["kind"] == "parts":
                yield from self._rest(rule)

    def _past_growth(self, quantity: str) -> tuple[float, float] | None:
        """The least and the largest yearly growth between the known years up to the base year, in per cent."""
        levels = {key[2]: f for key, f in self.known.items() if key[:2] == (quantity, "level") and key[2] <= BASE_YEAR}
        years = sorted(levels)
        rates = [growth_rate(levels[a].value, levels[b].value, b - a) for a, b in zip(years, years[1:], strict=False)]
        return (min(rates), max(rates)) if rates and all(f.value > 0 for f in levels.values()) else None

    def _rest(self, rule: Mapping[str, Any]) -> Iterator[Finding]:
        """What is left of a whole beside its named parts, over the known years up to the base year."""
        names = [rule["left"], *rule["right"].split()]
        years = sorted({key[2] for key in self.known if key[2] <= BASE_YEAR})
        years = [year for year in years if all((name, "level", year) in self.known for name in names)]
        past = [growth for name in names if (growth := self._past_growth(name))]
        for a, b in zip(years, years[1:], strict=False):
            rests = []
            for year in (a, b):
                whole, *parts = (self.known[name, "level", year] for name in names)
                terms = [Term(1, "number", whole), *(Term(-1, "number", part) for part in parts)]
                value = whole.value - sum(part.value for part in parts)
                cited = tuple(dict.fromkeys(r for t in terms for r in t.number.records))
                rests.append(PlanNumber(f"rest of {names[0]}", year, value, span(terms, 0.0), (0, 0), cited))
            if rests[0].closed[1] > 0 and rests[1].closed[0] > 0 and len(past) == len(names):
                yield from _judge_growth(rests[1], rests[0], (min(p[0] for p in past), max(p[1] for p in past)))


def _years(record: Record) -> int:
    """Over how many years a growth is that a record states: 1 but of an average."""
    return (record.year or 0) - (record.base_year or 0) if record.measure == "average_growth" else 1


def _judge(identity: Identity, again: Mapping[str, Sequence[Record]]) -> Finding:
    there, size, verdict = identity.terms, 0.0, "agrees"
    places = {term.number.place for term in there} - {""}
    result, needed = there[0].number, solved(identity, 0)
    unbounded = any(map(math.isinf, span(there, identity.constant)))
    apart = len(places) > 1 and identity.kind != "average of total"  # where a bound leaves room for more
    if not possible(identity) and not (apart and possible(identity, wide=True)):
        verdict = "disagrees"
        size = min((abs(move.share) for move in mends(identity)), default=1.0)
    elif identity.equal and not unbounded and not _inside(needed, result.closed) and possible(identity):
        verdict = "within_rounding"
    english, chinese = f"{identity.title}: {verdict.replace('_', ' ')}", f"{identity.title_zh}：{VERDICTS_ZH[verdict]}"
    if verdict == "disagrees":
        english += f"; the other figures give {_number(needed)}, stated is {_number(result.value)}"
        chinese += f"；按其余数据应为{_number(needed)}，文件所列为{_number(result.value)}"
        if mend := simplest(identity, again):
            english += f"; mended by {_cited(mend.number)} = {_number(mend.to)} ({mend.share:+.1%})"
            chinese += f"；将{_cited(mend.number)}改为{_number(mend.to)}（{mend.share:+.1%}）即可一致"
    numbers = tuple(term.number for term in there)
    return Finding(identity.kind, verdict, size, numbers, span(there, identity.constant), None, english, chinese)


def _inside(value: float | None, interval: tuple[float, float]) -> bool:
    slack = 1e-9 * max(1.0, abs(value or 0.0))
    return value is None or interval[0] - slack <= value <= interval[1] + slack


def _judge_growth(number: PlanNumber, base: PlanNumber, past: tuple[float, float]) -> Iterator[Finding]:
    years = number.year - base.year
    least = growth_rate(base.closed[1], max(number.closed[0], 0.0), years)
    most = growth_rate(max(base.closed[0], 1e-9), number.closed[1], years)
    low, high = (past[0] - max(POINT, HALF * abs(past[0]))), (past[1] + max(POINT, HALF * abs(past[1])))
    if low <= most and least <= high:
        return
    growth = growth_rate(base.value, number.value, years) if base.value > 0 else least
    distance = (least - high) if least > high else (low - most)
    cited = ", ".join(dict.fromkeys(record.id for record in number.records))
    said = {"quantity": number.quantity, "year": number.year, "value": number.value, "interval": list(number.closed)}
    said |= {"growth": growth, "historical range": list(past)}
    english = (
        f"{number.quantity} of {number.year} would be {_number(number.value)}, {growth:+.1f} % a year from "
        f"{_number(base.value)}; it was {past[0]:.1f} to {past[1]:.1f} % (from {cited}, taken as just reached)"
    )
    chinese = (
        f"推算{number.year}年{number.quantity}为{_number(number.value)}，比{base.year}年的{_number(base.value)}年均增长{growth:.1f}%；"
        f"历史年均增速为{past[0]:.1f}%至{past[1]:.1f}%（依据{cited}，按恰好达到计）"
    )
    numbers = (number, base)
    yield Finding("implied quantity", "implausible", distance / 100, numbers, number.closed, said, english, chinese)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.6g}"


def _cited(number: PlanNumber) -> str:
    return " & ".join(record.id for record in number.records)
