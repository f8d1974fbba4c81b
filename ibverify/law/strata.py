r"""Strata: the cells of a law grouped by the affine hull of their image.

A cell whose map has rank r is carried onto an r-dimensional affine subspace, its *hull*. The images of cells with
different hulls are singular to each other, so a law is a mixture over its hulls, and almost surely L tells which. A
hull is described by its *pivots*, the first r coordinates that determine the others: densities are taken with respect
to Lebesgue measure in the pivot coordinates, which needs no square root of a determinant.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq

from ibverify.activations import Row
from ibverify.exact.loglinear import ZERO
from ibverify.exact.matrices import reduced
from ibverify.law.cell import Cell, Label, Law, Point
from ibverify.law.groups import Groups

HullKey = tuple[tuple[int, ...], tuple[Row | Point, ...], Point]
Directions = tuple[tuple[int, ...], tuple[Point, ...], tuple[Row | Point, ...]]


@dataclass(frozen=True, slots=True)
class Stratum:
    """The cells of one hull of dimension `rank` >= 1; `pivots` are the coordinates that determine the others on it."""

    rank: int
    pivots: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels of the cells, sorted."""
        return tuple(sorted({cell.label for cell in self.cells}))


@dataclass(frozen=True, slots=True)
class Strata:
    """A law apart: cells by atom, and strata of positive dimension."""

    atoms: tuple[tuple[Point, tuple[Cell, ...]], ...]
    continuous: tuple[Stratum, ...]


def strata(law: Law) -> Strata:
    """The strata of a law, those of positive dimension in the order of their first cells; exact."""
    directions = _Directions()
    points: Groups[Row | Point, Cell] = Groups()
    hulls: Groups[HullKey, Cell] = Groups()
    for cell in law.cells:
        pivots, basis, spelled = directions.of(cell)
        if pivots:
            at = cell.image(cell.polytope.vertices[0])
            hulls.add((pivots, spelled, _offset(at, pivots, basis)), cell)
        else:
            points.add(_place(cell), cell)
    return Strata(
        tuple([(cells[0].image(cells[0].polytope.vertices[0]), tuple(cells)) for _, cells in points]),
        tuple(Stratum(len(pivots), pivots, tuple(cells)) for (pivots, _, _), cells in hulls),
    )


def group_masses(law: Law, groups: Sequence[Sequence[Cell]]) -> list[dict[Label, fmpq]]:
    """The probability of each group and label, for groups that share out the cells of a law.

    Exact; a label's groups sum to its probability, so its largest group is not measured but gets what is left: in high
    dimension that saves nearly all volumes.
    """
    masses: list[dict[Label, fmpq]] = [{} for _ in groups]
    parts: dict[Label, dict[int, list[Cell]]] = {}
    for i, cells in enumerate(groups):
        for cell in cells:
            parts.setdefault(cell.label, {}).setdefault(i, []).append(cell)
    for label, own in parts.items():
        largest = max(own, key=lambda i: sum([len(cell.polytope.vertices) for cell in own[i] if cell.dimension]))
        rest = law.label_masses[label]
        for i, cells in own.items():
            if i != largest:
                masses[i][label] = sum([cell.mass for cell in cells], ZERO)
                rest -= masses[i][label]
        masses[largest][label] = rest
    return masses


def atoms(law: Law) -> dict[Point, dict[Label, fmpq]]:
    """The points of positive mass in order, each with its mass for every label; exact."""
    parts = strata(law)
    spread = [cell for stratum in parts.continuous for cell in stratum.cells]
    masses = group_masses(law, [*(cells for _, cells in parts.atoms), spread])
    by_point = {point: own for (point, _), own in zip(parts.atoms, masses, strict=False)}
    return {point: by_point[point] for point in sorted(by_point)}


class _Directions:
    """The reduced basis of the directions of a cell's image, each linear part reduced once."""

    def __init__(self) -> None:
        self._known: Groups[tuple[Row, ...], Directions] = Groups()

    def of(self, cell: Cell) -> Directions:
        """The pivots, the rows that span the directions in reduced echelon form, and the rows as a key."""
        if cell.dimension == 0:
            return (), (), ()
        linear = cell.linear
        found = self._known.of(linear)
        if not found:
            found.append(_reduced(linear, cell.polytope.parametric))
        return found[0]


def _place(cell: Cell) -> Row | Point:
    """The point onto which a constant map carries a cell, in lowest terms: ints are quick to hash."""
    if cell.polytope.parametric:
        return cell.image(cell.polytope.vertices[0])
    entries = [row[-1] for row in cell.piece.rows]
    factor = math.gcd(cell.piece.denominator, *entries)
    return (*[x // factor for x in entries], cell.piece.denominator // factor)


def _reduced(linear: tuple[Row, ...], functions: bool) -> Directions:
    if not linear[0] or not any(map(any, linear)):
        return (), (), ()
    pivots, entries = reduced(list(zip(*linear, strict=True)))
    rows = tuple(map(tuple, entries))
    return pivots, rows, rows if functions else tuple(_flat(row) for row in entries)


def _flat(row: list[fmpq]) -> Row:
    """Numerators and denominators in turn: a row of rationals that is hashed as plain ints."""
    return tuple(int(part) for x in row for part in (x.p, x.q))


def _offset(at: Point, pivots: tuple[int, ...], basis: tuple[Point, ...]) -> Point:
    """The point of the hull whose pivot coordinates are 0."""
    shifts = [(at[p], row) for p, row in zip(pivots, basis, strict=True)]
    return tuple(x - sum((height * row[j] for height, row in shifts if row[j] != 0), fmpq(0)) for j, x in enumerate(at))
