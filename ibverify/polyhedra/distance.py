r"""Distances between polyhedra in the 1-, 2- and maximum norm: exact.

Notation. A polyhedron is given by homogeneous vectors: (x, w) with w > 0 is the vertex x / w, (x, 0) the ray x. The
differences of two polyhedra are again one, D, and its generators are the differences of vertices, and the rays. What
is sought is the point of D that is nearest to the origin, as a combination of generators g with coefficients c >= 0
and $\sum c w = 1$.

- 2-norm: Wolfe's algorithm. A *corral* is a set of independent generators, the nearest point x of whose span is a
  combination with c > 0. A generator on the near side, $x \cdot g < w\,x \cdot x$, joins; the point moves towards the
  new nearest one and sheds those that reach c = 0. Each x is nearer than the last, so that no corral returns.
- 1- and maximum norm: the length of x is the least $\sum \tau$ with $x = \sum \tau b$ over the corners b of the unit
  ball: a linear program, solved by the simplex method with Bland's rule, which ends.

Sources: P. Wolfe, Finding the nearest point in a polytope, Mathematical Programming 11 (1976); R. G. Bland, New finite
pivoting rules for the simplex method, Mathematics of Operations Research 2 (1977). Main result: `squared_distance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal, TypeAlias

from flint import fmpq, fmpq_mat

from ibverify.polyhedra.polytope import Vector, primitive

Norm: TypeAlias = Literal["1", "2", "inf"]


def squared_distance(first: Sequence[Vector], second: Sequence[Vector], norm: Norm = "2") -> fmpq:
    r"""$\min \|q - p\|^2$ over two polyhedra that these homogeneous vectors span; a square is rational in every norm.

    Exact. 0 if and only if they meet. The first one has to be bounded, the second to have a vertex.

    >>> corner = [(1, 1, 1), (1, 0, 0), (0, 1, 0)]  # x >= 1, y >= 1
    >>> [squared_distance([(0, 0, 1), (-1, 3, 1)], corner, norm) for norm in ("1", "2", "inf")]
    [16/9, 8/5, 1]
    """
    differences = list(dict.fromkeys(_differences(first, second)))
    if norm == "2":
        return _nearest(differences)
    return _least_length(differences, _ball(len(differences[0]) - 1, norm)) ** 2


def _differences(first: Sequence[Vector], second: Sequence[Vector]) -> Iterator[Vector]:
    """The generators of the differences, those of vertices first."""
    for q in sorted(second, key=lambda vector: vector[-1] == 0):
        if q[-1] == 0:
            yield primitive(q)
            continue
        for p in first:
            yield primitive([*(b * p[-1] - a * q[-1] for a, b in zip(p[:-1], q[:-1], strict=True)), p[-1] * q[-1]])


def _nearest(generators: Sequence[Vector]) -> fmpq:
    """The square of the 2-norm of the nearest point; the first generator is a vertex."""
    corral, coefficients = [generators[0]], [fmpq(1, generators[0][-1])]
    while True:
        x = [sum((c * a for c, a in zip(coefficients, axis, strict=True)), fmpq(0)) for axis in _axes(corral)][:-1]
        square = _dot(x, x)
        # How far behind the plane through x a generator lies: none does if x is nearest.
        slack, entering = min((_dot(x, g[:-1]) - g[-1] * square, g) for g in generators)
        if slack >= 0:
            return square
        corral, coefficients = _moved([*corral, entering], [*coefficients, fmpq(0)])


def _moved(corral: list[Vector], now: list[fmpq]) -> tuple[list[Vector], list[fmpq]]:
    """The corral, and its nearest point, that is reached when coefficients are shed as they come to 0."""
    while True:
        goal = _nearest_of_span(corral)
        steps = [c / (c - g) for c, g in zip(now, goal, strict=True) if g <= 0]
        if not steps:
            return corral, goal
        step = min(steps)
        now = [c + step * (g - c) for c, g in zip(now, goal, strict=True)]
        corral = [g for g, c in zip(corral, now, strict=True) if c != 0]
        now = [c for c in now if c != 0]


def _nearest_of_span(corral: Sequence[Vector]) -> list[fmpq]:
    """The coefficients of the nearest point among all combinations with sum c w = 1: x . g = w x . x for each g."""
    weights = [g[-1] for g in corral]
    gram = [[*(sum(map(int.__mul__, g[:-1], h[:-1])) for h in corral), g[-1]] for g in corral]
    found = fmpq_mat([*gram, [*weights, 0]]).solve(fmpq_mat([[0] for _ in corral] + [[1]]))
    return found.entries()[:-1]


def _least_length(generators: Sequence[Vector], ball: Sequence[Vector]) -> fmpq:
    """The least sum of tau with a combination of generators that is sum of tau b over the corners b of the ball."""
    columns = [*generators, *((*(-a for a in b), 0) for b in ball)]
    costs = [fmpq(0)] * len(generators) + [fmpq(1)] * len(ball)
    basis = [0, *(len(generators) + ball.index(b) for b in _facet(generators[0][:-1], ball))]
    right = fmpq_mat([[0] for _ in generators[0][:-1]] + [[1]])
    while True:
        inverse = fmpq_mat([list(row) for row in _axes([columns[i] for i in basis])]).inv()
        values = (inverse * right).entries()
        prices = (fmpq_mat([[costs[i] for i in basis]]) * inverse).entries()
        entering = next((i for i, a in enumerate(columns) if _dot(prices, a) > costs[i]), None)
        if entering is None:
            return sum((costs[i] * x for i, x in zip(basis, values, strict=True)), fmpq(0))
        change = (inverse * fmpq_mat([[a] for a in columns[entering]])).entries()
        ratios = [(x / d, i) for x, d, i in zip(values, change, basis, strict=True) if d > 0]
        basis[basis.index(min(ratios)[1])] = entering


def _ball(dimension: int, norm: Norm) -> list[Vector]:
    """The corners of the unit ball of the 1-norm or the maximum norm."""
    if norm == "inf":
        return list(product((-1, 1), repeat=dimension))
    return [tuple(sign * (i == j) for j in range(dimension)) for i in range(dimension) for sign in (-1, 1)]


def _facet(x: Sequence[int], ball: Sequence[Vector]) -> list[Vector]:
    """Corners b of the ball, a basis, of which x is a combination with coefficients >= 0."""
    signs = [1 if a >= 0 else -1 for a in x]
    if 0 in ball[0] or len(x) == 1:
        return [tuple(sign * (i == j) for j in range(len(x))) for i, sign in enumerate(signs)]
    order = sorted(range(len(x)), key=lambda i: -abs(x[i]))
    # The i largest coordinates keep their sign, the others are turned: the differences of neighbours are coefficients.
    kept = [order[: i + 1] for i in range(len(x))]
    return [tuple(sign if j in some else -sign for j, sign in enumerate(signs)) for some in kept]


def _axes(vectors: Sequence[Vector]) -> Iterator[tuple[int, ...]]:
    """The coordinates of the vectors, one axis after the other; the last axis is the weights."""
    return zip(*vectors, strict=True)


def _dot(left: Sequence[fmpq], right: Sequence[fmpq | int]) -> fmpq:
    return sum((a * b for a, b in zip(left, right, strict=True)), fmpq(0))
