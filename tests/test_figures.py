"""The printed figures: files, resolution, both languages, no warnings, and what is refused."""

import csv
import re
import struct
import sys
import warnings

import numpy as np
import pytest
import xarray as xr
from made_slices import made
from made_targets import target
from matplotlib.figure import Figure
from printed import LONG_PRINTS, faults

from model.data import history
from model.data.catalogue import targets
from model.plan.targets import Verdict, judge
from model.present import figures
from model.present.canvas import files
from model.present.canvas.canvas import Canvas
from model.present.canvas.pages import SLIDES
from model.present.figures import draw, figure
from model.present.figures.figure import Run
from model.present.figures.run.overview import PANELS, Overview
from model.present.figures.run.targets import Targets, share, start_of
from model.present.text import words

YEARS = list(range(2020, 2026))
# name: units, English, Chinese, value of 2015, 2020 and 2025
SERIES = {
    "gdp": ("1e8 CNY/year", "Gross regional product, 2020 prices", "地区生产总值（2020年价）", 2912, 3921, 5350),
    "nominal_gdp": ("1e8 CNY/year", "Gross regional product, current prices", "地区生产总值（现价）",
        2579, 3921, 5630),
    "population": ("1e4 person", "Resident population", "常住人口", 684, 720, 731),
    "employment": ("1e4 person", "People at work", "就业人员", 338, 343, 350),
    "manufacturing_share": ("%", "Manufacturing share of output", "制造业增加值占比", 24.1, 26.5, 28.4),
    "services_share": ("%", "Services share of output", "服务业增加值占比", 44.4, 50.3, 52.1),
    "strategic_emerging_share": ("%", "Strategic emerging industries share", "战略性新兴产业占比", 8.0, 11.8, 16.1),
    "primary_energy": ("1e4 tce/year", "Primary energy consumption", "一次能源消费总量", 5405, 7933, 9120),
    "energy_intensity": ("tce/1e4 CNY", "Energy intensity of output", "单位地区生产总值能耗", 2.1, 2.02, 1.71),
    "non_fossil_share": ("%", "Non-fossil share of energy", "非化石能源消费占比", 6.0, 10.4, 15.6),
    "coal_consumption": ("1e4 t/year", "Coal consumption", "煤炭消费量", 8907, 14300, 15200),
    "pv_capacity": ("1e4 kW", "Solar power capacity", "光伏发电装机容量", 309, 1197, 3300),
    "wind_capacity": ("1e4 kW", "Wind power capacity", "风电装机容量", 822, 1377, 1780),
    "storage_capacity": ("1e4 kW", "Battery storage", "新型储能装机", 0, 5, 60),
    "coal_power_capacity": ("1e4 kW", "Coal power capacity", "煤电装机容量", 2000, 3327, 3450),
    "curtailment_rate": ("%", "Curtailment of wind and solar power", "弃风弃光率", 11.0, 2.4, 3.6),
    "co2_emissions": ("1e4 t*CO2/year", "Energy-related carbon dioxide emissions", "能源活动二氧化碳排放量",
        14000, 21000, 22800),
    "territorial_co2_emissions": ("1e4 t*CO2/year", "Carbon dioxide of the territory", "属地二氧化碳排放量",
        13000, 22000, 24800),
    "carbon_intensity": ("t*CO2/1e4 CNY", "Carbon intensity of output", "单位地区生产总值碳排放", 4.8, 5.36, 4.26),
    "grassland_carbon_sink": ("1e4 t*CO2/year", "Grassland carbon sink", "草原碳汇量", 180, 200, 221),
    "total_social_financing_increment": ("1e8 CNY/year", "Increment of total social financing", "社会融资规模增量",
        500, 620, 890),
    "deposits": ("1e8 CNY", "Deposits of financial institutions", "金融机构各项存款余额", 4823, 6902, 10100),
    "loans": ("1e8 CNY", "Loans of financial institutions", "金融机构各项贷款余额", 5150, 7980, 11400),
    "bad_loan_ratio": ("%", "Share of bad loans", "不良贷款率", 1.7, 3.2, 2.7),
    "corporate_loan_rate": ("%", "Loan rate", "企业贷款利率", 5.79, 4.96, 4.83),
    "premium_income": ("1e8 CNY/year", "Insurance premium income", "保费收入", 103, 211, 325),
    "insurance_depth": ("%", "Insurance depth", "保险深度", 3.55, 5.38, 5.77),
    "insurance_density": ("CNY/person", "Insurance density", "保险密度", 1543, 2931, 4440),
    "listed_companies": ("count", "Listed companies", "上市公司数量", 12, 15, 22),
    "green_investment_demand": ("1e8 CNY/year", "Green investment demand", "绿色投资需求", 210, 330, 520),
    "green_investment_funded": ("1e8 CNY/year", "Green investment funded", "绿色投资到位资金", 180, 290, 430),
    "water_use": ("1e8 m3/year", "Water use", "用水总量", 70.4, 70.2, 69.1),
    "water_intensity": ("m3/1e4 CNY", "Water use per unit of output", "万元地区生产总值用水量", 242, 179, 129),
    "irrigation_efficiency": ("1", "Effective use coefficient of irrigation water", "农田灌溉水有效利用系数",
        0.501, 0.551, 0.603),
    "efficient_irrigation_area": ("1e4 mu", "Efficient water-saving irrigation area", "高效节水灌溉面积",
        250, 470, 915),
    "high_standard_farmland_area": ("1e4 mu", "High-standard farmland area", "高标准农田面积", 430, 780, 1190),
    "grassland_cover": ("%", "Grassland vegetation cover", "草原综合植被盖度", 53.0, 56.5, 57.4),
    "forest_cover": ("%", "Cover of forest", "森林覆盖率", 12.6, 15.8, 19.1),
    "basic_grassland_area": ("1e4 mu", "Basic grassland area", "基本草原面积", 2599, 2599, 2599),
    "degraded_grassland_area": ("1e4 mu", "Degraded grassland area", "退化草原面积", 1600, 1350, 1010),
}  # fmt: skip

