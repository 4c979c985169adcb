"""Checks run: on the toy, whose answers are known, and on the region."""

import json
from dataclasses import replace

import numpy as np
import pytest
import toy
from check_file import further, read, row, toys
from mutations import mutated

from model.analysis import validation
from model.analysis.reality.cases import run_cases
from model.analysis.reality.checks import reality_checks
from model.analysis.reality.settings import scenario
from model.analysis.validation import findings, validate
from model.cli import main
from model.cli import validation as commands
from model.errors import InputError
from model.results.annual import annual_values
from model.results.run import integrate
from model.sectors import load

FALL = 50 * (np.exp(-0.5) - 1)  # of the lake within five years of half the rain


def found(folder, *rows, **options):
    """The findings of a file of checks on the toy."""
    return findings(read(folder, *rows), toys, **options)


def test_a_lake_with_half_the_rain(tmp_path):
    change, points, least = found(
        tmp_path,
        row(expectation="within 0.01"),
        further(reading="points(lake, 2025)", expectation="<= -19"),
        further(reading="value(lake)", expectation=">= 80"),
    )
    assert change.found == pytest.approx(FALL, rel=1e-7) and not change.passed
    assert points.found == pytest.approx(FALL, rel=1e-7) and points.passed
    assert (least.passed, least.where) == (True, "2025") and least.found == pytest.approx(100 + FALL, rel=1e-7)
    assert {finding.check for finding in (change, points, least)} == {"less-rain"}


def test_the_comparison_has_settings_of_its_own(tmp_path):
    (finding,) = found(tmp_path, row(against="levers.rain=5", expectation="within 1e-12"))
    assert finding.passed and finding.found == 0


def test_a_sweep_is_held_at_every_setting(tmp_path):
    rows = [
        row(settings="levers.rain=[5, 10 .. 25]", reading="change(lake, 2025)", expectation=">= 0"),
        further(reading="steps(value(lake))", expectation="> 0"),
        further(reading="marginal(value(lake, 2025))", expectation="within 1e-6 of 3.934693"),
    ]
    worst, steps, marginal = found(tmp_path, *rows)
    assert not worst.passed and worst.where == "5" and worst.found == pytest.approx(FALL, rel=1e-7)
    assert steps.passed and steps.where.endswith(", 2021")  # the effect of rain grows with the years
    assert marginal.passed


def test_a_list_is_held_for_every_variable(tmp_path):
    (finding,) = found(tmp_path, row(reading="change([lake, share], 2025)", expectation="<= 0"))
    assert (finding.where, finding.passed) == ("share", False)


def test_a_condition_leaves_out_where_it_does_not_hold(tmp_path):
    wet = {"settings": "levers.rain={2021: 5, 2023: 20}"}
    rows = [
        row(**wet, reading="value(rain) where value(lake) < 100", expectation="<= 12.5"),
        further(reading="value(rain) where value(lake) < 1", expectation="<= 12.5"),
    ]
    some, nowhere = found(tmp_path, *rows)
    assert some.passed and some.found == 12.5 and some.where == "2022"
    assert not nowhere.passed and nowhere.found is None and nowhere.fault == "the condition holds nowhere"


def test_what_is_no_number_fails(tmp_path):
    (finding,) = found(tmp_path, row(reading="value(lake / (lake - lake), 2025)", expectation=">= 0"))
    assert not finding.passed and finding.found is None and finding.fault == "no finite number"


def test_a_case_that_leaves_its_domain_fails_alone(tmp_path):
    rows = [
        row(settings="levers.rain=[10, -200]", expectation="within 100"),
        row(name="other", expectation="< 0"),
    ]
    emptied, other = found(tmp_path, *rows)
    assert not emptied.passed and emptied.found is None and emptied.fault.startswith("with -200: lake is -")
    assert other.passed


def test_a_check_that_cannot_be_made_fails_and_says_why(tmp_path):
    unknown, reading, other = found(
        tmp_path,
        row(settings="levers.rian=5"),
        row(name="other", reading="value(laek)"),
        row(name="fine", expectation="< 0"),
    )
    assert "found no lever or driver 'rian'" in unknown.fault and not unknown.passed
    assert "found no variable 'laek'" in reading.fault and not reading.passed
    assert other.passed


def test_a_balance_is_read_in_the_middle_of_a_batch(tmp_path):
    from model.engine.declare import Balance

    balance = Balance("1e8 m3/year", ("demand",), ("outflow",), "Water", "水")
    systems = lambda base: replace(toy.system(), balances={"water": balance})  # noqa: E731
    checks = read(tmp_path, row(reading="imbalance()", expectation="<= 1e-12"), row(name="other"))
    closed, _ = findings(checks, systems)
    assert closed.passed and closed.found <= 1e-12


def test_checks_of_one_horizon_are_one_batch_and_no_scenario_is_run_twice(tmp_path):
    batches = []

    def spy(scenarios, *arguments, **options):
        batches.append((scenarios[0].end, len(scenarios)))
        return run_cases(scenarios, *arguments, **options)

    steps = []
    found(
        tmp_path,
        row(settings="levers.rain=[5, 6, 7]"),
        row(name="b", settings="levers.rain=5"),
        row(name="c", settings=""),
        row(name="d", horizon="2030"),
        run=spy,
        progress=lambda done, whole: steps.append((done, whole)),
    )
    assert batches == [(2025, 4), (2030, 2)]  # three settings and the baseline; one and the baseline
    assert steps == [(0, 40), (20, 40), (40, 40)]  # years of all members


