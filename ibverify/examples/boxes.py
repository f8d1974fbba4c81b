"""Rectangles around the layers of networks with leaky ReLUs on a square, and the extremes of their exact laws."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeAlias

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact import rational
from ibverify.law import Law, mixture, push
from ibverify.network import Network, layer

Layers: TypeAlias = Sequence[tuple[Sequence[Sequence[int]], Sequence[int]]]  # weight and bias
Interval: TypeAlias = tuple[fmpq, fmpq]

SLOPE = rational("1/10")
SQUARE = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))] * 2))])
IDENTITY: Layers = [([[1, 0], [0, 1]], [0, 0])]


def drawn(draw: Random) -> Iterator[tuple[str, Layers]]:
    """Weights and biases of two layers."""
    for index in range(4):
        layers = []
        for inputs, neurons in itertools.pairwise((2, draw.randint(1, 3), draw.randint(1, 3))):
            weight = [[draw.randint(-3, 3) for _ in range(inputs)] for _ in range(neurons)]
            layers.append((weight, [draw.randint(-2, 2) for _ in range(neurons)]))
        yield f"network {index + 1}", layers


def activated(z: fmpq) -> fmpq:
    """A leaky ReLU."""
    return max(z, SLOPE * z)


def bounds(network: Layers) -> Iterator[tuple[fmpq, fmpq, fmpq, fmpq]]:
    """For each neuron: the ends of its interval, and the least and largest value that its law gives it."""
    leaky = named("leaky_relu", slope=SLOPE)
    laws = push(Network(2, tuple(layer([*map(list, weight)], list(bias), leaky) for weight, bias in network)), SQUARE)
    sides = [(fmpq(-1), fmpq(1))] * 2
    for (weight, bias), law in zip(network, laws[-len(network) :], strict=True):
        sides = [_side(row, b, sides) for row, b in zip(weight, bias, strict=True)]
        for (low, high), values in zip(sides, zip(*_corners(law), strict=True), strict=True):
            yield low, high, min(values), max(values)


def _side(row: Sequence[int], bias: int, sides: Sequence[Interval]) -> Interval:
    """The interval of a neuron, for inputs in a box."""
    ends = [sorted((w * low, w * high)) for w, (low, high) in zip(row, sides, strict=True)]
    low, high = (sum(side, fmpq(bias)) for side in zip(*ends, strict=True))
    return activated(low), activated(high)


def _corners(law: Law) -> list[tuple[fmpq, ...]]:
    return [cell.image(vertex) for cell in law.cells for vertex in cell.polytope.vertices]
