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
# The first cell finds the project's folder, wherever the notebook is started within it.

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import model
from model.plan.targets import judge

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## Run the baseline
#
# In the baseline every lever keeps its value of 2020, but for the carbon price. Reading the file checks it: a wrong name
# or a wrong unit stops here, with the line it stands on.

# %%
scenario = model.load_scenario(root / "scenarios/baseline.yaml")
baseline = model.run(scenario)
scenario.title["en"], scenario.start, scenario.end

# %% [markdown]
# ## Look at the result
#
# The result is an `xarray.Dataset`: one table a variable, over the years, with units and titles in English and Chinese.
# Where a figure of 2020 was published, that is what 2020 shows. Capacity, loans or grassland are values at the end of a year; GDP, emissions or
# water use are totals of a year.

# %%
chosen = ["gdp", "primary_energy", "non_fossil_share", "pv_capacity", "curtailment_rate", "co2_emissions", "funded_share"]
table = baseline[chosen].to_dataframe().T
table.insert(0, "units", [baseline[name].attrs["units"] for name in chosen])
table.insert(0, "what", [baseline[name].attrs["long_name"] for name in chosen])
table.round(2)

# %% [markdown]
# Every variable says what it is and where its value of 2020 comes from: the gazette, published statistics, a derivation
# from these, the literature, or an assumption of the modellers. `model` means that no figure was published: it is worked
# out by the model.

# %%
pd.Series(baseline["pv_capacity"].attrs)

# %% [markdown]
# ## Hold it against the plan
#
# `gap` is what is projected less what is wanted. A target without a verdict lies beyond 2025. The many targets of
# coverage and number are left out here, and so is what the plan says twice.

# %%
verdicts = pd.DataFrame(judge(model.targets(), baseline))
shown = verdicts["met"].eq(False) & verdicts["restates"].eq("") & verdicts["sector"].ne("programmes")
verdicts.loc[shown, ["indicator", "relation", "target_value", "unit", "projected", "gap"]].round(2)

# %% [markdown]
# ## Move one lever
#
# Solar power falls short of the plan. Say that 4 GW a year are approved instead of about 2. A setting is laid over the
# scenario without touching the file; units may be Chinese, as here, or left out.

# %%
scenario = model.load_scenario(root / "scenarios/baseline.yaml", settings=("levers.pv_approvals=400 万千瓦/年",))
more_pv = model.run(scenario)
scenario.levers["pv_approvals"]

# %% [markdown]
# Approving is not building. Plants take time, and each has to be financed, so the capacity of 2025 grows by less than what
# was approved. More sun also means more hours in which the grid cannot take it, and loans for solar plants compete
# with all others. The model carries these side effects together, which is what it is for.

# %%
panels = ["pv_capacity", "curtailment_rate", "non_fossil_share", "co2_emissions", "green_investment_funded", "funded_share"]
figure, axes = plt.subplots(2, 3, figsize=(11, 6), layout="constrained")
for axis, name in zip(axes.flat, panels, strict=True):
    axis.plot(baseline["year"], baseline[name], color="0.6", label="baseline")
    axis.plot(more_pv["year"], more_pv[name], color="tab:blue", label="4 GW of PV a year")
    axis.set_title(f"{baseline[name].attrs['long_name']}\n[{baseline[name].attrs['units']}]", fontsize=9)
axes[0, 0].legend(frameon=False)
figure.suptitle("What more solar approvals change");

# %% [markdown]
# The differences themselves, in 2025:

# %%
difference = (more_pv - baseline)[panels].sel(year=2025).to_array().to_series()
pd.DataFrame({"baseline": baseline[panels].sel(year=2025).to_array().to_series(), "change": difference}).round(3)

# %% [markdown]
# ## What to keep in mind
#
# Most figures behind the coupling are assumptions, each with a range in `model/data/figures`. The two
# runs share them, and so their difference rests on them too. `simulate explain pv_approvals` on the command line tells what stands behind a name.