# indicator, Chinese, sector, unit, base, relation, value, upper, variable, reading, projected, met
ROWS = [
    ("Gross regional product growth", "地区生产总值年均增长", "economy",
     "%", None, "at least", 6.0, None, "gdp", "growth_rate", 6.4, True),
    ("Manufacturing share of output", "制造业增加值占比", "economy",
     "%", 26.5, "at least", 30.0, None, "manufacturing_share", "level", 28.4, False),
    ("Resident population", "常住人口", "economy",
     "1e4 person", 720, "about", 730, None, "population", "level", 731, True),
    ("Fall of energy consumption per unit of output over the five years of the plan", "五年规划期单位地区生产总值能源消耗累计降低", "energy",
     "%", None, "falls by", 15.0, None, "energy_intensity", "change_percent", 15.3, True),
    ("Non-fossil share of energy", "非化石能源消费占比", "energy",
     "%", 10.4, "at least", 15.0, None, "non_fossil_share", "level", 15.6, True),
    ("Coal consumption", "煤炭消费量", "energy",
     "1e4 t", 14300, "at most", 14000, None, "coal_consumption", "level", 15200, False),
    ("Solar power capacity", "光伏发电装机容量", "power",
     "1e4 kW", None, "at least", 3250, None, "pv_capacity", "level", 3300, True),
    ("Wind power capacity", "风电装机容量", "power",
     "1e4 kW", 1377, "at least", 1750, None, "wind_capacity", "level", 1780, True),
    ("Coal power capacity", "煤电装机容量", "power",
     "1e4 kW", 3327, "between", 3400, 3600, "coal_power_capacity", "level", 3450, True),
    ("Curtailment of wind and solar power", "弃风弃光率", "power",
     "%", 2.4, "at most", 5.0, None, "curtailment_rate", "level", 3.6, True),
    ("Carbon dioxide emissions peak", "二氧化碳排放达峰", "carbon",
     "1e4 t*CO2/year", None, "peaks by", None, None, "co2_emissions", "peak", None, None),
    ("Fall of carbon intensity", "单位地区生产总值碳排放累计降低", "carbon",
     "%", None, "falls by", 16.0, None, "carbon_intensity", "change_percent", -2.5, False),
    ("Deposits of financial institutions", "金融机构各项存款余额", "finance",
     "1e8 CNY", 6902, "at least", 10000, None, "deposits", "level", 10100, True),
    ("Insurance density", "保险密度", "finance",
     "CNY/person", 2931, "at least", 3500, None, "insurance_density", "level", 4440, True),
    ("Listed companies", "上市公司数量", "finance",
     "count", 15, "equal", 25, None, "listed_companies", "level", 22, False),
    ("Water use", "用水总量", "water",
     "1e8 m3/year", 70.2, "at most", 70.0, None, "water_use", "level", 69.1, True),
    ("Irrigation coefficient", "农田灌溉水有效利用系数", "water",
     "1", 0.551, "at least", 0.6, None, "irrigation_efficiency", "level", 0.603, True),
    ("High-standard farmland area", "高标准农田面积", "water",
     "1e4 mu", 780, "at least", 1200, None, "high_standard_farmland_area", "level", 1190, False),
    ("Grassland vegetation cover", "草原综合植被盖度", "ecology",
     "%", 56.5, "at least", 57.0, None, "grassland_cover", "level", 57.4, True),
    ("Basic grassland area", "基本草原面积", "ecology",
     "1e4 mu", 2599, "at least", 2599, None, "basic_grassland_area", "level", 2599, True),
]  # fmt: skip
KEYS = ("name", "name_zh", "sector", "unit", "base_value", "relation", "value", "upper", "variable", "reading",
        "projected", "met")  # fmt: skip


