"""Pages that are generated are those that the code gives now."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_of_targets_is_the_generated_one():
    page = runpy.run_path(str(ROOT / "docs" / "coverage.py"))["page"]()
    assert (ROOT / "docs" / "targets.md").read_text(encoding="utf-8") == page, "renew it: python docs/coverage.py"
