r"""Laws in smaller charts: coordinates that a layer does not read are dropped where the polytope is a prism over them.

A cell P x Q whose map does not depend on Q has the law of the cell P with the density times the volume of Q. That makes
fibres smaller, and with them the densities simpler.

Main results: `reduced`, for a law; `lean`, for a polytope and the rows that are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flint import fmpq

from ibverify.activations import Piece, Row
from ibverify.law.cell import Cell, Law
from ibverify.polyhedra import Polytope, volume
from ibverify.polyhedra.product import factors


def reduced(law: Law) -> Law:
    """The same law, in charts without the coordinates that no row reads, as far as the cells are prisms; exact.

    >>> from ibverify.distributions import box
    >>> square = box.support([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(2))])
    >>> first = Cell("0", fmpq(1, 2), replace(square, rows=square.rows[:1]))  # the law of the first coordinate
    >>> [cell] = reduced(Law(1, (first,), {"0": fmpq(1)})).cells
    >>> cell.dimension, cell.density
    (1, 1)
    """
    return replace(law, cells=tuple([_reduced(cell) for cell in law.cells]))


def _reduced(cell: Cell) -> Cell:
    found = lean(cell.polytope, cell.piece.rows)
    if found is None:
        return cell
    polytope, rows, factor = found
    return Cell(cell.label, cell.density * factor, Piece(polytope, rows, cell.piece.denominator))


def lean(polytope: Polytope, rows: Sequence[Row]) -> tuple[Polytope, tuple[Row, ...], fmpq] | None:
    """The factor that the rows read, the rows there, and the volume of what is dropped; None where nothing can be."""
    read = {j for row in rows for j, a in enumerate(row[:-1]) if a}
    if len(read) == polytope.dimension or (parts := factors(polytope, read)) is None:
        return None
    kept, dropped = parts
    axes = sorted(read)
    return kept, tuple((*(row[j] for j in axes), row[-1]) for row in rows), volume(dropped)
