"""The uniform law on the convex hull of a list of points; it may lie in a hyperplane."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq, fmpq_mat

from ibverify.activations import Piece
from ibverify.distributions._chart import admit, charted
from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact.matrices import rank
from ibverify.exact.parametric import is_function
from ibverify.exact.rational import common_denominator, multiple
from ibverify.polyhedra import from_points, simplex

DEPTH = 2  # a list of points


def support(vertices: Sequence[Sequence[fmpq]]) -> Piece:
    """The hull of the points, in a chart of its affine hull. Raises `ProblemError` for points that do not fit."""
    if not vertices:
        raise ProblemError("polytope", "no vertices", "give at least one point")
    lengths = sorted({len(v) for v in vertices})
    if len(lengths) > 1:
        what = f"points of {lengths[0]} and of {lengths[-1]} coordinates"
        raise ProblemError("polytope", what, "give points of one space")
    if any(is_function(x) for v in vertices for x in v):
        return _stretched(vertices)
    admit(fmpq_mat([[*v, fmpq(1)] for v in vertices]).rank() - 1, "polytope")
    return charted(*from_points(vertices))


def _stretched(vertices: Sequence[Sequence[fmpq]]) -> Piece:
    """A simplex as the image of one with corners 0, e1, ..., ek: parameters are in the map, not in the chart."""
    origin, size = vertices[0], len(vertices) - 1
    denominator = common_denominator([x for v in vertices for x in v])
    rows = tuple(
        (*(multiple(v[i] - low, denominator) for v in vertices[1:]), multiple(low, denominator))
        for i, low in enumerate(origin)
    )
    if size and rank([row[:-1] for row in rows]) < size:
        what = f"a polytope of {size + 1} points, with parameters, that is no simplex"
        raise UnsupportedLaw("polytope", what, "divide it into simplices, or give the parameters values")
    admit(size, "polytope")
    unit = simplex([[fmpq(int(i == j)) for j in range(1, size + 1)] for i in range(size + 1)])
    return Piece(unit, rows, denominator)
