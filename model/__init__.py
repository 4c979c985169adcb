"""A system-dynamics model of the coupled development of the Ningxia region under its five-year plan.

What is had from here is all that a notebook needs; each name is imported when it is first asked for. ``__init__.pyi`` says
the same to editors and type checkers.
"""

from contextlib import suppress
from importlib import import_module

DISTRIBUTION = "ningxia-plan-model"
_HOMES = {
    "InputError": "model.errors",
    "RunError": "model.engine.errors",
    "Scenario": "model.scenario.load",
    "Solution": "model.plan.solution.outcome",
    "audit": "model.plan.audit.findings",
    "ensemble": "model.analysis.uncertainty.ensemble",
    "explain": "model.present.text.explain",
    "figures": "model.present.notebook.drawn",
    "history": "model.data",
    "judge": "model.plan.targets",
    "load_scenario": "model.results.run",
    "open_results": "model.folder.results",
    "pace": "model.folder.pace",
    "report": "model.folder.report",
    "run": "model.folder.run",
    "save": "model.present.notebook.drawn",
    "solve": "model.folder.run",
    "swings": "model.analysis.uncertainty.swings",
    "targets": "model.data.catalogue",
    "tornado": "model.present.notebook.drawn",
    "validate": "model.analysis.validation",
    "variables": "model.present.text.explain",
}
__all__ = [*_HOMES, "__version__"]  # pyright: ignore[reportUnsupportedDunderAll]  (__init__.pyi has them one by one)


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that ``import model`` costs nothing."""
    if name == "__version__":
        return _version()
    if name in _HOMES:
        import_module("model.present.notebook.hooks")  # so that what is had from here is shown as HTML by a notebook
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model' has no attribute '{name}'")


def _version() -> str:
    """The installed version, or ``0+unknown`` where the package runs from a folder without being installed."""
    from importlib import metadata  # takes a while, and is wanted in results only

    with suppress(metadata.PackageNotFoundError):
        return metadata.version(DISTRIBUTION)
    return "0+unknown"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
