"""The bins that histograms sort a layer's outputs into, coordinate by coordinate: part of what is then estimated.

Main results: `equal_bins`, `adaptive_bins`, `cubes`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.dimension.points import LARGEST, checked
from ibverify.errors import InputError
from ibverify.estimators.rows import as_float, checked_count, named

Bins = NDArray[np.int64]

MOST = 1_000_000  # bins of a coordinate


def equal_bins(points: ArrayLike, count: int, low: float, high: float) -> Bins:
    """The number, from 0, of the equal bin of [low, high] that holds each coordinate; closed on the left.

    Outer bins go on beyond the range, as papers clip: the exact law of these numbers is that behind the readout
    `quantizer`. Shape of the points. Raises `InputError` for a range without an inside, and for bins that floats
    cannot tell apart.

    >>> equal_bins([-3, 0.25, 0.5, 2], 4, 0, 1).tolist()
    [[0], [1], [2], [3]]
    """
    bins = checked_count(count, 1, MOST, "count")
    start, end = as_float(low), as_float(high)
    if start is None or end is None or not 0 < end - start < np.inf:
        what = f"[{named(low)}, {named(high)}]"
        raise InputError("range", what, "give a low end and a higher one, as numbers")
    inner = start + np.arange(1, bins) * (end - start) / bins
    if not (np.diff(inner, prepend=start, append=end) > 0).all():
        raise InputError("count", f"{bins} bins of [{start}, {end}] are one to floats", "give fewer, or a wider range")
    return np.searchsorted(inner, checked(points), side="right").astype(np.int64)


def adaptive_bins(points: ArrayLike, count: int) -> Bins:
    """The number of the bin of equal mass that holds each coordinate, from its own quantiles in the sample.

    Equal coordinates share a bin, so that bins may stay empty. Shape of the points. Raises `InputError`.

    >>> adaptive_bins([1, 1, 1, 5, 8, 9], 2).tolist()  # the median is 3
    [[0], [0], [0], [1], [1], [1]]
    """
    bins = checked_count(count, 1, MOST, "count")
    array = checked(points)
    inner = np.quantile(array, np.arange(1, bins) / bins, axis=0)
    found = [np.searchsorted(ends, column, side="right") for ends, column in zip(inner.T, array.T, strict=True)]
    return np.stack(found, axis=1).astype(np.int64)


def cubes(points: ArrayLike, m: int) -> Bins:
    r"""The cube of side 1/m that holds each point: $\lfloor m x \rfloor$, as in $[X]_m$ of (9). Raises `InputError`.

    >>> cubes([[0.5, -0.1], [0.74, 0.0]], 4).tolist()
    [[2, -1], [2, 0]]
    """
    parts, array = checked_count(m, 1, LARGEST, "m"), checked(points)
    most = float(np.abs(array).max())
    if most >= 2.0**62 / parts:
        raise InputError("points", f"a coordinate of {most:g}", "give smaller ones, or a smaller m")
    scaled = np.floor(parts * array)
    return scaled.astype(np.int64)
