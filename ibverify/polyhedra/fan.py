r"""The whole space as finitely many polyhedra, which are cut like polytopes.

A polyhedron without a line is a polytope of projective space: a homogeneous vector (x, w) with w > 0 is its vertex
x / w, one with w = 0 its ray x. A cut asks for signs of linear forms at such vectors and for nothing else, so that
whatever is a sequence of cuts treats unbounded regions as they are, without a box that would have to be large enough.
Volumes, bounding boxes and barycentres are for polytopes alone.

Main result: `fan`.
"""

from __future__ import annotations

from ibverify.polyhedra.polytope import Polytope, Vector


def fan(dimension: int) -> tuple[Polytope, ...]:
    r"""The space $R^n$ as the n + 1 cones that n of the rays $e_1, \ldots, e_n, -(e_1 + \ldots + e_n)$ span.

    Exact; the cones have disjoint interiors. The last vertex of each is the origin; its last halfspace, w >= 0, is
    tight on the rays.

    >>> [cone.vertices for cone in fan(1)]  # the half-lines to the left and to the right
    [((-1, 0), (0, 1)), ((1, 0), (0, 1))]
    """
    rays: list[Vector] = [tuple(int(i == j) for j in range(dimension)) for i in range(dimension)]
    rays.append((-1,) * dimension)
    return tuple(_cone(rays, left_out) for left_out in range(dimension + 1))


def _cone(rays: list[Vector], left_out: int) -> Polytope:
    """The cone of all rays but one: x = sum of c_i r_i with c_i >= 0."""
    dimension = len(rays) - 1
    used = [i for i in range(dimension + 1) if i != left_out]
    facets = [_coefficient(i, left_out, dimension) for i in used]
    infinity = (*(0 for _ in range(dimension)), 1)
    everywhere = (1 << (dimension + 1)) - 1
    return Polytope(
        dimension,
        (*((*rays[i], 0) for i in used), infinity),
        tuple(everywhere ^ (1 << place) for place in range(dimension + 1)),
        (*facets, infinity),
    )


def _coefficient(ray: int, left_out: int, dimension: int) -> Vector:
    """The row of the coefficient of a ray: x_i - x_j where e_j is left out, -x_j for the last ray; x_i without it."""
    row = [int(i == ray) - int(i == left_out) for i in range(dimension)]
    return (*row, 0)
