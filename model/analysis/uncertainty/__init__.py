"""How sure an answer is: members over the ranges of the assumptions, ensembles of them, and what each assumption moves."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)  # that are told of members
