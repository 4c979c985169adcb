"""The figures of scenarios side by side."""
