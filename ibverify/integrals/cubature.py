r"""Rules for means over a simplex of dimension d, exact for polynomials of a degree, with nodes and weights in balls.

For d <= 2 by Gauss-Legendre in the collapsed coordinates u of $[0, 1]^d$, which have the density
$d! \prod_i u_i^{d-i}$: n nodes a coordinate are exact for the degree 2n - d, and weights are positive. For more
dimensions the rules of Grundmann and Moeller (SIAM J. Numer. Anal. 15, 1978, 282-290): of degree 2n - 1, with few nodes
and weights of both signs. Main results: `simplex_rule`, `degree`, `size`, `norm`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import comb, factorial

from flint import arb, arb_mat, ctx, fmpq, fmpz


@dataclass(frozen=True, slots=True)
class Rule:
    """Barycentric coordinates of the nodes, a row each, weights of sum 1; `moments` has the products, transposed."""

    nodes: arb_mat
    weights: tuple[arb, ...]
    moments: arb_mat


def _rule(nodes: list[list[arb]], weights: list[arb]) -> Rule:
    columns = zip(*nodes, strict=True)
    weighted = arb_mat([[w * x for w, x in zip(weights, column, strict=True)] for column in columns])
    return Rule(arb_mat(nodes), tuple(weights), weighted)


def degree(dimension: int, n: int) -> int:
    """The degree for which the rule of this order is exact."""
    return 2 * n - dimension if dimension <= 2 else 2 * n - 1


def size(dimension: int, n: int) -> int:
    """The number of its nodes."""
    return int(n**dimension) if dimension <= 2 else comb(dimension + n, dimension + 1)


@lru_cache(maxsize=256)
def norm(dimension: int, n: int) -> fmpq:
    """The sum of the sizes of its weights; exact."""
    if dimension <= 2:
        return fmpq(1)
    orders = enumerate(_weights(dimension, n - 1))
    return sum((abs(w) * comb(n - 1 - i + dimension, dimension) for i, w in orders), fmpq(0))


@lru_cache(maxsize=256)
def simplex_rule(dimension: int, n: int, precision: int) -> Rule:
    """The rule of order n >= 1.

    >>> [degree(d, 2) for d in (1, 2, 3)], [size(d, 2) for d in (1, 2, 3)]
    ([3, 2, 3], [2, 4, 5])
    >>> rule = simplex_rule(2, 2, 53)  # the mean of the product of two coordinates is 1/12
    >>> abs(sum(w * rule.nodes[i, 0] * rule.nodes[i, 1] for i, w in enumerate(rule.weights)) - arb(1) / 12) < 1e-12
    True
    """
    with ctx.workprec(precision):
        if dimension <= 2:
            return _rule(*_collapsed(dimension, n))
        found = list(_grundmann_moeller(dimension, n - 1))
        return _rule([[arb(x) for x in row] for row, _ in found], [arb(w) for _, w in found])


def _collapsed(dimension: int, n: int) -> tuple[list[list[arb]], list[arb]]:
    line = [arb.legendre_p_root(n, k, weight=True) for k in range(n)]
    coordinates = [((1 + x) / 2, w / 2) for x, w in line]
    found: list[tuple[list[arb], arb]] = [([arb(1)], arb(1))]
    for left in range(dimension, 0, -1):
        found = [
            ([*row[:-1], row[-1] * (1 - u), row[-1] * u], weight * w * left * u ** (left - 1))
            for row, weight in found
            for u, w in coordinates
        ]
    return [row for row, _ in found], [weight for _, weight in found]


def _grundmann_moeller(dimension: int, s: int) -> Iterator[tuple[list[fmpq], fmpq]]:
    """Nodes and weights of the rule of degree 2s + 1; exact."""
    for i, weight in enumerate(_weights(dimension, s)):
        for parts in _compositions(s - i, dimension + 1):
            yield [fmpq(2 * part + 1, 2 * (s - i) + 1 + dimension) for part in parts], weight


def _weights(dimension: int, s: int) -> Iterator[fmpq]:
    """The weight of the nodes of denominator 2(s - i) + 1 + d, for i = 0, ..., s."""
    exact = 2 * s + 1
    for i in range(s + 1):
        above = fmpz(exact + dimension - 2 * i) ** exact * factorial(dimension)
        below = fmpz(4) ** s * factorial(i) * factorial(exact + dimension - i)
        yield fmpq((-1) ** i * above, below)


def _compositions(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """All ways to write a number as an ordered sum of so many that are not negative."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _compositions(total - first, count - 1))
