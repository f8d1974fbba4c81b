r"""The image of a simplex projected along a line: a tent over its Radon point, exact.

The $r + 2$ images $p_i$ of the vertices of an $(r + 1)$-simplex in $\mathbb R^r$ have one affine dependence
$\sum_i \alpha_i p_i = 0$, $\sum_i \alpha_i = 0$. With $A$ and $B$ the indices of positive and negative $\alpha_i$ and
$s = \sum_A \alpha_i$, the Radon point is $\rho = \sum_A \alpha_i p_i / s$, where the hulls of the points of $A$ and of
$B$ meet. The fibre over $y$ is a segment in direction $\alpha$. Its length is 0 at every $p_i$ other than $\rho$, and
affine on each of the simplices
$$T_{ij} = \mathrm{conv}(\{\rho\} \cup \{p_l : l \ne i, j\}), \qquad i \in A,\ j \in B,$$
which subdivide the hull: they are the common refinement of its two triangulations (Gelfand, Kapranov and Zelevinsky
1994, ch. 7). None is degenerate, whatever the signs: $|T_{ij}| = \alpha_i |\alpha_j| / (r!\,s)$ when $|\alpha_i| / r!$
is the volume of the hull of the other points. So the density of the image of mass $m$ is $m (r + 1)! / s$ at $\rho$.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial

from flint import fmpq, fmpq_mat

Point = tuple[fmpq, ...]


@dataclass(frozen=True, slots=True)
class AffinePiece:
    """An affine function on a full-dimensional simplex: `values` at the `vertices`."""

    vertices: tuple[Point, ...]
    values: tuple[fmpq, ...]


def tent(points: Sequence[Sequence[fmpq]], mass: fmpq) -> tuple[AffinePiece, ...]:
    r"""The density of the image in $\mathbb R^r$ of a uniform law of this mass on an $(r + 1)$-simplex.

    `points` are the images of its $r + 2$ vertices, $r \ge 1$. Exact; integrates to the mass; the first vertex of each
    piece is the Radon point. Raises ValueError if the points do not span $\mathbb R^r$.

    >>> for piece in tent([[fmpq(0)], [fmpq(2)], [fmpq(1)]], fmpq(1)):  # over [0, 2]: 1 at the middle, 0 at the ends
    ...     print(piece.vertices, piece.values)
    ((1,), (2,)) (1, 0)
    ((1,), (0,)) (1, 0)
    """
    dependence = _affine_dependence(points)
    positive = [i for i, a in enumerate(dependence) if a > 0]
    negative = [i for i, a in enumerate(dependence) if a < 0]
    size = sum((dependence[i] for i in positive), fmpq(0))
    dimension = len(points) - 2
    radon = tuple(sum((dependence[i] * points[i][c] for i in positive), fmpq(0)) / size for c in range(dimension))
    values = (mass * factorial(dimension + 1) / size,) + (fmpq(0),) * dimension
    return tuple(
        AffinePiece((radon, *(tuple(p) for n, p in enumerate(points) if n not in (i, j))), values)
        for i in positive
        for j in negative
    )


def _affine_dependence(points: Sequence[Sequence[fmpq]]) -> list[fmpq]:
    r"""The $\alpha$ of the module, up to its sign: $|\alpha_i|$ is $r!$ times the volume of the hull without $p_i$."""
    count = len(points)
    rank = count - 1
    if rank < 2 or any(len(point) != rank - 1 for point in points):
        raise ValueError(f"{count} points do not form a tent: give r + 2 points with r coordinates each, r >= 1")
    homogeneous = [[fmpq(1)] * count, *([point[c] for point in points] for c in range(rank - 1))]
    reduced, found = fmpq_mat(homogeneous).rref()
    if found < rank:
        raise ValueError("the points lie in a hyperplane: take coordinates of their affine hull first")
    pivots = [next(i for i in range(count) if reduced[row, i] != 0) for row in range(rank)]
    [free] = set(range(count)) - set(pivots)
    volume = abs(fmpq_mat([[row[i] for i in pivots] for row in homogeneous]).det())
    dependence = [fmpq(0)] * count
    dependence[free] = -volume
    for row, i in enumerate(pivots):
        dependence[i] = volume * reduced[row, free]
    return dependence
