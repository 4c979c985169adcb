"""The form of a scenario file as Pydantic models (the JSON Schema is made from them), and its faults as sentences."""

import math
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveFloat,
    ValidationError,
    model_validator,
)

from model.data import BASE_YEAR, bases
from model.data.catalogue import Reading, Relation
from model.data.decoding import NUMBER
from model.errors import Problems, shown

LAST_YEAR = 2060
NAME = "[a-z0-9][a-z0-9-]{0,63}"
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff"  # characters that no text of a scenario has
SMALLEST_STEP = 1 / 64
Level = Literal["binding", "main", "expected", "striven for"]  # as model.plan.question.levels orders them
USUAL_YEARS = 5  # from the base year to the end, where a scenario names none


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def _whole(value: int) -> int:
    """A whole number that a program has written with a decimal point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
Line = Annotated[str, Field(json_schema_extra={"pattern": f"^[^{CONTROL}]*$"})]  # held by the reader of the file


class Title(_Form):
    """The title in English and in Chinese."""

    en: Line = Field(min_length=1, max_length=200, description="in English")
    zh: Line = Field(min_length=1, max_length=200, description="in Chinese")


class Horizon(_Form):
    """The first and the last year."""

    start: Whole | None = Field(None, description="the base year, and no other")
    end: Whole | None = Field(
        None, le=LAST_YEAR, description=f"after the base year, at most {LAST_YEAR}; five years after it if not given"
    )


class Shock(_Form):
    """A lever or driver multiplied or added to from one year to another."""

    on: str = Field(description="the lever or driver it changes")
    start: Whole = Field(description="the first year changed")
    end: Whole = Field(description="the last year changed")
    multiply: float | None = Field(None, description="a factor; either this or 'add'")
    add: Any = Field(None, description="a number in the lever's own units, or text with units")
    title: Title | None = None

    @model_validator(mode="after")
    def _one_change(self) -> "Shock":
        if (self.multiply is None) == (self.add is None):
            raise ValueError("exactly one of 'multiply' and 'add'")
        return self


class TargetEdit(_Form):
    """What a target asks for otherwise than the plan; or, with a ``variable``, a target of the scenario's own."""

    value: Any = Field(None, description="in place of the plan's: a number in the target's unit, or text with units")
    upper: Any = Field(None, description="the other end, of a target that lies between two values")
    year: Whole | None = Field(None, gt=BASE_YEAR, le=LAST_YEAR, description="in place of the plan's")
    relation: Relation | None = Field(None, description="in place of the plan's")
    variable: str | None = Field(None, description="of a target of one's own: a variable, or an element of one")
    reading: Reading | None = Field(
        None, description="of a target of one's own: how its variable is read; level where not given"
    )
    title: Title | None = Field(None, description="of a target of one's own: what it is called")
    two_sided: bool | None = Field(
        None, description="whether more than about, or than between two values, is a miss too"
    )


class RangeEdit(_Form):
    """Another plausible range of a lever than the model's, in the lever's own units."""

    low: float | None = Field(None, description="the least value that the solver may choose")
    high: float | None = Field(None, description="the largest")
    yearly_change: float | None = Field(None, gt=0, description="by how much the lever plausibly moves in a year")


def _keeps(given: object) -> bool | dict:
    if isinstance(given, bool | dict):
        return given
    raise ValueError("true, false, or a mapping of name to how it is kept")


def _levers(given: Any) -> str | list[str]:
    if given in ("regional", "all") or (isinstance(given, list) and all(isinstance(name, str) for name in given)):
        return given
    raise ValueError("'regional', 'all', or a list of names")


