"""What the solver is asked: levels in order, what is kept, what must still hold, rounded plans, trade-offs; on a small model."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from made_targets import target
from solve_model import RANGES, SCENARIO, SYSTEM

from model.data import headlines, main_places, outlays, worse
from model.data.catalogue import targets
from model.errors import InputError
from model.export.files import write_table
from model.folder.tables import TRADEOFF, read_rows
from model.plan.conflict.diagnosis import diagnose
from model.plan.question.claims import Kept
from model.plan.question.keeps import kept
from model.plan.question.levels import LEVELS, level_of
from model.plan.question.options import Options
from model.plan.question.solver_options import setting
from model.plan.selection import wanted_targets
from model.plan.solution.purposes import purposes
from model.plan.solution.tradeoff import from_table, tradeoff
from model.plan.solve.least_effort import solve
from model.present.text.cells import heads, told, untold
from model.present.text.phrases import gap_unit, unit_of
from model.present.text.solving.plan import served, uncosted
from model.present.text.words import Say
from model.results.run import load_scenario
from model.sectors import load

LOOSE = Options(ramp=1e9, smoothness=0.0, starts=2)
YEARS = range(2021, 2026)


def wanted(variable, value, relation="at least", reading="level", **other):
    return target(variable, reading, relation, value, id=f"{variable}-{relation}-{value}", **other)


def solved(*asked, options=LOOSE, ranges=RANGES, keeps=()):
    return solve(SCENARIO, SYSTEM, asked, None, ranges, replace(options, keeps=lambda last: keeps))


def refusal(tmp_path, name, text, ask):
    """What is said of a scenario file of this name and text where it is asked."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        ask(load_scenario(file))
    return str(refused.value)


def met(found):
    return {name for name, answer in found.answers.items() if answer.met}


# -- levels ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("first", [0, 1])
def test_of_two_that_exclude_each_other_the_higher_level_is_met(first):
    pair = (wanted("left", 30.0), wanted("both", 32.0, "at most"))
    firm = wanted("right", 20.0)  # so that left and the sum cannot both be had
    levels = {firm.id: "binding", pair[first].id: "main", pair[1 - first].id: "striven for"}
    found = solved(*pair, firm, options=replace(LOOSE, levels=levels))
    assert met(found) == {pair[first].id, firm.id}
    assert found.answers[pair[1 - first].id].projected == pytest.approx(
        (32.0, 12.0)[first == 1] if first else 50.0, abs=1e-3
    )


def test_a_level_is_chased_no_further_than_it_is_worth():
    """To add D to left costs D²/5 and leaves a miss of (10 - D)/10: it stops where the slopes 2D/5 and worth meet."""
    aim = wanted("left", 20.0)
    found = solved(aim, options=replace(LOOSE, levels={aim.id: "main"}, worth={"main": 0.4}))
    slope = 0.4 / 0.02 / 10  # a hundredth of the target is .02 of its half magnitude, which is 10
    assert found.answers[aim.id].projected == pytest.approx(10 + 2.5 * slope, abs=1e-2)
    assert not found.met


def test_what_a_level_reached_gives_way_where_a_lower_one_makes_it_dearer_than_it_is_worth():
    """The sum rises by D at D²/25, and at D²/5 once right is to stay; there the slopes 2D/25 and 2D/5 meet its worth."""
    both, right, slope = wanted("both", 60.0), wanted("right", 20.0, "at most"), 0.4 / 0.02 / 30
    options = replace(LOOSE, levels={both.id: "main", right.id: "expected"}, worth={"main": 0.4})
    alone, beside = (
        solved(both, options=replace(options, levels={both.id: "main"})),
        solved(both, right, options=options),
    )
    assert alone.answers[both.id].projected == pytest.approx(30 + 12.5 * slope, abs=1e-2)
    assert beside.answers[both.id].projected == pytest.approx(30 + 2.5 * slope, abs=1e-2)
    assert beside.answers[right.id].met


# -- levers ------------------------------------------------------------------------------------------------------------
def test_what_runs_is_not_cut_unless_the_scenario_says_how_low():
    """Left is to fall: a lever that only rises stays where it is, and one with a low end of the user's own may fall."""
    aim = wanted("left", 5.0, "at most")
    assert solved(aim).met
    up = RANGES | {"left_rate": replace(RANGES["left_rate"], direction="up")}
    found = solved(aim, ranges=up)
    assert not found.met and set(found.levers["left_rate"].values()) == {0.0}


