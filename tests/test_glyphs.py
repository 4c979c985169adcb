"""A character that no font of the figures has is a box, told once and not warned of."""

import warnings

import pytest

from model import cli
from model.cli import main
from model.present.canvas.canvas import Canvas
from model.present.canvas.files import save_figure
from model.present.canvas.glyphs import boxed, boxes


@pytest.fixture(autouse=True)
def fresh():
    boxed.clear()
    yield
    boxed.clear()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_what_the_fonts_lack_is_kept_in_place_of_a_warning(kind, tmp_path):
    from matplotlib.figure import Figure

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Canvas("zh").look():
            figure = Figure()
            figure.text(0.5, 0.5, "光伏🌞提速 ዘ")
            figure.draw_without_rendering()
        save_figure(figure, tmp_path / f"figure.{kind}")
    assert list(boxed) == ["🌞", "ዘ"]


def test_other_warnings_are_given_as_they_are():
    with pytest.warns(UserWarning, match="something else"), boxes():
        warnings.warn("something else", stacklevel=1)
    assert not boxed


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "have no sign for 🌞, ዘ;"), ("zh", "没有以下字符，以方框显示：🌞, ዘ")]
)
def test_boxes_are_told_once_at_the_end(lang, told, monkeypatch, capsys):
    def listing(*_, **__):
        boxed.update(dict.fromkeys(met.pop()))
        return 0

    met = ["", "🌞ዘ"]
    monkeypatch.setattr(cli.commands, "main", listing)
    for _ in range(2):
        assert main(["scenarios", "--lang", lang]) == 0
    assert capsys.readouterr().err.count(told) == 1
