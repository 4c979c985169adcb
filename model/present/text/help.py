"""Help in Chinese: what click tells of a command, each text found by its English, in lines as wide as they are seen."""

from collections.abc import Sequence
from inspect import cleandoc
from itertools import zip_longest
from textwrap import indent

import click

from model.present.text.messages import help_texts, metavar
from model.present.text.words import columns, wrap

INDENT, APART, WIDEST = "  ", 2, 30  # as in click's own: before a line; between two columns; most of the first
STOP = "。"


def chinese(command: click.Command, context: click.Context) -> str:
    """The help of a command in Chinese, laid out as click lays out the English.

    Parameters
    ----------
    command
        What is told of.
    context
        Of the line that asks for it.
    """
    texts, room = help_texts(), context.make_formatter().width
    usage = f"{texts['Usage:']}{context.command_path} {metavar(' '.join(command.collect_usage_pieces(context)))}"
    blocks = [usage, *(indent(wrap(text, room - len(INDENT)), INDENT) for text in paragraphs(command))]
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    blocks.append(_section("Options", [_option(one, context) for one in options], room))
    if isinstance(command, click.Group):
        # of each command the first sentence that it says of itself
        told = [(name, paragraphs(one)[0].partition(STOP)[0]) for name, one in sorted(command.commands.items())]
        blocks.append(_section("Commands", told, room))
    return "\n\n".join(blocks)


def paragraphs(command: click.Command) -> list[str]:
    """The paragraphs of what a command says of itself, in Chinese."""
    english = (" ".join(text.split()) for text in cleandoc(command.help or "").split("\n\n"))
    return [help_texts().get(text, text) for text in english]


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    """The names of an option with what is to be typed after them, and its help with what click adds to it."""
    texts, extra = help_texts(), option.get_help_extra(context)
    name, _ = option.get_help_record(context) or ("", "")
    notes = (
        [texts["default: {default}"].format(default=extra["default"].replace(", ", "、"))] if "default" in extra else []
    )
    notes += [extra["range"]] if "range" in extra else []
    notes += [texts[extra["required"]]] if "required" in extra else []
    added = f"（{'；'.join(notes)}）" if notes else ""
    return metavar(name), texts.get(option.help or "", option.help or "") + added


def _section(heading: str, rows: Sequence[tuple[str, str]], room: int) -> str:
    """Names and what is told of each beside it, under a heading; a name that is too long stands on a line of its own."""
    left = min(max(columns(name) for name, _ in rows), WIDEST) + APART
    lines = [f"{help_texts()[heading]}："]
    for name, text in rows:
        told = wrap(text, room - left - len(INDENT)).split("\n")
        told = ["", *told] if columns(name) > left - APART else told
        for first, line in zip_longest([name], told, fillvalue=""):
            lines.append(INDENT + first + " " * (left - columns(first)) + line)
    return "\n".join(line.rstrip() for line in lines)
