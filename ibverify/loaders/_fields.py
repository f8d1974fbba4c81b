"""What every reader of a problem file shares: the document, and the fields that they understand alike.

Main results: `from_document`; `Fields`, from `fields_of`; `readout_from_data`; `at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO, TypeVar

from flint import fmpq

from ibverify import activations, readouts
from ibverify.activations import Activation
from ibverify.activations.identity import ACTIVATION as IDENTITY
from ibverify.errors import FileError, InputError, ProblemError, UnsupportedError, shown
from ibverify.loaders._models import FORMAT, validated, validated_readout
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._paths import inside, nnet
from ibverify.loaders._polynomial import is_name
from ibverify.loaders._text import Note, parse, read
from ibverify.network import Layer, Network, unit_layer
from ibverify.problem import Terms
from ibverify.readouts import Noise, Readout, is_map

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
    readout: Readout | Terms | None
    written_readout: Mapping[str, Any] | None
    expect: list[dict[str, Any]]
    input_noise: Noise | None


def fields_of(data: object, folder: Path) -> Fields:
    """The fields of parsed JSON; `folder` is where the files lie that it names. Raises `InputError`."""
    parameters = {}
    if isinstance(data, dict):
        _refuse_unsupported(data)
        parameters = _parameters(data.get("parameters", {}))
    fields = validated(data, parameters)
    entries, written = fields["network"], fields.get("readout")
    network = _network_file(entries, folder) if isinstance(entries, dict) else _chain(entries)
    with at("input_noise"):
        input_noise = None if (noise := fields.get("input_noise")) is None else readouts.named("noise").readout(noise)
    return Fields(fields["input"], network, _readout(written), written, fields.get("expect", []), input_noise)


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
    network = data.get("network")
    if isinstance(network, dict) and "nnet" in network:
        raise nnet("network.nnet")


def check_name(name: object) -> None:
    """Nothing for a name that a parameter can have. Raises `ProblemError` for any other."""
    if not isinstance(name, str) or not is_name(name):
        advice = "use letters, digits and _, and no word that is taken"
        raise ProblemError("parameters", f"{shown(name)} cannot name a parameter", advice)


def _parameters(data: object) -> dict[str, fmpq]:
    if not isinstance(data, dict):
        raise ProblemError("parameters", f"{displayed(data)} is not an object", 'write {"a": "2/5"}')
    values = {}
    for name, value in data.items():
        check_name(name)
        if isinstance(value, list):
            what = "an interval is for sweeping, and here the parameter needs one value"
            raise UnsupportedError(f"parameters.{name}", what, "give one value, or run ibverify sweep")
        with at(f"parameters.{name}"):
            values[name] = number(value)
    return values


def _chain(entries: list[dict[str, Any]]) -> Network:
    if not entries:
        raise ProblemError("network", "there are no layers", "give at least one")
    layers: list[Layer] = []
    for i, entry in enumerate(entries):
        with at(f"network[{i}]"):
            if "noise" in entry:
                width = layers[-1].width if layers else _inputs(entries)
                layers.append(_noise_layer(entry["noise"], width))
                continue
            parameters = {key: x for key, x in entry.items() if key not in ("weight", "bias", "activation")}
            activation = activations.named(entry["activation"], **parameters)
            layers.append(Layer(tuple(map(tuple, entry["weight"])), tuple(entry["bias"]), activation))
    for i, (before, layer) in enumerate(pairwise(layers), start=1):
        if layer.inputs != before.width:
            what = f"rows of {layer.inputs} entries after a layer of width {before.width}"
            raise ProblemError(f"network[{i}].weight", what, f"give rows of {before.width} entries")
    return Network(layers[0].inputs, tuple(layers))


def _inputs(entries: list[dict[str, Any]]) -> int:
    """What the first affine map reads: noise before it acts on the input."""
    weights = [entry["weight"] for entry in entries if "weight" in entry]
    if not weights or not weights[0] or not weights[0][0]:
        raise ProblemError("", "noise, and no affine map after it", "give a layer, or write it as input_noise")
    return len(weights[0][0])


def _noise_layer(data: Mapping[str, fmpq], width: int) -> Layer:
    with at("noise"):
        return unit_layer(width, readouts.named("noise").readout(data))


def _network_file(entry: Mapping[str, Any], folder: Path) -> Network:
    from ibverify.loaders import onnx

    try:
        network = onnx.load(inside(folder, entry["onnx"]))
    except InputError as error:
        raise error.within("network.onnx") from None
    if (name := entry.get("activation")) is None:
        return network
    with at("network"):
        return _activated(network, activations.named(name))


def _activated(network: Network, activation: Activation) -> Network:
    """The network with this activation of its outputs: of the last layer if that is affine, else as one more."""
    last = network.layers[-1]
    if last.activation == IDENTITY:
        return Network(network.inputs, (*network.layers[:-1], replace(last, activation=activation)))
    return Network(network.inputs, (*network.layers, unit_layer(last.width, activation)))


def readout_from_data(data: object) -> Readout | Terms | None:
    """The readout of a problem's field of that name. Raises `InputError`."""
    return _readout(validated_readout(data))


def _readout(fields: Mapping[str, Any] | None) -> Readout | Terms | None:
    if fields is None or "compression" not in fields:
        return _one_readout("readout", fields)
    compression, precision, of_input = (
        _one_readout(f"readout.{part}", fields.get(part)) for part in ("compression", "precision", "input")
    )
    if of_input is not None and not is_map(of_input):
        what = f"{of_input.name} is no map of the input"
        raise ProblemError("readout.input", what, "give a threshold, a quantizer, argmax or null")
    return Terms(compression, precision, of_input)


def _one_readout(path: str, fields: Mapping[str, Any] | None) -> Readout | None:
    if fields is None:
        return None
    [(name, data)] = fields.items()
    module = readouts.named(name)
    with at(f"{path}.{name}"):
        made: Readout = module.readout() if data is True else module.readout(data)
    return made
