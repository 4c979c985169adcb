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
# A run says where a scenario goes. Solving turns the question round: which paths of the levers bring a set of targets home, at
# least cost and without losing what nobody wants to lose? And where none does, what stands in the way?
#
# The whole plan takes minutes. Here a handful of targets and of levers is enough to see how an answer reads.

# %%
from pathlib import Path

import pandas as pd

import model

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## Ask
#
# Four targets, not all of which the baseline meets, and six levers that may move. All other levers stay where the baseline
# has them. `starts` is how many points the search begins from; one is enough for a problem as small as this.

# %%
levers = "pv_approvals, wind_approvals, storage_approvals, storage_requirement, coal_flexibility_programme"
asked = (
    "targets=[pv-capacity-2025, wind-capacity-2025, non-fossil-share-2025, high-standard-farmland-2025]",
    f"solve.levers=[{levers}, high_standard_farmland_programme]",
    "solve.starts=1",
)
scenario = model.load_scenario(root / "scenarios/baseline.yaml", settings=asked)
model.run(scenario).plan.targets(scenario).round(2)

# %% [markdown]
# ## Find

# %%
solution = model.solve(scenario)
solution

# %% [markdown]
# Cost is what is paid out beyond the scenario's own path, in present value and at constant prices, with a small weight on
# levers that stray from their own paths or bend sharply. Beside the targets the headlines are kept: none gets worse than the
# baseline's own path by over 1 %, also in the two years after the last target, in which the levers are held. "Converged" says
# that nothing better is near, and that the starts agree where there are several.
#
# ## The paths
#
# Grey is the baseline, the sector's colour the solution, the dashed red line constant growth to the target. A target that the
# solution more than meets does not bind: the others, or the baseline, bring it home.

# %%
figures = solution.figures()
figures["paths_1"]

# %% [markdown]
# The levers that bring it about, within their plausible ranges. A circle stands where the most that a lever may change in a year
# holds it.

# %%
figures["levers_1"]

# %% [markdown]
# ## Prices
#
# A target binds when the solution just meets it, and so does what is kept. Its price is what a planner's step more of it costs, a
# unit or one per cent: the problem is solved anew with that, and the price is the difference, in money and in GDP.

# %%
costs = pd.DataFrame(solution.tables["prices"])
costs[["indicator", "unit", "asked", "step", "money", "gdp"]].round(2)

# %% [markdown]
# ## Wedges
#
# What each sector's levers contribute to a target on the way from the baseline to the solution. These are Shapley values:
# each sector's contribution averaged over all orders in which the sectors could join, so that they add up to the whole.

# %%
wedges = pd.DataFrame(solution.tables["wedges"])
groups = wedges[wedges["kind"].eq("shapley")].pivot(index="target", columns="part_title", values="contribution")
groups.round(3)

# %% [markdown]
# ## When no path does it
#
# Now ask for two targets that pull apart: a larger share of services in GDP, and a larger share of manufacturing. Only support of
# manufacturing, support of emerging industries and the investment climate may move. The plan asks for more of both than these
# three can bring about even alone, so less is asked here.

# %%
asked = (
    "targets={services-share-2025: {value: 52.5}, manufacturing-share-2025: {value: 22.25}}",
    "solve.levers=[manufacturing_support, innovation_support, investment_climate]",
    "solve.starts=1",
)
torn = model.solve(model.load_scenario(root / "scenarios/baseline.yaml", settings=asked))
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
torn.relaxed

# %% [markdown]
# ## What to keep in mind
#
# Ranges and yearly changes of the levers are assumptions (`model/data/levers.csv`); what is out of reach is out of reach
# within them. Prices and wedges are those of this problem: with other levers free to move, they are others.
