"""The catalogue: its records hold together, agree with the model's figures, and are answered by the model."""

from dataclasses import replace

import numpy as np
import pytest
from made_targets import target

from model.data.catalogue import DOCUMENTS, STATES, records, sentences, targets
from model.plan.targets import judge, project, series
from model.present.text import words
from model.sectors import THEMES


def test_every_document_is_there_in_order():
    found = list(dict.fromkeys(record.document for record in records()))
    assert [name.rpartition("〕")[2][:-1] for name in found] == [name.partition("-")[2] for name in DOCUMENTS]


def test_most_targets_with_a_number_are_answered_and_the_others_say_why():
    numbered = [target for target in targets() if target.value is not None]
    assert sum(not target.variable for target in numbered) <= len(numbered) / 8
    assert all(len(target.reason) > 10 for target in targets() if not target.variable)


def test_every_sentence_with_a_target_has_a_record_there_or_says_why_not():
    known = {record.id: record for record in records()}
    for sentence in sentences():
        assert bool(sentence.records) != bool(sentence.reason), sentence
        for name in sentence.records:
            place = known[name].place.partition(" column")[0]
            assert (known[name].document, place) == (sentence.document, sentence.place), name
    assert len(set(sentences())) == len(sentences()) > 390


def test_every_target_is_of_a_sentence():
    assert {target.id for target in targets()} <= {name for sentence in sentences() for name in sentence.records}


def test_every_chapter_and_article_of_tasks_was_read():
    """Each of document 39's articles that sets tasks, of 93's chapters with aims, of 94's sections, has a sentence."""
    read = {(sentence.document.rpartition("〕")[2], sentence.place) for sentence in sentences()}
    of_39 = {f"article {number}" for number in range(2, 24)} - {"article 11", "article 22"}
    assert of_39 <= {place for document, place in read if document == "39号"}
    for document, chapters in {"93号": range(2, 12), "94号": range(2, 5)}.items():
        places = [place for number, place in read if number == document]
        assert all(any(place.startswith(f"chapter {chapter}") for place in places) for chapter in chapters)
    boxes = {place.partition(" item")[0].partition(" row")[0] for number, place in read if number == "93号"}
    assert {f"box {number}" for number in range(1, 7)} <= boxes


def test_no_sentence_of_the_list_is_text():
    for sentence in sentences():
        assert sentence.form in ("numbered", "in words") and sentence.sentence > 0
        words = sentence.subject + sentence.reason + sentence.place
        assert not any("一" <= character <= "鿿" for character in words), sentence


def test_words_carry_no_number_and_a_change_names_its_base():
    for record in targets():
        if record.measure == "test":
            assert record.value is None, record.id
        if record.relation in STATES:
            assert record.measure == "test" and not record.variable, record.id
        if record.relation in ("rises by", "falls by") and record.year == 2025:
            assert record.base_year == 2020, record.id


def test_a_year_that_is_not_printed_is_marked():
    inferred = {record.id for record in targets() if record.year_inferred}
    assert {"clean-heating-2025", "tourism-villages-2025", "grassland-restoration-2025"} <= inferred
    assert not {"pv-capacity-2025", "tertiary-hospitals-2023", "deposits-2025", "coal-consumption-peak"} & inferred


def test_names_stand_in_both_languages():
    for record in records():
        assert record.name and record.name_zh, record.id
        assert bool(record.scope) == bool(record.scope_zh), record.id
        assert not any("一" <= character <= "鿿" for character in record.name + record.scope + record.reason), record.id


def test_no_sentence_is_copied():
    assert max(len(record.name_zh) for record in records()) <= 40
    assert max(len(record.printed) for record in records()) <= 12


def test_a_restatement_is_of_a_first_statement_of_the_same_quantity():
    first = {record.id: record for record in records()}
    for record in records():
        if record.restates:
            origin = first[record.restates]
            assert not origin.restates, record.id
            assert (origin.quantity, origin.year) == (record.quantity, record.year), record.id


def test_ids_end_with_their_year_and_sectors_are_the_models_themes():
    for record in records():
        assert record.sector in THEMES, record.id
        assert record.year is not None, record.id


def test_precision_is_that_of_the_last_printed_digit():
    assert target("", "", value=11316.9, printed="11316.9").precision == pytest.approx(0.1)
    assert target("", "", value=1100.0, printed="1100").precision == 1
    assert target("", "", value=108000.0, printed="10.8").precision == pytest.approx(1000)
    assert target("", "", value=5.0, upper=10.0, printed="5/10").precision == 1
    assert target("", "", value=100.0, printed="全覆盖").precision == 0


@pytest.mark.parametrize("record", [record for record in records() if record.variable], ids=lambda record: record.id)
def test_every_link_leads_to_a_variable_of_the_same_units(record, runs):
    units = series(runs["baseline"], record.variable).attrs["units"]
    if (
        record.reading in ("change", "change_percent", "growth_rate", "growth_above_gdp")
        or record.relation == "peaks by"
    ):
        assert record.unit in ("%", "percentage_point", units)
    else:  # a count of other things than heads is told in their unit
        own = record.unit + "/year" * (record.reading == "cumulative")
        assert own == units or words.unit(own, "en") == words.unit(units, "en", record.variable)


def test_figures_of_the_base_year_are_those_that_the_model_starts_from(runs):
    """Within half a digit of what is printed, and exactly where the figure is the base of a stock."""
    checked = 0
    for record in records():
        if record.kind != "figure" or not record.variable or record.year != 2020 or record.restates:
            continue
        found = project(record, runs["baseline"])
        assert abs(found - record.value) <= record.precision / 2 + 1e-9 * abs(record.value), record.id
        checked += 1
    assert checked >= 15


def test_every_linked_target_is_judged_in_a_baseline_run(runs):
    linked = [target for target in targets() if target.variable]
    found = {verdict.target.id: verdict for verdict in judge(linked, runs["baseline"])}
    assert list(found) == [target.id for target in linked]
    within = [target for target in linked if target.year <= int(runs["baseline"]["year"][-1])]
    assert all(found[target.id].met is not None for target in within)
    assert all(np.isfinite(found[target.id].projected) for target in within if target.reading != "peak")


def test_faults_are_named():
    from model.data.catalogue import _faults

    good = replace(target("x", "level"), measure="level")
    assert list(_faults(good, {})) == []
    assert "relation 'hardly' is none of" in next(_faults(replace(good, relation="hardly"), {}))
    assert "stands twice" in next(_faults(good, {"t1": good}))
    assert "goes with no number" in next(
        _faults(replace(good, relation="done", variable="", reading="", value=1.0), {})
    )
    assert "a reason" in next(_faults(replace(good, variable="", reading=""), {}))
    assert "without a reading" in next(_faults(replace(good, reading=""), {}))
