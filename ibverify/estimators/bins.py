"""The bins that histograms sort a layer's outputs into, coordinate by coordinate: part of what is then estimated.

Main results: `equal_bins`, `adaptive_bins`, `cubes`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.dimension.points import checked
from ibverify.errors import InputError
from ibverify.estimators.rows import checked_count

Bins = NDArray[np.int64]


def equal_bins(points: ArrayLike, count: int, low: float, high: float) -> Bins:
    """The number, from 0, of the equal bin of [low, high] that holds each coordinate; closed on the left.

    Outer bins go on beyond the range, as papers clip: the exact law of these numbers is that behind the readout
    `quantizer`. Shape of the points. Raises `InputError` for a range without an inside.

    >>> equal_bins([-3, 0.25, 0.5, 2], 4, 0, 1).tolist()
    [[0], [1], [2], [3]]
    """
    bins = checked_count(count, 1, "count")
    if not 0 < high - low < np.inf:
        raise InputError("range", f"[{low}, {high}]", "give a low end and a higher one")
    inner = low + np.arange(1, bins) * (high - low) / bins
    return np.searchsorted(inner, checked(points), side="right").astype(np.int64)


def adaptive_bins(points: ArrayLike, count: int) -> Bins:
    """The number of the bin of equal mass that holds each coordinate, from its own quantiles in the sample.

    Equal coordinates share a bin, so that bins may stay empty. Shape of the points. Raises `InputError`.

    >>> adaptive_bins([1, 1, 1, 5, 8, 9], 2).tolist()  # the median is 3
    [[0], [0], [0], [1], [1], [1]]
    """
    bins = checked_count(count, 1, "count")
    array = checked(points)
    inner = np.quantile(array, np.arange(1, bins) / bins, axis=0)
    found = [np.searchsorted(ends, column, side="right") for ends, column in zip(inner.T, array.T, strict=True)]
    return np.stack(found, axis=1).astype(np.int64)


def cubes(points: ArrayLike, m: int) -> Bins:
    r"""The cube of side 1/m that holds each point: $\lfloor m x \rfloor$, as in $[X]_m$ of (9). Raises `InputError`.

    >>> cubes([[0.5, -0.1], [0.74, 0.0]], 4).tolist()
    [[2, -1], [2, 0]]
    """
    scaled = np.floor(checked_count(m, 1, "m") * checked(points))
    if np.abs(scaled).max() >= 2.0**62:
        raise InputError("points", f"a coordinate of {np.abs(scaled).max() / m:g}", "give smaller ones, or a smaller m")
    return scaled.astype(np.int64)
