r"""Polytopes from points and from halfspaces, of any dimension, each by cuts of one simplex.

Both are one problem: the rays of a pointed cone {z : r.z >= 0 for all rows r} in R^n. Of n independent rows take n - 1
values and the sum of all n: linear coordinates Y, with Y_n > 0 on the cone. The section Y_n = 1 is a part of the
standard simplex, found by cutting it. Halfspaces {a.x <= c} have the cone of all (x, w) with c w - a.x >= 0 and w >= 0;
points have the cone of all rows that are >= 0 on them, whose rays are the facets of their hull.

Main results: `Chart`, `from_points`, `from_halfspaces`, `EmptyPolytope`, `UnboundedPolytope`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from flint import fmpq, fmpz_mat

from ibverify.errors import UnsupportedLaw
from ibverify.exact.matrices import product
from ibverify.exact.rational import integer_row
from ibverify.polyhedra.cut import halves, values_at
from ibverify.polyhedra.polytope import (
    Polytope,
    Row,
    Vector,
    irredundant,
    positive_inverse,
    primitive,
    simplex,
    transform,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


MAX_PAIRS = 30_000_000


class EmptyPolytope(ValueError):
    """The halfspaces have no point in common."""


class UnboundedPolytope(ValueError):
    """The halfspaces share a ray."""


@dataclass(frozen=True, slots=True)
class Chart:
    r"""An affine bijection from $R^k$ onto an affine subspace of $R^N$: coordinate j is (value of row j) / denominator.

    The charts of hulls and regions keep the first coordinates of the point that determine the others.

    >>> Chart(rows=((1, 0), (-2, 3)), denominator=1).at((1, 2))  # x -> (x, 3 - 2x) at 1/2
    (1/2, 2)
    """

    rows: tuple[Row, ...]
    denominator: int

    def at(self, vertex: Vector) -> tuple[fmpq, ...]:
        """The point of $R^N$ at a homogeneous vector of the chart."""
        weight = self.denominator * vertex[-1]
        return tuple(fmpq(_dot(row, vertex), weight) for row in self.rows)


def from_points(points: Sequence[Sequence[fmpq]]) -> tuple[Chart, Polytope]:
    """The convex hull of finitely many points of R^N, in a chart of its affine hull.

    Exact. Points that are no vertices are dropped. Raises `ValueError` for no points or points of unlike lengths, and
    `UnsupportedLaw` where facets explode.

    >>> chart, hull = from_points([[fmpq(0), fmpq(1)], [fmpq(1), fmpq(3)], [fmpq(1, 2), fmpq(2)]])
    >>> hull.vertices, chart  # the segment y = 1 + 2x, 0 <= x <= 1
    (((0, 1), (1, 1)), Chart(rows=((1, 0), (2, 1)), denominator=1))
    """
    if len({len(point) for point in points}) != 1:
        raise ValueError("a convex hull needs points that have equally many coordinates; give at least one point")
    # The weight goes first, so that it is a pivot.
    vectors = sorted({integer_row([fmpq(1), *point]) for point in points})
    reduced, denominator, rank = fmpz_mat(vectors).rref()
    basis = [[int(reduced[i, j]) for j in range(reduced.ncols())] for i in range(rank)]
    scale = int(denominator)
    pivots = [row.index(scale) for row in basis]
    chart = _chart([(*(row[j] for row in basis[1:]), basis[0][j]) for j in range(1, len(vectors[0]))], scale)
    return chart, _hull([primitive([*(vector[j] for j in pivots[1:]), vector[0]]) for vector in vectors])


def from_halfspaces(rows: Sequence[Sequence[fmpq]]) -> tuple[Chart, Polytope]:
    """The polytope {x : a.x <= c for each row (a_1, ..., a_N, c)} of R^N, in a chart of its affine hull.

    Exact. Raises `EmptyPolytope`, `UnboundedPolytope`, `ValueError` for no rows or rows of unlike lengths, and
    `UnsupportedLaw` where corners explode.

    >>> rows = [(1, 1, 1), (-1, -1, -1), (-1, 0, 0), (0, -1, 0)]
    >>> chart, edge = from_halfspaces([[fmpq(x) for x in row] for row in rows])
    >>> edge.vertices, chart.rows  # x + y = 1 in the first quadrant
    (((0, 1), (1, 1)), ((1, 0), (-1, 1)))
    """
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise ValueError("halfspaces need rows (a_1, ..., a_N, c) of one length; give at least one row")
    return _region([integer_row([*(-a for a in row[:-1]), row[-1]]) for row in rows])


def _region(forms: Sequence[Row]) -> tuple[Chart, Polytope]:
    """The set where all forms are >= 0."""
    dimension = len(forms[0]) - 1
    if any(form[-1] < 0 and not any(form[:-1]) for form in forms):
        raise EmptyPolytope("the halfspaces have no point in common; relax one of them")
    weight = (*(0 for _ in range(dimension)), 1)
    rows = [weight, *(form for form in forms if any(form[:-1]))]
    # Reversed, so that the weight is a pivot: emptiness must not change when the other coordinates are dropped.
    used = sorted(dimension - j for j in _pivots([row[::-1] for row in rows]))
    if len(used) <= dimension:
        # Every set of solutions is a union of lines; it meets the subspace where the unused coordinates vanish.
        _region([tuple(row[j] for j in used) for row in rows])
        raise UnboundedPolytope("the halfspaces share a line; add halfspaces that bound every coordinate")
    cone, equation = _cone(rows)
    if equation is not None:
        return _within(equation, forms)
    if any(vertex[-1] == 0 for vertex in cone.vertices):
        raise UnboundedPolytope("the halfspaces share a ray; add halfspaces that bound every coordinate")
    return Chart(_unit(dimension + 1)[:-1], 1), irredundant(cone)


def _within(equation: Row, forms: Sequence[Row]) -> tuple[Chart, Polytope]:
    """The region of the forms within a hyperplane, whose equation is solved for its last coordinate."""
    last = max((j for j, a in enumerate(equation[:-1]) if a), default=None)
    if last is None:
        raise EmptyPolytope("the halfspaces have no point in common; relax one of them")
    pivot = equation[last]
    sign = 1 if pivot > 0 else -1
    reduced = [[sign * (pivot * a - form[last] * b) for a, b in zip(form, equation, strict=True)] for form in forms]
    chart, polytope = _region([primitive(form[:last] + form[last + 1 :]) for form in reduced])
    others = (*chart.rows, (*(0 for _ in range(polytope.dimension)), chart.denominator))
    coefficients = equation[:last] + equation[last + 1 :]
    solved = tuple(-_dot(coefficients, column) for column in zip(*others, strict=True))
    scaled = [tuple(pivot * x for x in row) for row in chart.rows]
    return _chart([*scaled[:last], solved, *scaled[last:]], pivot * chart.denominator), polytope


def _hull(vectors: Sequence[Vector]) -> Polytope:
    """The hull of homogeneous points that span their space: the dual of the cone of the rows that are >= 0 on them."""
    if len(vectors[0]) == 1:
        return Polytope(0, ((1,),), (0,), ())
    cone, _ = _cone(vectors)
    masks = _transposed(cone.masks, len(cone.halfspaces))
    # A point that is no vertex lies on fewer facets than some vertex of its face.
    extreme = [i for i, mask in enumerate(masks) if not any(mask & other == mask != other for other in masks)]
    return Polytope(
        cone.dimension, tuple(cone.halfspaces[i] for i in extreme), tuple(masks[i] for i in extreme), cone.vertices
    )


def _cone(rows: Sequence[Row]) -> tuple[Polytope, Row | None]:
    """The cone where all rows are >= 0, its rays as vertices; or a larger one with a row that is <= 0 on it.

    The rows must span their space. Rows that only touch what the earlier ones leave are no halfspaces of the result.
    Raises `UnsupportedLaw` after `MAX_PAIRS` pairs of rays on two sides of a row: with the dimension their number
    explodes.
    """
    basis = [rows[i] for i in _pivots(list(zip(*rows, strict=True)))]
    frame = [*basis[:-1], tuple(sum(column) for column in zip(*basis, strict=True))]
    back = positive_inverse(frame)
    section = simplex([[fmpq(x) for x in point[:-1]] for point in _unit(len(basis))])
    pairs = 0
    for row, form in zip(rows, product(rows, back), strict=True):
        values = values_at(form, section.vertices)
        below, above = sum([x < 0 for x in values]), sum([x > 0 for x in values])
        if not above:
            return section, row
        pairs += below * above
        if pairs > MAX_PAIRS:
            what = f"a polytope of dimension {section.dimension} with too many corners or facets"
            raise UnsupportedLaw("", what, "give fewer points or half-spaces, or several simpler sets")
        if below:
            section = halves(section, primitive(form), values, values)[1]
    return transform(section, back), None


def _pivots(rows: Sequence[Row]) -> list[int]:
    """The first columns of a matrix that are a basis of its column space."""
    reduced, denominator, rank = fmpz_mat(rows).rref()
    return [next(j for j in range(reduced.ncols()) if reduced[i, j] == denominator) for i in range(rank)]


def _unit(size: int) -> tuple[Row, ...]:
    """The identity matrix."""
    return tuple(tuple(int(i == j) for j in range(size)) for i in range(size))


def _dot(row: Sequence[int], vector: Sequence[int]) -> int:
    return sum(a * x for a, x in zip(row, vector, strict=True))


def _transposed(masks: Sequence[int], width: int) -> list[int]:
    """The transpose of a bit matrix: bit i of mask j is bit j of mask i."""
    return [sum(1 << i for i, mask in enumerate(masks) if mask >> j & 1) for j in range(width)]


def _chart(rows: Sequence[Row], denominator: int) -> Chart:
    """The chart in lowest terms, its denominator positive."""
    factor = gcd(denominator, *(x for row in rows for x in row)) * (1 if denominator > 0 else -1)
    return Chart(tuple(tuple(x // factor for x in row) for row in rows), denominator // factor)
