"""What ``import model`` offers, for editors and type checkers; at run time each name is imported when it is asked for."""

from model.analysis.uncertainty.ensemble import ensemble as ensemble
from model.analysis.uncertainty.swings import swings as swings
from model.analysis.validation import validate as validate
from model.data import history as history
from model.data.catalogue import targets as targets
from model.engine.errors import RunError as RunError
from model.errors import InputError as InputError
from model.folder.pace import pace as pace
from model.folder.report import report as report
from model.folder.results import open_results as open_results
from model.folder.run import run as run
from model.folder.run import solve as solve
from model.plan.audit.findings import audit as audit
from model.plan.solution.outcome import Solution as Solution
from model.plan.targets import judge as judge
from model.present.notebook.drawn import figures as figures
from model.present.notebook.drawn import save as save
from model.present.notebook.drawn import tornado as tornado
from model.present.text.explain import explain as explain
from model.present.text.explain import variables as variables
from model.results.run import load_scenario as load_scenario
from model.scenario.load import Scenario as Scenario

DISTRIBUTION: str
__version__: str
__all__ = [
    "InputError",
    "RunError",
    "Scenario",
    "Solution",
    "audit",
    "ensemble",
    "explain",
    "figures",
    "history",
    "judge",
    "load_scenario",
    "open_results",
    "pace",
    "report",
    "run",
    "save",
    "solve",
    "swings",
    "targets",
    "tornado",
    "validate",
    "variables",
    "__version__",
]
