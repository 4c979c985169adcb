"""How numbers of a plan are printed and worded: units, decimals of a column, grades of a promise, what is met already.

Nothing here says that two numbers cannot both be true; each says that one of two places misleads a reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from model.data import BASE_YEAR
from model.data.catalogue import Record
from model.plan.audit.finding import Finding
from model.plan.audit.identities import PlanNumber, number_of
from model.plan.targets import growth_rate, meets

TESTED = ("at least", "above", "at most", "below", "equal", "between")


def units(plan: Sequence[Record], known: Mapping) -> Iterator[Finding]:
    """Changes of a percentage that are printed in per cent and are points."""
    shares = {r.quantity for r in plan if r.measure == "level" and r.unit == "%"}
    for record in plan:
        if record.measure == "increase" and record.unit == "%" and record.quantity in shares and record.value:
            base = known.get((record.quantity, "level", record.base_year))
            read = base.value * (1 + record.value / 100) if base else record.value
            size = abs(read / (base.value + record.value) - 1) if base else 0.0
            english = f"{record.id}: {record.value:g} is printed in per cent and is percentage points"
            chinese = f"{record.name_zh}：{record.value:g}印作百分比，实为百分点"
            number = number_of(replace(record, relation="equal"))
            yield Finding("unit", "disagrees", size, (number,), number.closed, None, english, chinese)


def decimals(plan: Sequence[Record], rows: Mapping) -> Iterator[Finding]:
    """Growths of a table that are printed with fewer decimals than their column, and are not that to its decimals."""
    columns = {}
    for record in plan:
        if record.measure == "growth" and record.unit == "%" and " column " in record.place:
            table, _, column = record.place.partition(" column ")
            columns.setdefault((record.document, table.partition(" row")[0], column), []).append(record)
    for column in columns.values():
        most = max(len(record.printed.partition(".")[2]) for record in column)
        for record in column:
            number = number_of(record)
            years = record.base_year, record.year
            before, after = (rows.get((record.quantity, "level", year, number.place)) for year in years)
            if before is None or after is None:
                continue
            full = round(growth_rate(before.value, after.value, 1), most)
            if len(record.printed.partition(".")[2]) < most and abs(full - record.value) > 1e-9:
                english = f"{record.id}: {record.printed} is printed less finely than its column, where it is {full:g}"
                chinese = f"{record.name_zh}：印作{record.printed}，精度低于同列，应为{full:g}"
                size = abs(full / record.value - 1)
                numbers = number, before, after
                yield Finding("precision", "within_rounding", size, numbers, number.closed, None, english, chinese)


def grades(plan: Sequence[Record]) -> Iterator[Finding]:
    """The same said firmly in one place, and softly in another."""
    first = {record.id: record for record in plan}
    for record in plan:
        origin = first.get(record.restates)
        if origin is None or "target" not in (record.kind, origin.kind):
            continue
        one, other = _grade(record), _grade(origin)
        if one and other and one != other:
            english = f"{record.id} is {one}, {origin.id} is {other}"
            chinese = f"{record.name_zh}：两处分别为“{GRADES[one]}”与“{GRADES[other]}”"
            cited = tuple(_word(r) for r in (record, origin))
            yield Finding("grade", "disagrees", 0.0, cited, (0.0, 0.0), None, english, chinese)


GRADES = {"stated": "提出", "striven for": "力争", "done": "建成", "basically done": "基本建成"}


def _grade(record: Record) -> str:
    """How firm a statement is: a state that is done or nearly so; else whether it is only striven for."""
    if record.relation in ("done", "basically done"):
        return record.relation
    if record.value is None or record.nature == "expected":
        return ""
    return "striven for" if record.nature == "striven for" else "stated"


def _word(record: Record) -> PlanNumber:
    """A number that stands for a record in words."""
    if record.value is not None:
        return number_of(record)
    return PlanNumber(record.quantity, record.year or 0, 0.0, (0.0, 0.0), (0.0, 0.0), (record,))


def met_already(plan: Sequence[Record]) -> Iterator[Finding]:
    """Targets that a figure of the same text meets, though the base that is printed beside them does not."""
    figures = {}
    for record in plan:
        if record.kind == "figure" and record.measure == "level" and record.year in (BASE_YEAR, BASE_YEAR + 1):
            figures.setdefault(record.quantity, []).append(record)
    for target in plan:
        if target.kind != "target" or target.measure != "level" or target.restates or target.relation not in TESTED:
            continue
        if target.base_value is None or meets(target, target.base_value):
            continue  # no base to rise from, or one that is to be held
        for figure in figures.get(target.quantity, ()):
            if meets(target, figure.value):
                english = (
                    f"{target.id}: {target.value:g} is asked for from {target.base_value:g}; "
                    f"{figure.id} has {figure.value:g} already"
                )
                chinese = (
                    f"{target.name_zh}：以{target.base_value:g}为基数提出{target.value:g}，文中另处已为{figure.value:g}"
                )
                size, cited = abs(figure.value / target.base_value - 1), (number_of(target), number_of(figure))
                yield Finding("already met", "disagrees", size, cited, cited[0].closed, None, english, chinese)
