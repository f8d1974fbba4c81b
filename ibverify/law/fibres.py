r"""The lengths of the fibres of a polytope that is projected along a line: its image's density, piece by piece.

In coordinates (y, s), y the image and s one coordinate of the chart that moves along the fibres, every facet bounds s
by an affine function of y: from above, from below, or it is vertical. The fibre over y reaches from the largest lower
bound to the smallest upper one, so its length is affine wherever the same two facets bound it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ibverify.exact.matrices import determinant, reduced
from ibverify.law.density import AffineDensity, Row
from ibverify.polyhedra import Polytope, bounding_box, box, cut, image, irredundant


@dataclass(frozen=True, slots=True)
class FibreLengths:
    """A polytope of the image, and the volume of the fibres over it per volume of the image."""

    polytope: Polytope
    length: AffineDensity


def fibre_lengths(polytope: Polytope, rows: Sequence[Row], denominator: int) -> Iterator[FibreLengths]:
    """The pieces of the image of a polytope in R^(r+1) under r independent rows over one denominator; exact.

    >>> from flint import fmpq
    >>> square = box([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(1))])
    >>> for part in fibre_lengths(square, [(1, 1, 0)], 1):  # x + y of the unit square: the tent x, 2 - x
    ...     print(bounding_box(part.polytope), part.length)
    ((1, 2),) AffineDensity(row=(-1, 2), denominator=1)
    ((0, 1),) AffineDensity(row=(1, 0), denominator=1)
    """
    along = _moving(rows)
    change = [*rows, _coordinate(along, len(rows) + 1, denominator)]
    upright = irredundant(image(polytope, change, denominator))
    above = [row for row in upright.halfspaces if row[-2] < 0]
    below = [row for row in upright.halfspaces if row[-2] > 0]
    shadow: Polytope | None = box(bounding_box(upright)[:-1])
    for row in upright.halfspaces:
        if row[-2] == 0 and shadow is not None:
            shadow = cut(shadow, (*row[:-2], row[-1]))[1]
    # Volume in the chart is volume in (y, s) over the determinant of the change of coordinates.
    factor = denominator ** len(change) / abs(determinant([row[:-1] for row in change]))
    for part, upper in _bounded_by(shadow, above):
        for piece, lower in _bounded_by(part, below):
            # upper: s <= u(y) / -a;  lower: s >= -l(y) / b;  the difference over the denominator -a b.
            a, b = -upper[-2], lower[-2]
            row = tuple([b * u + a * v for u, v in zip(_flat(upper), _flat(lower), strict=True)])
            inside = cut(piece, row)[1] if any(row) else None
            if inside is not None:
                yield FibreLengths(inside, AffineDensity(row, a * b).scaled(factor))


def _moving(rows: Sequence[Row]) -> int:
    """A coordinate of the chart that changes along the kernel of the rows."""
    pivots, _ = reduced([row[:-1] for row in rows])
    return next(j for j in range(len(rows[0]) - 1) if j not in pivots)


def _coordinate(index: int, size: int, denominator: int) -> Row:
    return tuple([denominator if j == index else 0 for j in range(size + 1)])


def _flat(row: Row) -> Row:
    """The part of a halfspace that does not depend on s."""
    return (*row[:-2], row[-1])


def _bounded_by(polytope: Polytope | None, facets: Sequence[Row]) -> Iterator[tuple[Polytope, Row]]:
    """The parts of a polytope over which one of the facets is the tightest bound of s."""
    waiting = [] if polytope is None else [(polytope, facets[0], 1)]
    while waiting:
        part, tightest, i = waiting.pop()
        if i == len(facets):
            yield part, tightest
            continue
        other = facets[i]
        # Bounds are value / |a|: the difference of the two has the sign of a cross product.
        mine, its = abs(tightest[-2]), abs(other[-2])
        slack = tuple([mine * o - its * t for o, t in zip(_flat(other), _flat(tightest), strict=True)])
        if not any(slack):
            waiting.append((part, tightest, i + 1))
            continue
        tighter, looser = cut(part, slack)
        if looser is not None:
            waiting.append((looser, tightest, i + 1))
        if tighter is not None:
            waiting.append((tighter, other, i + 1))
