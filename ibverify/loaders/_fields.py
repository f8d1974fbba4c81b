"""What every reader of a problem file shares: the document, and the fields that they understand alike.

Main results: `from_document`; `Fields`, from `fields_of`; `at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO, TypeVar

from flint import fmpq

from ibverify import activations, readouts
from ibverify.activations import PiecewiseAffine
from ibverify.errors import FileError, InputError, ProblemError, UnsupportedError, UnsupportedNetwork, shown
from ibverify.loaders._models import FORMAT, validated
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._paths import inside, nnet
from ibverify.loaders._polynomial import is_name
from ibverify.loaders._text import Note, parse, read
from ibverify.network import Layer, Network

_Read = TypeVar("_Read")


def from_document(source: str | Path | TextIO, note: Note, reader: Callable[[object, Path], _Read]) -> _Read:
    """What a reader makes of the JSON in a file, in a stream, or (for the path `-`) on standard input.

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
        made = reader(document.data, folder)
    except InputError as error:
        raise error.within(name) from None
    document.announce(name, note)
    return made


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a problem, every number exact; network and readout are made already."""

    input: Any
    network: Network
    readout: PiecewiseAffine | None
    written_readout: Mapping[str, Any] | None
    expect: list[dict[str, Any]]


def fields_of(data: object, folder: Path) -> Fields:
    """The fields of parsed JSON; `folder` is where the files lie that it names. Raises `InputError`."""
    parameters = {}
    if isinstance(data, dict):
        _refuse_unsupported(data)
        parameters = _parameters(data.get("parameters", {}))
    fields = validated(data, parameters)
    entries, written = fields["network"], fields.get("readout")
    network = _network_file(entries["onnx"], folder) if isinstance(entries, dict) else _chain(entries)
    return Fields(fields["input"], network, _readout(written), written, fields.get("expect", []))


@contextmanager
def at(path: str) -> Iterator[None]:
    """Errors from inside get the path of the field, in front of their own."""
    try:
        yield
    except InputError as error:
        place = f"{path}.{error.where}" if error.where else path
        raise type(error)(place, error.what, error.todo) from None


def _refuse_networks(path: Path) -> None:
    """A file that is a network by its name: that is said rather than that it is no JSON."""
    if path.suffix == ".onnx":
        advice = f'name it in a problem file, "network": {{"onnx": "{path.name}"}}, or use `ibverify evaluate`'
        raise FileError(str(path), "an ONNX file is a network, not a problem", advice)
    if path.suffix == ".nnet":
        raise nnet(str(path))


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
        with at(f"parameters.{name}"):
            values[name] = number(value)
    return values


def _chain(entries: list[dict[str, Any]]) -> Network:
    if not entries:
        raise ProblemError("network", "there are no layers", "give at least one")
    layers = []
    for i, entry in enumerate(entries):
        with at(f"network[{i}]"):
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
    with at("readout"):
        made: PiecewiseAffine = module.readout() if module.DEPTH is None else module.readout(data)
    return made
