"""Every named loop has a link and a pulse of the model, its strength is exact, and a cut names what it cuts."""

from dataclasses import replace

import numpy as np
import pytest
import toy

from model.analysis import loops as subject
from model.analysis.cut import cut, replay
from model.analysis.loops import ALIVE, Loop, loops, recorded, strengths
from model.analysis.reality.cases import run_cases
from model.analysis.reality.checks import reality_checks
from model.analysis.reality.settings import scenario as laid_over
from model.analysis.validation import findings
from model.cli import main
from model.results.label import HEADLINES
from model.sectors import SECTORS

NAMES = tuple(loops())
BY_HAND = Loop("lake", "Lake", "湖", "outside", "lake -> demand", "restatement.lake={2022: 10}", "")


@pytest.fixture(scope="module")
def rows(region):
    return {row.loop.name: row for row in strengths(laid_over(("horizon.end=2035",), region), region)}


def test_every_loop_has_a_row(rows):
    assert tuple(rows) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_row_is_the_largest_move_outside_the_loops_sector(rows, region, name):
    row = rows[name]
    assert row.fault == ""
    assert set(row.moves) == {h for h in HEADLINES if region.sectors[h] != row.loop.sector}
    assert row.moves[row.headline] == row.size and abs(row.size) == max(map(abs, row.moves.values()))
    assert row.size == pytest.approx(row.closed - row.open, abs=1e-12)
    assert row.alive == (abs(row.size) >= ALIVE)


def test_most_loops_are_alive(rows):
    assert sum(row.alive for row in rows.values()) > len(rows) / 2


@pytest.mark.parametrize("name", NAMES)
def test_link_is_one_of_the_model(region, name):
    loop = loops()[name]
    assert loop.held in region.declarations[loop.equation].inputs
    assert loop.sector in SECTORS


@pytest.mark.parametrize("name", NAMES)
def test_link_lies_on_a_cycle(region, name):
    """What the link feeds comes back to what it reads: the name is that of a loop, and not of a path."""
    loop = loops()[name]
    assert loop.held in _reached(region, loop.equation)


def _reached(system, start):
    """Every variable that one moves, through equations, flows and their stocks."""
    readers = {}
    for name, declaration in system.declarations.items():
        for needed in getattr(declaration, "inputs", ()):
            readers.setdefault(needed, set()).add(name)
        for end in (getattr(declaration, "out_of", None), getattr(declaration, "into", None)):
            if end:
                readers.setdefault(name, set()).add(end)
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += readers.get(name, ())
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_pulse_is_of_one_year(name):
    """What is shown in short names a variable, a year and a change for each part of the pulse."""
    for part in loops()[name].pulse_text.split("; "):
        variable, year, change = part.split(" ")
        assert variable and year.isdigit() and change[0] in "×+-"


def test_a_strength_is_what_is_known_by_hand(monkeypatch):
    """Of a lake that drains at a tenth a year, ten added in 2022 drain away; where the outflow is cut off, they stay."""
    monkeypatch.setattr(subject, "HEADLINES", ("lake",))
    system = toy.system()
    scenario = laid_over(("horizon.end=2030", "step=0.0625"), system)
    (row,) = strengths(scenario, system, [BY_HAND])
    assert (row.headline, row.year, row.alive) == ("lake", 2030, True)
    assert row.open == pytest.approx(10, rel=1e-9)
    assert row.closed == pytest.approx(10 * np.exp(-0.9), rel=1e-7)
    assert row.size == pytest.approx(10 * (np.exp(-0.9) - 1), rel=1e-7)


def test_a_weak_loop_is_not_alive(monkeypatch):
    monkeypatch.setattr(subject, "HEADLINES", ("lake",))
    system = toy.system()
    weak = replace(BY_HAND, pulse="restatement.lake={2022: 0.001}")
    (row,) = strengths(laid_over((), system), system, [weak])
    assert 0 < abs(row.size) < ALIVE and not row.alive


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"link": "lake -> dmand"}, "dmand is no equation of this model"),
        ({"link": "rain -> demand"}, "demand does not read rain"),
        ({"pulse": "restatement.laek={2022: 1}"}, "found no stock 'laek'"),
        ({"pulse": "restatement.lake={2022: -1000}"}, "lake is -"),
    ],
)
def test_a_loop_of_which_nothing_can_be_said_says_why_and_spares_the_others(monkeypatch, change, part):
    monkeypatch.setattr(subject, "HEADLINES", ("lake",))
    system = toy.system()
    wrong, sound = strengths(laid_over((), system), system, [replace(BY_HAND, **change), BY_HAND])
    assert part in wrong.fault and wrong.size is None and not wrong.alive
    assert sound.fault == "" and sound.size is not None


def run_opened(loop, scenarios, system, names, balances=()):
    """As ``run_cases``, with the loop open: its link carries what the baseline has."""
    baseline = laid_over((f"base={scenarios[0].base}", f"horizon.end={scenarios[0].end}"), system)
    again = replay(system, loop.held, *recorded(baseline, system, [loop.held], ()))
    return run_cases(scenarios, cut(system, loop.equation, loop.held), names, balances, **again)


@pytest.mark.parametrize("name", NAMES[:: len(NAMES) // 4])
def test_an_open_loop_leaves_the_baseline_as_it_is_to_the_bit(region, name):
    baseline = laid_over(("horizon.end=2030",), region)
    closed = run_cases([baseline], region, HEADLINES, engine="numpy")
    opened = run_opened(loops()[name], [baseline], region, HEADLINES)
    assert all(opened.values[h].tobytes() == closed.values[h].tobytes() for h in HEADLINES)


def test_a_loop_names_a_check_that_there_is():
    assert {loop.check for loop in loops().values()} - {""} <= {check.name for check in reality_checks()}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if loops()[name].check])
def test_a_check_sees_that_the_link_is_cut(name):
    loop = loops()[name]
    checks = [check for check in reality_checks() if check.name == loop.check]
    whole = findings(checks)
    cut_open = findings(checks, run=lambda *arguments: run_opened(loop, *arguments))
    moved = [
        abs(one.found - other.found) > 1e-6 * max(1, abs(one.found))
        for one, other in zip(whole, cut_open, strict=True)
        if one.found is not None and other.found is not None
    ]
    assert any(moved)


def test_the_command_shows_every_loop(capsys, tmp_path, monkeypatch):
    kept = {name: loops()[name] for name in NAMES[:2]}
    first = kept[NAMES[0]]
    monkeypatch.setattr(subject, "loops", lambda: kept)
    assert main(["loops"]) == 0
    said = capsys.readouterr().out
    assert first.title in said and first.pulse_text in said and "yes" in said
    assert main(["loops", "--lang", "zh", "--set", "horizon.end=2024"]) == 0
    assert first.title_zh in capsys.readouterr().out
    assert main(["loops", "--csv", str(tmp_path / "loops.csv")]) == 0
    head, row, _ = (tmp_path / "loops.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.split(",")[:3] == ["loop", "link", "pulse"] and row.startswith(f"{first.name},")


def test_cut_refuses_an_unknown_equation(region):
    with pytest.raises(KeyError, match="no_such_equation"):
        cut(region, "no_such_equation", "gdp")


def test_cut_leaves_the_model_as_it_was(region):
    loop = loops()[NAMES[0]]
    before = region.declarations[loop.equation].inputs
    cut(region, loop.equation, loop.held)
    assert region.declarations[loop.equation].inputs == before
