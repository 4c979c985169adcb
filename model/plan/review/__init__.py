"""The mid-term review: what was published since, held against the model and the plan."""
