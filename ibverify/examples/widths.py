"""Networks that widen again behind a narrow layer, with leaky ReLUs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact.rational import rational
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem

NARROW = 1
WIDER = (1, 2)  # by so many neurons, at least and at most


LEAKY = named("leaky_relu", slope=rational("1/10"))
SQUARE = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))] * 2))])


def widening() -> Problem:
    """The sum of two coordinates in one neuron, then a layer with more."""
    wider = [[k + 1] for k in range(NARROW + WIDER[0])]
    return Problem(SQUARE, Network(2, (layer([[1, 1]], None, LEAKY), layer(wider, None, LEAKY))))


def drawn(draw: Random) -> Iterator[tuple[str, Problem]]:
    """X uniform on a square, a layer of `NARROW` neurons, then one with more; and a first layer wider than X."""
    for index in range(5):
        widths = (2, *([NARROW] if index % 2 == 0 else []))
        widths += (widths[-1] + draw.randint(*WIDER),)
        layers = [
            layer([[draw.randint(-3, 3) for _ in range(n)] for _ in range(m)], [draw.randint(-2, 2)] * m, LEAKY)
            for n, m in itertools.pairwise(widths)
        ]
        yield f"network {index + 1}", Problem(SQUARE, Network(2, tuple(layers)))


def chosen() -> Iterator[tuple[str, Problem]]:
    """Five of `drawn`, always the same."""
    return drawn(Random(0))
