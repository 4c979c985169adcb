"""The plan: its targets as constraints, and its text as a catalogue of records."""
