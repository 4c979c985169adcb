"""The folder of a run, in both directions: written whole or not at all, and read."""
