"""A system-dynamics model of the coupled development of the Ningxia region under its five-year plan."""

from contextlib import suppress
from importlib import import_module

DISTRIBUTION = "ningxia-plan-model"
_HOMES = {
    "load_scenario": "model.api",
    "run": "model.api",
    "solve": "model.solving",
    "open_results": "model.api",
    "ensemble": "model.analysis.uncertainty.ensemble",
    "targets": "model.data.catalogue",
    "audit": "model.plan.audit.findings",
    "validate": "model.analysis.validation",
}


def __getattr__(name):
    """Import what is asked for when it is asked for, so that ``import model`` costs nothing."""
    if name == "__version__":
        return _version()
    if name in _HOMES:
        import_module("model.present.notebook.hooks")  # so that what is had from here is shown as HTML by a notebook
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model' has no attribute '{name}'")


def _version():
    """The installed version, or ``0+unknown`` where the package runs from a folder without being installed."""
    from importlib import metadata  # takes a while, and is wanted in results only

    with suppress(metadata.PackageNotFoundError):
        return metadata.version(DISTRIBUTION)
    return "0+unknown"


def __dir__():
    return sorted([*globals(), *_HOMES, "__version__"])