def test_a_scenario_of_another_step_is_a_batch_of_its_own(tmp_path):
    """Of a batch all are integrated alike; the comparison of each is still what it is compared with."""
    batches = []

    def spy(scenarios, *arguments, **options):
        batches.append({(scenario.method, scenario.step) for scenario in scenarios})
        return run_cases(scenarios, *arguments, **options)

    (finding,) = found(tmp_path, row(settings="levers.rain=5; method=euler; step=1", expectation="< 0"), run=spy)
    assert batches == [{("euler", 1.0)}, {("rk4", 0.25)}]
    assert finding.found == pytest.approx(100 * (0.5 + 0.5 * 0.9**5 - 1), rel=1e-12)


def test_some_checks_only():
    assert {finding.check for finding in validate(["more-grazing", "half-the-rain"])} == {
        "more-grazing",
        "half-the-rain",
    }
    with pytest.raises(InputError, match="'half-the-rian' is no check .did you mean 'half-the-rain'"):
        validate(["half-the-rian"])


def test_findings_stand_by_sector(tmp_path):
    checks = read(tmp_path, row(), row(name="b", sector="economy"), row(name="c"))
    assert [finding.check for finding in findings(checks, toys)] == ["b", "less-rain", "c"]


def test_a_batch_gives_each_scenario_what_a_run_of_its_own_gives(region):
    texts = [
        (),
        ("levers.carbon_price=200",),
        ("restatement.deposits={2022: 50}",),
        ("parameters.inflation=0.05", "levers.rain={2022: 150}"),
    ]
    scenarios = [scenario(("horizon.end=2023", *text), region) for text in texts]
    cases = run_cases(scenarios, region, ["gdp", "water_use_by_user", "inflation", "rain"], ["water_balance"])
    for i, one in enumerate(scenarios):
        alone = annual_values(integrate(one, region), region)
        for element, array in cases.values.items():
            assert np.array_equal(array[:, i], np.broadcast_to(alone[element], (4, 1))[:, 0]), element
    assert cases.gaps["water_balance"].max() <= 1e-9 and not cases.left


MUTATED = ("more-grazing", "half-the-rain", "closed-accounts")


@pytest.mark.parametrize("name", MUTATED)
def test_a_check_passes_and_fails_on_its_mutation(name):
    check = next(check for check in reality_checks() if check.name == name)
    assert all(finding.passed for finding in findings([check]))
    assert not all(finding.passed for finding in findings([check], lambda base: mutated(load(base), check.mutation)))


def test_every_mutation_changes_an_equation_that_stands():
    for check in reality_checks():
        if check.mutation:
            assert mutated(load(), check.mutation).declarations != load().declarations, check.name


@pytest.mark.slow
def test_every_check_with_a_mutation_fails_on_it():
    for check in reality_checks():
        if check.mutation:
            changed = findings([check], lambda base, text=check.mutation: mutated(load(base), text))
            assert not all(finding.passed for finding in changed), check.name


@pytest.mark.slow
def test_every_shipped_check_passes():
    assert not [(finding.check, finding.reading) for finding in validate() if not finding.passed]


def test_the_command_prints_what_is_done_and_found(capsys):
    assert main(["validate", "--only", "half-the-rain"]) == 0
    said = capsys.readouterr()
    assert "half-the-rain  Half the rain" in said.out and "on: rain" in said.out and "1 of 1 checks passed" in said.out
    assert "passed  points(grassland_cover, 2040) within 1: -0." in said.out and said.err == ""
    assert main(["validate", "--only", "half-the-rain", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "五年降水减半" in said and "1项检验，1项通过" in said


def test_the_command_fails_where_a_check_does_and_prints_all(capsys, tmp_path, monkeypatch):
    checks = read(tmp_path, row(expectation="> 0"), row(name="unknown", settings="levers.rian=5"), row(name="fine"))
    monkeypatch.setattr(validation, "validate", lambda names, progress: findings(checks, toys, progress=progress))
    assert main(["validate"]) == 1
    said = capsys.readouterr().out
    assert "FAILED  change(lake, 2025) > 0: -19." in said and "found no lever or driver 'rian'" in said
    assert "1 of 3 checks passed\nfailed: less-rain, unknown" in said
    assert "Backtests as stored" in said and "no skill" in said and "Energy consumption" in said
    assert main(["validate", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert set(found["backtests"][0]) == {
        "variable", "origin", "year", "observed", "projected", "low", "high", "last", "linear", "damped", "growth",
    }  # fmt: skip
    assert [(c["check"], c["passed"]) for c in found["checks"]] == [
        ("less-rain", False), ("unknown", False), ("fine", True),
    ]  # fmt: skip
    assert {"check", "expected", "found", "passed"} <= set(found["checks"][0])


def test_an_unknown_check_is_bad_input(capsys):
    assert main(["validate", "--only", "half-the-rian"]) == 2
    said = capsys.readouterr()
    assert "did you mean 'half-the-rain'" in said.err and said.out == ""


def test_the_checks_are_had_from_the_package():
    import model

    assert [finding.as_dict()["passed"] for finding in model.validate(only=["half-the-rain"])] == [True, True]


def test_a_backtest_is_marked_by_the_measure_that_is_printed(capsys):
    commands._print_backtests("en")
    rows = [line for line in capsys.readouterr().out.splitlines() if "over best naive " in line and "covered" in line]
    over = [float(line.split("over best naive")[1].split()[0]) for line in rows]
    assert len(rows) == 24 and [line.endswith("no skill") for line in rows] == [ratio >= 1 for ratio in over]