class SolveForm(_Form):
    """What is kept, what the solver may change, what it insists on, and how long it looks."""

    keep: Annotated[dict[str, Any] | bool, BeforeValidator(_keeps)] = Field(
        {},
        description="headlines, farming and the herd, none of which may get worse than on the scenario's own path by over 1 %, unless said otherwise: "
        "a share, drop, or one of growth, worse by, at least, at most; false keeps none",
    )
    levers: Annotated[list[str] | Literal["regional", "all"], BeforeValidator(_levers)] = Field(
        "regional",
        min_length=1,
        description="those that may move: by name, all, or those of the region's own authority",
    )
    ranges: dict[str, RangeEdit] = Field({}, description="other plausible ranges, by lever")
    objective: Literal["money", "effort"] = Field("money", description="what is least where no miss can be smaller")
    effort: float = Field(1.0, gt=0, description="what a unit of effort counts beside money, in 1e8 CNY")
    discount: float = Field(0.08, ge=0, lt=1, description="the rate by which money of later years counts less, a year")
    ramp: float = Field(2.0, gt=0, description="most that a year may change a lever, in plausible yearly changes")
    distance: float = Field(1.0, gt=0, description="weight of the squared distance from the scenario's own path")
    smoothness: float = Field(1.0, ge=0, description="weight of the squared second difference in time")
    levels: dict[str, Level] = Field({}, description="by target, another level than its own")
    worth: dict[Level, PositiveFloat] = Field(
        {},
        description="by level, the most that the cost may grow, in 1e8 CNY, for a miss to shrink by 1 % of its target",
    )
    goals: dict[str, PositiveFloat] = Field({}, description="targets wanted but not insisted upon, with their worth")
    weights: dict[str, PositiveFloat] = Field(
        {}, description="what a miss counts within its level, by target; 1 otherwise"
    )
    hold: Whole = Field(2, ge=0, le=10, description="years after its own in which a target must still hold")
    rounded: bool = Field(True, description="whether levers that hardly move are left alone and the others rounded")
    starts: Whole = Field(2, ge=1, le=1000, description="how many starts: the scenario's own path, then random ones")
    seed: Whole = Field(0, ge=0, description="of the random starts")
    iterations: Whole = Field(100, ge=1, le=10000, description="the most of each stage")
    conflicts: Whole = Field(
        2, ge=0, le=1000, description="how many conflicting sets of two claims and more to look for"
    )


def _edits(targets: Mapping[str, Mapping[str, float]] | str) -> Any:
    """A list of ids, or ids without edits, as a mapping of id to edits."""
    if isinstance(targets, list) and all(isinstance(name, str) for name in targets):
        return {name: {} for name in targets}
    if isinstance(targets, dict):
        return {name: {} if edit is None else edit for name, edit in targets.items()}
    if targets == "all":
        return None
    raise ValueError("'all', a list of target ids, or a mapping of target id to its edits")


def _with_figures(base: int) -> int:
    base = _whole(base)
    if isinstance(base, int) and base in bases():
        return base
    meant = int(base) if isinstance(base, str) and re.fullmatch("[0-9]{1,9}", base) else base
    nearest = min(bases(), key=lambda year: abs(year - meant)) if isinstance(meant, int) else BASE_YEAR
    raise ValueError(
        f"a year that has a pack of figures, one of {', '.join(map(str, bases()))}; did you mean {nearest}?"
    )


def _whole_steps(step: float) -> float:
    number = isinstance(step, int | float) and not isinstance(step, bool) and math.isfinite(step)
    if number and SMALLEST_STEP <= step <= 1 and abs(1 / step - round(1 / step)) < 1e-9:
        return float(step)
    raise ValueError("a part of a year, from 1 down to 1/64, of which a year holds a whole number")


Step = Annotated[float, BeforeValidator(_whole_steps)]


def name_fault(name: str) -> str:
    """What was expected where a text can be no scenario's name; nothing where it can."""
    if name in DEVICES:
        return "another name, for Windows keeps it for a device"
    return "" if re.fullmatch(NAME, name, re.ASCII) else "lower-case letters, digits and hyphens, at most 64"


def _no_device(name: str) -> str:
    if fault := name in DEVICES and name_fault(name):
        raise ValueError(fault)
    return name


