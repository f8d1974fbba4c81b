"""Finite data sets: one atom a row, of equal masses; rows that are equal are one atom. Main result: `load`."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
from flint import fmpq

from ibverify.activations import Piece
from ibverify.distributions import atom, box
from ibverify.errors import FileError, ProblemError, shown
from ibverify.law import Law, mixture
from ibverify.loaders._arrays import Array, members
from ibverify.loaders._numbers import number
from ibverify.loaders._text import has_surrogates


def load(path: Path, x: str, y: str, half_width: fmpq | None = None) -> Law:
    """The law of (Y, X) for a row drawn uniformly from the arrays `x`, of shape (n, d), and `y`, of shape (n,).

    Exact: a float is the rational that it is. With `half_width`, X is uniform on a box of that half width around the
    row. Labels are integers, truth values (0 and 1) or texts. Raises `FileError` for a file that cannot be read, and
    `ProblemError` for arrays that cannot be used, with the fields of a problem file as places.
    """
    if half_width is not None and half_width < 0:
        raise ProblemError("box", f"the half width {half_width} is negative", "give one that is at least 0")
    try:
        points, labels = members(path, (x, y))
    except FileError as error:
        raise error.within("npz") from None
    if points.ndim != 2 or 0 in points.shape or points.dtype.kind not in "fiu":
        what = f"{shown(x)} has entries of type {points.dtype} and the shape {points.shape}"
        raise ProblemError("x", what, "give integers or floats of shape (n, d)")
    if labels.shape != points.shape[:1]:
        what = f"{shown(y)} has the shape {labels.shape}"
        raise ProblemError("y", what, f"give one label for each of the {len(points)} rows")
    refused = np.argwhere(~np.isfinite(points))
    if len(refused):
        i, j = map(int, refused[0])
        raise ProblemError("x", f"entry [{i}, {j}] of {shown(x)} is {points[i, j]}", "give finite numbers")
    rows = Counter(zip(_texts(labels), map(tuple, points.tolist()), strict=True))
    components = [(label, fmpq(k, len(points)), _support(row, half_width)) for (label, row), k in rows.items()]
    return mixture(components)


def _support(row: tuple[int | float, ...], half_width: fmpq | None) -> Piece:
    point = [number(x) for x in row]
    return atom.support(point) if half_width is None else box.support([(x - half_width, x + half_width) for x in point])


def _texts(labels: Array) -> list[str]:
    """The labels as texts; integers in decimal. Raises `ProblemError`."""
    texts = []
    for i, label in enumerate(labels.tolist()):
        if isinstance(label, str):
            if has_surrogates(label):
                raise ProblemError("y", f"entry [{i}] is {shown(label)}", "write characters of Unicode")
            texts.append(label)
        elif math.isfinite(label) and label == int(label):
            texts.append(str(int(label)))
        else:
            raise ProblemError("y", f"entry [{i}] is {label}", "give labels that are integers or texts")
    return texts
