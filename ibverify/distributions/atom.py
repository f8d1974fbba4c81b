"""A point mass: all of it on one point [x1, ..., xN]."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.activations import Piece
from ibverify.exact.rational import common_denominator, multiple
from ibverify.polyhedra import box as box_polytope

DEPTH = 1  # the data is a list of numbers


def support(point: Sequence[fmpq]) -> Piece:
    """The point, as a map of the one-point chart."""
    denominator = common_denominator(point)
    return Piece(box_polytope([]), tuple((multiple(x, denominator),) for x in point), denominator)
