"""A folder of results that a test has changed, as if a run had written it so."""

import json
from hashlib import sha256


def sign(folder):
    """Let the record tell of the results that stand in the folder now."""
    path = folder / "provenance.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["outputs"]["results.nc"] = sha256((folder / "results.nc").read_bytes()).hexdigest()
    path.write_text(json.dumps(record), encoding="utf-8")
