"""Wedges: Shapley values against every order, leave one out against runs, what leaves its domain, and the prints."""

import csv
import warnings
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_targets import target
from printed import PRINTS, faults
from wedge_model import RANGES, SCENARIO, SECTORS, SYSTEM

from model.data.catalogue import by_id
from model.plan.question.paths import make_paths
from model.plan.question.problem import Problem, with_levers
from model.plan.solution.wedges import Wedges, shapley, table, titles, wedges
from model.plan.targets import project
from model.present.canvas.canvas import Canvas
from model.present.canvas.files import save
from model.present.figures.figure import Solution
from model.present.figures.solution.wedges import Contributions
from model.present.text.solving.wedges import fixed, wedges_text
from model.results.run import run
from model.sectors import THEMES

LEVERS = list(SECTORS)
HEADLINES = ("herd", "value")
TARGETS = (
    target("value", "level", "at least", 12.0, id="value", name="Value", name_zh="价值"),
    target("herd", "change_percent", "falls by", 1.0, id="herd", unit="%"),
    target("pasture", "level", "at least", 1.0, id="pasture"),
)
AT_EASE = dict(births=0.3, drain=0.5, rain=1.0, care=0.2, trade=0.4)
deviations_of = st.lists(st.floats(0.0, 1.0), min_size=len(LEVERS), max_size=len(LEVERS))


def problem(*targets):
    paths = make_paths(SCENARIO, SYSTEM, 2025, None, RANGES, ramp=np.inf, distance=1.0, smoothness=0.0)
    return Problem(SCENARIO, SYSTEM, targets or TARGETS, paths)


PROBLEM = problem()


def moves(**levers):
    """Deviations: the same every year, 0 where a lever is not named."""
    return np.array([[levers.get(name, 0.0)] * 5 for name in LEVERS])


def draw(found, results, lang, size="page"):
    """The pages of the wedges."""
    alone = {"baseline": results, "targets": [], "met": True, "levers": [], "wedges": found, "system": SYSTEM}
    return Contributions().draw(Solution(results, [], **alone), Canvas(lang, size))


def value(deviations):
    """What the targets of the headlines read in a run of their own."""
    found = PROBLEM.project(deviations)
    return np.array([project(one, found).item() for one in TARGETS[:2]])


@settings(max_examples=15, deadline=None, derandomize=True)
@given(deviations_of)
def test_shapley_values_are_the_mean_over_all_orders_and_add_up(sizes):
    deviations = np.outer(sizes, [1.0, 0.5, 0.2, 1.0, 0.7])
    found = wedges(PROBLEM, deviations, HEADLINES)
    groups = list(found.groups.values())
    assert all(
        sum(wedge.shapley.values())
        == pytest.approx(wedge.solved - wedge.baseline, abs=1e-9 * max(1, abs(wedge.solved)))
        for wedge in found.each
    )
    reached, means = {}, np.zeros((len(groups), 2))
    orders = list(permutations(range(len(groups))))
    for order in orders:
        for i, group in enumerate(order):
            before, after = (frozenset(order[:end]) for end in (i, i + 1))
            for coalition in (before, after):
                if coalition not in reached:
                    kept = {name for member in coalition for name in groups[member]}
                    reached[coalition] = value(deviations * np.array([[name in kept] for name in LEVERS]))
            means[group] += (reached[after] - reached[before]) / len(orders)
    for place, wedge in enumerate(found.each):
        assert list(wedge.shapley.values()) == pytest.approx(means[:, place].tolist(), rel=1e-9, abs=1e-9)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_shapley_values_of_any_game_keep_the_axioms(players, seed):
    values = np.random.default_rng(seed).normal(size=(2**players, 3))
    found = shapley(values)
    assert found.sum(axis=0) == pytest.approx(values[-1] - values[0])
    own = np.random.default_rng(seed + 1).normal(size=players)
    alone = np.array([sum(own[p] for p in range(players) if c >> p & 1) for c in range(2**players)])
    assert shapley(alone) == pytest.approx(own)  # who only adds gets what it adds


