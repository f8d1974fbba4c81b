"""The closest pairs of a sample, exactly, without the matrix of all distances.

Along the first coordinate, a slab of points meets only those up to a radius ahead of it: in a k-d tree, or all of them
by one matrix product where the radius is so wide that a tree would prune nothing. As closer pairs are found, the radius
shrinks, so that memory stays in proportion to the count. Main result: `closest`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.spatial.distance import pdist

from ibverify.dimension.points import Points

Progress: TypeAlias = Callable[[float], None]

SAMPLED = 1000  # points whose distances give the first guess of the radius
SLAB, PRODUCTS = 1 << 16, 1 << 28  # points of a slab, or pairs: either takes less than a second
BUDGET = 1 << 20  # distances held at a time: as many as a cache holds
ROWS, SMALL = 64, 1 << 18  # of a matrix product, and its multiplications: so few are left to one thread by OpenBLAS
WIDE = 0.7  # of the first coordinate's deviation: at larger radii matrix products were faster than trees
SLACK = 1e-9  # of the radius: more than any rounding of a distance


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of points, (count, 2), and their distances, increasing."""

    indices: NDArray[np.intp]
    distances: NDArray[np.float64]


def closest(points: Points, count: int, *, n_jobs: int = 1, progress: Progress | None = None) -> Pairs:
    """The `count` closest pairs, or all if there are no more; exact, and the same for any number of threads.

    Squares of coordinates must not overflow. `progress` is told the share of points that are done.

    >>> closest(np.array([[0.0], [1], [3], [7]]), 2).distances.tolist()
    [1.0, 2.0]
    """
    count = min(count, len(points) * (len(points) - 1) // 2)
    order = np.argsort(points[:, 0], kind="stable")
    ordered = points[order]
    for radius in _radii(points, count):
        found = _within(ordered, radius, count, n_jobs, progress)
        if len(found.distances) >= count:
            break
    ranking = np.argsort(found.distances)
    if not np.diff(found.distances[ranking]).all():  # equal distances: in an order that does not depend on slabs
        ranking = np.lexsort((*found.indices.T, found.distances))
    return Pairs(order[found.indices[ranking[:count]]], found.distances[ranking[:count]])


def _radii(points: Points, count: int) -> Iterator[float]:
    """Radii of which the first should do, from the distances of some points; the last one is infinite."""
    n = len(points)
    chosen = np.random.default_rng(0).choice(n, min(n, SAMPLED), replace=False)
    distances = pdist(points[chosen])
    expected = len(distances) * count / max(1, n * (n - 1) // 2)
    place = int(expected + 3 * expected**0.5 + 3)
    while place < len(distances):
        yield float(np.partition(distances, place)[place])
        place *= 2
    yield float("inf")


def _within(ordered: Points, radius: float, count: int, n_jobs: int, progress: Progress | None) -> Pairs:
    """At least the `count` closest pairs of those up to a radius apart, or all if there are no more."""
    wide = radius > WIDE * float(ordered[:, 0].std())
    search, step = (_by_products, max(1, PRODUCTS // len(ordered))) if wide else (_by_tree, SLAB)
    found = Pairs(np.empty((0, 2), dtype=np.intp), np.empty(0))
    with ThreadPoolExecutor(n_jobs) as pool:
        for first in range(0, len(ordered), n_jobs * step):
            after = min(first + n_jobs * step, len(ordered))
            slabs = pool.map(partial(_slab, search, ordered, radius, step), range(first, after, step))
            found = _joined([found, *slabs])
            if len(found.distances) > 2 * count:
                radius = float(np.partition(found.distances, count - 1)[count - 1])
                found = _up_to(found, radius)
            if progress is not None:
                progress(after / len(ordered))
    return found


def _slab(
    search: Callable[[Points, int, float], NDArray[np.intp]], ordered: Points, radius: float, step: int, start: int
) -> Pairs:
    """The pairs up to a radius apart whose first point is in the slab."""
    stop = min(start + step, len(ordered))
    farthest = ordered[stop - 1, 0] + radius * (1 + SLACK)
    points = ordered[start : np.searchsorted(ordered[:, 0], farthest, side="right")]
    near = search(points, stop - start, radius * (1 + SLACK))
    distances = np.linalg.norm(points[near[:, 0]] - points[near[:, 1]], axis=1)
    return _up_to(Pairs(near + start, distances), radius)


def _by_tree(points: Points, slab: int, radius: float) -> NDArray[np.intp]:
    pairs = cKDTree(points, balanced_tree=False, compact_nodes=False).query_pairs(radius, output_type="ndarray")
    return pairs[pairs[:, 0] < slab]


def _by_products(points: Points, slab: int, radius: float) -> NDArray[np.intp]:
    """Perhaps some more: where $xy - |x|^2/2 - |y|^2/2$, which is $-|x - y|^2/2$, may be as large up to rounding."""
    n, width = points.shape
    centred = points - points.mean(axis=0)
    halves, ones = np.einsum("ij,ij->i", centred, centred)[:, None] / 2, np.ones((n, 1))
    rounding = 8 * (width + 6) * float(halves.max())
    coarse = rounding * np.finfo(np.float32).eps < radius * radius / 8
    kind = np.float32 if coarse else np.float64
    least = -(radius * radius + rounding * np.finfo(kind).eps) / 2
    left: NDArray[np.floating] = np.hstack([centred[:slab], -halves[:slab], ones[:slab]]).astype(kind)
    right: NDArray[np.floating] = np.hstack([centred, ones, -halves]).astype(kind)
    columns = max(1, SMALL // (ROWS * (width + 2)))
    tiles = np.pad(right, ((0, -n % columns), (0, 0)), mode="edge").reshape(-1, columns, width + 2).transpose(0, 2, 1)
    found, step = [np.empty((0, 2), dtype=np.intp)], max(1, BUDGET // (ROWS * columns))
    for row, tile in product(range(0, slab, ROWS), range(0, len(tiles), step)):
        if (tile + step) * columns > row:
            values = left[row : row + ROWS] @ tiles[tile : tile + step]
            where, first, second = np.unravel_index(np.flatnonzero(values >= least), values.shape)
            first, second = first + row, second + (where + tile) * columns
            new = (first < second) & (second < n)
            found.append(np.stack([first[new], second[new]], axis=1))
    return np.concatenate(found)


def _joined(parts: list[Pairs]) -> Pairs:
    return Pairs(np.concatenate([p.indices for p in parts]), np.concatenate([p.distances for p in parts]))


def _up_to(pairs: Pairs, radius: float) -> Pairs:
    kept = pairs.distances <= radius
    return Pairs(pairs.indices[kept], pairs.distances[kept])
