"""What the machine, built of ``machine.c``, offers to Python."""

from collections.abc import Sequence

import numpy as np

VERSION: int

def run(arrays: Sequence[np.ndarray], tolerance: float) -> None:
    """Run a block of members: sizes, the program and what is given are read, and what a job gives back is filled in."""
