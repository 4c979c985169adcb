"""The figures of an ensemble."""
