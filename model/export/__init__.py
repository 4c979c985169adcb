"""Results and the model written in the formats of other tools."""
