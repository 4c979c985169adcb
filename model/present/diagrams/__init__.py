"""Diagrams: how the model is wired, and what flows."""
