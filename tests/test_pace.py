"""The pace that targets need: its arithmetic, the experience that counts, the money, and the command as typed."""

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import xarray as xr
from hypothesis import assume, given
from hypothesis import strategies as st
from made_targets import RESULTS, target

import model
from model.cli import main
from model.data import BASE_YEAR
from model.data import experience as data
from model.data.catalogue import by_id, targets
from model.data.experience import Experience, experiences, pace_between
from model.engine.declare import Lever
from model.errors import InputError
from model.folder.pace import paced, probabilities
from model.plan.pace.money import PRICES, budgets, cost
from model.plan.pace.need import Need, need
from model.plan.pace.pace import FLAGS, against, money, once, paces
from model.plan.run import project
from model.present.text import words
from model.present.text.targets.pace import csv_rows, pace_text
from model.sectors import load

ROOT = Path(__file__).parents[1]
BASELINE = str(ROOT / "scenarios" / "baseline.yaml")
KEYS = (
    "id", "name", "unit", "base", "target", "year", "required_rate", "required_step", "experience", "ratio", "flag",
    "money_low", "money_high", "projected", "met", "probability",
)  # fmt: skip


def done(pace, by="step", **other):
    given = {"variable": "linear", "unit": "1/year", "region": "Ningxia", "start": 2015, "end": 2020, "before": None}
    given |= {"after": None, "status": "statistics", "low": None, "high": None, "source": "a yearbook", "note": ""}
    return Experience(**given | {"by": by, "pace": pace} | other)


# -- what is needed ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reading", "relation", "value", "other", "base", "wanted", "rate", "step"),
    [
        ("level", "at least", 20.0, {}, 10, 20, 14.8698, 2),  # the run begins at 10
        ("level", "at least", 20.0, {"base_value": 16.0}, 16, 20, 4.5640, 0.8),  # as printed where it is printed
        ("level", "between", 15.0, {"upper": 20.0}, 10, 15, 8.4472, 1),  # the nearer edge, from below
        ("level", "between", 4.0, {"upper": 5.0, "two_sided": "a reason"}, 10, 5, -12.9449, -1),  # and from above
        ("level", "at most", 5.0, {}, 10, 5, -12.9449, -1),
        ("change", "rises by", 5.0, {}, 0, 5, 8.4472, 1),
        ("change_percent", "falls by", 15.0, {}, 0, -15, -3.1981, -3),
        ("change_percent", "rises by", 50.0, {}, 0, 50, 8.4472, 10),
        ("increment", "between", 5.0, {"upper": 10.0}, 0, 5, 8.4472, 1),
        ("growth_rate", "rises by", 5.0, {}, None, 5, 5, None),
        ("growth_above_gdp", "at least", None, {}, None, 0, 5, None),  # GDP grows by 5 % a year
        ("cumulative", "at least", 100.0, {}, 0, 100, None, 20),
        ("yearly_increase", "at least", 3.0, {}, None, 3, None, 3),
        ("peak", "peaks by", None, {}, None, None, None, None),
    ],
)
def test_what_each_reading_needs(reading, relation, value, other, base, wanted, rate, step):
    own = need(target("linear", reading, relation, value, **other), RESULTS)
    assert (own.base, own.target) == (base, pytest.approx(wanted) if wanted is not None else None)
    assert own.rate == (rate if rate is None else pytest.approx(rate, abs=1e-4))
    assert own.step == (step if step is None else pytest.approx(step))
    assert own.years == 5 and own.met is False


@pytest.mark.parametrize(
    ("reading", "relation", "value", "other"),
    [
        ("level", "at least", 10.0, {}),
        ("level", "at most", 12.0, {}),
        ("level", "between", 8.0, {"upper": 12.0}),
        ("level", "between", 4.0, {"upper": 5.0}),  # more is no miss, unless the record says so
        ("level", "about", 10.3, {}),
        ("change", "about", 0.0, {"base_value": 10.0}),
    ],
)
def test_what_the_base_year_meets_needs_nothing(reading, relation, value, other):
    own = need(target("linear", reading, relation, value, **other), RESULTS)
    assert (own.met, own.rate, own.step) == (True, 0.0, 0.0)
    assert against(own, done(1.0), relation) == (None, "met")


def test_a_base_that_merely_rounds_to_the_target_is_not_there_yet():
    own = need(target("linear", "level", "at least", 10.4, printed="10"), RESULTS)
    assert own.met is False and own.step == pytest.approx(0.08)


def test_from_nothing_there_is_a_step_and_no_growth():
    own = need(target("squares", "level", value=50.0), RESULTS)
    assert (own.rate, own.step) == (None, 10)


