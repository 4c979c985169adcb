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
# # A first run
#
# You plan for a region. You have a scenario, which is a text file that says what happens to policy from 2021 on, and
# you ask three things: where does the region stand in 2025, which targets of the plan does it miss, and what changes
# when one lever is moved?
#
# The first cell finds the project's folder, wherever the notebook is started within it, and lets figures appear where
# they are made.

# %%
from pathlib import Path

import model

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## Read the scenario
#
# In the baseline every lever keeps its value of 2020, but for the carbon price. Reading the file checks it: a wrong name
# or a wrong unit stops here, with the line it stands on. What is read says what it sets, beside what the data have, and
# where that is written.

# %%
scenario = model.load_scenario(root / "scenarios/baseline.yaml")
scenario

# %% [markdown]
# ## Run it
#
# The result is an `xarray.Dataset`: one table a variable, over the years, with units and titles in English and Chinese.
# Where a figure of 2020 was published, that is what 2020 shows. Capacity, loans or grassland are values at the end of a
# year; GDP, emissions or water use are totals of a year.

# %%
baseline = model.run(scenario)
chosen = [
    "gdp",
    "primary_energy",
    "non_fossil_share",
    "pv_capacity",
    "curtailment_rate",
    "co2_emissions",
    "funded_share",
]
table = baseline[chosen].to_dataframe().T
table.insert(0, "units", [baseline[name].attrs["units"] for name in chosen])
table.insert(0, "what", [baseline[name].attrs["long_name"] for name in chosen])
table.round(2)

# %% [markdown]
# Every variable says what it is and where its value of 2020 comes from: the gazette, published statistics, a derivation
# from these, the literature, or an assumption of the modellers. `model` means that no figure was published: it is worked
# out by the model.

# %%
baseline["pv_capacity"].attrs

# %% [markdown]
# ## Hold it against the plan
#
# `results.plan` is what the plan says of any results. On its own it counts the targets that are met, a target that is
# stated twice once, and shows the headline variables.

# %%
baseline.plan

# %% [markdown]
# `plan.targets` has the verdicts as a table. `gap` is what is projected less what is wanted; a target without a verdict
# lies beyond the last year of the run. Here are those that are missed, but for the many targets of coverage and number,
# which are the sector `programmes`.

# %%
verdicts = baseline.plan.targets()
missed = verdicts[verdicts["met"].eq(False).fillna(False) & verdicts["sector"].ne("programmes")]
missed.drop(columns=["id", "met"]).round(2)

# %% [markdown]
# A picture of every headline variable: published history in black, the projection in the sector's colour, targets as red
# diamonds.

# %%
baseline.plan.plot.overview()

# %% [markdown]
# ## Move one lever
#
# Solar power falls short of the plan. Say that 4 GW a year are approved instead of about 2. A setting is laid over the
# scenario without touching the file; units may be Chinese, as here, or left out.

# %%
setting = "levers.pv_approvals=400 万千瓦/年"
more_pv = model.run(model.load_scenario(root / "scenarios/baseline.yaml", settings=(setting,)))

# %% [markdown]
# Approving is not building. Plants take time, and each has to be financed, so the capacity of 2025 grows by less than what
# was approved. More sun also means more hours in which the grid cannot take it, and loans for solar plants compete
# with all others. The model carries these side effects together, which is what it is for.

# %%
runs = {"4 GW of PV a year": more_pv}
touched = ["pv_capacity", "curtailment_rate", "non_fossil_share", "energy_intensity_change", "funded_share"]
baseline.plan.compare(runs, touched).round(3)

# %%
baseline.plan.plot.comparison(runs, touched)

# %% [markdown]
# ## What to keep in mind
#
# Most figures behind the coupling are assumptions, each with a range in `model/data/numbers`. The two
# runs share them, and so their difference rests on them too. `simulate explain pv_approvals` on the command line tells what
# stands behind a name.
