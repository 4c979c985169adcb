"""The compiled engine: a model's equations as a program of a register machine, and the machine, which is written in C.

``graph`` makes one graph of all traced expressions, ``program`` prints it, ``job`` runs it and ``machine.c`` is what runs.
NumPy remains the reference: what the machine cannot do, and every error, is left to ``model.engine.run``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.engine.given import Request
    from model.engine.trajectory import Trajectory

ENGINES = ("auto", "compiled", "numpy")
VERSION = 2  # of what machine.c and job.py say to each other


def available() -> bool:
    """Whether the machine is built, and of this version."""
    try:
        from model.engine.compiled import _machine
    except ImportError:
        return False
    return _machine.VERSION == VERSION


def run(request: "Request", engine: str) -> "tuple[Trajectory | None, int | None]":
    """Run a request, if it can be run here and is not asked of NumPy.

    Returns
    -------
    trajectory
        None where there is none, or a member is at fault.
    faulty
        The member that is at fault first.

    Raises
    ------
    ValueError
        Where ``engine`` is no engine, or ``compiled`` cannot do it.
    """
    if engine not in ENGINES:
        raise ValueError(f"found the engine '{engine}'; expected one of {', '.join(ENGINES)}")
    able = available() and not (request.recorded or request.replayed)
    if engine == "compiled" and not able:
        raise ValueError("the compiled engine is not built here, or something is to be recorded or replayed")
    if engine == "numpy" or not able:
        return None, None
    from model.engine.compiled.job import Job

    job = Job(request)
    job.run()
    faulty = job.faulty()
    return (job.trajectory() if faulty is None else None), faulty
