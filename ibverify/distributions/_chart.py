"""A support as a piece: a polytope in a chart, and the rows that carry the chart into space."""

from __future__ import annotations

from ibverify.activations import Piece
from ibverify.errors import UnsupportedLaw
from ibverify.polyhedra import Chart, Polytope

MAX_DIMENSION = 8


def admit(dimension: int, where: str) -> None:
    """Raises `UnsupportedLaw` for a dimension in which polytopes have too many corners."""
    if dimension > MAX_DIMENSION:
        what = f"a set of dimension {dimension}"
        raise UnsupportedLaw(where, what, f"uniform laws are treated up to dimension {MAX_DIMENSION}; use atoms beyond")


def charted(chart: Chart, polytope: Polytope) -> Piece:
    """The polytope with the chart as its affine map."""
    return Piece(polytope, chart.rows, chart.denominator)
