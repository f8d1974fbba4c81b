"""Networks of two layers on X uniform on an interval or a square: constant, or not."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from flint import fmpq

from ibverify.distributions import box
from ibverify.law import Law, mixture
from ibverify.network import Network, evaluate, layer

ACTIVATIONS = ("relu", "leaky_relu", "abs", "hardtanh")


def uniform(inputs: int) -> Law:
    """X uniform on the cube [0, 1]^inputs, the label 1 above 1/2 in the first coordinate."""
    rest = [(fmpq(0), fmpq(1))] * (inputs - 1)
    halves = [("0", (fmpq(0), fmpq(1, 2))), ("1", (fmpq(1, 2), fmpq(1)))]
    return mixture((label, fmpq(1, 2), box.support([side, *rest])) for label, side in halves)


def networks() -> Iterator[tuple[str, Network]]:
    """Of each activation six networks, always the same; of those with ReLUs some are constant."""
    draw = Random(0)
    for name in ACTIVATIONS:
        for index in range(6):
            inputs, hidden = draw.randint(1, 2), draw.randint(1, 2)
            first = [[draw.randint(-2, 1) for _ in range(inputs)] for _ in range(hidden)]
            biases = [draw.randint(-1, 1) for _ in range(hidden)]
            second = [[draw.randint(-2, 2) for _ in range(hidden)]]
            chain = [layer(first, biases, name), layer(second, [draw.randint(-1, 1)], name)]
            yield f"{name}, network {index + 1}", Network(inputs, chain)


def differs(network: Network, index: int) -> bool:
    """Whether a layer differs at two points of a grid in the cube; False says nothing."""
    places = [fmpq(k, 4) for k in range(5)]
    points = [[x] for x in places] if network.inputs == 1 else [[x, y] for x in places for y in places]
    first, *others = (evaluate(network, point)[index - 1] for point in points)
    return any(other != first for other in others)