@given(
    base=st.floats(0.1, 1e4), share=st.floats(0.1, 10), relation=st.sampled_from(["at least", "at most"]),
    years=st.integers(1, 7),
)  # fmt: skip
def test_rate_and_step_lead_from_base_to_target_and_have_its_sign(base, share, relation, years):
    own = need(target("linear", "level", relation, base * share, base_value=base, year=2020 + years), RESULTS)
    if own.met:
        assert (base >= base * share * (1 - 1e-8)) if relation == "at least" else (base <= base * share * (1 + 1e-8))
        return
    assert base * (1 + own.rate / 100) ** years == pytest.approx(base * share, rel=1e-9)
    assert base + own.step * years == pytest.approx(base * share, rel=1e-9)
    assert own.rate * own.step > 0 and (own.rate > 0) == (relation == "at least")


# -- against what was done ---------------------------------------------------------------------------------------------
@given(needed=st.floats(-1e3, 1e3, allow_subnormal=False), past=st.floats(-1e3, 1e3, allow_subnormal=False))
def test_the_flag_follows_the_ratio_and_the_way(needed, past):
    own = Need(0.0, needed * 5, 5, None, needed, None, None, False)
    ratio, flag = against(own, done(past), "at least")
    assert flag in FLAGS
    if needed * past <= 0:
        assert (ratio, flag) == (None, "beyond experience")
    else:
        assert ratio == pytest.approx(needed / past) and ratio > 0
        assume(min(abs(ratio - 1), abs(ratio - 2)) > 1e-6)  # a hair counts as there
        assert flag == ("ordinary" if ratio <= 1 else "fast" if ratio <= 2 else "beyond experience")


@pytest.mark.parametrize(
    ("needed", "flag"), [(1.0, "ordinary"), (1.01, "fast"), (2.0, "fast"), (2.01, "beyond experience")]
)
def test_the_ends_of_the_flags(needed, flag):
    assert against(Need(0.0, 5.0, 5, None, needed, None, None, False), done(1.0), "at least")[1] == flag


def test_a_fall_is_held_against_a_fall():
    own = Need(0.0, -15.0, 5, -3.0, -3.0, None, None, False)
    assert against(own, done(-4.0, "rate"), "falls by") == (0.75, "ordinary")
    assert against(own, done(1.3, "rate"), "falls by") == (None, "beyond experience")


def test_any_rise_asks_for_a_way_and_no_pace():
    own = Need(0.0, 0.0, 5, 0.0, 0.0, None, None, False)
    assert against(own, done(0.2), "rises by") == (0.0, "ordinary")
    assert against(own, done(-0.2), "rises by") == (None, "beyond experience")
    assert against(own, done(-0.2), "falls by") == (0.0, "ordinary")


def test_without_experience_or_without_a_pace_nothing_is_judged():
    assert against(Need(1.0, 2.0, 5, 3.0, 0.2, 1.0, 2.0, False), None, "at least") == (None, "not judged")
    assert against(need(target("hill", "peak", "peaks by"), RESULTS), done(1.0), "peaks by") == (None, "not judged")


def test_a_change_in_per_cent_is_held_against_steps_of_its_variable():
    own = need(target("linear", "change_percent", "rises by", 50.0), RESULTS)
    assert own.by("step") == pytest.approx(1) and own.step == pytest.approx(10)


# -- the experience ----------------------------------------------------------------------------------------------------
def test_every_experience_is_of_a_target_and_none_is_of_a_year_after_the_base():
    tracked = {own.variable for own in targets()}
    assert set(experiences()) <= tracked
    assert all(own.end <= BASE_YEAR and own.source for rows in experiences().values() for own in rows)


def test_the_gazettes_own_five_years_are_those_of_its_table():
    printed = {"deposits": (4835.5, 7121.3), "loans": (5117.8, 7782.6), "premium_income": (103.3, 210.7)}
    for variable, (before, after) in printed.items():
        own = experiences()[variable][0]
        assert (own.before, own.after, own.status, own.years) == (before, after, "gazette", "2015-2020")
    assert experiences()["premium_income"][0].pace == pytest.approx(15.3, abs=0.05)  # as the plan prints it


