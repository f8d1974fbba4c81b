r"""The image of a simplex on a line: B-splines, exact.

The values of an affine function at the vertices of a $k$-simplex are the knots $t_0 \le \ldots \le t_k$. The image of
the uniform law has the density $M(x \mid t_0, \ldots, t_k)$, the B-spline of degree $k - 1$ with integral 1 (Curry and
Schoenberg 1966). It is built between two neighbouring knots by the recursion
$$M(x \mid t_0, \ldots, t_k) = \frac{k}{k - 1} \cdot
  \frac{(x - t_0)\,M(x \mid t_0, \ldots, t_{k-1}) + (t_k - x)\,M(x \mid t_1, \ldots, t_k)}{t_k - t_0},$$
from $M(x \mid a, b) = 1 / (b - a)$ on $[a, b]$. Splines with no knots on both sides of $[a, b]$ are 0 there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq, fmpq_poly

from ibverify.exact.polynomials import polynomial


@dataclass(frozen=True, slots=True)
class Piece:
    r"""The function $\sum_j c_j (x - a)^j$ on $[a, b]$."""

    a: fmpq
    b: fmpq
    coefficients: tuple[fmpq, ...]


def bspline(knots: Sequence[fmpq]) -> tuple[Piece, ...]:
    r"""The density of the image of the uniform law on a simplex whose $k + 1$ vertices map to the knots, in any order.

    Exact; integrates to 1; pieces from left to right. Knots may repeat. Raises ValueError if all of them are equal:
    the image is then an atom.

    >>> [first, second] = bspline([fmpq(0), fmpq(2), fmpq(1)])  # a triangle: the tent x, 2 - x
    >>> first.coefficients, second.coefficients
    ((0, 1), (1, -1))
    """
    ordered = sorted(knots)
    if not ordered or ordered[0] == ordered[-1]:
        raise ValueError("the knots are all equal: the image is an atom and has no density")
    return tuple(_piece(ordered, j) for j in range(len(ordered) - 1) if ordered[j] != ordered[j + 1])


def _piece(knots: Sequence[fmpq], j: int) -> Piece:
    """The spline between the j-th and the next knot; `splines[i]` is the one whose first knot is `knots[i]`."""
    a, b = knots[j], knots[j + 1]
    splines = {j: polynomial([1 / (b - a)])}
    nothing = fmpq_poly()
    for degree in range(1, len(knots) - 1):
        wider = {}
        for i in range(max(0, j - degree), min(j, len(knots) - 2 - degree) + 1):
            left, right = knots[i], knots[i + degree + 1]
            scale = fmpq(degree + 1, degree) / (right - left)
            rising = polynomial([scale * (a - left), scale])
            falling = polynomial([scale * (right - a), -scale])
            wider[i] = rising * splines.get(i, nothing) + falling * splines.get(i + 1, nothing)
        splines = wider
    return Piece(a, b, tuple(splines[0].coeffs()))
