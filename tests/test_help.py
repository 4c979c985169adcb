"""Help under ``--lang zh``: in Chinese, of every command, wherever --lang stands; and in lines that a terminal has room for."""

import csv
import re
import subprocess
import sys
from importlib.resources import files
from inspect import cleandoc
from unicodedata import east_asian_width

import click
import pytest
from test_chinese import SIGNS, TYPED

from model.cli import main
from model.cli.shared import commands
from model.present.figures import figures
from model.present.text.messages import METAVAR, help_texts

CHINESE = re.compile("[\u4e00-\u9fff]")
OF_CLICK = {"Usage:", "Options", "Commands", "default: {default}", "required"}  # what it says around what is ours
EVERY = [None, *sorted(commands.commands)]  # None stands for the group itself
LINES = {  # where --lang stands, and what stands before it and after it
    "last": "{command} -h --lang zh",
    "after the command": "{command} --lang zh -h",
    "in one word": "{command} --lang=zh --help",
    "before the command": "--lang zh {command} -h",
    "before the command, in one word": "--lang=zh {command} --help",
    "again": "--lang en {command} --lang en -h --lang zh",
}
ENGLISH = re.compile(r"[A-Za-z]{2,}")
ENDING = re.compile(r"(?<!\w)\.[a-z]+")  # of a file


def told(line, capsys):
    """What ``simulate`` says to a line of options."""
    assert main(line.split()) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def asked(command, line):
    return line.format(command=command or "")


def room(text):
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def contexts():
    """The group and every command, each as one asks for its help."""
    group = click.Context(commands, info_name="simulate", **commands.context_settings)
    yield group
    yield from (click.Context(one, info_name=name, parent=group) for name, one in commands.commands.items())


def paragraphs(command):
    return [" ".join(text.split()) for text in cleandoc(command.help).split("\n\n")]


def english():
    """Every English text of help, with where it is told."""
    found = {text: "click" for text in OF_CLICK}
    for context in contexts():
        command = context.command
        found |= {text: command.name for text in paragraphs(command)}
        pieces = command.collect_usage_pieces(context)
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option):
                found[parameter.help] = f"{command.name} {parameter.opts[0]}"
                pieces += [parameter.get_help_record(context)[0]]
        found |= {name: command.name for piece in pieces for name in METAVAR.findall(piece)}
    return found


def allowed():
    """The words that are typed as they stand: commands, choices, figures, and names of programs and of what is installed."""
    choices = {
        choice for context in contexts() for parameter in context.command.params
        if isinstance(parameter.type, click.Choice) for choice in parameter.type.choices
    }  # fmt: skip
    return {*commands.commands, *choices, *(figure.name for figure in figures()), *SIGNS, "simulate", "Dask", "cluster"}


def test_every_text_of_help_has_its_chinese():
    wanting = {text: place for text, place in english().items() if not CHINESE.search(help_texts().get(text, ""))}
    assert wanting == {}, "give each its Chinese in present/text/messages/help.csv"


def test_no_text_of_help_is_left_over_or_stands_twice():
    content = (files("model.present.text.messages") / "help.csv").read_text(encoding="utf-8")
    head, *lines = csv.reader(content.splitlines())
    assert head == ["en", "zh"] and all(len(line) == 2 for line in lines)
    assert sorted(line[0] for line in lines) == sorted(english())


def test_every_option_says_what_it_is_for_and_what_click_would_tell_besides_is_not_used():
    for context in contexts():
        for parameter in context.command.get_params(context):
            assert bool(parameter.help) == isinstance(parameter, click.Option), (context.command.name, parameter)
        assert not (context.command.epilog or context.command.deprecated or context.command.short_help)


def test_what_click_tells_around_is_what_it_told(capsys):
    said = "".join(told(f"{command or ''} -h", capsys) for command in EVERY)
    assert not CHINESE.search(said)
    assert all(text.partition(" {")[0] in said for text in OF_CLICK)


def test_a_command_says_in_its_first_sentence_what_the_list_says(capsys):
    said = " ".join(told("--lang zh", capsys).split())
    for command in commands.commands.values():
        first = help_texts()[paragraphs(command)[0]]
        assert "。" in first
        assert re.sub(r"\s", "", first.partition("。")[0]) in re.sub(r"\s", "", said)


@pytest.mark.parametrize("place", LINES)
@pytest.mark.parametrize("command", EVERY)
def test_no_line_of_help_is_in_english(command, place, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for line in told(asked(command, LINES[place]), capsys).splitlines():
        words = set(ENGLISH.findall(ENDING.sub(" ", TYPED.sub(" ", line)))) - allowed()
        assert not words, f"{', '.join(sorted(words))} in {line}"
        assert room(line) <= 80, line


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("columns", [60, 110])
def test_lines_are_as_wide_as_the_terminal(command, columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert [line for line in told(asked(command, LINES["last"]), capsys).splitlines() if room(line) > columns] == []


@pytest.mark.parametrize("command", EVERY)
def test_it_tells_of_the_same_options_and_commands_as_in_english(command, capsys):
    def names(line):
        listed = re.split("(?m)^(?:Options:|选项：)$", told(asked(command, line), capsys))[1]
        return re.findall(r"(?m)^  (-\w, --[\w-]+|[\w-]+)", listed)

    assert names(LINES["last"]) == names("{command} -h") != []


@pytest.mark.parametrize("command", EVERY)
def test_wherever_the_language_stands_help_is_the_same(command, capsys):
    said = {place: told(asked(command, line), capsys).replace("默认：zh", "默认：en") for place, line in LINES.items()}
    assert len(set(said.values())) == 1


@pytest.mark.parametrize("line", ["--lang zh", "--lang=zh", "-h --lang zh", "--lang zh --help", "--lang zh -h run"])
def test_alone_it_shows_help_in_chinese(line, capsys):
    assert told(line, capsys) == told("-h --lang zh", capsys)


def test_a_language_before_the_command_is_that_of_the_command(capsys):
    chinese, plain = told("scenarios --lang zh", capsys), told("scenarios", capsys)
    assert told("--lang zh scenarios", capsys) == chinese != plain
    assert told("--lang zh scenarios --lang en", capsys) == plain
    assert told("--lang en scenarios --lang zh", capsys) == chinese
    assert told("--lang zh schema", capsys) == told("schema --lang zh", capsys) == told("schema", capsys)
    assert main(["--lang", "zh", "run", "nowhere"]) == 2
    assert CHINESE.search(capsys.readouterr().err)


def test_a_language_that_is_none_is_refused_before_the_command(capsys):
    assert main(["--lang", "fr", "scenarios"]) == 2
    assert "'--lang'" in capsys.readouterr().err


def test_in_english_nothing_of_the_chinese_is_read():
    code = "import sys; from model.cli import main; main(['run', '-h']); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"model.present.text.help", "model.present.text.messages"} & set(found)
