"""The command line: ``simulate COMMAND``. Each command parses, calls and prints.

Exit status: 0 done; 1 the model could not do it; 2 bad input, a place that cannot be written among it, with nothing written; 130
interrupted.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile

import click

from model.cli import blas, ensemble, estimation, figures, inspect, page, plan, report, runs, scenarios, validation  # noqa: F401  (each adds its commands)
from model.cli.shared import QUIET, commands, escaped, open_streams, progress
from model.data.decoding import as_gb18030
from model.engine.errors import BuildError, RunError
from model.errors import InputError, printable, reason
from model.present.canvas.glyphs import boxed

MOST = 100  # faults that are told


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; what goes wrong is said on stderr, and how by the exit status.

    Parameters
    ----------
    arguments
        What follows ``simulate``; those of the process where none are given.
    """
    open_streams()
    lang = _language(sys.argv[1:] if arguments is None else arguments)
    for kept in (as_gb18030, boxed):  # what Python has read or drawn before is no news of this command
        kept.clear()
    status = _run(arguments, lang)
    if escaped:
        _tell(
            f"note: characters that {escaped.pop()} does not have are shown as escapes; PYTHONUTF8=1 shows them all",
            lang,
        )
        escaped.clear()
    for path in as_gb18030 if progress.loudness != QUIET else ():
        _tell(f"note: {path} is no UTF-8 and was read as GB18030; where its text looks wrong, save it as UTF-8", lang)
    if boxed and progress.loudness != QUIET:
        _tell(f"note: the fonts of the figures have no sign for {', '.join(boxed)}; a box stands there", lang)
    return status


def _language(arguments: Sequence[str]) -> str:
    """The language of help and faults: that of the last --lang as typed, for what is at fault may be the options themselves."""
    options = list(takewhile(lambda argument: argument != "--", arguments))
    asked = [value for option, value in zip(options, options[1:], strict=False) if option == "--lang"]
    asked += [option.removeprefix("--lang=") for option in options if option.startswith("--lang=")]
    return "zh" if asked[-1:] == ["zh"] else "en"


def _run(arguments: Sequence[str] | None, lang: str) -> int:
    try:
        status = commands.main(arguments, prog_name="simulate", standalone_mode=False, obj=lang) or 0
        sys.stdout.flush()  # what cannot be written is told here, and not at exit
        return status
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "simulate"
        return _refuse([f"{printable(error.format_message())} ({command} --help says more)"], 2, lang)
    except InputError as error:
        return _refuse(error.problems, 2, lang)
    except (BuildError, RunError) as error:
        return _refuse([str(error)], 1, lang)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough; nothing may be flushed at exit
        _stdout_to_nowhere()
        return 1
    except OSError as error:
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            _stdout_to_nowhere()
        return _refuse([reason(error)], 1, lang)
    except click.Abort:
        return _refuse(["interrupted"], 130, lang)


def _refuse(problems: Sequence[str], status: int, lang: str) -> int:
    for problem in problems[:MOST]:
        _tell(f"error: {problem}", lang)
    if len(problems) > MOST:
        _tell(f"error: and {len(problems) - MOST} more", lang)
    return status


def _tell(text: str, lang: str) -> None:
    lines = [printable(line) for line in text.split("\n")]
    if lang != "en":
        from model.present.text.messages import told

        lines = [told(line, lang) for line in lines]
    with suppress(OSError):  # where even stderr cannot be written, the exit status is all there is
        click.echo("\n".join(lines), err=True)


def _stdout_to_nowhere() -> None:
    """What is still to be written where no more is taken goes nowhere, without a word at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
