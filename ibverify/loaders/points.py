"""Points at which a network is evaluated: a JSON list, or the rows of a `.npy` file. Main result: `load_points`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from flint import fmpq

from ibverify.errors import InputError, ProblemError, shown
from ibverify.loaders._arrays import single
from ibverify.loaders._numbers import displayed, number
from ibverify.loaders._text import Note, parse, to_standard_error

Point = tuple[fmpq, ...]


def load_points(source: str, note: Note = to_standard_error) -> list[Point]:
    """The points that a text gives: one as a JSON list of numbers, or one a row of the array in a `.npy` file.

    Exact; the entries of a nested list, and of a row, are flattened in row-major order. `note` gets one line if a JSON
    number is not the rational that its text spells. Raises `InputError`.

    >>> load_points('["1/3", 2]')
    [(1/3, 2)]
    """
    return _rows(Path(source)) if source.endswith(".npy") else [_point(source, note)]


def _point(text: str, note: Note) -> Point:
    try:
        document = parse(text)
        data = document.data
        if not isinstance(data, list):
            raise ProblemError("", f"{displayed(data)} is not a point", 'give a list of numbers such as ["1/3", 2]')
        point = tuple(_flat(data))
    except InputError as error:
        raise error.within(f"point {shown(text)}") from None
    document.announce("point", note)
    return point


def _flat(data: object) -> list[fmpq]:
    return [x for entry in data for x in _flat(entry)] if isinstance(data, list) else [number(data)]


def _rows(path: Path) -> list[Point]:
    array = single(path)
    if array.ndim < 2 or array.dtype.kind not in "fiu":
        what = f"an array of {array.dtype} of shape {array.shape}"
        raise ProblemError(str(path), what, "give integers or floats, one point a row")
    if not np.isfinite(array).all():
        raise ProblemError(str(path), "some entries are not finite", "give finite numbers")
    if array.size == 0:
        raise ProblemError(str(path), f"an array of shape {array.shape} holds no point", "give one point a row")
    return [tuple(map(number, row)) for row in array.reshape(len(array), -1).tolist()]
