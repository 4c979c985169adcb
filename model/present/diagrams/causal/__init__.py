"""The causal diagram of a sector: its graph, where all of it stands, and how it is drawn."""
