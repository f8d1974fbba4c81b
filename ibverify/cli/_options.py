"""Options and arguments that commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from flint import fmpq

    from ibverify.exact import Unit
    from ibverify.loaders.family import Family
    from ibverify.problem import Problem

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


class Number(click.ParamType["fmpq"]):
    """An exact rational: p/q, an integer or a decimal."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> fmpq:
        """The rational that the text spells; a usage error for anything else."""
        from ibverify.errors import NumberError
        from ibverify.exact import rational

        try:
            return rational(value)
        except NumberError as error:
            self.fail(str(error), param, ctx)


class UnitName(click.ParamType["Unit"]):
    """A unit by its name, which may be a plural."""

    name = "unit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Unit:
        """The unit; a usage error for anything else."""
        from ibverify.errors import InputError
        from ibverify.exact import unit_named

        try:
            return unit_named(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


def read_problem(path: str) -> Problem:
    """The problem of a file, "-" for standard input; what a reader has to be told goes to standard error."""
    from ibverify.loaders import load_problem

    return load_problem(path if path == "-" else Path(path), note=lambda text: click.echo(text, err=True))


def read_either(path: str) -> Problem | Family:
    """The problem of a file, or the family where a parameter is an interval; as `read_problem`."""
    from ibverify.loaders.family import load_either

    return load_either(path if path == "-" else Path(path), note=lambda text: click.echo(text, err=True))


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Errors from inside get the name of the file that they are about, "standard input" for "-"."""
    from ibverify.errors import InputError

    try:
        yield
    except InputError as error:
        raise error.within("standard input" if path == "-" else path) from None


def print_json(data: Any) -> None:
    """JSON on standard output, indented."""
    json.dump(data, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
