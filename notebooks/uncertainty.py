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
# # How sure is an answer?
#
# Most numbers behind the model are assumptions, and each has a lowest and a highest value. One run takes each at the value
# that the data have for it. This notebook runs the baseline many times, each time with other values within the ranges, and asks how far the
# answers spread, how often a target is met, and which assumption moves a result most.

# %%
from pathlib import Path

import model

# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## An ensemble
#
# A run of the ensemble is a member. The values are drawn from each assumption's range by its distribution, all independently
# of one another, in a sequence that spreads evenly (Sobol's). The same seed gives the same members. A member that leaves the
# domain of the model is left out and counted.

# %%
scenario = model.load_scenario(root / "scenarios/baseline.yaml")
ensemble = model.ensemble(scenario, members=128, seed=0)
{name: ensemble.attrs[name] for name in ("members", "sampled", "left_domain", "seed")}

# %% [markdown]
# What it says on the whole. A sector's targets that every member meets, and those that none does, are answers that do not
# hang on the assumptions as far as their ranges go.

# %%
ensemble.plan

# %% [markdown]
# ## How far the answers spread
#
# The wide band holds the middle 90 % of the members in each year, the narrow one the middle half, the line is the median.
# A band that starts at a point starts at a published figure of 2020, the same in every member. Where the value of 2020 rests
# on assumptions itself, the band is wide from its start.

# %%
shown = ["gdp", "primary_energy", "energy_intensity_change", "non_fossil_share"]
shown += ["pv_capacity", "co2_emissions", "water_use", "grassland_cover"]
ensemble.plan.fan(shown)

# %% [markdown]
# The run with every assumption as the data have it need not lie at the median, for ranges reach farther to one side than to
# the other, and what they do is not a straight line:

# %%
single = model.run(scenario)["gdp"].sel(year=2025).item()
median = ensemble["gdp"].sel(year=2025).median().item()
{"single run": round(single), "median of the members": round(median), "unit": ensemble["gdp"].attrs["units"]}

# %% [markdown]
# ## How often a target is met
#
# `probability` is the share of the members that meet the target; `low`, `median` and `high` are what the 5 %, 50 % and 95 %
# quantiles of the members project. Here are the targets outside the sector `programmes` whose answer hangs on the assumptions:
# some members meet them and some do not.

# %%
chances = ensemble.plan.targets()
hanging = chances["probability"].between(0, 1, inclusive="neither") & chances["sector"].ne("programmes")
chances[hanging].sort_values("probability").drop(columns=["id", "year"]).round(2)

# %% [markdown]
# ## Which assumption matters most
#
# Now each assumption alone is put at the lowest and at the highest value of its range, the others staying as the data have
# them. Drawn are those that move the CO₂ emissions of 2025 most, about the emissions of the single run.

# %%
model.tornado(model.swings(scenario, "co2_emissions", 2025, top=12), model.targets())

# %% [markdown]
# One at a time tells whose range matters, and so which number to look up or measure next. It does not tell how assumptions act
# on one another; the ensemble has that in it, for it moves all of them at once.
#
# ## What the bands mean, and what they do not
#
# - They say what follows from the modellers' ranges. Where a range is too narrow, the band is too narrow.
# - They are no probabilities of the future. That 30 % of the members meet a target means that 30 % of the combinations of
#   assumptions do, and each combination counts as its distributions say.
# - Not sampled are the levers, which are decisions; what the scenario sets itself; published figures; and the structure of the
#   model, which is the same in every member.
# - Assumptions are drawn independently of one another, though some may in truth go together.
