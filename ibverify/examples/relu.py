"""Layers of ReLU neurons on X uniform on a box: the example of Sec. 4.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from flint import fmpq, fmpz_mat

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, atoms, mixture, push
from ibverify.network import Network, layer

Box = Sequence[tuple[Exactly, Exactly]]
Affine = tuple[Sequence[Sequence[Exactly]], Sequence[Exactly]]  # weight and bias

ACTIVATION = "relu"


def uniform(sides: Box) -> Law:
    """X uniform on a box, with one label."""
    return mixture([("0", fmpq(1), box.support([(rational(low), rational(high)) for low, high in sides]))])


def output(sides: Box, *layers: Affine) -> Law:
    """The law of the last of some layers, on X uniform on a box."""
    network = Network(len(sides), tuple(layer(weight, bias, named(ACTIVATION)) for weight, bias in layers))
    return push(network, uniform(sides))[-1]


def active(sides: Box, neurons: Affine) -> dict[int, fmpq]:
    """The probability that so many neurons of a layer have a positive input; exact.

    >>> active([(-1, 1), (-1, 1)], ([[1, 0], [0, 1]], [0, 0]))
    {0: 1/4, 1: 1/2, 2: 1/4}
    """
    weight, bias = neurons
    count = Network(len(sides), (layer(weight, bias, named("step")), layer([[1] * len(weight)])))
    return {int(k): own["0"] for (k,), own in atoms(push(count, uniform(sides))[-1]).items()}


def drawn(draw: Random, neurons: int, inputs: int) -> tuple[Box, Affine]:
    """A box around 0, and a layer with linearly independent rows of weights, none of which is 0."""
    sides = [(-draw.randint(1, 4), draw.randint(1, 4)) for _ in range(inputs)]
    weight: list[list[int]] = [[]]
    while fmpz_mat(weight).rank() < neurons:
        weight = [[draw.choice([-3, -2, -1, 1, 2, 3]) for _ in range(inputs)] for _ in range(neurons)]
    return sides, (weight, [draw.randint(-6, 6) for _ in range(neurons)])


def chosen(shapes: Iterable[tuple[int, int]]) -> Iterator[tuple[Box, Affine]]:
    """Of `drawn` one for each number of neurons and of inputs, always the same."""
    draw = Random(0)
    return (drawn(draw, neurons, inputs) for neurons, inputs in shapes)