def dataset(end=2025):
    years = np.arange(2020, end + 1)
    data = {
        name: ("year", np.interp(years, (2020, 2025, 2035), (b, c, 2 * c - b)), {
            "units": units, "long_name": english, "long_name_zh": chinese,
            "source_status": "assumption" if "area" in name else "statistics",
        })
        for name, (units, english, chinese, _, b, c) in SERIES.items()
    }  # fmt: skip
    slices, coordinates = made(years)
    attrs = {"scenario": "plan", "title_en": "Fourteenth five-year plan as written", "title_zh": "“十四五”规划情景"}
    return xr.Dataset(data | slices, {"year": years, **coordinates}, {**attrs, "assumptions": 41})


def verdict(**changes):
    given = dict(zip(KEYS, ROWS[1], strict=True)) | {"id": "t"} | changes
    projected, met = (given.pop(key) for key in ("projected", "met"))
    return Verdict(target(**given), projected, met, None)


def plan():
    return [verdict(**dict(zip(KEYS, row, strict=True)), id=f"t{i}") for i, row in enumerate(ROWS)]


def past():
    return {
        name: dict(zip(range(2015, 2021), np.linspace(row[3], row[4], 6), strict=True)) for name, row in SERIES.items()
    }


def write(results, verdicts, history, folder, lang="en", size="page", kinds=("png", "svg")):
    return files.save(draw(Run(results, verdicts, history), Canvas(lang, size)), folder, kinds)


def overview(results, verdicts, history, lang="en", size="page", sectors=None):
    [page] = Overview(sectors).draw(Run(results, verdicts, history), Canvas(lang, size))
    return page


def texts(svg):
    """The texts of an SVG that has its glyphs as paths: Matplotlib notes each beside it."""
    return [text.strip() for text in re.findall(r"<!--(.*?)-->", svg.read_text(encoding="utf-8"), re.S)]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Both languages' files and texts, made with warnings as errors."""
    made = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for lang in ("en", "zh"):
            folder = tmp_path_factory.mktemp(lang)
            made[lang] = write(dataset(), plan(), past(), folder, lang)
    return made


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_three_files_a_figure_and_nothing_else(written, lang):
    paths = written[lang]
    assert [path.name for path in paths] == [
        f"{name}.{kind}" for name in ("dispatch", "overview", "pace", "targets") for kind in ("png", "svg", "csv")
    ]
    assert sorted(paths[0].parent.iterdir()) == sorted(paths)


