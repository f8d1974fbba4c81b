"""Networks rewritten so that more of their layers have exact laws; every layer keeps its values."""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from ibverify.activations import PiecewiseAffine, is_piecewise_affine, is_up_to_bijection
from ibverify.network import Layer, Network


def with_readout(network: Network, readout: PiecewiseAffine) -> Network:
    """The network with the readout as one more layer."""
    width = network.width(network.depth)
    weight = tuple(tuple(fmpq(int(i == j)) for j in range(width)) for i in range(width))
    return Network(network.inputs, (*network.layers, Layer(weight, (fmpq(0),) * width, readout)))


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
