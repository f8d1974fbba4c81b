"""`ibverify dimension PROBLEM.json | SAMPLES.npy`: correlation dimensions, estimated."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ibverify.cli._options import as_json, naming, print_json, read_problem
from ibverify.errors import InputError

if TYPE_CHECKING:
    from ibverify.dimension.layers import LayerDimension
    from ibverify.dimension.points import Points


@click.command()
@click.argument("source", metavar="PROBLEM.json|SAMPLES.npy")
@click.option(
    "--samples",
    type=click.IntRange(1, 10_000_000),
    default=10_000,
    show_default=True,
    help="Draws from a problem's law.",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the draws.")
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    help="How often the intervals are meant to hold the dimension.",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Threads; the numbers stay the same."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="A folder for plots: PNG and SVG.")
@as_json
def command(source: str, samples: int, seed: int, level: float, jobs: int, out: Path | None, as_json: bool) -> None:
    """The correlation dimension of every layer of a problem, or of a .npy file of samples: estimates, never proofs."""
    from ibverify.formats.dimension import dimensions_to_dict

    if source.endswith(".npy") and _is_given("samples"):
        what = f"{samples} draws are asked for, and a .npy file holds its samples"
        raise InputError("--samples", what, f"leave it away: all rows of {source} are taken")
    layers = _layers(source, samples, seed, level, jobs)
    found = [layer for layer, _ in layers] if out is None else _drawn(layers, out, jobs)
    if sys.stderr.isatty():
        click.echo(err=True)
    if as_json:
        print_json(dimensions_to_dict(found))
    else:
        click.echo(_table(found))


def _is_given(option: str) -> bool:
    """Whether the option stands in the call, even with the value that is its default."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _layers(source: str, samples: int, seed: int, level: float, jobs: int) -> Iterator[tuple[LayerDimension, Points]]:
    """Each layer with its points, estimated when it is asked for."""
    import numpy as np

    from ibverify.dimension.layers import sampled, sampled_layers
    from ibverify.dimension.sampling import saved

    if not source.endswith((".npy", ".json")) and source != "-":
        raise InputError(source, "neither a problem nor samples by its name", "give a .json, or a .npy by numpy.save")
    rng, progress = np.random.default_rng(seed), _shown if sys.stderr.isatty() else None
    if source.endswith(".npy"):
        return _naming(source, sampled(saved(Path(source)), rng, level, jobs, progress))
    return _naming(source, sampled_layers(read_problem(source), samples, rng, level, jobs, progress))


def _shown(layer: int, share: float) -> None:
    click.echo(f"\rlayer {layer}: {share:4.0%} of the points counted", err=True, nl=False)


def _naming(source: str, layers: Iterator[tuple[LayerDimension, Points]]) -> Iterator[tuple[LayerDimension, Points]]:
    with naming(source):
        yield from layers


def _drawn(layers: Iterable[tuple[LayerDimension, Points]], out: Path, jobs: int) -> list[LayerDimension]:
    """The layers, after their plots were written to a folder."""
    from ibverify.report.files import write_whole

    try:
        from ibverify.dimension.pictures import curve, pictures
    except ImportError:
        raise InputError(
            "--out", "plots need matplotlib, which is not installed", "install it, or leave --out away"
        ) from None
    found = [(layer, curve(points, jobs)) for layer, points in layers]
    for name, data in pictures(found).items():
        write_whole(out / name, data)
    return [layer for layer, _ in found]


def _table(found: Sequence[LayerDimension]) -> str:
    from ibverify.cli._table import table

    def row(layer: LayerDimension) -> list[str]:
        estimate, interval, expected = layer.found.estimate, layer.found.interval, layer.expected
        return [
            str(layer.index),
            str(layer.width),
            "-" if estimate is None else f"{estimate:.3f}",
            "-" if interval is None else f"[{interval[0]:.3f}, {interval[1]:.3f}]",
            "-" if expected is None else str(expected.value),
            {True: "yes", False: "no", None: "-"}[layer.agrees],
            "-" if expected is None else expected.because,
        ]

    header = ("layer", "width", "estimate", f"interval, {found[0].found.level:g}", "expected", "agrees", "because")
    notes = [f"layer {layer.index}: {layer.found.reason}" for layer in found if layer.found.reason is not None]
    return "\n".join([table(header, map(row, found)), "", "Estimates from samples, never proofs.", *notes])
