"""Linear algebra on one thread, unless the user has set how many: matrices are small here, and threads that wait burn a core.

Imported before NumPy, which reads this once.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
