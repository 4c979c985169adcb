"""The figures of a solution: files in both languages, numbers beside them, closed accounts, marks, nothing off the page."""

import csv
import re
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from printed import LONG_PRINTS, faults

import model
from model.data import history
from model.data.levers import ranges
from model.engine.kernel import Kernel
from model.plan.question.asked import asked
from model.plan.question.options import Options
from model.plan.question.paths import make_paths
from model.plan.question.problem import NOTHING
from model.plan.solution.answers import plain_answers
from model.plan.solution.levers import held_limits, lever_rows
from model.plan.solve.least_effort import solve
from model.present import figures
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import RED, SECTORS
from model.present.canvas.files import save
from model.present.canvas.pages import SLIDES
from model.present.canvas.variable import naming
from model.present.figures import money_account as money
from model.present.figures.figure import Solution
from model.present.figures.solution import levers, paths
from model.present.figures.solution.money import Money
from model.results.run import run

LEVERS = ["pv_approvals", "service_programme_effort"]
WANTED = ("pv-capacity-2025", "tertiary-hospitals-2023", "listed-companies-yearly-2025", "coal-consumption-peak")


def plan_targets(scenario):
    return asked(model.targets(), scenario)[0]


@pytest.fixture(scope="module")
def solution(shipped, region):
    """Two levers that move to meet two targets."""
    targets = [target for target in plan_targets(shipped["baseline"]) if target.id in WANTED[:2]]
    return solve(shipped["baseline"], region, targets, LEVERS, ranges(), Options(starts=1))


@pytest.fixture(scope="module")
def solved(solution, region):
    return run(solution.scenario, region, Kernel(region))


@pytest.fixture(scope="module")
def baseline(runs):
    return runs["baseline"]


@pytest.fixture(scope="module")
def still(solution, shipped, region):
    """A solution of the whole plan that stands still: most targets are missed."""
    scenario, paths = shipped["plan"], solution.problem.paths
    paths = make_paths(scenario, region, 2025, ramp=paths.ramp, distance=paths.distance, smoothness=paths.smoothness)

    class Asked:
        targets = plan_targets(scenario)
        beyond = NOTHING

    Asked.scenario, Asked.paths, Asked.system = scenario, paths, region
    answers = {"missed": replace(next(iter(solution.answers.values())), met=False)}
    levers = {name: {year: scenario.levers[name][year] for year in paths.years} for name in paths.names}
    return replace(
        solution,
        problem=Asked,
        deviations=np.zeros(paths.shape),
        levers=levers,
        answers=answers,
        binding={},
        effort=0.0,
    )


@pytest.fixture(scope="module")
def written(solution, baseline, solved, tmp_path_factory):
    """Both languages' files, made with warnings as errors."""
    made = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for lang in ("en", "zh"):
            folder = tmp_path_factory.mktemp(lang)
            made[lang] = save(draw(solution, baseline, solved, lang), folder)
    return made


def material(found, baseline, solved):
    """What the figures of a solution are drawn from."""
    alone = {"met": found.met, "levers": lever_rows(found), "wedges": None, "system": None}
    return Solution(solved, [], baseline=baseline, targets=found.problem.targets, **alone)


def draw(found, baseline, solved, lang="en", size="page"):
    """Every page of the figures of a solution."""
    return list(figures.draw(material(found, baseline, solved), Canvas(lang, size), of=Solution))


@pytest.fixture(scope="module")
def whole(still, runs):
    """Every figure of the whole plan."""
    return draw(still, runs["baseline"], runs["plan"])


