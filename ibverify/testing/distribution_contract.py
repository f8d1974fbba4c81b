r"""The contract of distributions: the support that is made of data is the set that the data describes.

The set is given by its definition, as a predicate on points, and has to be convex: the support lies in it if its
vertices do, and a set that is larger than the support reaches beyond a facet or leaves the affine hull.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from flint import fmpq, fmpz_mat

from ibverify.exact.rational import integer_row
from ibverify.law import Cell, Point, mixture
from ibverify.polyhedra import barycentre, irredundant
from ibverify.testing.violation import refuse_first, shown_point

STEP = fmpq(1, 1000)


def check_distribution(module: ModuleType, data: Any, contains: Callable[[Point], bool]) -> None:
    """Nothing if `module.support(data)` is the convex set of the points that `contains` accepts, and data fits `DEPTH`.

    Exact inside; outside of it, probes a thousandth of its size away from the facets, and off the affine hull. Raises
    `ContractViolation`.

    >>> from ibverify.distributions import atom
    >>> check_distribution(atom, [fmpq(1, 2)], lambda point: point == (fmpq(1, 2),))
    """
    refuse_first(module.__name__.rpartition(".")[2], _violations(module, data, contains))


def _violations(module: ModuleType, data: Any, contains: Callable[[Point], bool]) -> Iterator[str]:
    if (depth := _depth(data)) != module.DEPTH:
        yield f"DEPTH is {module.DEPTH}, and the data is {depth} deep"
    piece = module.support(data)
    k = piece.polytope.dimension
    if any(len(row) != k + 1 for row in piece.rows) or piece.denominator < 1:
        yield f"the rows are no affine map from a chart of dimension {k}"
        return
    if k and fmpz_mat([row[:-1] for row in piece.rows]).rank() != k:
        yield f"the map from the chart of dimension {k} is not one to one: the law on the set is not uniform"
    [cell] = mixture([("", fmpq(1), piece)]).cells
    for vertex in cell.polytope.vertices:
        if not contains(at := cell.image(vertex)):
            yield f"the vertex {shown_point(at)} of the support is no point of the set"
    for at in [*_beyond_facets(cell), *_off_hull(cell)]:
        if contains(at):
            yield f"the set has the point {shown_point(at)}, which lies outside of the support"


def _depth(data: Any) -> int:
    return 1 + _depth(data[0]) if isinstance(data, list | tuple) else 0


def _beyond_facets(cell: Cell) -> Iterator[Point]:
    """For each facet, its middle moved outward."""
    facets, middle = irredundant(cell.polytope), barycentre(cell.polytope)
    for i in range(len(facets.halfspaces)):
        tight = [v for v, mask in zip(facets.vertices, facets.masks, strict=True) if mask >> i & 1]
        centre = [sum((fmpq(v[axis], v[-1]) for v in tight), fmpq(0)) / len(tight) for axis in range(cell.dimension)]
        outside = [x + STEP * (x - m) for x, m in zip(centre, middle, strict=True)]
        yield cell.image(integer_row([*outside, fmpq(1)]))


def _off_hull(cell: Cell) -> Iterator[Point]:
    """The middle moved along each axis that is no direction of the set."""
    middle = cell.image(integer_row([*barycentre(cell.polytope), fmpq(1)]))
    for axis in range(len(middle)):
        moved = fmpz_mat([[*row[:-1], int(i == axis)] for i, row in enumerate(cell.piece.rows)])
        if moved.rank() > cell.dimension:
            yield tuple(x + STEP * (i == axis) for i, x in enumerate(middle))
