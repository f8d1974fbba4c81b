r"""Volumes, by the pulling triangulation that the masks of a polytope describe.

To pull a face is to join its first vertex to the triangulations of its facets that miss it. A facet of a face F is a
maximal proper intersection of F with the halfspaces' hyperplanes. Faces are bit masks over the vertices.

Main results: `triangulate`, `volume`, `simplex_volume`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import factorial, prod

from flint import fmpq

from ibverify.errors import UnsupportedLaw
from ibverify.exact.matrices import determinant
from ibverify.polyhedra.polytope import Polytope, Vector

Simplices = tuple[tuple[int, ...], ...]
MAX_SIMPLICES = 100_000


def volume(polytope: Polytope) -> fmpq:
    r"""The k-dimensional volume in the chart, 1 for k = 0. Exact.

    >>> from ibverify.polyhedra import box
    >>> volume(box([(fmpq(0), fmpq(1, 2)), (fmpq(0), fmpq(3))]))
    3/2
    """
    vertices = polytope.vertices
    return sum((simplex_volume([vertices[i] for i in indices]) for indices in triangulate(polytope)), fmpq(0))


def simplex_volume(vertices: Sequence[Vector]) -> fmpq:
    """The volume of the simplex with these k + 1 vertices in R^k. Exact.

    >>> simplex_volume([(0, 0, 1), (1, 0, 1), (0, 1, 2)])  # (0, 0), (1, 0), (0, 1/2)
    1/4
    """
    weights = prod([vertex[-1] for vertex in vertices])
    return abs(determinant(vertices)) / (weights * factorial(len(vertices) - 1))


def triangulate(polytope: Polytope) -> Simplices:
    r"""Simplices with disjoint interiors whose union is the polytope, each as k + 1 indices of vertices.

    Exact: read off the masks alone. Raises `UnsupportedLaw` for more than `MAX_SIMPLICES`.

    >>> from ibverify.polyhedra import box
    >>> triangulate(box([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(1))]))  # vertices 00, 01, 10, 11
    ((0, 2, 3), (0, 1, 3))
    """
    tight = [
        sum(1 << vertex for vertex, mask in enumerate(polytope.masks) if mask >> halfspace & 1)
        for halfspace in range(len(polytope.halfspaces))
    ]

    @cache
    def pulled(face: int, dimension: int) -> Simplices:
        if face.bit_count() == dimension + 1:
            return (tuple(i for i in range(face.bit_length()) if face >> i & 1),)
        apex = (face & -face).bit_length() - 1
        simplices: list[tuple[int, ...]] = []
        for facet in facets(face, tight, dimension):
            if not facet >> apex & 1:
                simplices += [(apex, *simplex) for simplex in pulled(facet, dimension - 1)]
                if len(simplices) > MAX_SIMPLICES:
                    what = f"a polytope of dimension {polytope.dimension} has more than {MAX_SIMPLICES} simplices"
                    raise UnsupportedLaw("", what, "give sets of fewer corners, or of a lower dimension")
        return tuple(simplices)

    return pulled((1 << len(polytope.vertices)) - 1, polytope.dimension)


def facets(face: int, tight: list[int], dimension: int) -> list[int]:
    """The facets of a face of the given dimension >= 2, out of the sets of vertices at which halfspaces are tight."""
    enough = [part for vertices in tight if (part := face & vertices).bit_count() >= dimension and part != face]
    parts = list(dict.fromkeys(enough))
    if dimension <= 3:
        # Three vertices never lie on a line, so that no smaller face has enough of them.
        return parts
    return [part for part in parts if not any(part != other and part & other == part for other in parts)]
