"""Samples as arrays of points, read in blocks: checked, whitened, and their repeated rows.

Main results: `checked`, `unresolved`, `whitening`, `whitened`, `resolution`, `multiplicities`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.errors import InputError

Points: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]

BLOCK = 1 << 16  # points
LARGEST = 2**53  # the integers up to it are floats
NEGLIGIBLE = 1e-9  # of the largest deviation: flatter than this is rounding
OPERATIONS = 16  # roundings that may have added up in a value
OFF_GRID = 0.01  # of a step
LEAST_VALUES = 1 << 16  # that floats have to tell apart along a coordinate
ODD = np.uint64(0x9E3779B97F4A7C15)


def checked(samples: ArrayLike) -> Points:
    """The sample as float64, (n, width); a vector is n points on a line. Not copied if it is float64 in C order.

    Raises `InputError` for another shape, and for entries that are no real numbers or not finite.
    """
    try:
        array = np.asarray(samples)
    except ValueError as error:
        raise InputError("samples", f"no array can be made of them: {error}", "give rows of one length") from None
    if array.dtype.kind not in "biuf":
        raise InputError("samples", f"an array of {array.dtype}", "give integers or floats")
    if array.ndim not in (1, 2) or array.size == 0:
        raise InputError("samples", f"an array of shape {array.shape}", "give one point a row, at least one")
    if array.dtype.kind in "iu" and not -LARGEST <= array.min() <= array.max() <= LARGEST:
        what = f"integers from {array.min()} to {array.max()}, beyond 2^53"
        raise InputError("samples", what, "subtract what they have in common, as floats would merge them")
    points = np.ascontiguousarray(array.reshape(len(array), -1), dtype=np.float64)
    for start, block in _blocks(points):
        finite = np.isfinite(block)
        if not finite.all():
            row, column = np.argwhere(~finite)[0]
            what = f"row {start + row} has {block[row, column]} in column {column}"
            raise InputError("samples", what, "leave out the rows that are not finite")
    return points


def checked_level(level: object) -> float:
    """The level. Raises `InputError` unless it is a number between 0 and 1."""
    if not isinstance(level, (int, float, np.floating)) or not 0 < level < 1:
        raise InputError("level", f"{level!r} is no probability", "give a number between 0 and 1, such as 0.95")
    return float(level)


def checked_rng(rng: np.random.Generator | int | None) -> np.random.Generator:
    """The generator, or one with this seed, 0 if None. Raises `InputError` for what is no seed."""
    try:
        return np.random.default_rng(0 if rng is None else rng)
    except (TypeError, ValueError):
        raise InputError("rng", f"{rng!r} is no seed", "give an integer from 0, or a NumPy generator") from None


def checked_jobs(n_jobs: object) -> int:
    """The number of threads. Raises `InputError` unless it is an integer from 1."""
    if isinstance(n_jobs, bool) or not isinstance(n_jobs, (int, np.integer)) or n_jobs < 1:
        raise InputError("n_jobs", f"{n_jobs!r} is no number of threads", "give an integer from 1")
    return int(n_jobs)


def unresolved(points: Points) -> int | None:
    """A coordinate that is not constant, but varies by no more than rounding beside its size; None if there is none.

    >>> unresolved(np.array([[1.0, 5], [1 + 2**-52, 3]])), unresolved(np.array([[1.0, 5], [1, 3]]))
    (0, None)
    """
    most, least = points.max(axis=0), points.min(axis=0)
    rounding = np.finfo(np.float64).eps * max(len(points), LEAST_VALUES)
    found = np.flatnonzero(
        (most > least) & (most / 2 - least / 2 <= rounding * np.maximum(np.abs(most), np.abs(least)))
    )
    return int(found[0]) if len(found) else None


@dataclass(frozen=True, slots=True)
class Whitening:
    """The map x -> ((x / units - centre) / reach) @ matrix of the columns that move, and whether each does."""

    moving: NDArray[np.bool_]
    units: Vector
    centre: Vector
    reach: Vector
    matrix: Points

    def of(self, points: Points) -> Points:
        """The chart of points, (n, rank)."""
        chart = np.empty((len(points), self.matrix.shape[1]))
        for start, block in self._scaled(points):
            np.matmul(block, self.matrix, out=chart[start : start + BLOCK])
        return chart

    def of_errors(self, errors: Vector) -> float:
        """How far apart points may be in the chart whose columns are off by errors that do not depend on each other."""
        return float(np.linalg.norm((errors[self.moving] / self.units / self.reach)[:, None] * self.matrix))

    def _scaled(self, points: Points) -> Iterator[tuple[int, Points]]:
        for start, block in _blocks(points):
            yield start, (block[:, self.moving] / self.units - self.centre) / self.reach


def whitening(points: Points) -> Whitening:
    """To coordinates of deviation 1 that do not correlate; constant directions are left out.

    A bijective affine map of the sample's affine hull, so the dimension stays.
    """
    n = len(points)
    largest = np.maximum(points.max(axis=0), -points.min(axis=0))
    units = np.where(largest > 0, largest, 1.0)  # so that no sum overflows
    centre = sum((block / units).sum(axis=0) for _, block in _blocks(points)) / n
    reach = np.max([np.abs(block / units - centre).max(axis=0) for _, block in _blocks(points)], axis=0)
    noise = np.finfo(np.float64).eps * n
    moving = reach > noise
    scaling = Whitening(moving, units[moving], centre[moving], reach[moving], np.eye(int(moving.sum())))
    if not moving.any():
        return scaling
    triangle = np.empty((0, len(scaling.units)))
    for _, block in scaling._scaled(points):
        triangle = np.linalg.qr(np.vstack([triangle, block])).R
    _, deviations, directions = np.linalg.svd(triangle, full_matrices=False)
    kept = deviations > max(NEGLIGIBLE, noise / float(scaling.reach.min())) * deviations[0]
    return replace(scaling, matrix=directions[kept].T * (np.sqrt(n) / deviations[kept]))


def whitened(points: Points) -> Points:
    """The chart of a sample by its `whitening`, (n, rank).

    >>> np.abs(whitened(np.array([[1.0, 5], [3, 5]]))).round(12).tolist()
    [[1.0], [1.0]]
    """
    return whitening(points).of(points)


def resolution(points: Points) -> Vector:
    """By how much the values of each column may be off: the rounding of their kind of float, or the step of their grid.

    >>> resolution(np.array([[0.1, 0], [0.3, 5], [0.7, 10]])).round(12).tolist()
    [0.2, 5.0]
    """
    return np.array([_resolution(column) for column in points.T])


def _resolution(column: Vector) -> float:
    """The rounding of the narrowest floats that hold the values, or the step whose multiples they are up to that."""
    values = np.unique(column)
    with np.errstate(over="ignore"):
        kinds = [kind for kind in (np.float16, np.float32) if (values.astype(kind) == values).all()]
    largest = float(np.abs(values).max())
    if largest == 0:
        return 0.0
    shares = values / largest - values[0] / largest  # so that nothing overflows
    rounding = OPERATIONS * float(np.finfo(kinds[0] if kinds else np.float64).eps)
    apart = np.diff(shares)
    step = float(apart.min(where=apart > rounding, initial=np.inf))
    steps = shares / step
    on_grid = (np.abs(steps - np.round(steps)) <= OFF_GRID + rounding / step).all()
    return largest * (step if on_grid and step < np.inf else rounding)


def multiplicities(points: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The index of the first point of each place, and how many points are there; exact.

    Hashes tell most rows apart; only those whose hashes coincide are sorted.

    >>> [each.tolist() for each in multiplicities(np.array([[0.0], [1], [0]]))]
    [[1, 0], [1, 2]]
    """
    keys = _hashed(points)
    ordered = np.sort(keys)
    repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if len(repeated) == 0:
        return np.arange(len(points)), np.ones(len(points), dtype=np.intp)
    doubtful = np.isin(keys, repeated)
    alone, rows = np.flatnonzero(~doubtful), np.flatnonzero(doubtful)
    rows = rows[np.lexsort((*points[rows].T, keys[rows]))]
    changes = np.any(points[rows[1:]] != points[rows[:-1]], axis=1)
    starts = np.flatnonzero(np.concatenate([[True], changes]))
    counts = np.diff(starts, append=len(rows))
    return np.concatenate([alone, rows[starts]]), np.concatenate([np.ones(len(alone), dtype=np.intp), counts])


def _hashed(points: Points) -> NDArray[np.uint64]:
    """A number for each row, the same for equal rows."""
    keys = np.zeros(len(points), dtype=np.uint64)
    for column in points.T:
        keys ^= (column + 0.0).view(np.uint64)  # 0 and -0 are equal
        keys *= ODD
        keys ^= keys >> np.uint64(32)
    return keys


def _blocks(points: Points) -> Iterator[tuple[int, Points]]:
    return ((start, points[start : start + BLOCK]) for start in range(0, len(points), BLOCK))
