r"""Full-dimensional polytopes in R^k, and the ones that need no algorithm: box, simplex, affine image.

Notation. A point x / w of R^k is a homogeneous vector (x_1, ..., x_k, w) of coprime integers with w > 0. A row
(a_1, ..., a_k, c) is the affine form x -> a.x + c; at a vector its value is a.x + c w, which has the sign of the form
at the point. Rows matter up to a positive factor. A halfspace is *tight* at a vertex where its row vanishes.

Main results: `Polytope`, `box`, `simplex`, `image`, `irredundant`, `bounding_box`, `barycentre`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import gcd
from typing import TYPE_CHECKING

from flint import fmpq

from ibverify.exact.matrices import inverse, rank
from ibverify.exact.matrices import product as product_of
from ibverify.exact.rational import integer_row, quotient
from ibverify.polyhedra.ring import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

Vector = tuple[int, ...]
Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Polytope:
    r"""A full-dimensional polytope in $R^k$ by its vertices and by halfspaces that cut it out; k = 0 is the one point.

    The halfspaces are distinct, hold every facet, and may hold more (valid, redundant) ones.

    >>> box([(fmpq(0), fmpq(1, 2))])
    Polytope(dimension=1, vertices=((0, 1), (1, 2)), masks=(1, 2), halfspaces=((1, 0), (-2, 1)))
    """

    dimension: int
    vertices: tuple[Vector, ...]
    """(x_1, ..., x_k, w), w > 0, coprime: the point x / w."""
    masks: tuple[int, ...]
    """For each vertex: bit i is set if and only if halfspace i is tight there."""
    halfspaces: tuple[Row, ...]
    """Rows that are >= 0 on the polytope."""

    @property
    def parametric(self) -> bool:
        """Whether the coordinates are functions of parameters."""
        return not isinstance(self.vertices[0][-1], int)


def primitive(vector: Sequence[int]) -> Vector:
    """The vector of ints over the greatest common divisor of its entries (zero, and functions, stay as they are)."""
    if not all(isinstance(x, int) for x in vector):
        return tuple(vector)
    factor = gcd(*vector)
    return tuple(x // factor for x in vector) if factor > 1 else tuple(vector)


def box(bounds: Sequence[tuple[fmpq, fmpq]]) -> Polytope:
    r"""The product of the intervals [low, high]; no interval gives the point $R^0$.

    Exact. Halfspaces 2i and 2i + 1 are x_i >= low_i and x_i <= high_i. Raises `ValueError` unless every low < high.

    >>> box([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(1))]).vertices
    ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1))
    """
    dimension = len(bounds)
    halfspaces: list[Row] = []
    for axis, (low, high) in enumerate(bounds):
        if not low < high:
            raise ValueError(f"interval {axis} of a box is [{low}, {high}]; its low end must lie below its high end")
        unit = [fmpq(int(i == axis)) for i in range(dimension)]
        halfspaces += [integer_row([*unit, -low]), integer_row([*(-x for x in unit), high])]
    corners = list(product((0, 1), repeat=dimension))
    points = [[ends[side] for ends, side in zip(bounds, corner, strict=True)] for corner in corners]
    return Polytope(
        dimension,
        tuple(integer_row([*point, fmpq(1)]) for point in points),
        tuple(sum(1 << (2 * axis + side) for axis, side in enumerate(corner)) for corner in corners),
        tuple(halfspaces),
    )


def simplex(points: Sequence[Sequence[fmpq]]) -> Polytope:
    r"""The convex hull of k + 1 affinely independent points of $R^k$.

    Exact; halfspace i is tight at all vertices but the i-th. Raises `ValueError` for dependent points.

    >>> simplex([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(0)], [fmpq(0), fmpq(1)]]).halfspaces
    ((-1, -1, 1), (1, 0, 0), (0, 1, 0))
    """
    vertices = tuple(integer_row([*point, fmpq(1)]) for point in points)
    size = len(vertices)
    if any(len(vertex) != size for vertex in vertices):
        raise ValueError(f"{size} points span no simplex of full dimension; give k + 1 points with k coordinates each")
    facets = list(zip(*positive_inverse(vertices), strict=True))
    everywhere = (1 << size) - 1
    return Polytope(
        size - 1,
        vertices,
        tuple(everywhere ^ (1 << i) for i in range(size)),
        tuple(primitive(facet) for facet in facets),
    )


def positive_inverse(rows: Sequence[Row]) -> list[Row]:
    """A positive multiple of the inverse of a square matrix, ints for ints. Raises `ValueError` if it is singular."""
    try:
        return inverse(rows)
    except ZeroDivisionError:
        raise ValueError(f"the rows {list(rows)} are linearly dependent; give independent ones") from None


def transform(polytope: Polytope, rows: Sequence[Row]) -> Polytope:
    """Vertices and halfspaces in the linear coordinates (value of each row) of homogeneous vectors; a square matrix."""
    vertices = product_of(polytope.vertices, tuple(zip(*rows, strict=True)))
    halfspaces = product_of(polytope.halfspaces, positive_inverse(rows)) if polytope.halfspaces else []
    return Polytope(
        polytope.dimension,
        tuple(normalised(vertex) for vertex in vertices),
        polytope.masks,
        tuple(primitive(halfspace) for halfspace in halfspaces),
    )


def image(polytope: Polytope, rows: Sequence[Row], denominator: int = 1) -> Polytope:
    r"""The image under the invertible affine map $x \mapsto$ (value of each of the k rows) / denominator.

    Exact. Raises `ValueError` if the map is not invertible or the denominator not positive.

    >>> image(box([(fmpq(0), fmpq(1))]), [(-1, 3)], 2).vertices  # x -> (3 - x) / 2
    ((3, 2), (1, 1))
    """
    if denominator <= 0:
        raise ValueError(f"the denominator of an affine map is {denominator}; give a positive one")
    if len(rows) != polytope.dimension:
        raise ValueError(f"{len(rows)} rows map R^{polytope.dimension} onto no space of its dimension; give k rows")
    return transform(polytope, [*rows, (*(0 for _ in rows), denominator)])


def irredundant(polytope: Polytope) -> Polytope:
    """The same polytope with no halfspaces but its facets: those whose tight vertices span a hyperplane. Exact.

    >>> redundant = Polytope(1, ((0, 1), (1, 1)), (1, 4), ((1, 0), (1, 1), (-1, 1)))  # x >= 0, x >= -1, x <= 1
    >>> irredundant(redundant) == box([(fmpq(0), fmpq(1))])
    True
    """
    k, vertices, masks = polytope.dimension, polytope.vertices, polytope.masks
    kept = []
    for i in range(len(polytope.halfspaces)):
        tight = [vertex for vertex, mask in zip(vertices, masks, strict=True) if mask >> i & 1]
        if tight and rank(tight) == k:
            kept.append(i)
    return Polytope(
        k,
        vertices,
        tuple(sum(1 << new for new, old in enumerate(kept) if mask >> old & 1) for mask in masks),
        tuple(polytope.halfspaces[i] for i in kept),
    )


def bounding_box(polytope: Polytope) -> tuple[tuple[fmpq, fmpq], ...]:
    """The least product of intervals that holds the polytope. Exact.

    >>> bounding_box(simplex([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(1, 2)], [fmpq(0), fmpq(1)]]))
    ((0, 1), (0, 1))
    """
    *columns, weights = zip(*polytope.vertices, strict=True)
    ranges = ([quotient(x, w) for x, w in zip(column, weights, strict=True)] for column in columns)
    return tuple((min(values), max(values)) for values in ranges)


def barycentre(polytope: Polytope) -> tuple[fmpq, ...]:
    """The mean of the vertices: a point of the interior. Exact.

    >>> barycentre(box([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(3))]))
    (1/2, 3/2)
    """
    *columns, weights = zip(*polytope.vertices, strict=True)
    count = len(weights)
    return tuple(
        sum((quotient(x, w) for x, w in zip(column, weights, strict=True)), fmpq(0)) / count for column in columns
    )
