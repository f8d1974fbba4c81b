r"""Functions on [0, 1] that are constant almost everywhere and not constant: they rise on a Cantor set alone.

At stage n each of the 2^(n-1) intervals that are left loses its middle interval, of length r^n. With r = 1/3 these have
total length 1, with r = 1/4 only 1/2: then the set that is left has measure 1/2, and the function that measures how
much of it lies below x has the Lipschitz constant 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from flint import fmpq

from ibverify.exact import Value, log_value, total
from ibverify.exact.rational import rational

Interval: TypeAlias = tuple[fmpq, fmpq]

THIN, FAT = rational("1/3"), rational("1/4")


def kept(ratio: fmpq, stage: int) -> list[Interval]:
    """The intervals that are left after a stage.

    >>> [f"{a} {b}" for a, b in kept(fmpq(1, 4), 1)]
    ['0 3/8', '5/8 1']
    """
    left = [(fmpq(0), fmpq(1))]
    for n in range(1, stage + 1):
        half = ratio**n / 2
        left = [part for a, b in left for part in ((a, (a + b) / 2 - half), ((a + b) / 2 + half, b))]
    return left


def removed(ratio: fmpq, stage: int) -> list[Interval]:
    """The intervals that are taken out up to a stage, in their order."""
    return [(b, c) for (_, b), (c, _) in pairwise(kept(ratio, stage))]


def entropy(ratio: fmpq, stage: int) -> Value:
    """The terms of H(L) of the plateaus up to a stage, X uniform on all that is taken out; exact.

    L takes a value of its own on each of them, so its law has the masses of the intervals.

    >>> entropy(fmpq(1, 3), 1) == "1/3*log(3)"
    True
    """
    whole = ratio / (1 - 2 * ratio)
    masses = [(b - a) / whole for a, b in removed(ratio, stage)]
    return total(-p * log_value(p) for p in masses)


def slopes(stage: int) -> Iterator[fmpq]:
    """For r = 1/4, by which factor the function changes the distance of neighbouring plateaus.

    It rises by 1/2 in all, and equally on all intervals that are left.

    >>> [str(x) for x in slopes(2)]  # by 1/8 on 5/32
    ['4/5', '4/5']
    """
    rise = fmpq(1, 2) / 2**stage
    return (rise / (b - a) for a, b in kept(FAT, stage)[1:-1])


def distance(t: fmpq, stage: int) -> fmpq:
    """The distance of t from the set that is left of r = 1/4, where t is an end, or in an interval taken out by then.

    >>> print(distance(fmpq(1, 2), 1))
    1/8
    """
    return min(abs(t - end) for part in kept(FAT, stage) for end in part)


def area_of_change(stage: int) -> fmpq:
    r"""The area of the squares of (b, w + b) in which I(X;L) takes both its values, X uniform on {0, 1}.

    L is the `distance` of wX + b from the set that is left of r = 1/4, and the squares are the products of the
    intervals left after a stage. Two outputs are 0, and equal, at the ends; one is not 0 in the middle.

    >>> print(area_of_change(1))
    9/16
    """
    changing = [(a, b) for a, b in kept(FAT, stage) if distance(a, stage + 1) != distance((a + b) / 2, stage + 1)]
    return sum((b - a for a, b in changing), fmpq(0)) ** 2
