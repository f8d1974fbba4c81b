r"""The cut of a polytope by a hyperplane: one step of the double description method.

The vertices of the parts are the old ones and, on each edge that crosses the hyperplane, the point of crossing. Two
vertices span an edge if and only if no third vertex is tight wherever both are (Fukuda and Prodon, Double description
method revisited, 1996). A crossing is tight exactly where both ends of its edge are, and on the hyperplane.

Main result: `cut`. Everything that has to do with regions in this package is a sequence of cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, mul, or_

from ibverify.polyhedra.polytope import Polytope, Row, Vector
from ibverify.polyhedra.ring import normalised, signs


def cut(polytope: Polytope, row: Row) -> tuple[Polytope | None, Polytope | None]:
    r"""The parts of a polytope where an affine form is <= 0 and where it is >= 0; None for a part without interior.

    Exact. Touching is not cutting: a polytope on one side comes back as it is, the same object. Raises `ValueError` for
    the zero form.

    >>> from flint import fmpq
    >>> from ibverify.polyhedra import box
    >>> low, high = cut(box([(fmpq(0), fmpq(1))]), (3, -1))  # [0, 1] at 1/3
    >>> low.vertices, high.vertices
    (((0, 1), (1, 3)), ((1, 1), (1, 3)))
    """
    values = values_at(row, polytope.vertices)
    sides = signs(values)
    if min(sides) >= 0:
        if max(sides) <= 0:
            raise ValueError("a form that vanishes on the whole polytope cuts nothing; treat the zero row beforehand")
        return None, polytope
    if max(sides) <= 0:
        return polytope, None
    return halves(polytope, row, values, sides)


def halves(polytope: Polytope, row: Row, values: Sequence[int], sides: Sequence[int]) -> tuple[Polytope, Polytope]:
    """The two parts of a polytope that a form crosses, from the form's values at the vertices and their signs."""
    vertices, masks, dimension = polytope.vertices, polytope.masks, polytope.dimension
    bit = 1 << len(polytope.halfspaces)
    below: list[int] = []
    above: list[int] = []
    wall: list[int] = []
    for i, sign in enumerate(sides):
        (above if sign > 0 else below if sign < 0 else wall).append(i)
    wall_vertices = [vertices[i] for i in wall]
    wall_masks = [masks[i] | bit for i in wall]
    for i, j, common in crossing_edges(masks, below, above, dimension):
        down, up = values[i], values[j]
        wall_vertices.append(normalised([up * x - down * y for x, y in zip(vertices[i], vertices[j], strict=True)]))
        wall_masks.append(common | bit)
    return (
        Polytope(
            dimension,
            (*[vertices[i] for i in below], *wall_vertices),
            (*[masks[i] for i in below], *wall_masks),
            (*polytope.halfspaces, tuple([-a for a in row])),
        ),
        Polytope(
            dimension,
            (*[vertices[i] for i in above], *wall_vertices),
            (*[masks[i] for i in above], *wall_masks),
            (*polytope.halfspaces, row),
        ),
    )


def values_at(row: Row, vertices: tuple[Vector, ...]) -> list[int]:
    """The value of a row at each vertex (dimensions 2 to 5 written out: this is the hot loop)."""
    if len(row) == 3:
        a, b, c = row
        return [a * x + b * y + c * w for x, y, w in vertices]
    if len(row) == 4:
        a, b, c, d = row
        return [a * x + b * y + c * z + d * w for x, y, z, w in vertices]
    if len(row) == 5:
        a, b, c, d, e = row
        return [a * x + b * y + c * z + d * s + e * w for x, y, z, s, w in vertices]
    if len(row) == 6:
        a, b, c, d, e, f = row
        return [a * x + b * y + c * z + d * s + e * t + f * w for x, y, z, s, t, w in vertices]
    return [reduce(add, map(mul, row, vertex)) for vertex in vertices]


def crossing_edges(
    masks: tuple[int, ...], below: list[int], above: list[int], dimension: int
) -> list[tuple[int, int, int]]:
    """The edges from a vertex below to one above, each with the mask of the halfspaces that are tight along it."""
    least = dimension - 1
    if dimension <= 3:
        # At most two halfspaces are asked for; they are distinct and meet, so their normals are independent.
        return [(i, j, common) for i in below for j in above if (common := masks[i] & masks[j]).bit_count() >= least]
    straddling = reduce(or_, [masks[i] for i in below]) & reduce(or_, [masks[j] for j in above])
    low = [(i, mask) for i in below if (mask := masks[i] & straddling).bit_count() >= least]
    high = [(j, mask) for j in above if (mask := masks[j] & straddling).bit_count() >= least]
    pairs = [(i, j, common) for i, m in low for j, n in high if (common := m & n).bit_count() >= least]
    return [
        (i, j, common)
        for i, j, common in pairs
        # At a vertex with k tight halfspaces all are independent, so k - 1 of them meet in a line.
        if masks[i].bit_count() == dimension
        or masks[j].bit_count() == dimension
        or sum([mask & common == common for mask in masks]) == 2
    ]
