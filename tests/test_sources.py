"""What numbers rest on, in Chinese: every source and note has it, nothing is left over, and no number is lost on the way."""

import re

import pytest
from test_chinese import english

from model.data import any_year, bases, pack, projects
from model.data.experience import experiences
from model.present.text.sources import PIECE, chinese, note, source

TABLES = ("publications", "details", "notes")
FIGURES = [
    *any_year().values(),
    *(figure for base in bases() for figure in pack(base).values()),
    *(project.number for base in bases() for project in projects(base).values()),
]
SOURCES = {figure.source for figure in FIGURES if figure.source != figure.status}  # what else stands there is not told
SOURCES |= {past.source for own in experiences().values() for past in own}
NOTES = {figure.note for figure in FIGURES} - {""}
DATED = re.compile(r",? \d{4}-\d\d-\d\d$")


def years(text):
    """The years of a text."""
    return set(re.findall(r"(?<![\d.,/:-])(?:19|20)\d\d(?![\d.,/:])", text))


def test_every_source_is_chinese_but_names_of_publications():
    left = {text: words for text in SOURCES if (words := english(source(text, "zh")))}
    assert left == {}


def test_every_note_is_chinese():
    assert NOTES - chinese("notes").keys() == set()
    assert {text: words for text in NOTES if (words := english(note(text, "zh")))} == {}


def test_nothing_is_left_over():
    pieces = {part[0] for text in SOURCES for part in PIECE.finditer(text)}
    pieces |= {DATED.sub("", piece) for piece in pieces}
    within = "".join(
        [*pieces, *chinese("publications").values(), *chinese("details").values(), *chinese("notes").values()]
    )
    assert chinese("details").keys() - pieces == set()
    assert [name for name, zh in chinese("publications").items() if name not in pieces and within.count(zh) < 2] == []
    assert chinese("notes").keys() - NOTES == set()


@pytest.mark.parametrize("table", TABLES)
def test_the_years_are_the_same(table):
    odd = {en: zh for en, zh in chinese(table).items() if not years(en) <= years(zh)}
    assert odd == {}


def test_a_source_is_told_piece_by_piece():
    text = "Xinhua 2012-10-23 (over 3000); Stern 2012, Journal of Economic Surveys 26, 307-331, for the range alone"
    told = "新华社2012年10月23日（3000余家）；Stern 2012, Journal of Economic Surveys 26, 307-331，仅用于确定范围"
    assert source(text, "zh") == told
    assert source(text, "en") == text


def test_a_place_in_the_gazette_is_told_as_elsewhere():
    assert source("宁政办发〔2021〕94号 chapter 1 section 1: 554 in 2016-2020", "zh") == (
        "宁政办发〔2021〕94号第1章第1节：2016—2020年554"
    )


def test_what_is_not_in_the_tables_stays():
    assert source("a bulletin of 2021", "zh") == "a bulletin of 2021"
    assert note("as found", "zh") == "as found"


def test_notes_call_variables_by_their_titles():
    assert [text for text in chinese("notes").values() if re.search("[a-z]_[a-z]", text)] == []


def test_publications_of_several_authors_are_told_in_chinese():
    assert [text for text in chinese("publications").values() if " and others " in text] == []