def test_a_low_end_of_ones_own_lets_a_programme_be_cut_and_a_rule_moves_where_it_is_listed(tmp_path):
    def given(text):
        file = tmp_path / "l.yaml"
        file.write_text(f"name: l\ntitle: {{en: L, zh: 变}}\nsolve: {{{text}}}\n", encoding="utf-8")
        levers, plausible, _ = setting(load_scenario(file), [], load())
        return levers, {name: span.direction for name, span in plausible.items()}

    levers, direction = given("ranges: {forage_programme: {low: 0}, afforestation_programme: {high: 200}}")
    assert "farming_rank" not in levers and "forage_programme" in levers
    assert direction["forage_programme"] == "both" and direction["afforestation_programme"] == "up"
    assert given("levers: [farming_rank]")[0] == ["farming_rank"]


def test_a_lever_is_for_what_falls_short_without_it():
    found = solved(wanted("left", 12.0), wanted("right", 25.0))
    assert purposes(found) == {"left_rate": ["left-at least-12.0"], "right_rate": ["right-at least-25.0"]}


def test_a_lever_is_told_what_it_is_for_and_what_it_keeps_from_getting_worse():
    titles, say = {"more-sun": "PV capacity", "keep waste": "Curtailment"}, Say("solution", "en")
    assert served(list(titles), titles, say) == "; for PV capacity; keeps from getting worse: Curtailment"
    assert served(["keep waste"], titles, say) == "; keeps from getting worse: Curtailment"
    assert "no target" in served([], titles, say)


def test_every_target_has_a_level_and_main_goals_are_places_of_the_catalogue():
    named = {target.id: level_of(target) for target in targets() if target.variable}
    assert set(named.values()) == set(LEVELS)
    assert named["energy-intensity-2025"] == "main" and named["rural-medical-insurance-2025"] == "binding"
    assert named["pv-capacity-2025"] == "expected" and named["green-parks-2025"] == "striven for"
    documents = {target.document for target in targets()}
    assert {document for document, _ in main_places()} == documents


# -- what is kept ------------------------------------------------------------------------------------------------------
def test_what_is_kept_stands_before_what_is_wanted():
    keep = Kept("right", True, dict.fromkeys(YEARS, 20.0))
    found = solved(wanted("left", 20.0), wanted("both", 28.0, "at most"), keeps=(keep,))
    assert found.keeps == {"keep right": 0.0} and not found.met
    found = diagnose(found)
    assert {frozenset(conflict["targets"]) for conflict in found["conflicts"]} == {
        frozenset(("left-at least-20.0", "both-at most-28.0", "keep right"))
    }
    assert next(iter(found)) == "identities"


def test_headlines_are_kept_within_a_hundredth_of_their_own_path_unless_said_otherwise(tmp_path):
    file = tmp_path / "k.yaml"
    file.write_text(
        "name: k\ntitle: {en: K, zh: 守}\nsolve:\n  keep: {gdp: {growth: 5.5 %}, wind_capacity: drop, water_use: 0.5 %,\n"
        "    curtailment_rate: {at most: 5 %}, coal_consumption: {at most: 6000}}\n",
        encoding="utf-8",
    )
    scenario, system = load_scenario(file), load()
    found = {claim.variable: claim for claim in kept(scenario, system, 2027)}
    assert set(found) == (set(worse()) - {"wind_capacity"}) | {"coal_consumption"}
    assert found["gdp"].ends[2027] / found["gdp"].ends[2026] == pytest.approx(1.055)
    assert set(found["curtailment_rate"].ends.values()) == {5.0} and not found["curtailment_rate"].less
    assert set(found["employment"].ends) == set(range(2021, 2028))
    assert set(worse()) - set(headlines()) == {"agriculture_value_added", "livestock"}
    assert set(worse().values()) == {"less", "more"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{gpd: 1 %}", "did you mean 'gdp'"),
        ("{gdp: 5 GW}", "solve.keep.gdp"),
        ("{gdp: 1}", "expected a share"),
        ("{gdp: {growth: 5.5}}", "expected a share"),
        ("{gdp: {grows: 1 %}}", "expected a share"),
        ("{gdp: {at least: 4000 GW}}", "measures something else"),
        ("{primary_energy: 1 %}", "neither side is worse"),
    ],
)
def test_what_says_nothing_of_a_headline_is_refused_with_its_place(text, said, tmp_path):
    body = f"name: k\ntitle: {{en: K, zh: 守}}\nsolve: {{keep: {text}}}\n"
    told = refusal(tmp_path, "k.yaml", body, lambda scenario: kept(scenario, load(), 2027))
    assert "k.yaml:3" in told and said in told


def test_no_outlay_is_paid_twice_and_each_has_its_prices():
    system = load()
    known = set(system.elements(system.declarations))
    assert {name for row in outlays() for name in (row.variable, row.prices)} <= known
    assert len({row.variable for row in outlays()}) == len(outlays())


# -- after the last year -----------------------------------------------------------------------------------------------
def test_what_is_met_must_still_hold_two_years_later():
    pair = (wanted("left", 20.0, year=2023), wanted("left", 15.0, "at most", year=2025))
    assert solved(*pair).met
    assert not solved(*pair, options=replace(LOOSE, hold=2)).met


