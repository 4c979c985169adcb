"""A file that is no UTF-8 is read as GB18030, and that is told, for other encodings may pass for it."""

import pytest

from model.cli import main

TEXT = "name: mine\ntitle: {{en: {title}, zh: 我的}}\nextends: baseline.yaml\n"


@pytest.mark.parametrize(("lang", "told"), [("en", "was read as GB18030"), ("zh", "已按GB18030读取")])
def test_what_is_read_as_gb18030_is_told_once(lang, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_bytes(TEXT.format(title="Mine").encode("gb18030"))
    assert main(["check", "mine.yaml", "--lang", lang]) == 0
    assert capsys.readouterr().err.count(told) == 1
    assert main(["check", "mine.yaml", "-q", "--lang", lang]) == 0
    assert told not in capsys.readouterr().err


def test_latin_letters_that_pass_for_chinese_are_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_bytes(b"name: mine\ntitle: {en: caf\xe9 au lait, zh: x}\nextends: baseline.yaml\n")
    status = main(["check", "mine.yaml"])
    said = capsys.readouterr().err
    assert (status, "mine.yaml is no UTF-8 and was read as GB18030" in said) == (0, True) or status == 2


def test_utf_8_and_utf_16_are_not(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "mine.yaml").write_bytes(TEXT.format(title="Mine").encode(encoding))
        assert main(["explain", "gdp"]) == 0
        assert main(["run", "mine.yaml", "--set", "nope=1"]) == 2
        assert "GB18030" not in capsys.readouterr().err
