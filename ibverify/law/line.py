r"""Densities on a line: the image of cells by a map of rank 1, for each label.

A simplex whose vertices have the values $t_0, \ldots, t_k$ has the B-spline on these knots as its image density. The
sum over cells is kept as one polynomial per label between neighbouring breakpoints, in the variable $x - a$ local to
the interval: it is moved from one breakpoint to the next and changed by the pieces that begin and end there, so no
mixture is ever expanded globally.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flint import fmpq, fmpq_poly

from ibverify.errors import UnsupportedLaw
from ibverify.exact.matrices import dot
from ibverify.exact.polynomials import polynomial
from ibverify.exact.rational import quotient
from ibverify.integrals.bspline import bspline
from ibverify.law.cell import Cell, Label
from ibverify.law.strata import Stratum
from ibverify.polyhedra import simplex_volume, triangulate

MAX_CORNERS = 400


@dataclass(frozen=True, slots=True)
class Interval:
    """The joint density of (Y, L) on [a, b]: a polynomial in x - a for each label whose density is not 0 there."""

    a: fmpq
    b: fmpq
    densities: dict[Label, fmpq_poly]


def intervals(stratum: Stratum) -> Iterator[Interval]:
    """The intervals between neighbouring breakpoints of a stratum of rank 1, left to right, in its pivot coordinate.

    Exact; the densities integrate to the mass of the stratum. Raises `UnsupportedLaw` for so many cells of dimension 4
    or more that they cannot be triangulated.
    """
    corners = sum(len(cell.polytope.vertices) for cell in stratum.cells if cell.dimension > 3)
    if corners > MAX_CORNERS:
        what = f"its cells of dimension 4 or more have {corners} corners, too many to be triangulated"
        raise UnsupportedLaw("", what, "a readout has an exact value")
    changes: list[tuple[fmpq, Label, fmpq_poly]] = []
    for cell in stratum.cells:
        for a, b, density in _pieces(cell, stratum.pivots[0]):
            changes += [(a, cell.label, density), (b, cell.label, -_moved(density, b - a))]
    changes.sort(key=lambda change: change[0])
    current: dict[Label, fmpq_poly] = {}
    before: fmpq | None = None
    for at, group in groupby(changes, key=lambda change: change[0]):
        if before is not None:
            if current:
                yield Interval(before, at, dict(current))
            current = {label: _moved(p, at - before) for label, p in current.items()}
        for _, label, change in group:
            _add(current, label, change)
        current = {label: p for label, p in current.items() if p.degree() >= 0}
        before = at


def _pieces(cell: Cell, pivot: int) -> Iterator[tuple[fmpq, fmpq, fmpq_poly]]:
    row, denominator = cell.piece.rows[pivot], cell.piece.denominator
    vertices = cell.polytope.vertices
    values = [quotient(dot(row, v), denominator * v[-1]) for v in vertices]
    if cell.dimension == 1:
        low, high = min(values), max(values)
        yield low, high, polynomial([cell.mass / (high - low)])
        return
    for indices in triangulate(cell.polytope):
        mass = cell.density * simplex_volume([vertices[i] for i in indices])
        for piece in bspline([values[i] for i in indices]):
            yield piece.a, piece.b, polynomial([mass * c for c in piece.coefficients])


def _moved(density: fmpq_poly, step: fmpq) -> fmpq_poly:
    """The same function in the variable of a breakpoint that lies `step` to the right."""
    return density(polynomial([step, fmpq(1)])) if density.degree() > 0 else density


def _add(sums: dict[Label, fmpq_poly], label: Label, summand: fmpq_poly) -> None:
    sums[label] = sums[label] + summand if label in sums else summand
