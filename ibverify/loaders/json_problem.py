"""Problem files (`ibverify-problem/1`): JSON text to a `Problem`, with every number exact.

Main results: `load_problem`, from a file or a stream; `problem_from_dict`, from data that is parsed already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO

from flint import fmpq

from ibverify import activations, distributions, readouts
from ibverify.activations import Piece, PiecewiseAffine
from ibverify.errors import FileError, InputError, ProblemError, UnsupportedError, UnsupportedNetwork, shown
from ibverify.law import Law, mixture
from ibverify.loaders._models import FORMAT, validated
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._paths import inside, nnet
from ibverify.loaders._polynomial import is_name
from ibverify.loaders._text import Note, parse, read, to_standard_error
from ibverify.network import Layer, Network
from ibverify.problem import QUANTITIES, Expectation, Problem


def load_problem(source: str | Path | TextIO, note: Note = to_standard_error) -> Problem:
    """The problem in a file, in a stream, or (for the path `-`) on standard input; exact.

    Files that it names lie in its folder; the folder of a stream is the current directory. `note` gets one line if some
    JSON number is the double nearest to its text and not the rational that the text spells. Raises `InputError`.
    """
    if isinstance(source, str | Path):
        _refuse_networks(Path(source))
    name, text = read(source)
    if not text.strip():
        advice = f'write a problem: {{"format": "{FORMAT}", "input": [...], "network": [...]}}'
        raise FileError(name, "there is nothing in it", advice)
    folder = Path(source).parent if isinstance(source, str | Path) else Path()
    try:
        document = parse(text)
        problem = problem_from_dict(document.data, folder)
    except InputError as error:
        raise error.within(name) from None
    document.announce(name, note)
    return problem


def problem_from_dict(data: object, folder: Path) -> Problem:
    """The problem that parsed JSON describes; `folder` is where the files lie that it names.

    Numbers are as in files or of Python's exact types; a float is the rational that it is. Raises `InputError`.

    >>> box = {"label": "0", "mass": 1, "box": [["0", "1/2"]]}
    >>> layer = {"weight": [["a"]], "bias": ["-1"], "activation": "leaky_relu", "slope": "1/10"}
    >>> data = {"format": "ibverify-problem/1", "parameters": {"a": 2}, "input": [box], "network": [layer]}
    >>> problem_from_dict(data, Path()).network.layers[0].weight
    ((2,),)
    """
    if isinstance(data, dict):
        _refuse_unsupported(data)
        parameters = _parameters(data.get("parameters", {}))
    else:
        parameters = {}
    fields = validated(data, parameters)
    law = _data_set(fields["input"], folder) if isinstance(fields["input"], dict) else _mixture(fields["input"])
    entries = fields["network"]
    network = _network_file(entries["onnx"], folder) if isinstance(entries, dict) else _chain(entries)
    readout = _readout(fields.get("readout"))
    expect = tuple(_expectations(fields.get("expect", []), network.depth, readout is not None))
    return Problem(law, network, readout, expect)


def _refuse_networks(path: Path) -> None:
    """A file that is a network by its name: that is said rather than that it is no JSON."""
    if path.suffix == ".onnx":
        advice = f'name it in a problem file, "network": {{"onnx": "{path.name}"}}, or use `ibverify evaluate`'
        raise FileError(str(path), "an ONNX file is a network, not a problem", advice)
    if path.suffix == ".nnet":
        raise nnet(str(path))


@contextmanager
def _field(path: str) -> Iterator[None]:
    """Errors from inside get the path of the field, in front of their own."""
    try:
        yield
    except InputError as error:
        place = f"{path}.{error.where}" if error.where else path
        raise type(error)(place, error.what, error.todo) from None


def _refuse_unsupported(data: Mapping[str, Any]) -> None:
    """What the format has and this version does not treat: said by its name, not as an unknown field."""
    network, readout = data.get("network"), data.get("readout")
    if "input_noise" in data:
        raise UnsupportedError("input_noise", "noise on the input is not treated", "leave it out")
    if isinstance(network, dict) and "nnet" in network:
        raise nnet("network.nnet")
    for i, entry in enumerate(network if isinstance(network, list) else []):
        if isinstance(entry, dict) and "noise" in entry:
            what = "noise between the layers is not treated"
            raise UnsupportedNetwork(f"network[{i}].noise", what, "give deterministic layers only")
    for name in ("quantizer", "soft", "noise", "compression"):
        if isinstance(readout, dict) and name in readout and name not in readouts.names():
            todo = f"use {' or '.join(readouts.names())}, or null for no readout"
            raise UnsupportedError(f"readout.{name}", "this readout is not treated", todo)


def _parameters(data: object) -> dict[str, fmpq]:
    if not isinstance(data, dict):
        raise ProblemError("parameters", f"{displayed(data)} is not an object", 'write {"a": "2/5"}')
    values = {}
    for name, value in data.items():
        if not isinstance(name, str) or not is_name(name):
            advice = "use letters, digits and _, and no word that is taken"
            raise ProblemError("parameters", f"{shown(name)} cannot name a parameter", advice)
        if isinstance(value, list):
            what = "an interval is for sweeping, and here the parameter needs one value"
            raise UnsupportedError(f"parameters.{name}", what, "give one value, or run ibverify sweep")
        with _field(f"parameters.{name}"):
            values[name] = number(value)
    return values


def _mixture(components: list[dict[str, Any]]) -> Law:
    if not components:
        raise ProblemError("input", "there are no components", "give at least one")
    return mixture([(c["label"], c["mass"], _support(f"input[{i}]", c)) for i, c in enumerate(components)])


def _support(path: str, component: dict[str, Any]) -> Piece:
    name = next(name for name in distributions.names() if name in component)
    with _field(path):
        piece: Piece = distributions.named(name).support(component[name])
        if not piece.rows:
            raise ProblemError(name, "there are no coordinates", "give at least one")
        return piece


def _data_set(fields: dict[str, Any], folder: Path) -> Law:
    from ibverify.loaders import dataset

    with _field("input"):
        with _field("npz"):
            path = inside(folder, fields["npz"])
        return dataset.load(path, fields["x"], fields["y"], fields.get("box"))


def _chain(entries: list[dict[str, Any]]) -> Network:
    if not entries:
        raise ProblemError("network", "there are no layers", "give at least one")
    layers = []
    for i, entry in enumerate(entries):
        with _field(f"network[{i}]"):
            parameters = {key: x for key, x in entry.items() if key not in ("weight", "bias", "activation")}
            activation = activations.named(entry["activation"], **parameters)
            layers.append(Layer(tuple(map(tuple, entry["weight"])), tuple(entry["bias"]), activation))
    for i, (before, layer) in enumerate(pairwise(layers), start=1):
        if layer.inputs != before.width:
            what = f"rows of {layer.inputs} entries after a layer of width {before.width}"
            raise ProblemError(f"network[{i}].weight", what, f"give rows of {before.width} entries")
    return Network(layers[0].inputs, tuple(layers))


def _network_file(name: str, folder: Path) -> Network:
    from ibverify.loaders import onnx

    try:
        return onnx.load(inside(folder, name))
    except InputError as error:
        raise error.within("network.onnx") from None


def _readout(fields: dict[str, Any] | None) -> PiecewiseAffine | None:
    if fields is None:
        return None
    (name, data), *_ = fields.items()
    module = readouts.named(name)
    with _field("readout"):
        made: PiecewiseAffine = module.readout() if module.DEPTH is None else module.readout(data)
    return made


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
