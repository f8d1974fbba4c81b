r"""Products of polytopes, and the reverse: the factors of a prism over some of its coordinates.

The vertices of P x Q are the pairs of vertices; a halfspace of one factor is tight at a pair exactly where it is tight
at that factor's vertex.

Main results: `product`, `cube`, `factors`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flint import fmpq

from ibverify.polyhedra.polytope import Polytope, Row, Vector, box, irredundant
from ibverify.polyhedra.ring import normalised


def product(first: Polytope, second: Polytope) -> Polytope:
    r"""The polytope $P \times Q$, with the coordinates of P first. Exact; on vertices only + and * are used.

    >>> product(box([(fmpq(0), fmpq(1, 2))]), cube(1)).vertices  # (0, -1), (0, 1), (1/2, -1), (1/2, 1)
    ((0, -1, 1), (0, 1, 1), (1, -2, 2), (1, 2, 2))
    """
    k, n, shift = first.dimension, second.dimension, len(first.halfspaces)
    pairs = [(i, j) for i in range(len(first.vertices)) for j in range(len(second.vertices))]
    return Polytope(
        k + n,
        tuple(normalised(_paired(first.vertices[i], second.vertices[j])) for i, j in pairs),
        tuple(first.masks[i] | second.masks[j] << shift for i, j in pairs),
        (
            *((*row[:-1], *(0 for _ in range(n)), row[-1]) for row in first.halfspaces),
            *((*(0 for _ in range(k)), *row) for row in second.halfspaces),
        ),
    )


def cube(dimension: int) -> Polytope:
    r"""The cube $[-1, 1]^n$, of volume $2^n$."""
    return box([(fmpq(-1), fmpq(1))] * dimension)


def factors(polytope: Polytope, kept: Collection[int]) -> tuple[Polytope, Polytope] | None:
    """The projections P onto the kept coordinates and Q onto the others, if the polytope is P x Q; else None.

    Exact: it is a product if and only if every facet is a condition on the coordinates of one factor alone.

    >>> prism = product(box([(fmpq(0), fmpq(3))]), cube(1))
    >>> [part.vertices for part in factors(prism, [0])]
    [((0, 1), (3, 1)), ((-1, 1), (1, 1))]
    """
    own = [j for j in range(polytope.dimension) if j in kept]
    others = [j for j in range(polytope.dimension) if j not in kept]
    lean = irredundant(polytope)
    sides = [(any(row[j] for j in own), any(row[j] for j in others)) for row in lean.halfspaces]
    if any(mine and its for mine, its in sides):
        return None
    return (
        _projected(lean, own, [i for i, (mine, _) in enumerate(sides) if mine]),
        _projected(lean, others, [i for i, (_, its) in enumerate(sides) if its]),
    )


def _paired(one: Vector, other: Vector) -> list[int]:
    """The point (x / w, y / v) over the common weight w v."""
    w, v = one[-1], other[-1]
    return [*(x * v for x in one[:-1]), *(y * w for y in other[:-1]), w * v]


def _projected(polytope: Polytope, axes: Sequence[int], facets: Sequence[int]) -> Polytope:
    """The factor on these axes, which these facets bound."""
    vertices: dict[int, Vector] = {}  # a vertex is told by the facets that are tight there
    for vertex, mask in zip(polytope.vertices, polytope.masks, strict=True):
        tight = sum(1 << new for new, old in enumerate(facets) if mask >> old & 1)
        vertices[tight] = normalised([*(vertex[j] for j in axes), vertex[-1]])
    rows: tuple[Row, ...] = tuple(
        (*(polytope.halfspaces[i][j] for j in axes), polytope.halfspaces[i][-1]) for i in facets
    )
    return Polytope(len(axes), tuple(vertices.values()), tuple(vertices), rows)
