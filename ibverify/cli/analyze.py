"""`ibverify analyze PROBLEM.json`: the exact information of every layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ibverify.cli._options import Number, UnitName, as_json, naming, print_json, read_problem

if TYPE_CHECKING:
    from flint import fmpq

    from ibverify.exact.units import Unit
    from ibverify.problem import Problem
    from ibverify.study.analyze import Analysis


@click.command()
@click.argument("problem")
@as_json
@click.option("--unit", type=UnitName(), default="nat", show_default=True, help="Unit of the values.")
@click.option("--beta", type=Number(), help="Add the functional I(X;L) - beta I(Y;L).")
@click.option("--full", is_flag=True, help="Print exact values of any length.")
@click.option(
    "--tex",
    type=click.Path(path_type=Path),
    help="Write how the values arise, in nats, as LaTeX to \\input into a document that loads amsmath.",
)
@click.option("--check", "checks", is_flag=True, help="Status 1 unless every `expect` of the problem is proved.")
def command(
    problem: str, as_json: bool, unit: Unit, beta: fmpq | None, full: bool, tex: Path | None, checks: bool
) -> int:
    """The exact information of every layer of a problem file ("-": standard input)."""
    from ibverify.cli._table import analysis_table, checks_table
    from ibverify.errors import ProblemError
    from ibverify.formats.analysis import analysis_to_dict
    from ibverify.report.files import write_whole
    from ibverify.study.analyze import analyze
    from ibverify.study.expect import check

    loaded = read_problem(problem)
    if checks and not loaded.expect:
        raise ProblemError(f"{problem}: expect", "the problem expects nothing", "add `expect`, or leave out --check")
    with naming(problem):
        analysis = analyze(loaded)
        checked = list(check(loaded, analysis)) if checks else None
        made = _computation(loaded, analysis) if tex is not None else None
    if tex is not None and made is not None:
        write_whole(tex, made)
    if as_json:
        print_json(analysis_to_dict(analysis, unit=unit, beta=beta, full=full, checked=checked))
    else:
        click.echo(analysis_table(analysis, unit, beta, full=full))
        if checked is not None:
            click.echo(checks_table(checked))
    return 0 if all(each.outcome.proved for each in checked or ()) else 1


def _computation(problem: Problem, analysis: Analysis) -> bytes:
    from ibverify.report.computation import fragment
    from ibverify.study.computation import computation

    return fragment(computation(problem, analysis)).encode("ascii")
