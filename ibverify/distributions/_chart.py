"""A support as a piece: a polytope in a chart, and the rows that carry the chart into space."""

from __future__ import annotations

from ibverify.activations import Piece
from ibverify.polyhedra import Chart, Polytope


def charted(chart: Chart, polytope: Polytope) -> Piece:
    """The polytope with the chart as its affine map."""
    return Piece(polytope, chart.rows, chart.denominator)