def written(tmp_path, monkeypatch, *rows):
    heads = "variable,by,unit,region,start,end,before,after,pace,status,low,high,source,note"
    (tmp_path / "pace_experience.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    monkeypatch.setattr(data, "ROOT", tmp_path)
    return data.experiences.__wrapped__()


def test_region_nation_province_and_published_before_assumed(tmp_path, monkeypatch):
    found = written(
        tmp_path, monkeypatch,
        "x,step,points/year,Qinghai,2015,2020,1,2,,statistics,,,a,",
        "x,step,points/year,China,2015,2020,1,3,,statistics,,,b,",
        "x,step,points/year,Ningxia,2015,2020,1,4,,assumption,0.1,1,c,",
        "x,step,points/year,Ningxia,2010,2015,1,6,,statistics,,,d,",
    )  # fmt: skip
    assert [own.source for own in found["x"]] == ["d", "c", "b", "a"]
    assert found["x"][0].pace == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("x,step,points/year,Ningxia,2015,2021,1,2,,statistics,,,a,", "not after 2020"),
        ("x,step,points/year,Ningxia,2020,2020,1,2,,statistics,,,a,", "years in order"),
        ("x,pace,points/year,Ningxia,2015,2020,,,1,statistics,,,a,", "told by pace"),
        ("x,step,points/year,Ningxia,2015,2020,,,,statistics,,,a,", "needs a pace"),
        ("x,step,points/year,Ningxia,2015,2020,1,2,,statistics,,,,", "needs a pace, a status and a source"),
        ("x,step,points/year,Ningxia,2015,2020,1,2,,assumption,,,a,", "needs a range"),
        ("x,step,points/year,Ningxia,2015,2020,1,2,,assumption,0.5,1,a,", "needs a range about its pace"),
    ],
)
def test_a_faulty_experience_is_refused(row, fault, tmp_path, monkeypatch):
    with pytest.raises(ValueError, match=fault):
        written(tmp_path, monkeypatch, row)


@given(st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.integers(1, 20))
def test_paces_between_two_values_lead_from_one_to_the_other(before, after, years):
    assert before * (1 + pace_between("rate", before, after, years) / 100) ** years == pytest.approx(after)
    assert before + years * pace_between("step", before, after, years) == pytest.approx(after)


# -- the money ---------------------------------------------------------------------------------------------------------
def test_a_capacity_takes_what_is_built_at_the_ends_of_its_unit_cost():
    pv = by_id()["pv-capacity-2025"]
    own = need(pv, xr.Dataset({"pv_capacity": ("year", [1197.0])}, {"year": [2020]}))
    assert cost(pv, own) == (pytest.approx(2053e4 * 3700 / 1e8), pytest.approx(2053e4 * 4300 / 1e8))


def test_a_programme_takes_its_points_at_their_price_and_nothing_where_it_is_met():
    water = by_id()["rural-tap-water-2025"]
    own = need(water, xr.Dataset())  # its base is printed
    assert cost(water, own) == (pytest.approx(7 * 0.12), pytest.approx(7 * 0.4))
    assert cost(water, replace(own, after=own.before)) == (0.0, 0.0)


def test_what_has_no_price_has_no_money():
    assert cost(by_id()["deposits-2025"], need(by_id()["deposits-2025"], xr.Dataset())) is None


def test_every_priced_variable_is_the_models_own():
    known = load().declarations
    assert all(name in known and not isinstance(known[name], Lever) for name in PRICES)


def test_of_targets_on_one_variable_the_dearest_counts_once_and_later_ones_do_not():
    run = project(model.load_scenario(BASELINE)).results
    pv = by_id()["pv-capacity-2025"]
    later = replace(pv, year=2035)
    (own,) = [
        b for b in budgets([(pv, (1.0, 2.0)), (pv, (3.0, 4.0)), (later, (9.0, 9.0))], run) if b.purpose == "power"
    ]
    assert (own.low, own.high) == (3.0, 4.0) and own.has > 0


# -- of the baseline ---------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def found():
    return paced(model.load_scenario(BASELINE))


def test_every_target_with_a_variable_has_a_pace(found):
    assert [own.record.id for own in found.paces] == [own.id for own in targets() if own.variable]
    flags = Counter(own.flag for own in once(found.paces))
    assert flags["not judged"] == sum(
        not own.experience or own.required is None for own in once(found.paces) if own.flag != "met"
    )


def test_flagships_by_hand(found):
    by_name = {own.record.id: own for own in found.paces}
    told = {
        "deposits-2025": ((10000 / 7121.3) ** 0.2 * 100 - 100, (7121.3 / 4835.5) ** 0.2 * 100 - 100),
        "loans-2025": ((11000 / 7782.6) ** 0.2 * 100 - 100, (7782.6 / 5117.8) ** 0.2 * 100 - 100),
        "total-social-financing-2025": ((1100 / 872) ** 0.2 * 100 - 100, (872 / 503) ** 0.2 * 100 - 100),
        "listed-companies-2025": ((20 - 15) / 5, (15 - 12) / 5),
        "pv-capacity-2025": ((3250 - 1197) / 5, (1197 - 308.8) / 5),
        "wind-capacity-2025": ((1750 - 1377) / 5, (1377 - 822.13) / 5),
        "rural-tap-water-2025": ((98 - 91) / 5, (91 - 80) / 5),
        "education-retention-2025": ((97 - 95) / 5, (95.2 - 91.1) / 10),
    }
    for name, (needed, past) in told.items():
        own = by_name[name]
        assert own.required == pytest.approx(needed) and own.experience[0].pace == pytest.approx(past), name
        assert own.ratio == pytest.approx(needed / past), name
    assert by_name["energy-intensity-2025"].flag == "beyond experience"  # it rose in 2015-2020
    assert by_name["energy-intensity-2025"].required == pytest.approx((0.85**0.2 - 1) * 100)


