"""Problem files (`ibverify-problem/1`): JSON text to a `Problem`, with every number exact.

Main results: `load_problem`, from a file or a stream; `problem_from_dict`, from data that is parsed already.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from ibverify import distributions
from ibverify.activations import Piece
from ibverify.errors import ProblemError
from ibverify.law import Law, mixture
from ibverify.loaders._fields import at, fields_of, from_document
from ibverify.loaders._paths import inside
from ibverify.loaders._text import Note, to_standard_error
from ibverify.problem import QUANTITIES, Expectation, Problem


def load_problem(source: str | Path | TextIO, note: Note = to_standard_error) -> Problem:
    """The problem in a file, in a stream, or (for the path `-`) on standard input; exact.

    Files that it names lie in its folder; the folder of a stream is the current directory. `note` gets one line if some
    JSON number is the double nearest to its text and not the rational that the text spells. Raises `InputError`.
    """
    return from_document(source, note, problem_from_dict)


def problem_from_dict(data: object, folder: Path) -> Problem:
    """The problem that parsed JSON describes; `folder` is where the files lie that it names.

    Numbers are as in files or of Python's exact types; a float is the rational that it is. Raises `InputError`.

    >>> box = {"label": "0", "mass": 1, "box": [["0", "1/2"]]}
    >>> layer = {"weight": [["a"]], "bias": ["-1"], "activation": "leaky_relu", "slope": "1/10"}
    >>> data = {"format": "ibverify-problem/1", "parameters": {"a": 2}, "input": [box], "network": [layer]}
    >>> problem_from_dict(data, Path()).network.layers[0].weight
    ((2,),)
    """
    fields = fields_of(data, folder)
    law = _data_set(fields.input, folder) if isinstance(fields.input, dict) else _mixture(fields.input)
    expect = tuple(_expectations(fields.expect, fields.network.depth, fields.readout is not None))
    return Problem(law, fields.network, fields.readout, expect, fields.input_noise)


def _mixture(components: list[dict[str, Any]]) -> Law:
    if not components:
        raise ProblemError("input", "there are no components", "give at least one")
    return mixture([(c["label"], c["mass"], _support(f"input[{i}]", c)) for i, c in enumerate(components)])


def _support(path: str, component: dict[str, Any]) -> Piece:
    name = next(name for name in distributions.names() if name in component)
    with at(path):
        piece: Piece = distributions.named(name).support(component[name])
        if not piece.rows:
            raise ProblemError(name, "there are no coordinates", "give at least one")
        return piece


def _data_set(fields: dict[str, Any], folder: Path) -> Law:
    from ibverify.loaders import dataset

    with at("input"):
        with at("npz"):
            path = inside(folder, fields["npz"])
        return dataset.load(path, fields["x"], fields["y"], fields.get("box"))


def _expectations(entries: list[dict[str, Any]], depth: int, has_readout: bool) -> Iterator[Expectation]:
    for i, entry in enumerate(entries):
        layer = entry["layer"]
        if layer == "readout" and not has_readout:
            raise ProblemError(f"expect[{i}].layer", "the problem has no readout", "give one, or name a layer")
        if isinstance(layer, int) and layer > depth:
            what = f"there is no layer {layer}"
            raise ProblemError(f"expect[{i}].layer", what, f"give an index from 0 to {depth}")
        if len(entry) == 1:
            raise ProblemError(f"expect[{i}]", "no quantity is expected", f"give one of {', '.join(QUANTITIES)}")
        for quantity in QUANTITIES:
            if quantity in entry:
                yield Expectation(layer, quantity, entry[quantity])
