"""The two ways in which the engine says no."""


class BuildError(Exception):
    """The declarations do not make a model; ``problems`` lists every fault found in one pass, as sentences."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(problems))


class RunError(Exception):
    """A run left its domain or broke a balance: which variable, when, for which member, and from which inputs.

    ``others`` are the errors of further members of the batch that are known to be at fault, by number.
    """

    def __init__(self, variable: str, time: float, member: int, message: str):
        self.variable, self.time, self.member, self.others = variable, time, member, {}
        super().__init__(message)
