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
# # The plan, and whether it agrees with itself
#
# A plan is a text. Before it can be held against a model, every number in it has to be written down once, with the
# document and the place it stands in. That is the catalogue. This notebook reads it, asks which of its targets bind, where
# its numbers disagree with one another, and what of it the model can answer. No scenario is needed until the last part.

# %%
from pathlib import Path

import pandas as pd

import model

pd.set_option("display.max_colwidth", None)
# %matplotlib inline
# %config InlineBackend.figure_formats = ["retina"]

here = Path.cwd()
root = next(folder for folder in (here, *here.parents) if (folder / "scenarios/baseline.yaml").exists())

# %% [markdown]
# ## The catalogue
#
# A target is what the plan wants: a number, or a test without one, of one place of one document. Where a second place
# names the same target, that is a restatement and points to the first.

# %%
targets = model.targets()
catalogue = pd.DataFrame(vars(target) for target in targets)
by_document = catalogue.groupby("document", sort=False)
by_document.agg(targets=("id", "size"), restatements=("restates", lambda ids: ids.ne("").sum()))

# %% [markdown]
# One target by itself, with what answers it in the model:

# %%
by_id = {target.id: target for target in targets}
by_id["pv-capacity-2025"]

# %% [markdown]
# ## What binds
#
# The plan says of some targets that they are binding, that they are expected, or that they are striven for. Of most it says
# nothing.

# %%
nature = catalogue["nature"].replace("", "not said")
nature.value_counts().rename("targets").to_frame()

# %% [markdown]
# The binding ones:

# %%
columns = ["name", "name_zh", "relation", "value", "unit", "year", "document", "place"]
catalogue.loc[nature.eq("binding"), columns]

# %% [markdown]
# ## Where the plan disagrees with itself
#
# The audit tests every identity between the plan's numbers: a ratio and its two parts, a growth and its two levels, an
# increase, a sum, two statements of the same. A printed number may lie half a unit of its last digit to each side, and "at
# least" leaves room above, so that nothing is called a contradiction that rounding explains.
#
# - `disagrees`: no numbers within their rounding make it right, or a unit is not what it says.
# - `implausible`: it can be right, but then a third quantity would grow outside the range of its history.
# - `within_rounding`: right only within the rounding.
# - `agrees`: right.

# %%
findings = model.audit()
verdicts = pd.Series([finding.verdict for finding in findings], name="verdict")
verdicts.value_counts().rename("findings").to_frame()

# %%
disagreeing = [finding for finding in findings if finding.verdict == "disagrees"]
pd.DataFrame({"size": [f.size for f in disagreeing], "what": [f.message for f in disagreeing]}).round(3)

# %% [markdown]
# Of an identity, `size` is the least relative move of one figure that would mend it. Slips of a unit stand here beside
# contradictions in what the numbers say; the message tells which. The worst finding of all, the figures behind it, and where
# they are printed:

# %%
findings[0]

# %% [markdown]
# An implausible finding need not be an error. It says how a quantity that the plan does not name would have to move for the
# figures to hold, targets taken as just reached.
#
# ## What the model can answer
#
# A target is answered where a variable of the model reads as it does. Where none does, the catalogue says why.

# %%
first = catalogue[catalogue["restates"].eq("")]
by_sector = first.groupby("sector", sort=False)
by_sector.agg(targets=("id", "size"), answered=("variable", lambda names: names.ne("").sum()))

# %%
first.loc[first["variable"].eq(""), ["name", "year", "reason"]]

# %% [markdown]
# Answered, the targets can be held against a run. The baseline leaves the levers where they stood in 2020, but for the carbon
# price, so a target that it misses is no forecast that the plan fails: it is what is left for policy to do. The figure shows
# how much of the way from 2020 to the target the baseline covers, in six of the sectors.

# %%
baseline = model.run(model.load_scenario(root / "scenarios/baseline.yaml"))
sectors = ["economy", "energy", "power", "carbon", "water", "ecology"]
shown = first.loc[first["variable"].ne("") & first["sector"].isin(sectors), "id"]
baseline.plan.plot.targets(shown)

# %% [markdown]
# ## What to keep in mind
#
# The catalogue is a reading of the documents. Where a sentence leaves open what exactly is to be measured, the choice that
# was made stands in the target's `variable` and `reading`, and another reader may choose otherwise.
