"""``simulate figures`` as a user types it: what it draws, and how it refuses."""

import json
import re
import shutil

import pytest
from signed_folder import sign

from model.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a run without figures."""
    place = tmp_path_factory.mktemp("runs") / "dry"
    assert main(["run", "scenarios/dry-years.yaml", "-o", str(place), "--no-figures"]) == 0
    return place


def content(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_figures_of_a_run_are_drawn_again_and_others_left_alone(folder, capsys):
    (folder / "figures").mkdir()
    (folder / "figures" / "mine.png").write_bytes(b"mine")
    assert main(["figures", str(folder), "--kind", "svg", "--lang", "zh"]) == 0
    assert "已写入" in capsys.readouterr().out
    found = {path.name for path in (folder / "figures").iterdir()}
    assert {"overview.svg", "overview.csv", "targets.svg", "targets.csv", "mine.png"} <= found
    assert not [name for name in found if name.endswith((".png", ".pdf")) and name != "mine.png"]
    assert "干旱年份" in (folder / "figures" / "overview.svg").read_text(encoding="utf-8")
    shutil.rmtree(folder / "figures")


def test_another_size_and_kind_go_where_they_are_asked_for(folder, tmp_path):
    before = content(folder)
    assert main(["figures", str(folder), "--size", "slide", "--kind", "pdf", "-o", str(tmp_path / "a" / "slides")]) == 0
    assert content(folder) == before
    raw = (tmp_path / "a" / "slides" / "overview_power.pdf").read_bytes()
    width, height = (float(part) / 72 for part in re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", raw).groups())
    assert (width, height) == pytest.approx((13.33, 7.5), abs=0.01)
    assert {path.suffix for path in (tmp_path / "a" / "slides").iterdir()} == {".pdf", ".csv"}


def test_chinese_type_of_a_pdf_is_drawn_and_latin_type_is_kept(folder, tmp_path):
    """A reader that goes by the letter of the format shows nothing of a Chinese font that is kept as if it were TrueType."""
    for lang, kind in (("zh", b"/Type3"), ("en", b"/CIDFontType2")):
        assert (
            main(["figures", str(folder), "--size", "slide", "--kind", "pdf", "--lang", lang, "-o", str(tmp_path)]) == 0
        )
        raw = (tmp_path / "overview_power.pdf").read_bytes()
        assert kind in raw and (b"/CIDFontType2" in raw) == (lang == "en")


def test_the_figures_are_those_of_the_run_itself(tmp_path):
    place = tmp_path / "run"
    assert main(["run", "scenarios/credit-squeeze.yaml", "-o", str(place)]) == 0
    before = content(place)
    assert main(["figures", str(place)]) == 0
    after = content(place)
    assert set(after) == set(before)
    for path, raw in before.items():  # the solver of the layout moves axes by the last bit of a float
        if path.suffix == ".svg":
            raw, after[path] = (re.findall(rb"<!--(.*?)-->", text, re.S) for text in (raw, after[path]))
        if path.suffix != ".png":
            assert after[path] == raw, path


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nowhere"], "nowhere: found nothing"),
        (["scenarios"], "found no provenance.json"),
        (["scenarios/baseline.yaml"], "found a file"),
        (["{folder}", "-o", "/proc/figures"], "/proc/figures: cannot be written"),
        (["{folder}", "--size", "poster"], "'poster' is not one of"),
        (["{folder}", "--kind", "jpg"], "'jpg' is not one of"),
    ],
)
def test_bad_input_is_refused_in_one_line(folder, arguments, part, capsys):
    before = content(folder)
    assert main(["figures", *(argument.format(folder=folder) for argument in arguments)]) == 2
    said = capsys.readouterr()
    assert part in said.err and said.err.count("\n") == 1 and said.out == ""
    assert content(folder) == before


def test_results_that_lack_a_variable_are_refused(folder, tmp_path, capsys):
    import model
    from model.export import netcdf

    place = tmp_path / "broken"
    shutil.copytree(folder, place)
    netcdf.write(model.open_results(folder).drop_vars("wind_capacity"), place / "results.nc")
    sign(place)
    assert main(["figures", str(place)]) == 2
    assert "found no variable 'wind_capacity'" in capsys.readouterr().err
    assert not (place / "figures").exists()


def test_a_failure_while_drawing_leaves_what_stood_there(folder, tmp_path, monkeypatch):
    from model.present.canvas import files

    out = tmp_path / "out"
    out.mkdir()
    (out / "overview.csv").write_text("old")
    real, calls = files.print_figure, []

    def fail(*given):
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError("the lamp went out")
        return real(*given)

    monkeypatch.setattr(files, "print_figure", fail)
    with pytest.raises(RuntimeError):
        main(["figures", str(folder), "-o", str(out)])
    assert content(out) == {(out / "overview.csv").relative_to(out): b"old"}


@pytest.mark.slow
def test_a_solution_s_figures_are_drawn_from_its_files(tmp_path):
    place = tmp_path / "solved"
    settings = [
        "--set",
        "targets=[pv-capacity-2025]",
        "--set",
        "solve.levers=[pv_approvals, wind_approvals]",
        "--set",
        "solve.starts=1",
        "--set",
        "solve.keep=false",
    ]
    assert main(["solve", "scenarios/baseline.yaml", "-o", str(place), *settings]) == 0
    before = content(place)
    assert json.loads(before[next(p for p in before if p.name == "provenance.json")])["solve"]["met"]
    assert main(["figures", str(place)]) == 0
    after = content(place)
    assert set(after) == set(before)
    assert not [str(path) for path in before if path.suffix == ".csv" and after[path] != before[path]]
