r"""Two polytopes in one chart: what they share and what one leaves of the other, by cutting with the facets."""

from __future__ import annotations

from ibverify.polyhedra.cut import cut, values_at
from ibverify.polyhedra.polytope import Polytope
from ibverify.polyhedra.ring import signs


def intersect(first: Polytope, second: Polytope) -> Polytope | None:
    """The intersection, or None if it has no interior. Exact.

    >>> from flint import fmpq
    >>> from ibverify.polyhedra import bounding_box, box
    >>> bounding_box(intersect(box([(fmpq(0), fmpq(2))]), box([(fmpq(1), fmpq(3))])))
    ((1, 2),)
    """
    if separated(first, second) or separated(second, first):
        return None
    part = first
    for row in second.halfspaces:
        inside = cut(part, row)[1]
        if inside is None:
            return None
        part = inside
    return part


def separated(first: Polytope, second: Polytope) -> bool:
    """Does a facet of the second polytope separate the two? (Disjoint polygons: a facet of one of them does.)"""
    return any(max(signs(values_at(row, first.vertices))) <= 0 for row in second.halfspaces)


def subtract(first: Polytope, second: Polytope) -> list[Polytope]:
    """Polytopes with disjoint interiors whose union is the first without the second, up to measure zero. Exact.

    >>> from flint import fmpq
    >>> from ibverify.polyhedra import bounding_box, box
    >>> [bounding_box(part) for part in subtract(box([(fmpq(0), fmpq(3))]), box([(fmpq(1), fmpq(2))]))]
    [((0, 1),), ((2, 3),)]
    """
    pieces: list[Polytope] = []
    rest = first
    for row in second.halfspaces:
        outside, inside = cut(rest, row)
        if inside is None:
            return [first]
        if outside is not None:
            pieces.append(outside)
        rest = inside
    return pieces
