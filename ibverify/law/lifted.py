"""A law whose charts are over functions of parameters: cuts then make vertices that depend on them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from ibverify.exact.parametric import Function, Place
from ibverify.law.cell import Cell, Law
from ibverify.polyhedra import Polytope


def lifted(law: Law, place: Place) -> Law:
    """The same law, the coordinates of every chart as functions of this place."""
    one = Function(place.context.constant(1), None, place)

    def row(entries: tuple[int, ...]) -> tuple[int, ...]:
        return cast("tuple[int, ...]", tuple(x * one for x in entries))

    def chart(polytope: Polytope) -> Polytope:
        vertices, halfspaces = (tuple(map(row, rows)) for rows in (polytope.vertices, polytope.halfspaces))
        return Polytope(polytope.dimension, vertices, polytope.masks, halfspaces)

    cells = tuple(Cell(c.label, c.density, replace(c.piece, polytope=chart(c.polytope))) for c in law.cells)
    return replace(law, cells=cells)