def test_a_peak_is_not_put_off_to_the_year_after():
    falls = target("herd", "peak", "peaks by", id="peak", unit="")
    found = solved(falls, wanted("herd", 110.0, year=2024), options=replace(LOOSE, hold=2))
    herd = found.results["herd"].values
    assert found.met and list(found.results["year"].values)[-1] == 2027
    assert herd[-3] >= herd[-2] >= herd[-1] and herd[-4] >= herd[-3]


# -- as it is written --------------------------------------------------------------------------------------------------
def test_a_written_plan_is_rounded_and_what_is_verified():
    found = solved(wanted("herd", 150.0), wanted("left", 12.0), options=replace(LOOSE, rounded=True))
    grains = {"growth": 0.001, "left_rate": 0.01}
    assert found.met and set(found.levers) == set(RANGES)
    for name, grain in grains.items():
        steps = np.array(list(found.levers[name].values())) / grain
        assert steps == pytest.approx(np.round(steps), abs=1e-6)
    assert set(found.levers["right_rate"].values()) == {0.0}
    assert found.cost == pytest.approx(found.found.cost, rel=0.02)


@pytest.mark.parametrize(("added", "reached"), [(9.95, 20.0), (9.7, 19.7)])
def test_what_is_all_but_met_is_met_in_a_written_plan(added, reached):
    """The search stops where 2D/5, the price of D, is what a miss is worth: a four-hundredth and a sixty-seventh short."""
    aim, worth = wanted("left", 20.0), 0.4 * added * 10 * 0.02
    found = solved(aim, options=replace(LOOSE, rounded=True, levels={aim.id: "main"}, worth={"main": worth}))
    assert found.answers[aim.id].projected == pytest.approx(reached, abs=2e-2) and found.met == (reached == 20.0)


def test_a_lever_that_hardly_moves_is_left_alone_but_where_a_target_hangs_on_it():
    """Left, of a plausible change of .1, takes a four-hundredth of the sum; the herd has no lever but growth."""
    ranges = RANGES | {"left_rate": replace(RANGES["left_rate"], yearly_change=0.1)}
    asked = (wanted("both", 50.0), wanted("herd", 100.5))
    found = solved(*asked, options=replace(LOOSE, rounded=True), ranges=ranges)
    moves = np.abs(found.found.at).reshape(len(RANGES), -1).max(axis=1)
    assert found.met and np.all((moves > 0) & (moves < 0.2) == [True, False, True])
    assert {name for name, path in found.levers.items() if any(path.values())} == {"right_rate", "growth"}


def test_where_nothing_need_move_it_says_so():
    found = solved(wanted("left", 9.0))
    assert found.message == "already met" and not np.any(found.deviations) and found.cost == 0


# -- trade-offs --------------------------------------------------------------------------------------------------------
def test_nested_floors_miss_ever_more():
    """Both at most 36 and right at least 25: the higher left is to be, the more of the rest is lost."""
    asked = (wanted("left", 12.0), wanted("both", 36.0, "at most"), wanted("right", 25.0))
    found = tradeoff(solved(*asked), asked[0].id)
    assert len(found.rows) >= 5 and found.variable == "left" and found.less
    floors, missed, cost = (np.array([row[key] for row in found.rows]) for key in ("floor", "missed", "cost"))
    assert np.all(np.diff(floors) > 0) and np.all(np.diff(missed) >= 0) and missed[-1] > 0
    assert all(row["reached"] >= row["floor"] - 1e-3 for row in found.rows if row["kept"])
    clean = cost[missed == 0]
    assert np.all(np.diff(clean) >= -1e-6)


def test_the_loosest_row_of_a_tradeoff_is_the_plan_as_it_is_told():
    """The plan is rounded after its search; so is every row, and the first has the plan's own numbers."""
    for asked, keeps in (
        ((wanted("left", 12.013), wanted("both", 36.0, "at most")), ()),
        ((wanted("right", 25.017),), (Kept("herd", True, dict.fromkeys(YEARS, 99.0)),)),
        ((wanted("right", 25.017),), (Kept("herd", True, dict.fromkeys(YEARS, 1e6)),)),  # which no plan keeps
    ):
        plan = solved(*asked, options=replace(LOOSE, rounded=True), keeps=keeps)
        found = tradeoff(plan, keeps[0].variable if keeps else asked[0].id)
        first, year = found.rows[0], found.year
        assert first["floor"] == first["reached"] == pytest.approx(float(plan.results[found.variable].sel(year=year)))
        assert first["cost"] == plan.cost and first["kept"] and not first["lost"]
        assert first["targets_missed"] == sum(not answer.met for answer in plan.answers.values())
        assert found.rows[1]["cost"] >= plan.cost - 1e-9
        assert all(row["floor"] > first["floor"] for row in found.rows[1:])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_tradeoff_is_read_as_it_was_written(tmp_path, lang):
    found = tradeoff(solved(wanted("left", 12.0), wanted("both", 36.0, "at most")), "left-at least-12.0")
    path = tmp_path / "tradeoff.csv"
    write_table(told(found.rows, lang), path, TRADEOFF, heads(TRADEOFF, lang))
    assert from_table(untold(read_rows(path), TRADEOFF)) == found


