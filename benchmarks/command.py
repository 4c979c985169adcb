"""The whole command, ``simulate run --no-figures``, against an interpreter that only imports what it must."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import alternate, ratio, show

ROOT = Path(__file__).parents[1]
AIM = 1.5


def started(code, *arguments):
    """A function that runs an interpreter on the code."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def main(rounds=20):
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("run", "scenarios/baseline.yaml", "--no-figures", "-o", f"{folder}/run")
        seconds = alternate(
            {
                "bare": started("import numpy, xarray, netCDF4"),
                "command": started("from model.cli import main; raise SystemExit(main())", *arguments),
            },
            rounds,
        )
    show(seconds)
    found = ratio(seconds, "command", "bare")
    print(f"aim: at most {AIM}: {'reached' if found <= AIM else 'missed'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
