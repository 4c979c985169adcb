"""What the plan wants, told once: main indicators and programmes, met as asked and as printed."""

import re
from dataclasses import replace

import xarray as xr

from model.data import main_places
from model.data.catalogue import by_id, targets
from model.plan.indicators import count, group_of, indicators
from model.plan.targets import Verdict, judge
from model.present.canvas.canvas import Canvas
from model.present.figures.comparison.targets_met import TargetsMet
from model.present.figures.figure import Comparison
from model.present.notebook.cards import results_html
from model.present.page.content import page_content

PLAN = by_id()


def verdict(name, met, printed=None, **edits):
    own = Verdict(replace(PLAN[name], **edits), 1.0, met, 0.0)
    return own if printed is None else replace(own, printed=Verdict(PLAN[name], 1.0, printed, 0.0))


def test_every_place_of_main_goals_has_targets_in_the_catalogue():
    for document, place in main_places():
        assert any(target.document == document and target.place.startswith(place) for target in targets()), place


def test_flagships_are_main_and_works_are_programmes():
    for name in (
        "energy-intensity-2025",
        "carbon-intensity-2025",
        "deposits-2025",
        "rural-sewage-2025",
        "basic-grassland-2025",
    ):
        assert group_of(PLAN[name]) == "main", name
    for name in ("pv-capacity-2025", "green-factories-2025", "listed-companies-yearly-2025"):
        assert group_of(PLAN[name]) == "programme", name


def test_level_growth_and_restatement_are_one_indicator_and_the_level_decides():
    found = indicators(
        [
            verdict("deposits-growth-2025-table", True),
            verdict("deposits-2025", False),
            verdict("deposits-2025-table", True),
            verdict("deposits-growth-2025", True),
        ]
    )
    assert [indicator.lead.target.id for indicator in found] == ["deposits-2025", "deposits-growth-2025"]
    assert [indicator.met for indicator in found] == [False, True]


def test_the_two_groups_are_counted_apart_and_the_open_are_told():
    found = indicators(
        [verdict("pv-capacity-2025", True), verdict("deposits-2025", False), verdict("grassland-cover-2035", None)]
    )
    main, programmes = count(found, True), count(found, False)
    assert (main.met, main.judged, main.open) == (0, 1, 1)
    assert (programmes.met, programmes.judged, programmes.open) == (1, 1, 0)
    assert [indicator.main for indicator in found] == [True, True, False]


def test_what_is_relaxed_is_counted_as_printed_beside():
    found = indicators([verdict("deposits-2025", True, printed=False, value=9000.0), verdict("loans-2025", True)])
    assert (count(found, True).met, count(found, True).met_as_printed) == (2, 1)


def test_an_indicator_at_another_year_is_the_same_goal():
    assert group_of(replace(PLAN["deposits-2025"], year=2027)) == "main"


def test_every_tracked_target_is_of_one_indicator():
    results = xr.Dataset(coords={"year": [1990]})
    verdicts = judge([target for target in targets() if not target.restates], results)
    told = [own.target.id for indicator in indicators(verdicts) for own in indicator.verdicts]
    assert sorted(told) == sorted(target.id for target in targets() if target.variable and not target.restates)


def test_a_run_is_counted_alike_wherever_it_is_told(runs, shipped):
    """The comparison's figure, the notebook's card, the report's tables and the page's board add up to what the run says."""
    run = runs["baseline"]
    wanted = indicators(judge(targets(), run))
    main, programmes = count(wanted, True), count(wanted, False)
    told = (main.met + programmes.met, main.judged + programmes.judged)
    assert told == (count(wanted).met, count(wanted).judged)
    assert len(wanted) < sum(
        bool(target.variable) and not target.restates for target in targets()
    )  # some are told twice

    [page] = TargetsMet().draw(Comparison({"baseline": run}), Canvas("en"))
    rows = {row["sector"]: row for row in page.rows}
    for group, tally in (("main", main), ("programme", programmes)):
        own = rows.pop(group)
        assert (own["met"], own["met"] + own["missed"]) == (tally.met, tally.judged)
    assert (sum(r["met"] for r in rows.values()), sum(r["met"] + r["missed"] for r in rows.values())) == told

    html = results_html(run)
    [table] = [table for table in re.findall(r"(?s)<table.*?</table>", html) if ">Judged<" in table]
    cells = [re.findall(r">(\d+)<", row) for row in table.split("<tr")[2:]]
    assert (sum(int(row[0]) for row in cells), sum(int(row[1]) for row in cells)) == told

    judged = [target for target in page_content(shipped["baseline"], targets())["targets"] if target["counts"]]
    assert len(judged) == told[1]
