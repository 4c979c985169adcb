"""What the audit finds: one identity between numbers of the plan, and whether it holds."""

from dataclasses import dataclass

from model.data.catalogue import Record
from model.plan.audit.identities import PlanNumber

VERDICTS = ("agrees", "within_rounding", "disagrees", "implausible")
VERDICTS_ZH = {
    "agrees": "一致",
    "within_rounding": "舍入范围内一致",
    "disagrees": "不一致",
    "implausible": "难以同时成立",
}
WORDING = ("unit", "precision", "grade", "already met", "average of total")  # of how a number is printed or worded


@dataclass(frozen=True)
class Finding:
    """One identity between numbers of the plan, and whether it holds."""

    identity: str
    verdict: str
    size: float
    numbers: tuple[PlanNumber, ...]
    interval: tuple[float, float]
    implied: dict | None
    message: str
    message_zh: str

    def as_dict(self) -> dict:
        """The finding in plain types, for JSON."""
        cited = [{"id": r.id, "document": r.document, "place": r.place, "value": r.value} for r in self.cited]
        plain = {("figures" if key == "numbers" else key): value for key, value in vars(self).items()}
        return plain | {"figures": cited, "interval": list(self.interval)}

    @property
    def cited(self) -> list[Record]:
        """The records that its numbers are from, each once."""
        return list(dict.fromkeys(record for number in self.numbers for record in number.records))

    @property
    def told(self) -> tuple:
        """What it says, whichever of several places of the same statement its numbers are from."""
        return self.identity, frozenset(record.restates or record.id for record in self.cited)
