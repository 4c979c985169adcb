"""Figures: results drawn for print."""
