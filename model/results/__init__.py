"""From a trajectory to labelled results."""
