"""The command line: ``simulate COMMAND``. Each command parses, calls and prints.

Exit status: 0 done; 1 the model could not do it; 2 bad input, with nothing written; 130 interrupted.
"""

import os
import sys

import click

from model.cli import ensemble, estimation, figures, inspect, page, plan, report, runs, validation  # noqa: F401  (each adds its commands)
from model.cli.shared import commands
from model.engine.errors import BuildError, RunError
from model.errors import InputError, printable


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; what goes wrong is said on stderr, and how by the exit status.

    Parameters
    ----------
    arguments
        What follows ``simulate``; those of the process where none are given.
    """
    try:
        return commands.main(arguments, prog_name="simulate", standalone_mode=False) or 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "simulate"
        return _refuse([f"{printable(error.format_message())} ({command} --help says more)"], 2)
    except InputError as error:
        return _refuse(error.problems, 2)
    except (BuildError, RunError) as error:
        return _refuse([str(error)], 1)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough; nothing may be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _refuse([str(error)], 1)
    except click.Abort:
        return _refuse(["interrupted"], 130)


def _refuse(problems, status):
    for problem in problems:
        click.echo(f"error: {problem}", err=True)
    return status
