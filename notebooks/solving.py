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
from model.plan.solution import prices
from model.plan.solve.relaxation import relaxed
from model.present.figures.wedges import wedges_text
from model.solving import find

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## Ask
#
# Four targets, not all of which the baseline meets, and four levers that may move. All other levers stay where the baseline
# has them. `starts` is how many points the search begins from; one is enough for a problem as small as this.

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
#
# Grey is the baseline, the sector's colour the solution, the dashed red line constant growth to the target. A target that the
# solution more than meets does not bind: the others, or the baseline, bring it home.

# %%
figures = outcome.figures()
figures["paths_1"]

# %% [markdown]
# The levers that bring it about, within their plausible ranges. A circle stands where the most that a lever may change in a year
# holds it.

# %%
figures["levers_1"]

# %% [markdown]
# ## Prices
#
# A target binds when the solution just meets it. Its price is what one more unit of it adds to the effort. The dearest are
# checked: the target is moved by a little, both ways where it can be, and the problem is solved anew, which should give the
# same price.

# %%
costs = pd.DataFrame(prices.table(outcome.prices))
costs[["indicator", "unit", "price", "resolved_price", "resolved_moves"]]

# %% [markdown]
# ## Wedges
#
# What each sector's levers contribute to a target on the way from the baseline to the solution. These are Shapley values:
# each sector's contribution averaged over all orders in which the sectors could join, so that they add up to the whole.

# %%
print(wedges_text(outcome.wedges, outcome.solution.problem.system))

# %% [markdown]
# ## When no path does it
#
# Now ask for two targets that pull apart in this model: more solar power, after which energy per GDP falls by less, as the
# first notebook shows, and a fall of energy per GDP. Only approvals of PV, the efficiency programme and the carbon price may
# move. The plan asks for a larger fall than these three can bring about even alone, so less is asked here.

# %%
asked = (
    "targets={pv-capacity-2025: {}, energy-intensity-2025: {value: 9.5}}",
    "solve.levers=[pv_approvals, efficiency_programme, carbon_price]",
    "solve.starts=1",
)
torn = find(model.load_scenario(root / "scenarios/baseline.yaml", settings=asked))
torn

# %% [markdown]
# The two conflict: each is met without the other, and no path was found that meets both. "Held by" names the limits of the
# levers that stand in the way, the weightiest first. "Not found" is what the search saw from its starts and no proof, unless
# a conflict is one by identity, where the plan's own numbers contradict each other.
#
# ## The least relaxation
#
# The solution of the search is the point that misses by least. What it reaches is the least relaxation that lets all be met:
# a scenario that asks for just that, and of the others what was asked before.

# %%
relaxed(torn.solution)

# %% [markdown]
# ## What to keep in mind
#
# Ranges and yearly changes of the levers are assumptions (`model/data/levers.csv`); what is out of reach is out of reach
# within them. Prices and wedges are those of this problem: with other levers free to move, they are others.