class ScenarioForm(_Form):
    """A scenario of the model: what differs from the trends of the base year."""

    name: Annotated[str, AfterValidator(_no_device)] = Field(
        pattern=f"^{NAME}$",
        description="lower-case letters, digits and hyphens",
        json_schema_extra={"not": {"enum": list(DEVICES)}},
    )
    title: Title
    extends: str | None = Field(None, description="a scenario file, relative to this one, whose keys are taken over")
    base: Annotated[int, BeforeValidator(_with_figures)] = Field(
        BASE_YEAR, description="the year whose figures are the start"
    )
    horizon: Horizon = Horizon.model_validate({})
    method: Literal["rk4", "euler"] = Field("rk4", description="how the equations are integrated")
    step: Step = Field(0.25, ge=SMALLEST_STEP, le=1, description="in years")
    parameters: dict[str, Any] = Field({}, description="a number in the parameter's own units, or text with units")
    levers: dict[str, Any] = Field({}, description="levers and drivers: a number, text with units, or a path of years")
    restatement: dict[str, Any] = Field(
        {}, description="what is added to a stock at the opening of a year, by stock and year, as a review finds it"
    )
    shocks: dict[str, Shock] = Field({}, description="changes over some years, by a name of your own")
    uncertain: list[str] = Field(
        [], description="what is set as the best estimate and not by decision: members of an ensemble differ in it"
    )
    targets: Annotated[dict[str, TargetEdit] | None, BeforeValidator(_edits)] = Field(
        None,
        description="'all', a list of target ids, or a mapping of target id to its edits, or to a target of one's own",
    )
    solve: SolveForm = Field(SolveForm.model_validate({}), description="what the solver may change, and how")


FORMS: dict[str, type[BaseModel]] = {
    "title": Title,
    "horizon": Horizon,
    "shocks": Shock,
    "targets": TargetEdit,
    "solve": SolveForm,
}
WITHIN: dict[tuple, type[BaseModel]] = {
    ("solve", "ranges"): RangeEdit
}  # forms that stand by name under a key of another
PLAINER = {
    r"^Input should be |^Value error, ": "",
    r"a valid dictionary( or instance of \w+)?": "a mapping",
    r"a valid (integer|string|number)": r"a \1",
    r"a string": "text",
    r"an? integer": "a whole number",
    r"String should match pattern": "text that matches",
    r"String should have at": "text of at",
    r"Value should have (at (?:least|most) \d+ items?) after validation, not \d+": r"\1",
    r"Keys should be strings": "a name",
}


def check_form(data: dict, problems: Problems) -> ScenarioForm:
    """The scenario's form; where parts are wrong they are told and left out, so that the rest is checked too."""
    try:
        return ScenarioForm.model_validate(data)
    except ValidationError as error:
        sound = {key: dict(value) if key in FORMS and isinstance(value, dict) else value for key, value in data.items()}
        for fault in error.errors(include_url=False, include_context=False):
            place = tuple(part for part in fault["loc"] if part != "[key]")
            _tell(fault, place, problems)
            _leave_out(sound, place)
    placeholders = {"name": "unnamed", "title": {"en": "-", "zh": "-"}}
    return ScenarioForm.model_validate(placeholders | sound)


def _leave_out(sound: dict[int | str, Any], place: tuple[int | str, ...]) -> None:
    within, rest = sound.get(place[0]), place[1:]
    if place[0] in ("shocks", "targets") and rest and isinstance(within, dict):
        sound[place[0]] = {key: value for key, value in within.items() if str(key) != str(rest[0])}
    else:
        sound.pop(place[0], None)


def _tell(fault: Mapping[str, Any], place: tuple[int | str, ...], problems: Problems) -> None:
    form = WITHIN.get(place[:2], FORMS.get(str(place[0]), ScenarioForm)) if place[1:] else ScenarioForm
    if fault["type"] == "extra_forbidden":
        names = list(form.model_fields)
        problems.add(place, f"found an unknown key; expected one of {', '.join(names)}", str(place[-1]), names)
    elif fault["type"] == "missing":
        problems.add(place, f"found nothing; expected the key '{place[-1]}'")
    else:
        expected = fault["msg"]
        for pattern, plainer in PLAINER.items():
            expected = re.sub(pattern, plainer, expected)
        found = f"found {shown(fault['input'])}; expected {expected}"
        quoted = (
            isinstance(fault["input"], str) and fault["type"].endswith("_type") and NUMBER.fullmatch(fault["input"])
        )
        problems.add(place, f"{found}; write it without quotes" if quoted else found)
