"""Networks rewritten so that more of their layers have exact laws; every layer keeps its values."""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from ibverify.activations import Activation, is_piecewise_affine, is_up_to_bijection
from ibverify.errors import ProblemError
from ibverify.network import Layer, Network, unit_layer
from ibverify.problem import Terms
from ibverify.readouts import Readout, is_map


def with_readout(network: Network, readout: Readout | Terms) -> Network:
    """The network with the readout as one more layer. Raises `ProblemError` for one that is no map of the outputs."""
    if isinstance(readout, Terms) or not is_map(readout):
        advice = "give a threshold, a quantizer or argmax"
        raise ProblemError(f"readout.{readout.name}", "it is no map of the outputs, which is needed here", advice)
    return followed(network, readout)


def followed(network: Network, activation: Activation) -> Network:
    """The network with one more layer: this activation of the last one's outputs."""
    return Network(network.inputs, (*network.layers, unit_layer(network.width(network.depth), activation)))


def preceded(network: Network, activation: Activation) -> Network:
    """The network with two layers in front: the coordinates of the input that are read, and this activation of them.

    All that was read of the input is read of the second of these.
    """
    read = sorted({j for i in range(1, network.depth + 1) for j in _columns(network, i) if j is not None}) or [0]
    one = [tuple(fmpq(int(i == j)) for j in range(network.inputs)) for i in read]
    front = (Layer(tuple(one), (fmpq(0),) * len(read)), unit_layer(len(read), activation))
    layers = [
        replace(
            network.layers[i - 1],
            weight=tuple(
                tuple(a for a, j in zip(row, _blocks(network, i), strict=True) if j is None or j in read)
                for row in network.layers[i - 1].weight
            ),
            sources=tuple(s + 2 for s in network.sources(i)),
        )
        for i in range(1, network.depth + 1)
    ]
    return Network(network.inputs, (*front, *layers))


def _blocks(network: Network, index: int) -> list[int | None]:
    """For each column of a layer's weight the input coordinate that it is for, None where it is another layer's."""
    return [j if s == 0 else None for s in network.sources(index) for j in range(network.width(s))]


def _columns(network: Network, index: int) -> list[int | None]:
    """The coordinates of the input that a layer reads with a weight other than 0."""
    columns = zip(_blocks(network, index), zip(*network.layers[index - 1].weight, strict=True), strict=True)
    return [j for j, column in columns if any(a != 0 for a in column)]


def simplified(network: Network) -> Network:
    """Sources without a nonzero weight are dropped, steps of smooth outputs become steps of pre-activations."""
    layers: list[Layer] = []
    for index in range(1, network.depth + 1):
        used = _used(network, index)
        before = layers[used.sources[0] - 1] if used.sources and len(used.sources) == 1 and used.sources[0] else None
        layers.append(_pulled_back(used, before) if before is not None else used)
    return Network(network.inputs, tuple(layers))


def _used(network: Network, index: int) -> Layer:
    layer, start = network.layers[index - 1], 0
    kept: list[int] = []
    columns: list[int] = []
    for source in network.sources(index):
        block = range(start, start := start + network.width(source))
        if any(row[j] != 0 for row in layer.weight for j in block):
            kept.append(source)
            columns += block
    if not kept:
        zero = tuple((fmpq(0),) * network.inputs for _ in layer.weight)
        return replace(layer, weight=zero, sources=(0,))
    return replace(layer, weight=tuple(tuple(row[j] for j in columns) for row in layer.weight), sources=tuple(kept))


def _pulled_back(layer: Layer, before: Layer) -> Layer:
    """The layer as one of the pre-activations of the layer before it, where that is possible."""
    unit = all(a == int(i == j) for i, row in enumerate(layer.weight) for j, a in enumerate(row))
    square = len(layer.weight) == layer.inputs
    plain = unit and square and not any(layer.bias)
    if plain and is_up_to_bijection(before.activation) and is_piecewise_affine(layer.activation):
        pulled = before.activation.pulled_back(layer.activation)
        if pulled is not None:
            return replace(before, activation=pulled, name=layer.name)
    return layer