def test_png_is_a4_wide_at_300_dpi(written):
    for path in (written["en"][0], written["zh"][3], written["zh"][6], written["en"][9]):
        raw = path.read_bytes()
        width = struct.unpack(">I", raw[16:20])[0]
        metres = raw.index(b"pHYs") + 4
        assert (width, round(struct.unpack(">I", raw[metres : metres + 4])[0] * 0.0254)) == (2481, 300)


def test_english_labels(written):
    text = " ".join(" ".join(texts(path)) for path in written["en"] if path.suffix == ".svg")
    for label in (
        "Economy",
        "10⁴ kW",
        "100 million CNY/yr",
        "not met",
        "Water use",
        "assumptions: 41",
        "(dashed)",
        "Load in the region",
        "Needed ÷ done before",
        "tce/10⁴ CNY",
        "↓ 15.3",
        "↑ 2.5",
    ):
        assert label in text
    assert not re.search("[一-鿿]", text)


def test_chinese_is_wholly_chinese(written):
    for path in written["zh"]:
        if path.suffix == ".svg":
            assert not [text for text in texts(path) if re.search("[A-Za-z]", text)]
    text = "".join(part for at in (1, 4, 7, 10) for part in texts(written["zh"][at]))
    for label in (
        "“十四五”规划情景",
        "经济",
        "万千瓦",
        "亿元/年",
        "家",
        "吨标准煤/万元",
        "未达到",
        "假设共41项",
        "（虚线）",
        "区内负荷",
        "所需速度 ÷ 以往速度",
    ):
        assert label in text


def test_every_panel_and_no_small_print():
    drawn = overview(dataset(2035), plan(), past(), "zh").figure
    drawn.draw_without_rendering()
    titles = {axes.get_title(loc="left").replace("\n", "") for axes in drawn.axes} - {""}
    assert titles == {row[2] for name, row in SERIES.items() if "green" not in name} | {
        "绿色投资需求与到位资金（虚线）"
    }
    shown = [t for axes in drawn.axes for t in [*axes.texts, *axes.get_xticklabels()] if t.get_text()]
    assert min(t.get_fontsize() for t in shown) >= 6.5


def test_titles_stay_within_their_columns():
    for lang in ("en", "zh"):
        drawn = overview(dataset(), plan(), past(), lang).figure
        drawn.draw_without_rendering()
        boxes = [axes._left_title.get_window_extent() for axes in drawn.axes if axes.get_title(loc="left")]
        assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


def test_only_level_targets_are_marked():
    def diamonds(*given):
        drawn = overview(dataset(), list(given), {}).figure
        return sum(line.get_marker() == "D" for axes in drawn.axes for line in axes.lines)

    assert diamonds(verdict(), verdict(reading="growth_rate"), verdict(variable="unplotted"), verdict(year=2030)) == 1


def test_share_of_the_way():
    def of(start, **changes):
        return share(verdict(**{"value": 20, "projected": 15} | changes), start)

    assert of(10) == 0.5
    assert of(10, relation="at most") is None  # met in the base year already
    assert of(0, relation="falls by", reading="change_percent") == 0.75  # projected is a fall, as in targets.csv
    assert of(0, relation="falls by", reading="change_percent", projected=-15) == -0.75  # it rose
    assert of(10, relation="between", value=4, upper=6, projected=6) == 1
    assert of(10, reading="growth_rate") is None
    assert of(None) is None
    assert of(10, relation="peaks by", value=None) is None


def test_base_of_the_way():
    def base(**changes):
        return start_of(verdict(**{"base_value": None} | changes).target, dataset())

    assert base(base_value=26.4) == 26.4
    assert base() == 26.5  # the run's own
    assert base(reading="cumulative") == 0
    for reading in ("change", "increment", "change_percent"):
        assert base(reading=reading, base_value=26.4) == 0, "of a change the level of the base year is no part"
    assert base(reading="growth_rate", base_value=26.4) is None
    assert base(reading="growth_rate") is None
    assert base(variable="unknown") is None