def test_a_tradeoff_of_what_is_not_asked_is_refused():
    with pytest.raises(InputError, match="did you mean 'left-at least-12.0'"):
        tradeoff(solved(wanted("left", 12.0)), "left-at least-12")


# -- targets of one's own ----------------------------------------------------------------------------------------------
HEAD = "name: o\ntitle: {en: O, zh: 自}\n"


def test_a_target_of_ones_own_on_any_variable(tmp_path):
    file = tmp_path / "o.yaml"
    file.write_text(
        HEAD + "targets:\n  mine: {variable: curtailment_rate, relation: at most, value: 5 %, year: 2025}\n"
        "  pv-capacity-2025: {value: 25 GW, relation: at most}\n",
        encoding="utf-8",
    )
    mine, pv = wanted_targets(load_scenario(file))
    assert (mine.id, mine.variable, mine.value, mine.unit, level_of(mine)) == (
        "mine",
        "curtailment_rate",
        5.0,
        "%",
        "main",
    )
    assert (pv.value, pv.relation, pv.year) == (2500.0, "at most", 2025)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "mine: {variable: curtailment_rat, relation: at most, value: 5, year: 2025}",
            "did you mean 'curtailment_rate'",
        ),
        ("mine: {variable: curtailment_rate, value: 5, year: 2025}", "found no relation"),
        ("mine: {variable: curtailment_rate, relation: at most, year: 2025}", "found no value"),
        ("mine: {variable: curtailment_rate, relation: at most, value: 5}", "found no year"),
        ("mine: {variable: curtailment_rate, relation: at most, value: 5 GW, year: 2025}", "measures something else"),
        ("mine: {variable: curtailment_rate, relation: under, value: 5, year: 2025}", "at most"),
        ("mine: {variable: gdp, relation: between, value: 5000, year: 2025}", "found no upper"),
        ("pv-capacity-2025: {variable: gdp}", "a name of your own"),
        ("pv-capacity-2025: {value: twelve}", "expected a number"),
        ("pv-capacity-2025: {value: [1]}", "expected a finite number"),
    ],
)
def test_a_target_that_is_not_whole_is_refused_with_its_place(text, said, tmp_path):
    told = refusal(tmp_path, "o.yaml", f"{HEAD}targets:\n  {text}\n", wanted_targets)
    assert "o.yaml:4" in told and said in told


# -- what a user gets wrong ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ranges: {pv_approvals: {low: 900}}", "solve.ranges.pv_approvals: found limits from 900 to 800"),
        ("ranges: {pv_approvals: {hihg: 5}}", "expected one of low, high, yearly_change; did you mean 'high'?"),
        ("levers: []", "solve.levers: found a list of 0; expected at least 1 item"),
        ("levers: [pv_aprovals]", "did you mean 'pv_approvals'"),
        ("rounds: 3", "did you mean 'rounded'"),
        ("worth: {mains: 3}", "expected 'binding', 'main', 'expected' or 'striven for'"),
    ],
)
def test_what_the_solver_is_told_amiss_is_refused_with_its_place(text, said, tmp_path):
    body = f"{HEAD}solve: {{{text}}}\n"
    told = refusal(tmp_path, "s.yaml", body, lambda scenario: setting(scenario, [], load()))
    assert "s.yaml:3" in told and said in told


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "upper bounds, .*: Investment climate$"), ("zh", "效果按上限计.*：投资环境$")]
)
def test_a_lever_behind_which_nothing_stands_is_an_upper_bound(lang, text):
    moved = [
        SimpleNamespace(lever="pv_approvals", title="PV"),
        SimpleNamespace(lever="investment_climate", title={"en": "Investment climate", "zh": "投资环境"}[lang]),
    ]
    assert re.search(text, *uncosted(moved, Say("solution", lang)))
    assert not list(uncosted(moved[:1], Say("solution", lang)))


def test_a_gap_of_a_share_is_in_points():
    share, count = wanted("left", 1.0, unit="%"), wanted("left", 1.0, unit="count")
    assert (gap_unit(share, "en"), gap_unit(share, "zh")) == ("points", "百分点")
    assert gap_unit(count, "zh") == unit_of(count, "zh")
