"""The catalogue of words: both languages with the same parts, and no word too many or too few."""

import ast
import csv
import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from model.data.catalogue import NATURES, RELATIONS, STATES, targets
from model.plan.audit.findings import VERDICTS
from model.present.text import words
from model.present.text.words import subject
from model.sectors.dimensions import programme_count_item

MODEL = Path(__file__).parents[1] / "model"
FILES = [ast.parse(path.read_text(encoding="utf-8")) for path in MODEL.rglob("*.py")]
NODES = [node for tree in FILES for node in ast.walk(tree)]
LITERALS = {node.value for node in NODES if isinstance(node, ast.Constant) and isinstance(node.value, str)}
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in MODEL.rglob("*.html"))
LITERALS |= set(re.findall(r'say\("(\w+)"\)', TEMPLATES))
SUBJECTS = sorted(
    path.name.removesuffix(".csv") for path in files("model.present.text.words").iterdir() if path.suffix == ".csv"
)
SPOKEN = {"say", "word", "both", "plain"}  # what is called with a key
ALLOWED = {"check_at", "last_comma"}  # signs alone in Chinese


def composed():
    """What keys are put together in f-strings, as patterns; those of no letters of their own are left out."""
    for node in NODES:
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values]
            if re.search("[a-z]{2}", "".join(part for part in parts if part != ".+")):
                yield re.compile("".join(parts))


def fields(text):
    return sorted(name for _, name, *_ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("name", SUBJECTS)
def test_both_languages_have_the_same_parts(name):
    assert {key: pair for key, pair in subject(name).items() if fields(pair[0]) != fields(pair[1])} == {}


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_comma_splits_a_text(name):
    text = (files("model.present.text.words") / f"{name}.csv").read_text(encoding="utf-8-sig")
    head, *lines = csv.reader(text.splitlines())
    assert [line for line in lines if line and len(line) != len(head)] == []


@pytest.mark.parametrize("name", sorted(set(SUBJECTS) - {"units"}))
def test_what_is_english_in_letters_is_chinese_in_characters(name):
    plain = {key: [re.sub(r"{[^}]*}", "", text) for text in pair] for key, pair in subject(name).items()}
    odd = [key for key, (en, zh) in plain.items() if re.search("[a-z]{2}", en) and not re.search("[\u4e00-\u9fff]", zh)]
    assert [key for key in odd if key not in ALLOWED] == []


@pytest.mark.parametrize("name", sorted(set(SUBJECTS) - {"units", "page"}))  # the page's are used in its programs
def test_no_word_is_left_over(name):
    patterns = list(composed())
    keys = [key for key in subject(name) if not key.startswith("reason_")]  # found by their English, below
    unused = [key for key in keys if key not in LITERALS and not any(p.fullmatch(key) for p in patterns)]
    assert unused == []


def test_no_word_is_wanting():
    known = set().union(*map(subject, SUBJECTS))
    called = {
        node.args[0].value
        for node in NODES
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in SPOKEN
    }  # fmt: skip
    assert {key for key in called if isinstance(key, str)} - known == set()


def test_the_catalogue_of_the_plan_has_its_words():
    told = subject("catalogue")
    assert {f"relation_{relation}" for relation in RELATIONS + STATES} <= told.keys()
    assert {f"nature_{nature}" for nature in NATURES if nature} <= told.keys()
    assert {f"finding_{verdict}" for verdict in VERDICTS} <= told.keys()
    assert {target.reason for target in targets() if target.reason} <= {english for english, _ in told.values()}


def test_what_is_counted_has_its_measure_word():
    from model.data.catalogue import targets
    from model.present.text.phrases import unit_of
    from model.sectors.dimensions import programme_count_item

    for label, (_, title) in programme_count_item.titles.items():
        assert title.endswith(f"（{words.unit('count', 'zh', f'programme_count[{label}]')}）")
    known = {
        "count_pace[quake_safe_homes]": ("count/year", "户/年"),
        "count_unit_cost[water_plants]": ("1e8 CNY/count", "亿元/座"),
        "new_listings": ("count/year", "家/年"),
        "hospital_deaths_avoided": ("1/count", "每家"),
        "programme_count[visiting_doctors]": ("count", "人次"),
        "other": ("count", "个"),
    }
    assert {name: words.unit(unit, "zh", name) for name, (unit, _) in known.items()} == {
        name: shown for name, (_, shown) in known.items()
    }
    assert words.unit("count", "en", "programme_count[quake_safe_homes]") == "households"
    counted = {one.label_zh: unit_of(one, "zh") for one in targets() if one.unit == "count"}
    ending = re.compile("(公司|企业|医院|卫生院|工厂|人次|户|险种|病种|线路)(（.*）)?$")
    wrong = {name: unit for name, unit in counted.items() if unit == "个" and ending.search(name)}
    assert not wrong


def test_persons_are_persons_in_both_languages():
    titles = programme_count_item.titles.values()
    english = {title.endswith(", persons") for title, zh in titles if zh.endswith("（人）")}
    assert english == {True}
    assert all(zh.endswith("（人）") for title, zh in titles if title.endswith(", persons"))


def test_numbers_of_a_terminal_have_thousands_and_a_true_minus():
    assert [words.figured(value) for value in (-4400.194, 0.5, -0.33)] == ["−4,400.19", "0.5", "−0.33"]