def test_history_ends_in_the_base_year_and_an_assumed_base_is_hollow():
    results = dataset()
    results["basic_grassland_area"].attrs["source_status"] = "assumption"
    results["water_use"].attrs["source_status"] = "model"
    drawn = overview(results, [], {"water_use": {2018: 66.2}, "loans": {2010: 1, 2015: 5150}}).figure
    axes = {axes.get_title(loc="left").replace("\n", " "): axes for axes in drawn.axes}
    assert [list(line.get_xdata()) for line in axes["Water use"].lines[:1]] == [[2018]]
    assert [list(line.get_xdata()) for line in axes["Loans of financial institutions"].lines[:1]] == [[2015, 2020]]
    assert [line.get_markerfacecolor() for line in axes["Basic grassland area"].lines[2:]] == ["white"]


def test_what_is_missing_or_wrong_is_said(tmp_path):
    with pytest.raises(KeyError, match="gdp"):
        write(dataset().drop_vars("gdp"), [], {}, tmp_path)
    with pytest.raises(ValueError, match="lang"):
        write(dataset(), [], {}, tmp_path, "fr")
    with pytest.raises(ValueError, match="expected the units of pv_capacity"):
        write(dataset(), [verdict(variable="pv_capacity", unit="kW")], {}, tmp_path)
    with pytest.raises(ValueError, match="pv_capacity"):
        write(dataset().assign(pv_capacity=dataset().pv_capacity.expand_dims(place=2)), [], {}, tmp_path)
    with pytest.raises(ValueError, match="size"):
        write(dataset(), [], {}, tmp_path, "en", "poster")
    with pytest.raises(ValueError, match="kinds: found jpg"):
        write(dataset(), [], {}, tmp_path, kinds=("jpg",))
    with pytest.raises(ValueError, match="a slide cannot hold so many"):
        overview(dataset(), [], {}, size="slide", sectors=tuple(PANELS))
    with pytest.raises(ValueError, match="sectors: found mining"):
        overview(dataset(), [], {}, sectors=("mining",))
    with pytest.raises(KeyError, match="furlong"):
        words.unit("1e4 furlong", "en")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", files.KINDS)
def test_a_failed_write_leaves_the_old_file(kind, tmp_path):
    from matplotlib.artist import Artist

    class Broken(Artist):
        def draw(self, renderer):
            raise OSError

    figure = Figure()
    figure.add_artist(Broken())
    (tmp_path / f"overview.{kind}").write_text("old")
    with pytest.raises(OSError):
        files.save_figure(figure, tmp_path / f"overview.{kind}")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_picture_is_what_matplotlib_draws_and_the_figure_is_as_before(tmp_path):
    from matplotlib.image import imread

    figure = Figure(layout="constrained")
    figure.subplots().plot([1, 3, 2], label="x")
    before = figure.get_layout_engine(), figure.canvas, figure.dpi
    for kind in files.KINDS:
        files.save_figure(figure, tmp_path / f"mine.{kind}")
    assert before == (figure.get_layout_engine(), figure.canvas, figure.dpi)
    figure.savefig(tmp_path / "theirs.png", dpi=300)
    np.testing.assert_array_equal(imread(tmp_path / "mine.png")[..., :3], imread(tmp_path / "theirs.png")[..., :3])


def test_units_and_numbers():
    assert [words.unit("1e8 CNY/year", lang) for lang in ("en", "zh")] == ["100 million CNY/yr", "亿元/年"]
    assert [words.unit("m3/(1e4 CNY)", lang) for lang in ("en", "zh")] == ["m³/10⁴ CNY", "立方米/万元"]
    assert words.unit("CNY/person", "en") == "CNY/person"
    assert [words.unit("count", "zh", name) for name in ("listed_companies", "other")] == ["家", "个"]
    assert [words.number(v) for v in (None, -1234.5, 28.0, 0.5514)] == ["–", "−1,234", "28", "0.551"]
    assert words.wrap("农田灌溉水有效利用系数", 10) == "农田灌溉水\n有效利用系\n数"


