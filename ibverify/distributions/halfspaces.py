"""The uniform law on a bounded intersection of half-spaces: a row [a1, ..., aN, c] says a . x <= c."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.activations import Piece
from ibverify.distributions._chart import admit, charted
from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact.parametric import is_function
from ibverify.polyhedra import EmptyPolytope, UnboundedPolytope, from_halfspaces

DEPTH = 2  # a list of rows (a, c)


def support(rows: Sequence[Sequence[fmpq]]) -> Piece:
    """The intersection, in a chart of its affine hull. Raises `ProblemError` if it is empty or unbounded."""
    lengths = sorted({len(row) for row in rows})
    if not rows or lengths[0] < 2 or len(lengths) > 1:
        what = f"rows of {', '.join(map(str, lengths))} numbers" if rows else "no rows"
        raise ProblemError("halfspaces", what, "give rows a1, ..., aN, c of one length for a . x <= c")
    if any(is_function(x) for row in rows for x in row):
        advice = "give a box, or a simplex by its corners as a polytope, or give the parameters values"
        raise UnsupportedLaw("halfspaces", "parameters in half-spaces", advice)
    admit(lengths[0] - 1, "halfspaces")
    try:
        return charted(*from_halfspaces(rows))
    except EmptyPolytope:
        raise ProblemError("halfspaces", "no point meets them all", "drop or loosen a half-space") from None
    except UnboundedPolytope:
        raise ProblemError("halfspaces", "the set is unbounded", "add half-spaces that bound it") from None
