"""A system-dynamics model of the coupled development of the Ningxia region under its five-year plan."""

from importlib import import_module

_HOMES = {
    "load_scenario": "model.api",
    "run": "model.api",
    "open_results": "model.api",
    "targets": "model.data",
}


def __getattr__(name):
    """Import what is asked for when it is asked for, so that ``import model`` costs nothing."""
    if name == "__version__":
        return import_module("model.results").version()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model' has no attribute '{name}'")


def __dir__():
    return sorted([*globals(), *_HOMES, "__version__"])