def test_import_is_cheap():
    import subprocess

    code = "import sys, model.present.figures.run.overview; sys.exit('matplotlib' in sys.modules or 'xarray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_long_scorecard_runs_over_pages_and_names_a_target_once():
    verdicts = [verdict(id=f"t{i}", restates="t0" if i % 2 else "", sector="water") for i in range(160)]
    drawn = {page.name: page.figure for page in Targets().draw(Run(dataset(), verdicts))}
    assert list(drawn) == ["targets", "targets_2"]
    texts = [text.get_text() for figure in drawn.values() for axes in figure.axes for text in axes.texts]
    assert sum("Manufacturing" in text for text in texts) == 80
    assert texts.count("Water") == 2  # named anew on the second page
    assert any("page 2 of 2" in text for text in texts)


@pytest.mark.parametrize(("size", "lang"), LONG_PRINTS)
def test_every_size_can_be_printed_in_both_languages(runs, size, lang):
    verdicts = judge(targets(), runs["baseline"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = list(draw(Run(runs["baseline"], verdicts), Canvas(lang, size)))
        assert not [(page.name, fault) for page in drawn for fault in faults(page.figure, size, lang)]
    told = [
        row["编号" if lang == "zh" else "id"] for page in drawn if page.name.startswith("targets") for row in page.rows
    ]
    whole = sorted(one.target.id for one in verdicts if not one.target.restates)
    if size != "slide":
        assert sorted(told) == whole
        return
    missed = {one.target.id for one in verdicts if one.met is False}
    assert len(set(told)) == len(told) < len(whole) and set(told) <= set(whole)
    assert set(told) <= missed or missed & set(whole) <= set(told), "those missed come first"
    names = [page.name for page in drawn]
    assert max(sum(name.startswith(lead) for name in names) for lead in ("targets", "pace")) <= SLIDES
    (first,) = [page.figure for page in drawn if page.name == "targets"]
    texts = [text.get_text() for axes in first.axes for text in axes.texts]
    said = {
        "en": (f"{len(told)} of {len(whole)}", "targets.csv"),
        "zh": (f"{len(told)}项", f"共{len(whole)}项", "数据表"),
    }
    assert any(all(part in text for part in said[lang]) for text in texts)


def test_the_numbers_beside_the_overview_are_those_drawn(runs):
    verdicts = judge(targets(), runs["baseline"])
    page = overview(runs["baseline"], verdicts, history(), "en", "slide", ("power",))
    panels = {
        axes.get_title(loc="left").replace("\n", " "): axes for axes in page.figure.axes if axes.get_title(loc="left")
    }
    beside = page.rows
    assert set(panels) == {row["title"] for row in beside}
    for title, axes in panels.items():
        found = {
            key: [row["value"] for row in beside if (row["title"], row["series"]) == (title, key)]
            for key in ("projection", "history", "target")
        }
        past, projection, *rest = axes.lines
        assert [list(projection.get_ydata()), list(past.get_ydata())] == [found["projection"], found["history"]]
        assert [y for line in rest if line.get_marker() == "D" for y in line.get_ydata()] == found["target"]


def test_the_numbers_beside_the_scorecard_are_those_of_the_targets(written):
    with open(written["en"][-1], encoding="utf-8-sig", newline="") as file:
        beside = {row["id"]: row for row in csv.DictReader(file)}
    for one in plan():
        found = beside[one.target.id]
        assert found["result"] == {True: "met", False: "missed", None: "open"}[one.met]
        assert (float(found["projected"]) if found["projected"] else None) == one.projected
        part = share(one, start_of(one.target, dataset()))
        assert (float(found["share"]) if found["share"] else None) == part


@pytest.mark.parametrize(("lang", "place"), [("en", 0), ("zh", 1)])
def test_progress_names_a_figure_by_its_title_before_it_is_drawn(monkeypatch, lang, place):
    lines, made = [], []

    class Told(figure.Figure):
        name, title, of = "file_name", ("A title", "标题"), dict

        def pages(self, material, canvas):
            made.append(list(lines))
            return ()

    monkeypatch.setattr(figures, "figures", lambda: [Told(), Told()])
    assert list(figures.draw_all({}, Canvas(lang), figures.told(lines.append, lang))) == []
    assert [line for line in lines if "file_name" in line] == []
    assert [line.count(Told.title[place]) for line in lines] == [0, 1, 1]
    assert [len(seen) for seen in made] == [2, 3]
