r"""Parts of a sample that have less dimension than most of it: thin ones, which few pairs of points show.

A point and its s nearest neighbours span a flat of dimension s. In a density of dimension d > s the angle between it
and the next neighbour is less than a small a with a probability of order $a^{d - s}$. If a part is piecewise flat, as
the images of piecewise linear networks are, its angles are 0 up to rounding, which a few points prove; if it is
curved, small angles are too many. And a part on a face repeats values of a coordinate, however thin it is. Main
results: `Neighbourhoods`, `flat_part`, `curved_part`, `face_part`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ibverify.dimension.coincidences import coincidences
from ibverify.dimension.points import Points, Vector, whitening

ANCHORS = 20_000  # points that are looked at
MOST_DIRECTIONS = 8
FEWEST = 10  # points that show a part
SURE = 10  # times the number that rounding explains
NEAR = 1000  # roundings: points so near tell no direction
SMALL = 10.0 ** np.arange(-1, -4.5, -0.5)  # angles
SMALL_BY_CHANCE, TOO_MANY = 10**-0.5, 2  # an angle, and times the number that it explains at smaller ones
REPEATED = 6  # points at a value: as many as show an atom
MOST_FLATS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of some points of a part, the most dimensions that it may have, and how it is seen."""

    rows: NDArray[np.intp]
    most: int
    seen: str


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """Directions from points to nearest neighbours, (points, neighbours, width), and their angles.

    Column s - 1 of `sines` is of the neighbour s + 1 and the span of the s nearer ones; of `doubt`, how far it may be
    off by rounding, 1 where it is not known.
    """

    points: Points
    directions: NDArray[np.float64]
    sines: Points
    doubt: Points

    @staticmethod
    def of(tree: cKDTree, rows: NDArray[np.intp], rounding: float, *, n_jobs: int = 1) -> Neighbourhoods:
        """Those of some rows of the tree's points, whose coordinates may be off by the rounding.

        >>> points = np.array([[0.0, 0], [1, 0], [2, 0], [0, 3]])
        >>> Neighbourhoods.of(cKDTree(points), np.array([0, 3]), 1e-9).sines.round(3).tolist()
        [[0.0], [0.316]]
        """
        count, points = min(tree.m, MOST_DIRECTIONS, tree.n - 1), tree.data[rows]
        indices = np.asarray(tree.query(points, k=count + 1, workers=n_jobs)[1])
        to = tree.data[indices[:, 1:]] - points[:, None]
        lengths = np.linalg.norm(to, axis=2)
        apart = np.minimum(lengths.min(axis=1), np.linalg.norm(np.diff(to, axis=1), axis=2).min(axis=1, initial=np.inf))
        unknown = apart <= NEAR * rounding
        units = to / np.where(unknown[:, None], 1, lengths)[:, :, None]
        diagonal = np.abs(np.diagonal(np.linalg.qr(units.transpose(0, 2, 1), mode="r"), axis1=1, axis2=2))
        spread = np.minimum.accumulate(diagonal, axis=1)[:, :-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            doubt = np.minimum(1, 2 * rounding / apart[:, None] / spread)
        doubt[np.isnan(doubt) | unknown[:, None]] = 1
        return Neighbourhoods(points, units, diagonal[:, 1:], doubt)


def flat_part(found: Neighbourhoods, rank: int) -> Part | None:
    """The points in flats of the least dimension, less than the rank, in which more lie than rounding explains.

    None if there are none. A flat is that of a point and neighbours, and all points in it are of the part, how far
    they may be from each other.
    """
    for s in range(1, min(rank, found.sines.shape[1] + 1)):
        sines, doubt = found.sines[:, s - 1], found.doubt[:, s - 1]
        known = doubt < 1
        flat = np.flatnonzero(known & (sines <= doubt))
        if len(flat) >= FEWEST + SURE * doubt[known].sum():
            return Part(_together(found, flat, s), s, f"lie with their neighbours in flats of dimension {s}")
    return None


def _together(found: Neighbourhoods, flat: NDArray[np.intp], s: int) -> NDArray[np.intp]:
    """Which points lie in the flats of these points and s neighbours; of the first flats only, if there are many."""
    met, open_ = np.zeros(len(found.points), dtype=bool), np.zeros(len(found.points), dtype=bool)
    open_[flat] = True
    for _ in range(MOST_FLATS):
        if not open_.any():
            break
        row = int(np.argmax(open_))
        basis = np.linalg.svd(found.directions[row, : s + 1], full_matrices=False)[2][:s]
        to = found.points - found.points[row]
        off = np.linalg.norm(to - to @ basis.T @ basis, axis=1)
        inside = off <= 2 * found.doubt[row, s - 1] * np.linalg.norm(to, axis=1)
        met |= inside
        open_ &= ~inside
    return np.flatnonzero(met | open_)


def curved_part(found: Neighbourhoods, rank: int) -> int | None:
    """The least dimension, less than the rank, of flats near which there are more neighbours than a density has."""
    for s in range(1, min(rank, found.sines.shape[1] + 1)):
        sines = found.sines[found.doubt[:, s - 1] < 1, s - 1]
        by_chance = (sines < SMALL_BY_CHANCE).sum() * SMALL / SMALL_BY_CHANCE
        if ((sines[:, None] < SMALL).sum(axis=0) > FEWEST + TOO_MANY * by_chance).any():
            return s
    return None


def face_part(points: Points, rank: int) -> Part | None:
    """The points that repeat values of some columns as atoms do, and in which they span the least, less than the rank.

    None if there are none, or too few to be no chance.

    >>> face_part(np.array([[x, x * x if x < 9 else 7] for x in range(20)]), 2).rows.tolist()
    [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
    """
    patterns, which = np.unique([_repeated(column) for column in points.T], axis=1, return_inverse=True)
    found: dict[int, list[NDArray[np.intp]]] = {}
    for pattern in np.flatnonzero(patterns.any(axis=0)):
        rows = np.flatnonzero(which.ravel() == pattern)
        spanned = whitening(points[rows]).matrix.shape[1]
        if spanned < min(rank, len(rows) - REPEATED):
            found.setdefault(spanned, []).append(rows)
    if not found:
        return None
    spanned = min(found)
    return Part(np.sort(np.concatenate(found[spanned])), spanned, "repeat values of their coordinates")


def _repeated(column: Vector) -> NDArray[np.bool_]:
    """Which values are those of as many points as show an atom, if the column repeats any as atoms do."""
    if not coincidences(column[:, None], column[:, None]).of_atoms:
        return np.zeros(len(column), dtype=bool)
    _, places, counts = np.unique(column, return_inverse=True, return_counts=True)
    repeated: NDArray[np.bool_] = counts[places] >= REPEATED
    return repeated
