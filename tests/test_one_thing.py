"""Of one thing the English is in the singular; Chinese puts no space between a word and its number."""

from types import SimpleNamespace

import pytest

from model import load_scenario
from model.cli import main
from model.data.catalogue import by_id
from model.present.text import words
from model.present.text.phrases import asks
from model.present.text.solving import plan
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
    ],
)
def test_one_is_singular(text, told):
    assert words.of_one(text) == told


def test_the_paces_speak_of_one_company(capsys):
    assert main(["pace", "baseline", "-q"]) == 0
    said = capsys.readouterr().out
    assert "1 company each year" in said and "1 companies" not in said


def test_paces_of_which_none_is_judged_are_counted_in_whole_sentences(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    own = "targets: {own-gdp: {variable: gdp, relation: at least, value: 5000, year: 2025}}"
    (tmp_path / "mine.yaml").write_text(f"name: mine\ntitle: {{en: M, zh: 我}}\n{own}\n", encoding="utf-8")
    assert main(["pace", "mine", "-q", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "（）" not in said and not [line for line in said.splitlines() if line == "主要指标："]


def test_a_lever_that_hardly_moves_is_for_nothing_and_no_zero_has_a_sign(monkeypatch):
    panel = SimpleNamespace(lever="a", share=0.1, years=(2021,), solved=(1.0,), baseline=(1.0,), unit="", title="A")
    for name in ("_programmes", "_paid", "_missed", "uncosted"):
        monkeypatch.setattr(plan, name, lambda *_: ())
    monkeypatch.setattr(plan, "lever_panels", lambda *_: [panel])
    monkeypatch.setattr(plan, "lever_rows", lambda _: [])
    best = SimpleNamespace(problem=SimpleNamespace(records=(), beyond=SimpleNamespace(efforts={})), money=(1.2, -0.0))
    outcome = SimpleNamespace(best=best, results=None, baseline=None, purposes={})
    told = "\n".join(plan.plan_text(outcome, "en"))
    assert "A: 1 as it stands; 2021 1" in told and "-0" not in told


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
