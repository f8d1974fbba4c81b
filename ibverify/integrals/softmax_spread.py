r"""What a softmax takes on the convex hull of points, in balls, read off the points alone: crude, cheap, rigorous.

Notation: $s_k = e^{Z_k} / \sum_j e^{Z_j}$. As a function of Z, $\log s_k$ is concave, so that it is least at a corner;
what the other shares are at least leaves the most for $s_k$. Main results: `spread`, `surprise`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, fmpq


@dataclass(frozen=True, slots=True)
class Spread:
    r"""Balls for $s_k$, $-\log s_k$ and the entropy of s on a hull, and $\log s_k$ at its corners, a row each."""

    shares: tuple[arb, ...]
    losses: tuple[arb, ...]
    entropy: arb
    log_shares: tuple[tuple[arb, ...], ...]


def spread(corners: Sequence[Sequence[fmpq]]) -> Spread:
    """The ranges on the hull of these corners.

    >>> found = spread([(fmpq(0), fmpq(0)), (fmpq(0), fmpq(3))])  # the share of the first is 1/2 at most
    >>> found.shares[0].upper() < 0.5001, found.losses[1].upper() < 0.6932
    (True, True)
    """
    rows = [tuple(arb(x) - whole for x in corner) for corner in corners for whole in (log_sum(corner),)]
    lowest = [min(x.lower() for x in column) for column in zip(*rows, strict=True)]
    shares = completed([x.exp() for x in lowest])
    losses = [(-low).union(-share.upper().log()) for low, share in zip(lowest, shares, strict=True)]
    entropy = sum(map(surprise, shares), arb(0)).intersection(up_to(arb(len(lowest)).log()))
    return Spread(tuple(shares), tuple(losses), entropy, tuple(rows))


def completed(least: Sequence[arb]) -> list[arb]:
    """Balls for numbers of sum 1 that are at least so large, and at least 0."""
    lower = [x.lower() if x > 0 else arb(0) for x in least]
    rest = 1 - sum(lower, arb(0))
    return [x.union(x + rest) for x in lower]


def surprise(p: arb) -> arb:
    """-p log p of a probability in a ball: it is concave, so that it is least at an end; and it is 1/e at most."""
    low, high = p.lower(), p.upper()
    ends = [-x * x.log() if x > 0 else arb(0) for x in (low, high)]
    peak = (-arb(1)).exp()
    found = ends[0].union(ends[1])
    return found if high < peak or low > peak else found.union(peak)


def log_sum(point: Sequence[fmpq]) -> arb:
    """The logarithm of the sum of the exponentials."""
    most = max(point)
    return arb(most) + sum((arb(x - most).exp() for x in point), arb(0)).log()


def up_to(most: arb) -> arb:
    """A ball that holds [0, most]."""
    return arb(0).union(most)


def least_of(one: arb, other: arb) -> arb:
    """A bound for whatever both bound."""
    return one if one < other else other
