"""`ibverify evaluate PROBLEM.json | NET.onnx --at POINT`: a network at given points, exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ibverify.cli._options import as_json, naming, print_json, read_problem

if TYPE_CHECKING:
    from ibverify.network import Network


@click.command()
@click.argument("source")
@click.option("--at", "points", required=True, multiple=True, help="A point as a JSON list, or a .npy file of points.")
@as_json
def command(source: str, points: tuple[str, ...], as_json: bool) -> None:
    """The outputs of every layer of a problem's network, or of an ONNX file, at given points."""
    from ibverify.cli._table import evaluation_table
    from ibverify.formats.evaluation import evaluations_to_dict
    from ibverify.loaders import load_points
    from ibverify.study.evaluate import evaluate

    network = _network(source)
    found = [evaluate(network, point) for text in points for point in load_points(text)]
    if as_json:
        print_json(evaluations_to_dict(found))
    else:
        click.echo(evaluation_table(found))


def _network(source: str) -> Network:
    if not source.endswith(".onnx"):
        from ibverify.problem import refuse_noise

        problem = read_problem(source)
        with naming(source):
            refuse_noise(problem, "evaluation at a point")
        return problem.network
    from ibverify.loaders import onnx

    return onnx.load(Path(source))