def test_players_that_are_alike_get_the_same():
    assert shapley(np.array([0.0, 0.0, 0.0, 6.0])).tolist() == [3.0, 3.0]
    assert shapley(np.array([0.0, 0, 0, 0, 0, 0, 0, 6])) == pytest.approx([2.0] * 3)


def test_leave_one_out_is_that_of_runs_of_the_scenarios_themselves():
    deviations = moves(**AT_EASE)
    found = wedges(PROBLEM, deviations, HEADLINES)

    def read(chosen):
        results = run(with_levers(PROBLEM, chosen), SYSTEM)
        return [float(project(one, results)) for one in TARGETS[:2]]

    solved, baseline = read(deviations), read(np.zeros_like(deviations))
    for place, wedge in enumerate(found.each):
        assert (wedge.solved, wedge.baseline) == pytest.approx((solved[place], baseline[place]), rel=1e-12)
        assert list(wedge.leave_one_out) == LEVERS
        for lever, left_out in wedge.leave_one_out.items():
            without = read(deviations * np.array([[name != lever] for name in LEVERS]))[place]
            assert left_out == pytest.approx(solved[place] - without, rel=1e-9, abs=1e-9)
        total = sum(wedge.leave_one_out.values()) + wedge.interaction
        assert total == pytest.approx(wedge.solved - wedge.baseline, rel=1e-12)
        assert abs(wedge.interaction) > 1e-3


def test_a_fall_is_told_as_the_target_reads_it():
    found = wedges(PROBLEM, moves(births=-0.5), HEADLINES)
    fall = found.each[1]
    assert fall.baseline == 0 and fall.solved > 0
    assert fall.shapley == {"economy": pytest.approx(fall.solved)}


def test_only_levers_that_moved_are_players():
    found = wedges(PROBLEM, moves(births=0.3, care=0.2), HEADLINES)
    assert found.groups == {"economy": ("births",), "water": ("care",)}
    still = wedges(PROBLEM, moves(), HEADLINES)
    assert still.groups == {} and still.each[0].shapley == {} and still.each[0].interaction == 0


def test_a_coalition_that_does_not_run_is_named_and_leaves_the_rest():
    """The drain empties the pasture unless there is rain; without rain nothing else runs, so leave one out tells less."""
    found = wedges(PROBLEM, moves(births=0.1, drain=15.0, rain=15.0), HEADLINES)
    shapley_departure = next(one for one in found.departures if one.kind == "shapley")
    left_out = next(one for one in found.departures if one.kind == "leave_one_out")
    assert "energy" in shapley_departure.names and "water" not in shapley_departure.names
    assert left_out.names == ("rain",) and "pasture" in left_out.message
    for wedge in found.each:
        assert wedge.shapley == {} and wedge.interaction is None and wedge.leave_one_out["rain"] is None
        assert wedge.leave_one_out["drain"] is not None
    said = wedges_text(found, SYSTEM)
    assert "no Shapley values" in said and "left out of the wedges: Rain" in said
    rows = table(found, SYSTEM)
    assert {row["kind"] for row in rows} == {"baseline", "leave_one_out", "interaction", "solved"}
    assert [row["contribution"] for row in rows if row["part"] == "rain"] == [None, None]


def test_batches_of_any_size_give_the_same(monkeypatch):
    whole = wedges(PROBLEM, moves(**AT_EASE), HEADLINES)
    monkeypatch.setattr("model.plan.solution.wedges.MEMBERS", 3)
    parts = wedges(PROBLEM, moves(**AT_EASE), HEADLINES)
    for one, other in zip(whole.each, parts.each, strict=True):
        assert list(one.shapley.values()) == pytest.approx(list(other.shapley.values()), rel=1e-12)
    departed = wedges(PROBLEM, moves(births=0.1, drain=15.0, rain=15.0), HEADLINES).departures
    assert {(one.kind, one.names[-1:]) for one in departed} == {("leave_one_out", ("rain",)), ("shapley", ("energy",))}


