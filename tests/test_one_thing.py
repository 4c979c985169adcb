"""Of one thing the English is in the singular; Chinese puts no space between a word and its number."""

import pytest

from model import load_scenario
from model.cli import main
from model.data.catalogue import by_id
from model.present.text import words
from model.present.text.phrases import asks
from model.present.text.tables import compared
from model.results.run import run


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 companies each year (to 2025)", "1 company each year (to 2025)"),
        ("0 → 1 households", "0 → 1 household"),
        ("of 1 targets, 1 members, 1 files", "of 1 target, 1 member, 1 file"),
        ("0–1 companies", "0–1 companies"),
        ("2,001 targets, 0.1 points, 21 files, −1 points", "2,001 targets, 0.1 points, 21 files, −1 points"),
        ("  1 others stay as sure as they were", "  1 other stays as sure as it was"),
        ("1 targets are paced", "1 target is paced"),
    ],
)
def test_one_is_singular(text, told):
    assert words.of_one(text) == told


def test_the_paces_speak_of_one_company(capsys):
    assert main(["pace", "baseline", "-q"]) == 0
    said = capsys.readouterr().out
    assert "1 company each year" in said and "1 companies" not in said


def test_a_rate_per_company_is_in_the_singular():
    assert words.unit("1e8 CNY/count", "en", "listed_companies").endswith("/company")


def test_chinese_numbers_follow_their_word_at_once():
    for target in by_id().values():
        assert " " not in asks(target, "zh"), target.id


def test_the_difference_of_two_runs_has_a_chinese_head():
    results = run(load_scenario("baseline"))
    rows = compared({"基准情景": results, "加快建设": results}, "zh")
    assert "加快建设与基准情景之差" in rows[0] and not any(" - " in key for row in rows for key in row)
    assert "b - a" in compared({"a": results, "b": results})[0]
