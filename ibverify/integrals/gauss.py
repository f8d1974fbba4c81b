"""Gauss rules on a simplex, with nodes and weights in balls. Main result: `simplex_rule`."""

from __future__ import annotations

from functools import lru_cache

from flint import arb, arb_mat, ctx


@lru_cache(maxsize=256)
def simplex_rule(dimension: int, nodes: int, precision: int) -> tuple[arb_mat, tuple[arb, ...]]:
    """Barycentric coordinates of the nodes, a row each, and their weights, positive of sum 1: for means over a simplex.

    Gauss-Legendre in the collapsed coordinates u of [0, 1]^d, of density d! times the product of u_i^(d - i): so many
    nodes a coordinate make it exact for polynomials of degree 2 nodes - d.

    >>> rows, weights = simplex_rule(2, 2, 53)
    >>> abs(sum(w * rows[i, 0] * rows[i, 1] for i, w in enumerate(weights)) - arb(1) / 12) < 1e-12
    True
    """
    with ctx.workprec(precision):
        line = [arb.legendre_p_root(nodes, k, weight=True) for k in range(nodes)]
        coordinates = [((1 + x) / 2, w / 2) for x, w in line]
        found: list[tuple[list[arb], arb]] = [([arb(1)], arb(1))]
        for left in range(dimension, 0, -1):
            found = [
                ([*row[:-1], row[-1] * (1 - u), row[-1] * u], weight * w * left * u ** (left - 1))
                for row, weight in found
                for u, w in coordinates
            ]
        return arb_mat([row for row, _ in found]), tuple(weight for _, weight in found)
