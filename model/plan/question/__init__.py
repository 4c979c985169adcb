"""What is asked of the levers: claims in their order, the paths that may be chosen, and the problem that they make."""
