"""The catalogue: its records hold together, agree with the model's figures, and are answered by the model."""

from dataclasses import replace

import numpy as np
import pytest
from made_targets import target

from model.data.catalogue import DOCUMENTS, records, targets
from model.plan.targets import judge, project, series
from model.sectors import THEMES


def test_every_document_is_there_in_order():
    found = list(dict.fromkeys(record.document for record in records()))
    assert [name.rpartition("〕")[2][:-1] for name in found] == [name.partition("-")[2] for name in DOCUMENTS]


def test_most_targets_are_answered_and_the_others_say_why():
    unlinked = [target for target in targets() if not target.variable]
    assert len(unlinked) <= len(targets()) / 10
    assert all(len(target.reason) > 10 for target in unlinked)


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
    else:
        assert record.unit + "/year" * (record.reading == "cumulative") == units


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
    assert "a reason" in next(_faults(replace(good, variable="", reading=""), {}))
    assert "without a reading" in next(_faults(replace(good, reading=""), {}))
