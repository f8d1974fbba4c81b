"""The uniform law on the convex hull of a list of points; it may lie in a hyperplane."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq, fmpq_mat

from ibverify.activations import Piece
from ibverify.distributions._chart import admit, charted
from ibverify.errors import ProblemError
from ibverify.polyhedra import from_points

DEPTH = 2  # a list of points


def support(vertices: Sequence[Sequence[fmpq]]) -> Piece:
    """The hull of the points, in a chart of its affine hull. Raises `ProblemError` for points that do not fit."""
    if not vertices:
        raise ProblemError("polytope", "no vertices", "give at least one point")
    lengths = sorted({len(v) for v in vertices})
    if len(lengths) > 1:
        what = f"points of {lengths[0]} and of {lengths[-1]} coordinates"
        raise ProblemError("polytope", what, "give points of one space")
    admit(fmpq_mat([[*v, fmpq(1)] for v in vertices]).rank() - 1, "polytope")
    return charted(*from_points(vertices))
