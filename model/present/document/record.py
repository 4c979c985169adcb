"""The form of ``provenance.json``, as far as a report needs it."""

from pydantic import BaseModel


class Horizon(BaseModel):
    """The years."""

    start: int
    end: int


class Title(BaseModel):
    """The title in both languages."""

    en: str
    zh: str


class Scenario(BaseModel):
    """The scenario as resolved."""

    name: str
    title: Title
    horizon: Horizon
    method: str
    step: float
    set: list[str]
    targets: str | dict[str, dict[str, float]]
    parameters: dict[str, float]
    levers: dict[str, dict[int, float]]
    restatement: dict[str, dict[int, float]]


class End(BaseModel):
    """Where a start of the search ended."""

    miss: float
    effort: float


class Search(BaseModel):
    """How a solver's search went."""

    message: str
    met: bool
    converged: bool
    effort: float
    asked: int
    reached: int
    largest_miss: float
    stationarity: float | None
    starts: list[End]
    runs: int
    seconds: float
    left_out: int
    levers_before: dict[str, dict[int, float]]


class Observed(BaseModel):
    """The published figures of a mid-term review."""

    file: str
    last: int


class Record(BaseModel):
    """What the report needs of provenance.json."""

    command: str
    scenario: Scenario
    versions: dict[str, str]
    sha256: dict[str, str]
    assumptions: list[str]
    finished: str
    observed: Observed | None = None
    solve: Search | None = None
