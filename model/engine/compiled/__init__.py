"""The compiled engine: a model's equations as a program of a register machine, and the machine, which is written in C.

``graph`` makes one graph of all traced expressions, ``program`` prints it, ``job`` runs it and ``machine.c`` is what runs.
NumPy remains the reference: what the machine cannot do is left to ``model.engine.run``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.engine.given import Request
    from model.engine.trajectory import Trajectory

ENGINES = ("auto", "compiled", "numpy")
VERSION = 5  # of what machine.c and job.py say to each other


def available() -> bool:
    """Whether the machine is built, and of this version."""
    try:
        from model.engine.compiled import _machine
    except ImportError:
        return False
    return _machine.VERSION == VERSION


def run(request: "Request", engine: str) -> "Trajectory | None":
    """Run a request, if it can be run here and is not asked of NumPy; None where that is not so.

    Raises
    ------
    RunError
        Where a member is at fault: of the first, with those of the others.
    ValueError
        Where ``engine`` is no engine, or ``compiled`` cannot do it.
    """
    if engine not in ENGINES:
        raise ValueError(f"found the engine '{engine}'; expected one of {', '.join(ENGINES)}")
    able = available() and not (request.recorded or request.replayed)
    if engine == "compiled" and not able:
        raise ValueError("the compiled engine is not built here, or something is to be recorded or replayed")
    if engine == "numpy" or not able:
        return None
    from model.engine.compiled.job import Job

    job = Job(request)
    job.run()
    if (job.faults >= 0).any():
        raise job.error()
    return job.trajectory()
