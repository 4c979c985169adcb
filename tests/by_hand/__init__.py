"""Equations worked out by hand, a file a sector: (function, inputs, what it must give)."""
