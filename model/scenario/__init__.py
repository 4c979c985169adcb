"""Scenarios: YAML to a setting that the model can run."""
