"""What a notebook shows of the things of this model."""