def rows(paths, name):
    (path,) = [path for path in paths if path.name == f"{name}.csv"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def words(svg):
    return [text.strip() for text in re.findall(r"<!--(.*?)-->", svg.read_text(encoding="utf-8"), re.S)]


def panel(target_id, results, **changes):
    (target,) = [target for target in model.targets() if target.id == target_id]
    alone = {"baseline": results, "met": True, "levers": [], "wedges": None, "system": None}
    return paths.variables(Solution(results, [], targets=[replace(target, **changes)], **alone), "en")[0]


# -- files -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_figure_has_its_three_files(written, lang):
    expected = {f"{name}.{kind}" for name in ("paths_1", "levers_1", "money") for kind in ("png", "svg", "csv")}
    assert (
        {path.name for path in written[lang]} == expected == {path.name for path in written[lang][0].parent.iterdir()}
    )


def test_chinese_is_chinese_and_english_english(written):
    for lang, foreign in (("en", "[一-鿿]"), ("zh", "[A-Za-z]")):
        texts = [text for path in written[lang] if path.suffix == ".svg" for text in words(path)]
        assert len(texts) > 100
        assert not [text for text in texts if re.search(foreign, text.replace("GDP", ""))]


def test_other_languages_are_refused(solution, baseline, solved, tmp_path):
    with pytest.raises(ValueError, match="lang"):
        save(draw(solution, baseline, solved, "fr"), tmp_path / "new")
    assert not list(tmp_path.iterdir())


def test_solve_writes_them_beside_the_figures_of_a_run(shipped, tmp_path):
    scenario = replace(shipped["baseline"], targets={WANTED[0]: {}})
    scenario = replace(scenario, solve=scenario.solve | {"levers": LEVERS, "starts": 1})
    model.solve(scenario, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out" / "figures").iterdir()}
    assert {"overview.png", "targets.svg", "paths_1.png", "levers_1.svg", "money.csv"} <= names


# -- numbers -----------------------------------------------------------------------------------------------------------
def test_paths_beside_the_figure_are_those_of_the_results(written, baseline, solved):
    found = [row for row in rows(written["en"], "paths_1") if row["variable"] == "pv_capacity"]
    for key, results in (("baseline", baseline), ("solved", solved)):
        drawn = {int(row["year"]): float(row["value"]) for row in found if row["series"] == key}
        assert drawn == dict(zip(results["year"].values.tolist(), results["pv_capacity"].values.tolist(), strict=True))
    assert {row["year"]: float(row["value"]) for row in found if row["series"] == "history"}["2015"] == history()[
        "pv_capacity"
    ][2015]
    required = [float(row["value"]) for row in found if row["series"] == "required"]
    assert required[-1] == pytest.approx(3250) and np.diff(np.log(required)) == pytest.approx(
        np.log(required[1] / required[0])
    )


def test_both_growth_rates_are_those_of_the_answers(written, solution, baseline, solved):
    answers = {row["id"]: row for row in plain_answers(solution.problem.targets, baseline, solved, history(), {})}
    found = rows(written["en"], "paths_1")
    for key, column in (("growth_needed", "growth_needed"), ("growth_solved", "growth_solved")):
        (rate,) = [float(row["value"]) for row in found if row["series"] == key and row["variable"] == "pv_capacity"]
        assert rate == pytest.approx(answers[WANTED[0]][column], rel=1e-12)
    texts = words(next(path for path in written["en"] if path.name == "paths_1.svg"))
    assert "% a year: needed 22.1, solved 22.1" in texts


def test_levers_beside_the_figure_are_the_solution_s(written, solution):
    found = rows(written["en"], "levers_1")
    for name, path in solution.levers.items():
        assert {int(row["year"]): float(row["solved"]) for row in found if row["lever"] == name} == path
    shares = {row["lever"]: float(row["share_of_effort"]) for row in found}
    assert sum(shares.values()) == pytest.approx(1) and list(shares.values()) == sorted(shares.values(), reverse=True)


# -- paths -------------------------------------------------------------------------------------------------------------
def test_a_variable_has_one_panel_with_all_its_targets(still, runs):
    found = paths.variables(material(still, runs["plan"], runs["plan"]), "en")
    assert len({panel.name for panel in found}) == len(found)
    assert sum(len(panel.goals) for panel in found) == len(still.problem.targets) > 150
    order = [list(SECTORS).index(panel.sector) for panel in found]
    assert order == sorted(order)


def test_no_page_has_an_empty_panel_or_leaves_a_target_out(whole, still):
    pages = [page for page in whole if page.name.startswith("paths")]
    drawn = [axes for page in pages for axes in page.figure.axes if axes.get_title(loc="left")]
    assert all(len(axes.lines) >= 2 for axes in drawn)
    told = {row["target"] for page in pages for row in page.rows} - {""}
    assert told == {target.id for target in still.problem.targets}


def test_a_missed_target_is_hollow(runs):
    found = panel("pv-capacity-2025", runs["baseline"])
    met = replace(found, goals=[replace(found.goals[0], met=True)])
    faces = [[mark.look["mfc"] for mark in one.panel([]).marks] for one in (found, met)]
    assert faces == [["white"], [RED]]


def test_targets_that_are_no_value_of_one_year_stand_in_print(runs):
    results = runs["baseline"]
    for name, text in (
        ("coal-consumption-peak", "peak by 2025, solved none"),
        ("listed-companies-yearly-2025", "yearly rise 1–2, solved "),
        ("grassland-restoration-2025", "sum 2021–2025 ≥ 100, solved "),
    ):
        (line,) = paths.small_print(panel(name, results), Canvas())
        assert text in line and line[0] in "◆◇"


def test_what_is_counted_gives_the_unit(runs):
    pipes, pipes_zh = (naming(runs["plan"], "programme_count[village_pipes]", lang) for lang in ("en", "zh"))
    assert pipes == ("Village water pipes laid", "km") and pipes_zh == ("村级配水管网", "公里")
    assert naming(runs["plan"], "programme_count[degraded_farmland]", "en")[1] == "10⁴ mu"
    assert naming(runs["plan"], "investment_climate", "en") == ("Investment climate", "base year = 1")
    assert naming(runs["plan"], "pv_capacity", "zh") == ("光伏发电装机", "万千瓦")


# -- levers ------------------------------------------------------------------------------------------------------------
def test_limits_that_bind_are_marked(solution, solved):
    assert solution.binding
    panels = levers.lever_panels(lever_rows(solution), solved, "en")
    (page,) = levers.Levers().draw(material(solution, solved, solved))
    assert sum(len(panel.held) for panel in panels) == len(solution.binding)
    drawn = [axes for axes in page.figure.axes if axes.get_title(loc="left")]
    for panel, axes in zip(panels, drawn, strict=True):
        placed = {(float(line.get_xdata()[0]), line.get_marker()) for line in axes.lines}
        expected = {
            (year - (side in ("rise", "fall")) * 0.5, levers.MARKS[side]["marker"])
            for lever, year, side in solution.binding
            if lever == panel.lever
        }
        assert placed == expected


def test_where_targets_are_missed_limits_that_the_path_touches_are_marked(still):
    paths = still.problem.paths
    at = np.argwhere(paths.baseline == paths.low)
    held = held_limits(still)
    assert (
        {(paths.names[i], paths.years[j], "low") for i, j in at}
        == {limit for limit in held if limit[2] == "low"}
        != set()
    )
    assert not [limit for limit in held if limit[2] in ("rise", "fall")]


# -- money -------------------------------------------------------------------------------------------------------------
def test_sources_equal_uses_in_every_year_of_every_scenario(runs):
    for results in runs.values():
        found = money.account(results)
        sources, uses = sum(found["sources"].values()), sum(found["uses"].values())
        assert len(sources) == len(results["year"]) - 1
        assert sources == pytest.approx(uses, rel=1e-9)
        assert sum(found["green"].values()) == pytest.approx(found["uses"]["green_all"], rel=1e-12)
        assert sum(found["programme_classes"].values()) == pytest.approx(found["uses"]["programmes_all"], rel=1e-12)


def test_social_financing_and_the_money_of_investment_are_those_of_the_finance_sector(runs):
    results = runs["credit-squeeze"].sel(year=slice(2021, None))
    found = money.account(results)
    own = {"own_funds", "group_funds", "programme_public_outlay"}
    social = sum(values for name, values in found["sources"].items() if name not in own)
    social = (
        social - results["earned_repayment"].values + results["loan_revaluation"].values
    )  # lent anew, and carried on
    assert social == pytest.approx(results["total_social_financing_increment"].values, rel=1e-9)
    investment = (
        sum(found["uses"][use] for use in ("ordinary", "green_all", "coal_power")) - found["sources"]["group_funds"]
    )
    financing = sum(results[f"{kind}_investment_financing"].values for kind in ("ordinary", "green", "coal_power"))
    assert float(results["external_finance_share"]) * investment == pytest.approx(financing, rel=1e-9)


def test_what_is_not_funded_is_what_was_wanted_less_what_was_paid(runs):
    for results in (runs["baseline"], runs["credit-squeeze"]):
        years, found = results.sel(year=slice(2021, None)), money.account(results)
        wanted = (years["programme_cost"] / years["programme_spending"]).values * found["uses"]["programmes_all"]
        assert found["unfunded"]["programmes_all"] == pytest.approx(wanted - found["uses"]["programmes_all"], rel=1e-3)
        share = (years["green_investment_funded"] / years["green_investment_demand"]).values
        lack = found["uses"]["green_all"] * (1 - share) / share
        assert found["unfunded"]["green_all"] == pytest.approx(lack, rel=1e-3)


def test_bars_of_sources_and_uses_have_the_same_height(baseline, solved):
    alone = {"targets": [], "met": True, "levers": [], "wedges": None, "system": None}
    [page] = Money().draw(Solution(solved, [], baseline=baseline, **alone))
    tops = []
    for axes in [axes for axes in page.figure.axes if axes.patches][:2]:
        bars = {}
        for bar in axes.patches:
            bars[round(bar.get_x(), 6)] = bars.get(round(bar.get_x(), 6), 0.0) + bar.get_height()
        tops.append(bars)
    assert len(tops[0]) == 10 and tops[0] == pytest.approx(tops[1], rel=1e-9)


def test_money_beside_the_figure_sums_to_its_years(written):
    found = rows(written["en"], "money")
    keys = {(row["run"], row["side"], row["item"]) for row in found}
    for key in keys:
        values = {row["year"]: float(row["value"]) for row in found if (row["run"], row["side"], row["item"]) == key}
        total = values.pop("2021-2025")
        assert sorted(values) == [str(year) for year in range(2021, 2026)] and total == pytest.approx(
            sum(values.values())
        )


def test_the_page_says_what_money_is_not_in_the_model(written):
    for lang, text in (("en", "counties and cities"), ("zh", "县市")):
        texts = words(next(path for path in written[lang] if path.name == "money.svg"))
        assert text in "".join(texts).replace("\n", " ")


def test_sums_stand_apart_from_each_other_and_from_their_names(whole):
    drawn = next(page.figure for page in whole if page.name == "money")
    drawn.draw_without_rendering()
    (table,) = [axes for axes in drawn.axes if any(text.get_text() == "Total" for text in axes.texts)]
    boxes = [(text.get_text(), text.get_window_extent().padded(2)) for text in table.texts]
    assert not [
        (a, b)
        for i, (a, one) in enumerate(boxes)
        for b, other in boxes[:i]
        if one.overlaps(other) and _beside(one, other)
    ]


def _beside(one, other):
    """Whether two boxes are of one line."""
    return abs(one.y0 + one.y1 - other.y0 - other.y1) < one.height


# -- print -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("size", "lang"), LONG_PRINTS)
def test_every_size_can_be_printed_in_both_languages(still, runs, size, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw(still, runs["baseline"], runs["plan"], lang, size)
        assert not [(page.name, fault) for page in drawn for fault in faults(page.figure, size, lang)]
    head = "目标" if lang == "zh" else "target"
    told = {row[head] for page in drawn if page.name.startswith("paths") for row in page.rows} - {""}
    asked = {target.id for target in still.problem.targets}
    assert told == asked if size != "slide" else told < asked
    names = [re.sub(r"_\d+$", "", page.name) for page in drawn]
    assert size != "slide" or max(map(names.count, names)) <= SLIDES


def test_imports_draw_nothing():
    import subprocess
    import sys

    code = "import sys, model.present.figures as f; list(f.figures()); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0