def test_a_peak_is_left_out_and_said_to_be():
    peaks = target("herd", "peak", "peaks by", None, 2024, id="top", printed="")
    found = wedges(problem(TARGETS[0], peaks), moves(births=0.3), HEADLINES)
    assert found.left_out == ("top",) and [wedge.target.id for wedge in found.each] == ["value"]
    assert "top" in wedges_text(found, SYSTEM) and "top" in wedges_text(found, SYSTEM, "zh")


def test_a_peak_of_ones_own_is_told_by_its_title():
    own = target("herd", "peak", "peaks by", None, 2024, id="mine", name="Herd", name_zh="存栏", printed="")
    left = Wedges({}, (), (), ("mine",))
    assert "存栏" in wedges_text(left, SYSTEM, "zh", [own]) and "mine" not in wedges_text(left, SYSTEM, "zh", [own])


def test_peaks_are_told_by_their_titles():
    told = wedges_text(Wedges({}, (), (), ("emissions-peak-2035", "mine")), SYSTEM, "zh")
    assert by_id()["emissions-peak-2035"].label_zh in told and "mine" in told and "emissions-peak" not in told


def test_the_table_adds_up_and_is_titled_in_both_languages():
    rows = [row for row in table(wedges(PROBLEM, moves(**AT_EASE), HEADLINES), SYSTEM) if row["target"] == "value"]
    at = {(row["kind"], row["part"]): row["contribution"] for row in rows}
    moved = at["solved", ""] - at["baseline", ""]
    assert sum(v for (kind, _), v in at.items() if kind == "shapley") == pytest.approx(moved, rel=1e-9)
    assert sum(v for (kind, _), v in at.items() if kind in ("leave_one_out", "interaction")) == pytest.approx(
        moved, rel=1e-9
    )
    assert all(row["part_title"] and row["part_title_zh"] for row in rows if row["part"])
    assert titles("water", SYSTEM) == ("Water", "水资源") and titles("rain", SYSTEM) == ("Rain", "降雨")


HEADS = {"en": ("target", "part", "value", "solved", "baseline"), "zh": ("目标", "组成", "数值", "求解", "基准")}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("given", ["shapley", "leave one out"])
def test_the_figure_and_what_it_draws(tmp_path, lang, given):
    deviations = moves(**AT_EASE) if given == "shapley" else moves(births=0.1, drain=15.0, rain=15.0)
    found = wedges(PROBLEM, deviations, HEADLINES)
    results = run(with_levers(PROBLEM, moves(**AT_EASE)), SYSTEM).assign_attrs(title_en="Grazed", title_zh="放牧")
    files = save(draw(found, results, lang), tmp_path)
    assert sorted(path.name for path in files) == ["wedges.csv", "wedges.png", "wedges.svg"]
    assert all(path.stat().st_size > 100 for path in files)
    with open(tmp_path / "wedges.csv", encoding="utf-8-sig") as file:
        target, part, value, solved, baseline = HEADS[lang]
        rows = [row for row in csv.DictReader(file) if row[target] == "value"]
    drawn = {row[part]: float(row[value] or 0) for row in rows}
    moved = drawn.pop(solved) - drawn.pop(baseline)
    assert sum(drawn.values()) == pytest.approx(moved, rel=0.05 if given == "shapley" else 1e-9)


def test_numbers_are_told_alike_within_a_target():
    assert (fixed(2144.6, 0), fixed(-0.004, 2, "+"), fixed(-0.3, 1, "+"), fixed(12.0, 1, "+")) == (
        "2,145",
        "0",
        "−0.3",
        "+12.0",
    )


@pytest.mark.parametrize(("size", "lang"), PRINTS)
def test_every_size_can_be_printed_in_both_languages(size, lang):
    results = run(with_levers(PROBLEM, moves(**AT_EASE)), SYSTEM).assign_attrs(title_en="Grazed", title_zh="放牧")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw(wedges(PROBLEM, moves(**AT_EASE), HEADLINES), results, lang, size)
        assert not [(page.name, fault) for page in drawn for fault in faults(page.figure, size, lang)]


def test_a_theme_has_its_name_of_everywhere():
    assert [titles(name, SYSTEM) for name in THEMES] == list(THEMES.values())
