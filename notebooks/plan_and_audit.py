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
counts = catalogue.groupby("document").agg(targets=("id", "size"), restatements=("restates", lambda ids: ids.ne("").sum()))
counts

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
# - `disagrees`: no numbers within their rounding make it right.
# - `implausible`: it can be right, but then a third quantity would grow as it has never grown.
# - `within_rounding`: right only within the rounding. `agrees`: right.

# %%
findings = model.audit()
verdicts = pd.Series([finding.verdict for finding in findings], name="findings")
verdicts.value_counts().to_frame()

# %%
pd.set_option("display.max_colwidth", None)
disagreeing = [finding for finding in findings if finding.verdict == "disagrees"]
pd.DataFrame({"size": [f.size for f in disagreeing], "what": [f.message for f in disagreeing]}).round(3)

# %% [markdown]
# `size` is the least relative move of one figure that would mend it. A slip in how a number is printed stands here beside a
# contradiction in what it says; the message tells which. The figures behind a finding, and where they are printed:

# %%
findings[0]

# %% [markdown]
# An implausible finding is no error of the plan. It says what would have to be true of a quantity that the plan does not
# name, if its targets are met and no more than met.
#
# ## What the model can answer
#
# A target is answered where a variable of the model reads as it does. Where none does, the catalogue says why.

# %%
first = catalogue[catalogue["restates"].eq("")]
answered = first.groupby("sector", sort=False).agg(targets=("id", "size"), answered=("variable", lambda names: names.ne("").sum()))
answered

# %%
first.loc[first["variable"].eq(""), ["name", "year", "reason"]]

# %% [markdown]
# Answered, the targets can be held against a run. The baseline leaves the levers where they stood in 2020, so a target that
# it misses is no forecast that the plan fails: it is what is left for policy to do. The figure shows how much of the way
# from 2020 to the target the baseline covers, for the targets outside the sector `programmes`.

# %%
baseline = model.run(model.load_scenario(root / "scenarios/baseline.yaml"))
shown = first.loc[first["variable"].ne("") & first["sector"].ne("programmes"), "id"]
baseline.plan.plot.targets(shown)

# %% [markdown]
# ## What to keep in mind
#
# The catalogue is a reading of the documents. Where a sentence leaves open what exactly is to be measured, the choice that
# was made stands in the target's `variable` and `reading`, and another reader may choose otherwise.
