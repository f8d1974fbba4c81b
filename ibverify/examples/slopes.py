r"""Rational activations, and by which factor they change distances: $|\sigma(x) - \sigma(y)| / |x - y|$."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from flint import fmpq

Activation: TypeAlias = Callable[[fmpq], fmpq]
Points: TypeAlias = tuple[
    int, Sequence[tuple[tuple[fmpq, ...], tuple[fmpq, ...]]]
]  # r, and pairs of points in [-r, r]^2


def softsign(x: fmpq) -> fmpq:
    """x/(1 + |x|), with the derivative 1/(1 + |x|)^2.

    >>> print(softsign(fmpq(-3)))
    -3/4
    """
    return x / (1 + abs(x))


def cube(x: fmpq) -> fmpq:
    """x^3, with the derivative 0 at 0."""
    return x**3


SIGMA: Activation = softsign


def drawn(draw: Random) -> Iterator[tuple[str, Points]]:
    """Pairs of points of the plane that differ in both coordinates, in boxes [-r, r]^2."""
    for r in (1, 2, 5):
        places = [fmpq(k, 7) for k in range(-7 * r, 7 * r + 1)]
        pairs = [draw.sample(places, 4) for _ in range(8)]
        yield f"r = {r}", (r, [((a, b), (c, d)) for a, b, c, d in pairs])


def factor(sigma: Activation, a: Sequence[fmpq], b: Sequence[fmpq]) -> fmpq:
    """The distance of two images, in the maximum norm, by that of the points.

    >>> print(factor(cube, [fmpq(0)], [fmpq(1, 2)]))
    1/4
    """
    before = max(abs(x - y) for x, y in zip(a, b, strict=True))
    return max(abs(sigma(x) - sigma(y)) for x, y in zip(a, b, strict=True)) / before
