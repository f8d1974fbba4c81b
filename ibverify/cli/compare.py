"""`ibverify compare A.json B.json`: which of two problems has the smaller functional."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ibverify.cli._options import Number, as_json, naming, print_json, read_either

if TYPE_CHECKING:
    from flint import fmpq


@click.command()
@click.argument("first", metavar="A.json")
@click.argument("second", metavar="B.json")
@as_json
@click.option("--beta", type=Number(), help="Ask for this beta > 0 alone.")
@click.option("--full", is_flag=True, help="Print exact values of any length.")
def command(first: str, second: str, as_json: bool, beta: fmpq | None, full: bool) -> None:
    """Which of two problems has the smaller functional I(X;L) - beta I(Y;L), proved.

    L is the readout, or the last layer where there is none. Without --beta: for which beta in (0, oo) it is A, and for
    which B. Where a parameter is an interval, "parameters": {"a": ["0", "1"]}: for which of its values, for either term
    and, with --beta, for the functional; the other file may leave the parameter out. All values are in nats.
    """
    from ibverify.cli._comparison import comparison_text, crossing_text
    from ibverify.errors import InputError
    from ibverify.formats.comparison import comparison_to_dict
    from ibverify.formats.crossing import crossing_to_dict
    from ibverify.problem import Problem
    from ibverify.study.compare import compare_functionals, representation
    from ibverify.study.crossing import compare_families

    if first == second == "-":
        raise InputError("-", "standard input holds one problem, not two", "give the path of a file for one of them")
    one, two = read_either(first), read_either(second)
    if isinstance(one, Problem) and isinstance(two, Problem):
        with naming(first):
            found = representation(one)
        with naming(second):
            comparison = compare_functionals(found, representation(two))
        if as_json:
            print_json(comparison_to_dict(comparison, beta=beta, full=full))
        else:
            click.echo(comparison_text(comparison, beta, full=full))
    else:
        crossed = compare_families(one, two, beta, (first, second))
        if as_json:
            print_json(crossing_to_dict(crossed))
        else:
            click.echo(crossing_text(crossed))
