"""The command line. One file per command; each imports what it needs when it runs, so that help is quick.

Exit status: 0 done, 1 not proved, 2 bad usage or input, 130 interrupted. An error is one line on standard error.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches

import click

from ibverify import __version__
from ibverify.errors import IbverifyError, InputError

_WANTED = {
    "PROBLEM": "the path of a problem file, or - for standard input",
    "A.json": "the path of a problem file, or - for standard input",
    "B.json": "the path of a problem file, or - for standard input",
    "SOURCE": "the path of a problem file or of an ONNX file",
    "CERTIFICATE": "the path of a certificate, or - for standard input",
    "--at": """a point such as '["1/3", 2]', or the path of a .npy file of points""",
}


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names. Raises a usage error with what may have been meant."""
        known, name = self.list_commands(ctx), args[0]
        if name in known or name.startswith("-"):
            return super().resolve_command(ctx, args)
        close = get_close_matches(name, known, 1)
        advice = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(known)}"
        raise click.UsageError(f"No such command {name!r}; {advice}")


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
        return _failed(_with_advice(error), 2)
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


def _with_advice(error: click.ClickException) -> str:
    """What click says, and what to do where it does not say that."""
    said = error.format_message()
    if not isinstance(error, click.UsageError) or error.ctx is None or "?" in said:
        return said
    if not isinstance(error, click.MissingParameter) or error.param is None:
        return f"{said.rstrip('.')}; see {error.ctx.command_path} --help"
    name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)
    wanted = _WANTED.get(name)
    return f"{said.rstrip('.')}; {f'give {wanted}' if wanted else error.ctx.get_usage()}"


def _failed(message: str, status: int) -> int:
    click.echo("ibverify: " + " ".join(message.split()), err=True)
    return status
