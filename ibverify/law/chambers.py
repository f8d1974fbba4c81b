r"""Densities in the plane and above: the common refinement of the images of cells, for each label.

A cell whose map is invertible onto its hull (k = r) has a constant density there; of a cell with fibres of dimension 1
(k = r + 1) each simplex is projected to a tent. Both are affine functions on polytopes in the pivot coordinates. They
are overlaid, and only chambers on which two labels meet are listed: elsewhere L determines Y.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_mat, fmpz_mat

from ibverify.exact.rational import common_denominator
from ibverify.integrals.tent import tent
from ibverify.law.cell import Cell, Label
from ibverify.law.strata import Stratum
from ibverify.polyhedra import Polytope, image, intersect, simplex, simplex_volume, subtract, triangulate

Row = tuple[int, ...]
Bounds = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class AffineDensity:
    """An affine function of the pivot coordinates: (row at the homogeneous point) / (denominator * w)."""

    row: Row
    denominator: int

    def __add__(self, other: AffineDensity) -> AffineDensity:
        denominator = math.lcm(self.denominator, other.denominator)
        mine, yours = denominator // self.denominator, denominator // other.denominator
        return AffineDensity(
            tuple([mine * a + yours * b for a, b in zip(self.row, other.row, strict=True)]), denominator
        )

    @property
    def is_constant(self) -> bool:
        """Whether the density is the same everywhere."""
        return not any(self.row[:-1])

    def at(self, vertex: Row) -> fmpq:
        """The density at a homogeneous point."""
        return fmpq(sum(map(int.__mul__, self.row, vertex)), self.denominator * vertex[-1])


@dataclass(frozen=True, slots=True)
class Chamber:
    """A polytope in pivot coordinates on which every label's density is affine."""

    polytope: Polytope
    densities: dict[Label, AffineDensity]
    bounds: Bounds

    def meets(self, bounds: Bounds) -> bool:
        """Whether the bounding boxes overlap; a filter that errs on the side of yes."""
        return all(a <= d and c <= b for (a, b), (c, d) in zip(self.bounds, bounds, strict=True))


def chambers(stratum: Stratum) -> Iterator[Chamber]:
    """The chambers of a stratum of rank >= 2 on which more than one label has a density; exact.

    Needs k <= rank + 1 for every cell: see `is_affine`.
    """
    pieces = [piece for cell in stratum.cells for piece in _pieces(cell, stratum.pivots)]
    found: list[Chamber] = []
    for piece in pieces:
        if any(other.meets(piece.bounds) and other.densities.keys() != piece.densities.keys() for other in pieces):
            found = _overlaid(found, piece)
    return (chamber for chamber in found if len(chamber.densities) > 1)


def is_affine(stratum: Stratum) -> bool:
    """Whether all densities of a stratum of rank >= 2 are piecewise affine: no fibre has a dimension above 1."""
    return all(cell.dimension <= stratum.rank + 1 for cell in stratum.cells)


def _overlaid(found: list[Chamber], piece: Chamber) -> list[Chamber]:
    """The common refinement of disjoint chambers with one more piece."""
    refined: list[Chamber] = []
    rest = [piece.polytope]
    for chamber in found:
        common = intersect(chamber.polytope, piece.polytope) if chamber.meets(piece.bounds) else None
        if common is None:
            refined.append(chamber)
            continue
        refined += [_chamber(part, chamber.densities) for part in subtract(chamber.polytope, piece.polytope)]
        refined.append(_chamber(common, _sum(chamber.densities, piece.densities)))
        rest = [part for r in rest for part in subtract(r, chamber.polytope)]
    return refined + [_chamber(part, piece.densities) for part in rest]


def _sum(left: dict[Label, AffineDensity], right: dict[Label, AffineDensity]) -> dict[Label, AffineDensity]:
    return left | {label: left[label] + f if label in left else f for label, f in right.items()}


def _chamber(polytope: Polytope, densities: dict[Label, AffineDensity]) -> Chamber:
    return Chamber(polytope, densities, _bounds(polytope))


def _bounds(polytope: Polytope) -> Bounds:
    """A box of floats that holds the polytope: each end is moved outward past the rounding of the division."""
    ranges = []
    for axis in range(polytope.dimension):
        values = [v[axis] / v[-1] for v in polytope.vertices]
        ranges.append((math.nextafter(min(values), -math.inf), math.nextafter(max(values), math.inf)))
    return tuple(ranges)


def _pieces(cell: Cell, pivots: tuple[int, ...]) -> Iterator[Chamber]:
    rows = [cell.piece.rows[p] for p in pivots]
    if cell.dimension == len(pivots):
        determinant = fmpq(abs(fmpz_mat([row[:-1] for row in rows]).det()), cell.piece.denominator ** len(rows))
        constant = cell.density / determinant
        density = AffineDensity((*(0 for _ in pivots), int(constant.p)), int(constant.q))
        yield _chamber(image(cell.polytope, rows, cell.piece.denominator), {cell.label: density})
        return
    vertices = cell.polytope.vertices
    points = [
        tuple([fmpq(sum(map(int.__mul__, row, v)), cell.piece.denominator * v[-1]) for row in rows]) for v in vertices
    ]
    for indices in triangulate(cell.polytope):
        mass = cell.density * simplex_volume([vertices[i] for i in indices])
        for part in tent([points[i] for i in indices], mass):
            polytope = simplex(part.vertices)
            yield _chamber(polytope, {cell.label: _interpolated(polytope.vertices, part.values)})


def _interpolated(vertices: tuple[Row, ...], values: tuple[fmpq, ...]) -> AffineDensity:
    """The affine function with these values at the vertices of a simplex."""
    weighted = [value * vertex[-1] for value, vertex in zip(values, vertices, strict=True)]
    solution = fmpq_mat(fmpz_mat(vertices)).solve(fmpq_mat(len(weighted), 1, weighted))
    row = [solution[i, 0] for i in range(len(weighted))]
    denominator = common_denominator(row)
    return AffineDensity(tuple(int(x * denominator) for x in row), denominator)
