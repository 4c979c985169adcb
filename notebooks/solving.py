# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Solving for the paths
#
# A run says where a scenario goes. Solving turns the question round: which paths of the levers bring a set of targets home,
# at least effort? And where none does, what stands in the way?
#
# The whole plan takes minutes. Here a handful of targets and of levers is enough to see how an answer reads.

# %%
from pathlib import Path

import pandas as pd

import model
from model.data import history
from model.report import style
from model.report.prices import prices_text
from model.report.wedges import wedges_text
from model.solving import find

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## Ask
#
# Three targets that the baseline misses and one that it meets; four levers that may move. All other levers stay where the
# baseline has them. `starts` is how many points the search begins from; one is enough for a problem as small as this.

# %%
asked = (
    "targets=[pv-capacity-2025, wind-capacity-2025, non-fossil-share-2025, high-standard-farmland-2025]",
    "solve.levers=[pv_approvals, wind_approvals, storage_approvals, high_standard_farmland_programme]",
    "solve.starts=1",
)
scenario = model.load_scenario(root / "scenarios/baseline.yaml", settings=asked)
model.run(scenario).plan.targets(scenario).round(2)

# %% [markdown]
# ## Find

# %%
outcome = find(scenario)
outcome

# %% [markdown]
# Effort is the squared distance of the levers from the scenario's own paths, counted in plausible yearly changes, plus the
# squares of their bends. It has no money in it. "Converged" says that the optimiser reached its precision with every target
# met; the problem is not convex, so a lower effort somewhere else is not ruled out.
#
# GDP, energy, emissions and financing come first in the table, because no target of the plan asks for a level of GDP: where
# shrinking output is the easiest way to a target in per cent of GDP, the solver takes it.
#
# ## The paths
