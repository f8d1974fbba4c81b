"""`ibverify sweep PROBLEM.json`: the information of the last layer as an exact function of one or two parameters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ibverify.cli._options import Number, as_json, naming, print_json

if TYPE_CHECKING:
    from flint import fmpq


@click.command()
@click.argument("problem")
@as_json
@click.option("--beta", type=Number(), help="Add the functional I(X;L) - beta I(Y;L).")
@click.option("--full", is_flag=True, help="Print formulas and values of any length.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the functions: a file .svg, .png or .pdf.")
def command(problem: str, as_json: bool, beta: fmpq | None, full: bool, plot: Path | None) -> None:
    """The information of the last layer, or the readout, as an exact function of one or two parameters.

    In the problem file these have an interval: "parameters": {"a": ["0", "1"]}.
    """
    from ibverify.cli._sweep import sweep_text
    from ibverify.formats.sweep import sweep_to_dict
    from ibverify.loaders.family import load_family
    from ibverify.report.files import write_whole
    from ibverify.study.sweep_plane import swept

    if plot is not None:
        from ibverify.report.plot import check_suffix

        check_suffix(plot)
    family = load_family(problem if problem == "-" else Path(problem), note=lambda text: click.echo(text, err=True))
    with naming(problem):
        found = swept(family)
    if plot is not None:
        from ibverify.report.plot import drawn

        write_whole(plot, drawn(found, plot.suffix, beta))
    if as_json:
        print_json(sweep_to_dict(found, beta=beta, full=full))
    else:
        click.echo(sweep_text(found, beta, full=full))
