r"""Coincidences: pairs of equal points, what a part of the law on atoms leaves in a sample, or rounding does.

$P(X = X') = \sum p^2$ over the atoms. If it is positive, C(r) does not go to 0 and the correlation dimension is 0.
Rounding, to a grid or to floats, makes points coincide as well, but then the nearest place holds as many points as the
place itself, or there are no more than two or three at either. Main results: `coincidences`, `Coincidences.of_atoms`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from ibverify.dimension.points import Points, multiplicities

GRID = 16  # steps of a grid: lengths below this are no evidence
CLEAR = 100  # times the coincidences: fewer pairs are no evidence


@dataclass(frozen=True, slots=True)
class Coincidences:
    """The pairs of equal points, those of a point that is repeated and one at the nearest place, and how near it is.

    The `step` is the least distance between different places, 0 where no points coincide.
    """

    points: int
    places: int
    pairs: int
    neighbours: int
    step: float

    @property
    def of_atoms(self) -> bool:
        """Whether equal points have to be atoms: far fewer are at the nearest places, or few places hold them all.

        Up to four points at one place, and none at another, never suffice.
        """
        return self.pairs > 2 * self.neighbours or (self.pairs > 0 and self.places**2 <= self.points)


def coincidences(points: Points, chart: Points, *, n_jobs: int = 1) -> Coincidences:
    """The equal points, exactly; distances between others in the chart, where rows are the same points.

    >>> coincidences(x := np.array([[0.0], [0], [0], [1], [3]]), x)
    Coincidences(points=5, places=3, pairs=3, neighbours=3, step=1.0)
    """
    first, counts = multiplicities(points)
    pairs = int(counts @ (counts - 1)) // 2
    if pairs == 0 or len(first) == 1:
        return Coincidences(len(points), len(first), pairs, 0, 0.0)
    places = chart[first]
    distances, indices = (np.asarray(each)[:, 1] for each in cKDTree(places).query(places, k=2, workers=n_jobs))
    repeated = counts > 1
    neighbours = int(counts[repeated] @ counts[indices[repeated]])
    return Coincidences(len(points), len(first), pairs, neighbours, float(distances.min()))