def test_statements_of_one_thing_are_told_once(found):
    ids = [own.record.id for own in once(found.paces)]
    assert "deposits-2025" in ids and not {"deposits-growth-2025-table", "deposits-2025-table"} & set(ids)


def test_the_text_says_counts_money_and_each_target_in_both_languages(found):
    for lang, parts in {
        "en": ("Main indicators: beyond experience 2", "PV capacity", "the scenario spends", "other way", "not judged"),
        "zh": ("主要指标：超出以往经验2项", "光伏发电装机规模", "本情景安排", "走势相反", "未评判"),
    }.items():
        text = pace_text(found.paces, money(found.paces, found.results), 2025, lang)
        assert not [part for part in parts if part not in text]
        assert "percentage_point" not in text and "1e4" not in text.replace(", 1e4 mu", "")


# -- as typed ----------------------------------------------------------------------------------------------------------
def test_the_command_gives_the_keys_of_the_contract(capsys):
    assert main(["pace", BASELINE, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(tuple(row) == KEYS and row["flag"] in FLAGS for row in rows)
    assert len(rows) == sum(bool(own.variable) for own in targets())
    assert all({"pace", "years", "region", "source"} <= set(own) for row in rows for own in row["experience"])


def test_the_command_gives_csv(capsys):
    assert main(["pace", BASELINE, "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert tuple(rows[0]) == KEYS and len(rows) == len(csv_rows(paced(model.load_scenario(BASELINE)).paces))


def test_python_gives_the_same(capsys):
    assert main(["pace", BASELINE, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [own.as_dict() for own in model.pace(model.load_scenario(BASELINE))]


def test_an_ensemble_beside_gives_the_probability(tmp_path, monkeypatch):
    (tmp_path / "target_probability.csv").write_text("id,probability\npv-capacity-2025,0.25\n", encoding="utf-8")
    found = {own.record.id: own.probability for own in model.pace(model.load_scenario(BASELINE), tmp_path)}
    assert found["pv-capacity-2025"] == 0.25 and found["wind-capacity-2025"] is None
    (tmp_path / "target_probability.csv").write_text("id,chance\nx,often\n", encoding="utf-8")
    with pytest.raises(InputError, match="found no table of id and probability"):
        probabilities(tmp_path)


@pytest.mark.parametrize("cell", ["2", "nan", "-0.1", "0;5", '"0,5"', ""])
def test_a_probability_that_is_none_is_bad_input(cell, tmp_path):
    place = tmp_path / "target_probability.csv"
    place.write_text(f"id,probability\npv-capacity-2025,{cell}\n", encoding="utf-8")
    with pytest.raises(InputError, match="target_probability.csv: "):
        probabilities(tmp_path)


def test_a_table_of_probabilities_that_is_cut_off_is_bad_input(tmp_path):
    (tmp_path / "target_probability.csv").write_text("id,probability\npv-capacity-2025\n", encoding="utf-8")
    with pytest.raises(InputError, match="target_probability.csv: "):
        probabilities(tmp_path)


def test_of_another_base_year_no_pace_is_told(capsys):
    assert main(["pace", str(ROOT / "scenarios" / "last-plan.yaml")]) == 2
    assert "none is judged" in capsys.readouterr().err


@pytest.mark.slow
def test_the_figure_is_drawn_where_asked(tmp_path, capsys):
    assert main(["pace", BASELINE, "-o", str(tmp_path), "--lang", "zh"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"pace.png", "pace.svg", "pace.csv"}
    with open(tmp_path / "pace.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["类别"] for row in rows} == {"主要指标", "工程与任务"} and all(row["以往每年"] for row in rows)


def test_a_scenarios_own_values_are_what_is_paced():
    scenario = replace(model.load_scenario(BASELINE), targets={"pv-capacity-2025": {"value": 2197.0}})
    (own,) = model.pace(scenario)
    assert own.required == pytest.approx(200) and own.flag == "fast"
    text = pace_text([own], [], 2025)
    assert "1 target is paced at values that this scenario sets" in text
    assert paces([own.record], project(scenario).results)[0].required == own.required


def test_the_pace_that_is_needed_is_not_told_as_progress():
    told = [zh for key, (_, zh) in words.subject("pace").items() if key.startswith("flag_")]
    assert told and not [text for text in told if "进度" in text]
