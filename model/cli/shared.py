"""What the commands share: the group they belong to, the options that several of them take, and progress."""

import codecs
import json
import os
import sys
from functools import partial
from time import monotonic
from typing import Any

import click

import model

EVERY = 10.0  # seconds between two lines of progress where there is no terminal
WIDTH = 110  # characters of a line of progress
settings = click.option("--set", "settings", metavar="KEY=VALUE", multiple=True, help="Lay a value over the scenario.")
engine = click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "numpy"]),
    default="auto",
    show_default=True,
    help="What integrates; auto is compiled where that was built.",
)
language_option = partial(
    click.option, "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="English or Chinese."
)
language = language_option()
output_folder = click.Path(file_okay=False)
output = click.option("-o", "--output", metavar="DIR", type=output_folder, help="[default: outputs/NAME]")
QUIET, NORMAL, VERBOSE = range(3)


class ScenarioFile(click.ParamType):
    """A scenario file, or the name of one that stands in the current folder or ships with the model."""

    name = "scenario"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The file that the name stands for; which one is told where the name alone does not say."""
        from model.errors import InputError
        from model.scenario.shipped import find, is_bare, is_shipped, shipped

        if not value:
            raise InputError(["found no name; expected a scenario file, or the name of one that ships"])
        path = find(value)
        if os.path.isdir(path):
            raise InputError([f"{value}: found a folder; expected a scenario file, or the name of one that ships"])
        rival = is_bare(value) and os.path.basename(path).removesuffix(".yaml") in shipped()
        if ctx and os.path.isfile(path) and is_shipped(path) and is_bare(value):
            ctx.meta.setdefault("notes", []).append(("uses_shipped", {"path": path}))
        elif ctx and os.path.isfile(path) and rival:
            ctx.meta.setdefault("notes", []).append(("uses_own", {"path": path}))
        return path


scenario_file = ScenarioFile()


class _Helped(click.Command):
    """What says its help in the language of the whole line, which stands in its context: --lang may come after -h."""

    def get_help(self, ctx: click.Context) -> str:
        """The help in the language asked for."""
        if ctx.obj != "zh":
            return super().get_help(ctx)
        from model.present.text.help import chinese

        return chinese(self, ctx)


class _Command(_Helped):
    """A command that takes --quiet and --verbose, and says which scenario it uses where a name alone was given."""

    def __init__(self, *arguments: Any, **keys: Any):
        super().__init__(*arguments, **keys)
        self.params += [
            click.Option(["-q", "--quiet"], is_flag=True, expose_value=False, callback=_set_loudness, help="No progress and no notes."),
            click.Option(["-v", "--verbose"], is_flag=True, expose_value=False, callback=_set_loudness, help="Every step, with its time."),
        ]  # fmt: skip

    def invoke(self, ctx: click.Context) -> Any:
        """Say which scenarios are used, then run."""
        progress.begin(ctx.meta.get("loudness", NORMAL))
        for key, parts in ctx.meta.get("notes", []):
            note(key, ctx.params.get("lang") or "en", **parts)
        return super().invoke(ctx)


class _Group(_Helped, click.Group):
    command_class = _Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with the whole of its first sentence."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(limit=1000)) for name, one in sorted(self.commands.items())]
            )


def _set_loudness(context: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        context.meta["loudness"] = QUIET if option.name == "quiet" else VERBOSE


def _speak(context: click.Context, option: click.Parameter, lang: str) -> None:
    """A language that stands before the command is that of the command, unless it has one of its own."""
    context.default_map = dict.fromkeys(commands.commands, {"lang": lang})


def _show_version(context: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"simulate {model.__version__}")
        context.exit()


@click.group(
    cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)  # fmt: skip
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version and exit."
)  # fmt: skip
@language_option(expose_value=False, callback=_speak)
@click.pass_context
def commands(context: click.Context) -> None:
    """Project, check and explain the coupled development of Ningxia under its five-year plan."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


class Progress:
    """Lines of progress on stderr: in a terminal one over the last, elsewhere one every ten seconds, or with --verbose all."""

    def begin(self, loudness: int) -> None:
        """A command begins."""
        self.loudness, self.began = loudness, monotonic()
        self.last, self.text = self.began, ""

    def __init__(self):
        self.begin(NORMAL)

    def show(self, text: str) -> None:
        """Show what is being done now; an empty text clears the line."""
        if self.loudness == QUIET:
            return
        if self.loudness == NORMAL and sys.stderr.isatty():
            click.echo(f"\r\x1b[K{text[:WIDTH]}", nl=False, err=True)
        elif text and text != self.text and (self.loudness == VERBOSE or monotonic() - self.last >= EVERY):
            click.echo(f"{monotonic() - self.began:6.0f} s  {text}", err=True)
            self.last, self.text = monotonic(), text


progress = Progress()
show_line = progress.show


def note(key: str, lang: str, **parts: object) -> None:
    """Say on stderr what a user may want to know and no result depends on; --quiet leaves it out."""
    from model.present.text.words import Say

    if progress.loudness != QUIET:
        click.echo(Say("commands", lang)(key, **parts), err=True)


def show_json(content: object, indent: int = 1) -> None:
    """Show plain data as JSON, with escapes for what the stream cannot show."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = json.dumps(content, indent=indent)
    click.echo(text)


def open_streams() -> None:
    """Let every text be shown on a stream of whatever encoding: what it has no sign for is shown as an escape."""
    codecs.register_error("shown", _escape)
    for stream in (sys.stdout, sys.stderr):
        if change := getattr(stream, "reconfigure", None):
            change(errors="shown")


escaped: list[str] = []  # encodings that had no sign for a character


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError) and not error.encoding.lower().startswith("utf"):
        escaped.append(next((stream.encoding for stream in (sys.stdout, sys.stderr) if stream), error.encoding))
    return codecs.backslashreplace_errors(error)
