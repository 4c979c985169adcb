"""Texts that users give and get: dollar signs, control characters, formulas, byte-order marks, years in quotes, hints."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from jsonschema import Draft7Validator

import model
from model.cli import MOST, main
from model.export.files import csv_text, guarded, unguarded, write_json
from model.folder.read import read
from model.present.text.tables import COLUMNS
from model.present.text.yearly import LEAD
from model.scenario.schema import json_schema
from model.scenario.units import convert
from model.sectors import load

DOLLARS = r"From $8 to $12 a ton, \alpha_{x} & 50 % \\ #1"
FORMULAS = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\r=1", "＝1", "=cmd|' /C calc'!A0", "-", "+-1", "-1+1"]
PLAIN = ["-5", "+5", "-1.5e-7", "-1,234.5", "-5 %", "-inf", "nan", "a=1", "'x", "", "–5"]


@pytest.fixture
def write(tmp_path):
    def write(text, name="a"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(f"name: {name}\n{text}", encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("made") / "run"
    assert main(["run", "baseline", "-q", "-o", str(place), "--no-figures"]) == 0
    return place


def faults(path, *settings):
    with pytest.raises(model.InputError) as caught:
        model.load_scenario(path, settings)
    return caught.value.problems


def titled(title):
    return f"title: {{en: {json.dumps(title)}, zh: {json.dumps(title)}}}\n"


# -- titles ------------------------------------------------------------------------------------------------------------
@pytest.mark.slow
def test_a_title_stands_in_figures_as_it_is_written(write, folder, tmp_path):
    assert main(["run", str(write(titled(DOLLARS))), "-o", str(tmp_path / "run"), "-q"]) == 0
    assert main(["compare", str(folder), str(tmp_path / "run"), "-o", str(tmp_path / "both")]) == 0
    drawn = {path: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.svg")}
    assert len(drawn) > 4
    for text in drawn.values():
        ET.fromstring(text)
    shown = drawn[tmp_path / "both" / "comparison.svg"]
    assert "From $8 to $12 a ton" in shown and r"\alpha_{x}" in shown
    assert main(["report", str(tmp_path / "run"), "-q"]) == 0
    assert "From $8 to $12 a ton" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")


def test_no_text_in_a_figure_is_mathematics():
    from model.present.canvas.canvas import SETTINGS

    assert SETTINGS["text.parse_math"] is False and SETTINGS["text.usetex"] is False


@pytest.mark.parametrize("character", ["\x01", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\n", "\t"])
@pytest.mark.parametrize("text", ["title: {{en: {0}, zh: a}}\n", "title: {{en: a, zh: a}}\nlevers: {{rain: {0}}}\n"])
def test_a_control_character_is_refused_with_its_line(character, text, write):
    found = faults(write(text.format(json.dumps(f"a{character}b"))))
    assert len(found) == 1
    assert f"a.yaml:{text.count(chr(10)) + 1}: " in found[0] and "found the character" in found[0]
    assert found[0].isprintable()


def test_a_control_character_in_a_setting_or_a_key_is_refused(write):
    path = write(titled("a"))
    assert "found the character" in faults(path, 'title.en="a\\x07b"')[0]
    assert "found a key with the character" in faults(write(titled("a") + 'shocks: {"a\\eb": 1}\n'))[0]


def test_a_title_of_a_block_of_text_keeps_no_line_end(write):
    assert model.load_scenario(write("title:\n  en: |\n    A block\n  zh: 甲\n")).title["en"] == "A block"


def test_messages_show_no_control_character(capsys):
    assert main(["run", "a\x1b[31mb\nc.yaml"]) == 2
    said = capsys.readouterr().err
    assert "\x1b" not in said


# -- CSV ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_and_is_read_back(text):
    assert guarded(text) == f"'{text}" and unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_is_left(text):
    assert guarded(text) == text == unguarded(text)


def test_no_cell_of_any_table_is_a_formula(write, tmp_path):
    text = titled("=HYPERLINK(1)") + "extends: baseline.yaml\n"
    assert main(["run", "baseline", "-q", "-o", str(tmp_path / "a"), "--no-figures"]) == 0
    assert main(["run", str(write(text)), "-q", "-o", str(tmp_path / "b"), "--no-figures"]) == 0
    both = [str(tmp_path / name) for name in ("b", "a")]
    assert main(["compare", *both, "-o", str(tmp_path / "c")]) == 0
    assert main(["compare", *both, "--csv", str(tmp_path / "d.csv")]) == 0
    tables = [*tmp_path.rglob("*.csv")]
    assert len(tables) == 7
    for path in tables:
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"))):
            assert [cell for cell in row if cell != guarded(cell)] == [], path


def test_rows_have_one_line_ending_and_a_head():
    assert csv_text([{"a": 1, "b": "x,y"}]) == 'a,b\n1,"x,y"\n'
    assert csv_text([], ["a"], {"a": "甲"}) == "甲\n"


def test_tables_of_a_run_are_for_a_spreadsheet(folder, tmp_path):
    assert main(["run", "baseline", "-q", "-o", str(tmp_path / "zh"), "--no-figures", "--lang", "zh"]) == 0
    for name, columns in (("targets.csv", COLUMNS), ("results.csv", (*LEAD, *map(str, range(2020, 2026))))):
        heads = {}
        for lang, place in (("en", folder), ("zh", tmp_path / "zh")):
            with open(place / name, encoding="utf-8-sig", newline="") as file:
                heads[lang], *rows = csv.reader(file)
            assert {len(row) for row in rows} == {len(columns)}
        assert tuple(heads["en"]) == columns
        assert not [head for head in heads["zh"] if head.isascii() and not head.isdigit()]
    assert read(tmp_path / "zh").verdicts


def test_yearly_results_are_those_of_the_dataset(folder):
    results = model.open_results(folder)
    with open(folder / "results.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["variable"]: row for row in csv.DictReader(file)}
    assert float(rows["gdp"]["2025"]) == float(results["gdp"].sel(year=2025))
    assert rows["gdp"]["unit"] == "1e8 CNY/year" and rows["gdp"]["title_zh"] == results["gdp"].attrs["long_name_zh"]
    name = "programme_coverage"
    dimension = results[name].dims[1]
    for label in results[dimension].values:
        assert float(rows[f"{name}[{label}]"]["2023"]) == float(results[name].sel({"year": 2023, dimension: label}))
    assert "inflation" not in rows or "year" in results["inflation"].dims


# -- byte-order marks --------------------------------------------------------------------------------------------------
def marked(path):
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


@pytest.mark.parametrize("name", ["targets.csv", "provenance.json"])
def test_a_byte_order_mark_is_no_fault(name, folder, tmp_path):
    place = shutil.copytree(folder, tmp_path / "run")
    marked(place / name)
    marked(place / name)
    assert read(place).verdicts
    assert main(["run", "baseline", "-q", "-o", str(place), "--no-figures"]) == 0
    assert not (place / "provenance.json.kept").exists()


def test_a_byte_order_mark_in_a_scenario_is_no_fault(write):
    path = write(titled("a"))
    marked(path)
    assert model.load_scenario(path).name == "a"


# -- years, numbers and units ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("place", "values"),
    [("levers: {{coal_price: {}}}", (800, 900)), ("levers: {{programme_effort: {{rural_tap_water: {}}}}}", (1.5, 1.7))],
)
def test_years_in_quotes_are_years(place, values, write):
    first, last = values
    plain = write(titled("a") + place.format(f"{{2022: {first}, 2024: {last}}}") + "\n")
    quoted = write(titled("a") + place.format(f'{{"2022": {first}, "2024": {last}}}') + "\n", "b")
    assert model.load_scenario(quoted).levers == model.load_scenario(plain).levers


def test_json_is_a_scenario(tmp_path):
    content = {"name": "a", "title": {"en": "A", "zh": "甲"}, "levers": {"coal_price": {"2022": 800, "2024": 900.0}}}
    content |= {"horizon": {"end": 2030.0}}
    (tmp_path / "a.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    assert not list(Draft7Validator(json_schema(load())).iter_errors(content))
    scenario = model.load_scenario(tmp_path / "a.json")
    assert scenario.levers["coal_price"][2024] == 900 and scenario.end == 2030


def test_a_quoted_year_replaces_that_year_of_the_parent(write):
    write(titled("p") + "levers: {coal_price: {2022: 800}}\n", "p")
    path = write(titled("a") + 'extends: p.yaml\nlevers: {coal_price: {"2022": 900}}\n')
    assert model.load_scenario(path).levers["coal_price"][2022] == 900
    assert "twice" in faults(write(titled("a") + 'levers: {coal_price: {2022: 1, "2022": 2}}\n'))[0]


@pytest.mark.parametrize("text", ["5600,125 CNY/tce", "1,23 CNY/tce", "12,3456 CNY/tce", "1,234,56 CNY/tce"])
def test_a_comma_that_parts_no_thousands_is_refused(text):
    with pytest.raises(ValueError, match="a comma parts no thousands"):
        convert(text, "CNY/tce")


def test_thousands_may_be_parted():
    assert convert("1,234,567.5 CNY/tce", "CNY/tce") == 1234567.5


HEAD = "indicator,unit,source,2021,2022\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('gdp,亿元,NBS,"4174,930",', "a.csv:2: gdp.2021: found '4174,930', where a comma parts no thousands"),
        ('population,万人,NBS,"725,311",', "a.csv:2: population.2021: found 725,311, read as 725311"),
        ('population,万人,NBS,725,"727,5"', "where a comma parts no thousands"),
        ("gdp,亿元,a\x07b,4500,", "found the character"),
    ],
)
def test_a_comma_that_may_be_a_decimal_point_is_refused(row, said, tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    assert main(["solve", "plan", "--observed", str(path), "-o", str(tmp_path / "o"), "--no-figures", "-q"]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "o").exists()


def test_a_comma_in_a_figure_near_the_projection_is_thousands(tmp_path):
    from model.plan.review.observations import far, read_observations

    path = tmp_path / "a.csv"
    path.write_text(HEAD + 'gdp,亿元,NBS,"4,174","4,535"\n', encoding="utf-8")
    scenario = model.load_scenario("baseline")
    found = read_observations(path, scenario, load())
    assert [each.value for each in found] == [4174, 4535]
    assert not far(found, model.run(scenario))


@pytest.mark.parametrize(
    ("unit", "hint"), [("gw", "GW"), ("KWH", "kWh"), ("mwh", "MWh"), ("Tce", "tce"), ("tones", "tonnes"), ("zq", None)]
)
def test_a_unit_is_found_whatever_its_case(unit, hint):
    with pytest.raises(ValueError, match=f"did you mean '{hint}'" if hint else "is no unit;"):
        convert(f"3 {unit}", "1e4 kW")


def test_a_file_is_not_told_to_extend_itself(write):
    assert "did you mean" not in faults(write(titled("a") + "extends: aa.yaml\n"))[0]


def test_a_list_of_faults_ends(write, capsys):
    keys = "".join(f"  nothing{number}: 1\n" for number in range(5000))
    assert main(["run", str(write(titled("a") + f"levers:\n{keys}"))]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == MOST + 1 and said[-1] == f"error: and {5000 - MOST} more"


# -- terminals and files of other kinds --------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp936", "utf-8", "utf-16"])
@pytest.mark.parametrize(
    "command", [["variables", "--sector", "water", "--lang", "zh"], ["explain", "gdp"], ["scenarios", "--lang", "zh"]]
)
def test_a_terminal_of_any_encoding_is_written_to(encoding, command):
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-m", "model", *command], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    said = done.stderr.decode(encoding)
    assert ("PYTHONUTF8=1" in said) == (encoding in ("cp1252", "latin-1")) and said.count("\n") <= 1


def test_json_is_json_in_any_encoding():
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-m", "model", "targets", "--json"], env=environment, capture_output=True)
    assert done.returncode == 0 and json.loads(done.stdout.decode("ascii"))[0]["name_zh"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
def test_a_name_that_is_no_text_is_borne(tmp_path):
    place = os.fsencode(tmp_path) + b"/\xff"
    for arguments in ([b"run", b"baseline", b"-o", place, b"--no-figures"], [b"run", place]):
        done = subprocess.run([sys.executable, b"-m", b"model", *arguments], capture_output=True)
        assert done.returncode == 2 and b"Traceback" not in done.stderr, done.stderr
    os.mkdir(place)
    shutil.copy(Path(__file__).parents[1] / "scenarios" / "baseline.yaml", place + b"/a.yaml")
    command = [sys.executable, b"-m", b"model", b"run", place + b"/a.yaml", b"-o", os.fsencode(tmp_path / "out")]
    done = subprocess.run([*command, b"--no-figures"], capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "\udcff" in json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8"))["command"]


def test_json_says_what_is_no_text(tmp_path):
    write_json({"a": "\udcff甲"}, tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "甲" in text and json.loads(text) == {"a": "\udcff甲"}


def foreign(years, **variables):
    return xr.Dataset({k: ("year", np.ones(len(years))) for k in variables or {"Temperature": 1}}, {"year": years})


FOREIGN = {
    "no headline": foreign([2020, 2021, 2022]),
    "no year": xr.Dataset({"gdp": ("x", np.ones(3))}),
    "a year that is text": foreign(["a", "b"], gdp=1),
    "years with a gap": foreign([2020, 2023], gdp=1),
    "no years": foreign(np.array([], dtype="int32"), gdp=1),
    "a year that is one": xr.Dataset({"gdp": ("x", np.ones(1))}, {"year": 2020}),
    "no units": foreign([2020, 2021], gdp=1),
    "a headline of other form": xr.Dataset({"gdp": (("year", "x"), np.ones((2, 2)))}, {"year": [2020, 2021]}),
    "a headline of text": xr.Dataset({"gdp": ("year", ["a", "b"])}, {"year": [2020, 2021]}),
    "members": xr.Dataset({"gdp": (("year", "member"), np.ones((2, 3)))}, {"year": [2020, 2021]}),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_results_of_another_model_are_refused(name, folder, tmp_path, capsys):
    FOREIGN[name].to_netcdf(tmp_path / "results.nc")
    for command in (["compare", str(tmp_path)], ["compare", str(folder), str(tmp_path), "-o", str(tmp_path / "o")]):
        assert main(command) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"\x89HDF\r\n\x1a\n" + b"\0" * 500, b"CDF\x01\0\0"])
def test_what_is_no_netcdf_is_refused(content, tmp_path, capsys):
    (tmp_path / "results.nc").write_bytes(content)
    assert main(["compare", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_path_with_backslashes_is_found(write, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.yaml").write_text("name: b\n" + titled("b") + "levers: {rain: 250}\n", encoding="utf-8")
    assert model.load_scenario(write(titled("a") + "extends: sub\\b.yaml\n")).levers["rain"][2023] == 250
    (found,) = faults(write(titled("a") + 'extends: "sub\\b.yaml"\n'))  # where it stands for a backspace
    assert "found the character" in found


# -- what is said on the way -------------------------------------------------------------------------------------------
def test_alone_it_shows_help_and_says_version(capsys):
    assert main([]) == 0
    alone = capsys.readouterr().out
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == alone and "--version" in alone and "..." not in alone.partition("Commands:")[2]


def test_progress_is_in_lines_where_there_is_no_terminal(capsys, monkeypatch):
    from model.cli import shared

    assert main(["scenarios", "-v"]) == 0
    shared.show_line("one")
    shared.show_line("one")
    shared.show_line("")
    shared.show_line("two")
    assert [line.split("s  ")[1] for line in capsys.readouterr().err.splitlines()] == ["one", "two"]
    assert main(["scenarios"]) == 0
    shared.show_line("soon")
    monkeypatch.setattr(shared, "EVERY", 0.0)
    shared.show_line("later")
    assert [line.split("s  ")[1] for line in capsys.readouterr().err.splitlines()] == ["later"]
    assert main(["scenarios", "-q"]) == 0
    shared.show_line("never")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["run", "solve", "report", "validate", "loops", "figures", "ensemble", "compare"])
def test_every_command_may_be_quiet_or_tell_all(command, capsys):
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert "--quiet" in said and "--verbose" in said


def test_a_character_beyond_the_first_plane_is_read_as_json_escapes_it(tmp_path):
    """Rare characters of names, such as U+20BB7, are two escapes in what programs write."""
    tree = {"name": "s", "title": {"en": "S \U00020bb7", "zh": "\U00020bb7"}, "extends": "baseline"}
    (tmp_path / "s.json").write_text(json.dumps(tree), encoding="utf-8")
    assert "\\ud842\\udfb7" in (tmp_path / "s.json").read_text(encoding="utf-8")
    assert model.load_scenario(tmp_path / "s.json").title == tree["title"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("horizon: {end: '2024'}", "horizon.end: found '2024'; expected a whole number; write it without quotes"),
        ("base: '2015'", "one of 2015, 2020; did you mean 2015?"),
        ("base: 2016", "one of 2015, 2020; did you mean 2015?"),
        ("solve: {starts: 'two'}", "solve.starts: found 'two'; expected a whole number"),
    ],
)
def test_a_number_in_quotes_is_told_as_such(line, told, tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(f"name: s\ntitle: {{en: S, zh: 情}}\nextends: baseline\n{line}\n", encoding="utf-8")
    with pytest.raises(model.InputError) as caught:
        model.load_scenario(path)
    assert caught.value.problems[0].endswith(told)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["run", "BASELINE"], "did you mean 'baseline'?"),
        (["run", "baseline", "--set", "levers.PV_APPROVALS=3"], "did you mean 'pv_approvals'?"),
    ],
)
def test_a_name_in_other_capitals_is_the_nearest(arguments, hint, capsys):
    if "BASELINE" in arguments and Path("scenarios/BASELINE.yaml").exists():
        pytest.skip("names of files have no capitals here")
    assert main([*arguments, "-q"]) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_scenario_saved_by_any_editor_is_read(write, encoding):
    """Notepad's "Unicode" is UTF-16 with a mark; what Chinese programs call ANSI is GB18030."""
    path = write("title: {en: A, zh: 光伏提速}\nlevers: {pv_approvals: 300 万千瓦/年}\n")
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode(encoding))
    read_back = model.load_scenario(path)
    assert read_back.title["zh"] == "光伏提速" and read_back.levers["pv_approvals"][2025] == 300


def test_half_a_file_in_utf_16_is_refused(write):
    path = write("title: {en: A, zh: 一}\n")
    path.write_bytes(path.read_text("utf-8").encode("utf-16")[:-1])
    assert faults(path) == [f"{path}:2: file: found bytes that are not UTF-8; expected a text file in UTF-8"]
