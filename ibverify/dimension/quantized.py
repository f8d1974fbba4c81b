r"""Correlation dimension by its definition (9): the Renyi entropies $H^2([X]_m)$ of (8) for m = 1, 2, 4, ...

One sort serves all m: along the order in which the bits of the coordinates are interleaved (Morton 1966), the points of
a cube of side 1/m are a run. $\sum p^2$ is estimated without bias by the share of pairs in one cube. Cubes suit sets
along the axes; curved layers fill them unevenly, and in 10 dimensions no m is fine enough and has pairs left, so
`correlation` is the default. Main results: `collisions`, `quantized_dimension`.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ibverify.dimension.coincidences import CLEAR, GRID, coincidences
from ibverify.dimension.estimate import Estimate
from ibverify.dimension.points import Points, checked, checked_level
from ibverify.dimension.scaling import fit

METHOD = "quantized Renyi entropy"
BITS = 42  # of a coordinate
WORD = 64
FEWEST_PAIRS, LARGEST_SHARE = 50, 0.1


def collisions(points: Points) -> list[int]:
    r"""How many pairs of points share their cube $[X]_m$, for m = 1, 2, 4, ..., of points in $[0, 1)^{width}$. Exact.

    A word takes the leading bits of all coordinates; points that it tells apart need no other one.

    >>> collisions(np.array([[0.1], [0.2], [0.6]]))[:4]  # all, then halves, quarters, eighths
    [3, 1, 1, 0]
    """
    n, width = points.shape
    cells = np.multiply(points.T, 2.0**BITS, order="C").astype(np.uint64)
    cube, found = np.zeros(n, dtype=np.intp), [n * (n - 1) // 2]
    step = max(1, WORD // width)
    for level, part in product(range(0, BITS, step), range(0, width, WORD)):
        if len(cube) == 0:
            break
        bits = min(step, BITS - level)
        digits = cells[part : part + WORD] >> np.uint64(BITS - level - bits) & np.uint64(2**bits - 1)
        keys = _interleaved(digits, bits)
        order = np.lexsort((keys, cube)) if cube.any() else np.argsort(keys)
        keys, cube = keys[order], cube[order]
        apart, other = keys[1:] ^ keys[:-1], cube[1:] != cube[:-1]
        if part + WORD >= width:
            found += [_pairs(other | (apart >> np.uint64(width * k) > 0)) for k in range(bits - 1, -1, -1)]
        starts = np.concatenate([[True], other | (apart > 0)])
        together = ~(starts & np.append(starts[1:], True))
        cube, cells = np.cumsum(starts)[together], cells[:, order[together]]
    return found + [0] * (BITS + 1 - len(found))


def _pairs(ends: NDArray[np.bool_]) -> int:
    """The pairs of points in one run, of runs that end where it says."""
    runs = np.diff(np.flatnonzero(ends), prepend=-1, append=len(ends))
    return int(runs @ (runs - 1)) // 2


def _interleaved(digits: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """Words of the leading bit of every number of a column, then the next bit of every number, ..."""
    width = len(digits)
    words = np.zeros(digits.shape[1], dtype=np.uint64)
    for place, digit in enumerate(digits):
        spread, group = digit, 1 << (bits - 1).bit_length()
        while group > 1:  # halve the groups, and move the upper halves to their places
            group //= 2
            mask = sum(1 << (k // group * group * width + k % group) for k in range(bits))
            spread = (spread | spread << np.uint64(group * (width - 1))) & np.uint64(mask)
        words |= spread << np.uint64(width - 1 - place)
    return words


def quantized_dimension(samples: ArrayLike, *, level: float = 0.95) -> Estimate:
    r"""The slope of $H^2([X]_m)$ against log m, of samples scaled into the unit cube; an estimate with its interval.

    The interval is one of chance and of the wandering from m to m; there is no allowance for bias. Raises `InputError`
    as `correlation_dimension` does.

    >>> quantized_dimension([5.0] * 10).estimate
    0.0
    """
    points, level = checked(samples), checked_level(level)
    scaled = _in_unit_cube(points)
    if len(points) > 1 and not scaled.any():
        return Estimate(0.0, (0.0, 0.0), level, "coincidences")
    found, finest, fewest = collisions(scaled), 0.0, FEWEST_PAIRS
    if found[-1] > 0:  # equal points share every cube
        met = coincidences(points, scaled)
        if met.of_atoms:
            return Estimate(0.0, (0.0, 0.0), level, "coincidences")
        finest, fewest = GRID * met.step, max(fewest, CLEAR * met.pairs)
    sides, counts = 2.0 ** -np.arange(BITS + 1), np.array(found, dtype=np.float64)
    used = (counts >= fewest) & (counts <= LARGEST_SHARE * counts[0]) & (sides > finest)
    used &= np.diff(counts, append=-1) < 0
    if used.sum() < 3:
        reason = f"only {used.sum()} numbers m, powers of 2, have {fewest} pairs in a cube and are fine enough"
        return Estimate(None, None, level, METHOD, reason=reason)
    radii, pairs = sides[used][::-1], counts[used][::-1]
    fitted, width = fit(radii, pairs, edge=False), float(points.shape[1])
    chance = float(ndtri((1 + level) / 2)) * fitted.error
    slope = min(fitted.slope, width)
    interval = (max(0.0, slope - chance), min(width, fitted.slope + chance))
    return Estimate(slope, interval, level, METHOD, (float(radii[0]), float(radii[-1])))


def _in_unit_cube(points: Points) -> Points:
    """The sample moved to the corner of $[0, 1)^{width}$ and scaled by one factor; all 0 if its points are equal."""
    least, most = points.min(axis=0), points.max(axis=0)
    unit = max(float(np.maximum(most, -least).max()), np.finfo(np.float64).tiny)  # so that no difference overflows
    scaled: Points = points / unit
    scaled -= least / unit
    size = float(scaled.max())
    if size > 0:
        scaled /= size
        np.minimum(scaled, 1 - 2.0**-BITS, out=scaled)
    return scaled
