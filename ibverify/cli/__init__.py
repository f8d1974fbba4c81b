"""The command line. One file per command; each imports what it needs when it runs, so that help is quick.

Exit status: 0 done, 1 not proved, 2 bad usage or input, 130 interrupted. An error is one line on standard error.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from ibverify import __version__
from ibverify.errors import IbverifyError, InputError


class Commands(click.Group):
    """The commands are the public modules of this folder, each with a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules, sorted."""
        return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a module; None if there is none of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ibverify")
def root() -> None:
    """Exact verdicts on what information theory says about a neural network."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; the console script `ibverify`."""
    try:
        status = root.main(args=arguments, prog_name="ibverify", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return 2
    except click.ClickException as error:
        return _failed(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return _failed("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _failed(f"the output cannot be written: {error.strerror}; make room, or write elsewhere", 2)
    except IbverifyError as error:
        return _failed(str(error), 2 if isinstance(error, InputError) else 1)


def _failed(message: str, status: int) -> int:
    click.echo("ibverify: " + " ".join(message.split()), err=True)
    return status
