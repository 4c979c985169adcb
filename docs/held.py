"""The reality checks at draws of the stored posterior: ``python docs/held.py`` writes model/data/estimates/held.csv.

Each draw takes some three seconds of a processor; what was done stands in a file beside, from which the command goes on.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

from model.analysis.past.held import draws_of, failed_at, told
from model.analysis.past.past import DIGITS
from model.data.estimates import FOLDER, latest

DRAWS = 100
PLACE = Path(str(FOLDER)) / "held.csv"


def main(done: Path = PLACE.with_suffix(".jsonl")) -> None:
    """Check each draw that was not checked, and write the table."""
    points = draws_of(latest(), DRAWS)
    key = hashlib.sha256(np.round(points, 6).tobytes()).hexdigest()[:16]
    lines = done.read_text(encoding="utf-8").splitlines() if done.exists() else [key]
    failed = [json.loads(line) for line in lines[1:]] if lines[0] == key else []
    done.write_text("\n".join([key, *map(json.dumps, failed), ""]), encoding="utf-8")
    for z in points[len(failed) :]:
        failed.append(failed_at(z))
        with done.open("a", encoding="utf-8") as out:
            out.write(json.dumps(failed[-1]) + "\n")
        print(f"{len(failed)} of {len(points)}: {', '.join(failed[-1]) or 'all hold'}", flush=True)
    told(points, failed).to_csv(PLACE, index=False, float_format=DIGITS, lineterminator="\n")
    done.unlink()
    print(f"wrote {PLACE}")


if __name__ == "__main__":
    main()
