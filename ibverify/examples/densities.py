r"""Densities on the line for Lemma 1: sums of tents, which are continuous, and two that are so on a compact set only.

A tent (c, w) is the density $(w - |x - c|)/w^2$ on $[c - w, c + w]$. The sums with the least and the largest value on
each cube $[z/m, (z+1)/m)$ bound $m \sum_z p(z)^2$, p the law of $[X]_m$; (13) is their logarithm. `STEP` is an interval
on which X is uniform. `cantor` gives the stages of a set of measure 1/2 without an interval, on which f = 2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import TypeAlias

from flint import fmpq

from ibverify.distributions import box
from ibverify.law import Law, atoms, mixture, push
from ibverify.law.quantized import quantized
from ibverify.network import Network, layer

Tents: TypeAlias = Mapping[tuple[fmpq, fmpq], fmpq]  # by center and width: the mass
Interval: TypeAlias = tuple[fmpq, fmpq]
Choose: TypeAlias = Callable[[Iterable[fmpq]], fmpq]

TENT: Tents = {(fmpq(0), fmpq(1)): fmpq(1)}
STEP: Interval = (fmpq(0), fmpq(1, 2))


def drawn(draw: Random) -> Iterator[tuple[str, Tents]]:
    """Sums of three tents, centers and widths in thirds, fourths and fifths."""
    for index in range(4):
        places = [
            (fmpq(draw.randint(-4, 4), draw.choice((3, 4, 5))), fmpq(draw.randint(1, 4), draw.choice((3, 4))))
            for _ in range(3)
        ]
        weights = {place: draw.randint(1, 3) for place in places}
        whole = sum(weights.values())
        yield f"density {index + 1}", {place: fmpq(weight, whole) for place, weight in weights.items()}


def density(tents: Tents, x: fmpq) -> fmpq:
    """The density at a point.

    >>> print(density(TENT, fmpq(1, 4)))
    3/4
    """
    return sum((p * max(fmpq(0), w - abs(x - c)) / w**2 for (c, w), p in tents.items()), fmpq(0))


def at_center(tents: Tents, z: int, m: int) -> fmpq:
    """The density at the center of a cube."""
    return density(tents, fmpq(2 * z + 1, 2 * m))


def law_of(tents: Tents) -> Law:
    """The law of X = U - V for U, V uniform on intervals as long as the tent is wide."""
    parts = (("0", mass, box.support([(c, c + w), (fmpq(0), w)])) for (c, w), mass in tents.items())
    return push(Network(2, (layer([[1, -1]]),)), mixture(parts))[-1]


def masses(law: Law, m: int) -> dict[int, fmpq]:
    r"""The law of $[X]_m$: for each z that has one, the mass of the cube at z/m."""
    return {int(z * m): sum(own.values(), fmpq(0)) for (z,), own in atoms(quantized(law, m)).items()}


def values(tents: Tents, z: int, m: int) -> list[fmpq]:
    """The density at the ends of a cube, and where it bends between: its extremes are among them."""
    low, high = fmpq(z, m), fmpq(z + 1, m)
    bends = {x for c, w in tents for x in (c - w, c, c + w) if low < x < high}
    return [density(tents, x) for x in (low, *bends, high)]


def darboux(tents: Tents, m: int, choose: Choose) -> fmpq:
    """The sum of the squares of the least or the largest value of f on each cube, divided by m."""
    low, high = min(c - w for c, w in tents), max(c + w for c, w in tents)
    cubes = range(math.floor(m * low), math.ceil(m * high))
    return sum((choose(values(tents, z, m)) ** 2 for z in cubes), fmpq(0)) / m


def squares(law: Law, m: int) -> fmpq:
    r"""$m \sum_z p(z)^2$, whose logarithm is $\log m - H^2([X]_m)$."""
    return m * sum((mass**2 for mass in masses(law, m).values()), fmpq(0))


def gap_of_step(m: int) -> Iterator[tuple[int, fmpq]]:
    """X uniform on `STEP`: how far its mean on each cube is from its two values, the constant and 0."""
    low, high = STEP
    height = 1 / (high - low)
    for z in range(math.floor(m * low), math.ceil(m * high)):
        covered = min(high, fmpq(z + 1, m)) - max(low, fmpq(z, m))
        mean = m * covered * height
        yield z, min(mean, abs(height - mean)) if covered * m < 1 else abs(height - mean)


def cantor(stage: int) -> list[Interval]:
    """Middle intervals of length 1/4, 1/16, ... taken out of [0, 1] one stage after the other: 1/2 is left in the end.

    >>> [f"{a} {b}" for a, b in cantor(1)]
    ['0 3/8', '5/8 1']
    """
    kept = [(fmpq(0), fmpq(1))]
    for k in range(1, stage + 1):
        half = fmpq(1, 2 * 4**k)
        kept = [part for a, b in kept for part in ((a, (a + b) / 2 - half), ((a + b) / 2 + half, b))]
    return kept


def lower_sum_of_cantor(m: int) -> fmpq:
    """At least the sum of the least values of f^2 on the cubes, divided by m: 4 for each cube that is in stage m."""
    inside = sum(len(range(math.ceil(m * a), math.floor(m * b))) for a, b in cantor(m))
    return fmpq(4 * inside, m)
