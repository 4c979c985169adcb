"""The pages on checks and loops say what the files say."""

import re
from pathlib import Path

from model.analysis.loops import loops
from model.analysis.reality.checks import COLUMNS

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_structure_says_what_each_loop_means():
    text = (DOCS / "explanation/structure.md").read_text(encoding="utf-8")
    links = re.findall(r"^\| [^|]+ \| `(\w+)` → `(\w+)` \|", text, flags=re.MULTILINE)
    assert sorted(links) == sorted((loop.held, loop.equation) for loop in loops().values())


def test_the_page_of_validation_names_every_column():
    text = (DOCS / "explanation/validation.md").read_text(encoding="utf-8")
    assert not [column for column in COLUMNS if f"`{column}`" not in text]


def test_the_example_of_the_page_is_a_check(tmp_path):
    from model.analysis.reality.checks import reality_checks

    text = (DOCS / "explanation/validation.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^    (more-grazing,.*)$", text, flags=re.MULTILINE)
    path = tmp_path / "checks.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{line}\n", encoding="utf-8")
    (check,) = reality_checks(path=path)
    assert check.fault == "" and check.criteria[0].fault == ""
