r"""Densities in the plane and above: the common refinement of the images of cells, for each label.

A cell whose map is invertible onto its hull (k = r) has a constant density there; with fibres of dimension 1, where
k = r + 1, the density is the length of the fibre. Both are affine functions on polytopes in the pivot coordinates. They
are overlaid, and only chambers on which two labels meet are listed: elsewhere L determines Y.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from flint import fmpq

from ibverify.errors import UnsupportedLaw
from ibverify.exact.matrices import determinant
from ibverify.law.cell import Cell, Label
from ibverify.law.density import AffineDensity
from ibverify.law.fibres import fibre_lengths
from ibverify.law.strata import Stratum
from ibverify.polyhedra import Polytope, image, intersect, subtract

Row = tuple[int, ...]
MAX_PIECES = {2: 20_000, 3: 2_000, 4: 200}  # by rank; the last also beyond
MAX_MEETINGS = {2: 200_000, 3: 40_000, 4: 1_000}
_ADVICE = "a readout, or a layer of fewer neurons, has an exact value"
Bounds = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chamber:
    """A polytope in pivot coordinates on which every label's density is affine."""

    polytope: Polytope
    densities: dict[Label, AffineDensity]
    bounds: Bounds

    def meets(self, bounds: Bounds) -> bool:
        """Whether the bounding boxes overlap; a filter that errs on the side of yes."""
        return all(a <= d and c <= b for (a, b), (c, d) in zip(self.bounds, bounds, strict=True))


def chambers(stratum: Stratum) -> list[Chamber]:
    """The chambers of a stratum of rank >= 2 on which more than one label has a density; exact.

    Raises `UnsupportedLaw` if fibres have dimension 2 or more, or if pieces would meet more than `MAX_MEETINGS` times.
    """
    fibre = max(cell.dimension for cell in stratum.cells) - stratum.rank
    if fibre > 1:
        what = f"the image of dimension {stratum.rank} has fibres of dimension {fibre}: its density has no closed form"
        raise UnsupportedLaw("", what, _ADVICE)
    most = MAX_PIECES[min(stratum.rank, 4)]
    pieces = list(islice((piece for cell in stratum.cells for piece in _pieces(cell, stratum.pivots)), most + 1))
    if len(pieces) > most:
        raise UnsupportedLaw("", f"its density of rank {stratum.rank} has more than {most} pieces", _ADVICE)
    shared: list[Chamber] = []
    meetings = 0
    for cluster in _clusters(pieces):
        found: list[Chamber] = []
        for piece in _meeting_another_label(cluster):
            meetings += sum([chamber.meets(piece.bounds) for chamber in found])
            if meetings > MAX_MEETINGS[min(stratum.rank, 4)]:
                what = f"the {len(pieces)} pieces of its density meet too often to be overlaid"
                raise UnsupportedLaw("", what, _ADVICE)
            found = _overlaid(found, piece)
        shared += [chamber for chamber in found if len(chamber.densities) > 1]
    return shared


def _meeting_another_label(cluster: list[Chamber]) -> list[Chamber]:
    """The pieces whose bounding box overlaps one of another label: only there does a chamber get two labels."""
    by_label: dict[Label, list[Chamber]] = {}
    for piece in cluster:
        [label] = piece.densities
        by_label.setdefault(label, []).append(piece)
    if len(by_label) < 2:
        return []
    others = {
        label: [piece for other, pieces in by_label.items() if other != label for piece in pieces] for label in by_label
    }
    return [p for label, pieces in by_label.items() for p in pieces if any(o.meets(p.bounds) for o in others[label])]


def _clusters(pieces: list[Chamber]) -> list[list[Chamber]]:
    """The pieces in groups, so that bounding boxes of different groups do not overlap: a sweep along one axis."""
    leader = list(range(len(pieces)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = i = leader[leader[i]]
        return i

    active: list[int] = []
    for i in sorted(range(len(pieces)), key=lambda i: pieces[i].bounds[0]):
        start = pieces[i].bounds[0][0]
        active = [j for j in active if pieces[j].bounds[0][1] >= start]
        for j in active:
            if find(i) != find(j) and pieces[j].meets(pieces[i].bounds):
                leader[find(i)] = find(j)
        active.append(i)
    clusters: dict[int, list[Chamber]] = {}
    for i, piece in enumerate(pieces):
        clusters.setdefault(find(i), []).append(piece)
    return list(clusters.values())


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
    """A box of floats that holds the polytope: each end is moved outward past the rounding of the division.

    With parameters it is all of space: what floats say of a sample holds at the sample alone.
    """
    if polytope.parametric:
        return ((-math.inf, math.inf),) * polytope.dimension
    return tuple(_range([(v[axis], v[-1]) for v in polytope.vertices]) for axis in range(polytope.dimension))


def _range(fractions: list[tuple[int, int]]) -> tuple[float, float]:
    try:
        values = [x / w for x, w in fractions]
    except OverflowError:  # beyond the floats: the filter lets everything pass
        return -math.inf, math.inf
    return math.nextafter(min(values), -math.inf), math.nextafter(max(values), math.inf)


def _pieces(cell: Cell, pivots: tuple[int, ...]) -> Iterator[Chamber]:
    rows = [cell.piece.rows[p] for p in pivots]
    if cell.dimension == len(pivots):
        density = _constant(cell.density, rows, cell.piece.denominator)
        yield _chamber(image(cell.polytope, rows, cell.piece.denominator), {cell.label: density})
        return
    for part in fibre_lengths(cell.polytope, rows, cell.piece.denominator):
        yield _chamber(part.polytope, {cell.label: part.length.scaled(cell.density)})


def _constant(density: fmpq, rows: list[Row], denominator: int) -> AffineDensity:
    volume = abs(determinant([row[:-1] for row in rows])) / denominator ** len(rows)
    return AffineDensity((*(0 for _ in rows), 1), 1).scaled(density / volume)
