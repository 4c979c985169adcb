"""The reality checks at draws of the posterior: ``python docs/held.py`` writes held.csv and draws.csv of model/data/estimates.

The first hundred draws are held to every check, which tells what the record alone leaves open. Draws at which every check
holds are kept until there are enough. A draw takes up to three seconds of a processor; what was done stands in a file
beside, from which the command goes on.
"""

import hashlib
import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from os import cpu_count
from pathlib import Path

import numpy as np

from model.analysis.past.held import draws_of, failed_at, first_failed, kept, told
from model.analysis.past.past import DIGITS
from model.data.estimates import FOLDER, latest

DRAWS = 100  # that are held to every check, beside the posterior mean
KEPT = 256  # a power of two, so that each serves as many members of a block as the others
MOST = 16384  # that are tried
PLACE = Path(str(FOLDER))


def main(done: Path = PLACE / "held.jsonl") -> None:
    """Check the draws that were not checked, and write both tables."""
    cut_off = latest() or 0
    points = draws_of(cut_off, MOST)
    key = hashlib.sha256(np.round(points, 6).tobytes()).hexdigest()[:16]
    lines = done.read_text(encoding="utf-8").splitlines() if done.exists() else [key]
    failed = [json.loads(line) for line in lines[1:]] if lines[0] == key else []
    done.write_text("\n".join([key, *map(json.dumps, failed), ""]), encoding="utf-8")
    with ProcessPoolExecutor(cpu_count()) as pool, done.open("a", encoding="utf-8") as out:

        def go_on(check, until: int) -> None:
            for one in pool.map(check, points[len(failed) : until]):
                failed.append(one)
                out.write(json.dumps(one) + "\n")
                out.flush()
                print(f"draw {len(failed) - 1}, {len(_good(failed))} kept: {', '.join(one) or 'all hold'}", flush=True)

        go_on(failed_at, DRAWS + 1)
        often = Counter(name for one in failed[: DRAWS + 1] for name in one)
        check = partial(first_failed, order=[name for name, _ in often.most_common()])
        while len(_good(failed)) < KEPT:
            if len(failed) == len(points):
                raise SystemExit(
                    f"found {len(_good(failed))} draws at which all checks hold, of {MOST}; expected {KEPT}"
                )
            go_on(check, len(failed) + 32)
    for name, table in (
        ("held", told(points[: DRAWS + 1], failed[: DRAWS + 1])),
        ("draws", kept(cut_off, points, _good(failed)[:KEPT])),
    ):
        table.to_csv(PLACE / f"{name}.csv", index=False, float_format=DIGITS, lineterminator="\n")
        print(f"wrote {PLACE / name}.csv")
    done.unlink()


def _good(failed: list[list[str]]) -> list[int]:
    """The numbers of the draws at which all checks hold; the mean, which is the first, is no draw."""
    return [number for number, one in enumerate(failed) if number and not one]


if __name__ == "__main__":
    main()
