"""How sure an answer is: members over the ranges of the assumptions, ensembles of them, and what each assumption moves."""
