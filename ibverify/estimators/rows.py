"""What estimators are given, checked: rows, numbers, counts. Main results: `checked_rows`, `in_deviations`."""

from __future__ import annotations

from numbers import Real
from operator import index
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.dimension.points import LARGEST, Points, checked
from ibverify.errors import InputError

Rows: TypeAlias = NDArray[Any]

EXACT = "biuU"  # kinds of arrays that stay as they are: float64 would merge large integers, and knows no texts
FARTHEST = 1e100  # deviations: squares stay finite
LONGEST = 60  # characters of a value in a message


def checked_rows(samples: ArrayLike) -> Rows:
    """The sample as (n, width), of numbers or texts; a vector is n rows of one entry.

    Raises `InputError` for another shape, for objects, and for entries that are not finite.
    """
    array = samples if isinstance(samples, np.ndarray) else _array(samples)
    if array.dtype.kind in EXACT and array.ndim in (1, 2) and array.size:
        rows: Rows = array.reshape(len(array), -1)
        return rows
    return checked(samples)


def _array(samples: ArrayLike) -> Rows:
    try:
        array = np.asarray(samples)
    except ValueError:
        return np.asarray(checked(samples))
    if array.dtype.kind in "fU":
        given = np.asarray(samples, dtype=object).ravel()
        merged = [x for x in given if (isinstance(x, int) and abs(x) > LARGEST) or (isinstance(x, str) and "\0" in x)]
        if merged:
            what = f"{merged[0]!r} would be taken for another entry by NumPy"
            raise InputError("samples", what, "give smaller integers, and texts without null characters")
    return array


def in_deviations(samples: ArrayLike, deviation: float) -> Points:
    """Points, (n, width), around the first of them, in deviations of the noise.

    Raises `InputError` for a deviation that is not positive and finite, or tiny beside the points.

    >>> in_deviations([1, 5], 2).tolist()
    [[0.0], [2.0]]
    """
    unit = as_float(deviation)
    if unit is None or not 0 < unit < np.inf:
        raise InputError("deviation", f"{named(deviation)} is no standard deviation", "give a positive number")
    points = checked(samples)
    with np.errstate(over="ignore", invalid="ignore"):
        moved: Points = (points - points[0]) / unit
    if not (np.abs(moved) < FARTHEST).all():
        raise InputError("deviation", f"{deviation} is tiny beside the outputs", "give a larger one, or rescale them")
    return moved


def checked_count(count: object, least: int, most: int, where: str) -> int:
    """A number of bins or draws, which is no bool. Raises `InputError` for one that is not from `least` to `most`."""
    if isinstance(count, (bool, np.bool_)) or not hasattr(count, "__index__") or not least <= index(count) <= most:
        raise InputError(where, named(count), f"give an integer from {least} to {most}")
    return index(count)


def named(value: object) -> str:
    """A value in a message, in part if it is long."""
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST:
        return f"an integer of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}...{text[-8:]}"


def as_float(number: object) -> float | None:
    """A real number, which is no bool, as a float; None for anything else, and for one that no float is near."""
    if isinstance(number, (bool, np.bool_)) or not isinstance(number, Real):
        return None
    try:
        return float(number)
    except OverflowError:
        return None
