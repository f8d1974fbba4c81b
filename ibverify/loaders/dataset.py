"""Finite data sets in `.npz` files: one atom a row, of equal masses; rows that are equal are one atom.

The header of an array is read and judged before any of its data, and no object is ever unpickled. Main result: `load`.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import IO, Any

import numpy as np
from flint import fmpq
from numpy.lib import format as npy

from ibverify.activations import Piece
from ibverify.distributions import atom, box
from ibverify.errors import FileError, ProblemError, shown
from ibverify.exact.rational import from_float
from ibverify.law import Law, mixture

MAX_BYTES = 32_000_000
MAX_ENTRIES = 2_000_000

Array = np.ndarray[Any, np.dtype[Any]]
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    SyntaxError,
    RecursionError,
    MemoryError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    zipfile.BadZipFile,
    zlib.error,
)


def load(path: Path, x: str, y: str, half_width: fmpq | None = None) -> Law:
    """The law of (Y, X) for a row drawn uniformly from the arrays `x`, of shape (n, d), and `y`, of shape (n,).

    Exact: a float is the rational that it is. With `half_width`, X is uniform on a box of that half width around the
    row. Labels are integers, truth values (0 and 1) or texts. Raises `FileError` for a file or an array that cannot be
    read, `ProblemError` for entries that cannot be used; places are the fields of a problem file.
    """
    if half_width is not None and half_width < 0:
        raise ProblemError("box", f"the half width {half_width} is negative", "give a number that is at least 0")
    points, labels = _arrays(path, x, y)
    if points.ndim != 2 or 0 in points.shape or points.dtype.kind not in "fiu":
        what = f"{shown(x)} is an array of {points.dtype} of shape {points.shape}"
        raise ProblemError("x", what, "give integers or floats of shape (n, d)")
    if labels.shape != points.shape[:1] or labels.dtype.kind not in "fiubU":
        what = f"{shown(y)} is an array of {labels.dtype} of shape {labels.shape}"
        raise ProblemError("y", what, f"give a label for each of the {len(points)} rows: integers or texts")
    if not np.isfinite(points).all():
        row, column = (int(i) for i in np.argwhere(~np.isfinite(points))[0])
        raise ProblemError("x", f"entry [{row}, {column}] is {points[row, column]}", "give finite numbers")
    rows = Counter(zip(_labels(labels), map(tuple, points.tolist()), strict=True))
    return mixture(
        [(label, fmpq(count, len(points)), _support(row, half_width)) for (label, row), count in rows.items()]
    )


def _support(row: tuple[float, ...], half_width: fmpq | None) -> Piece:
    point = [from_float(entry) if isinstance(entry, float) else fmpq(entry) for entry in row]
    if half_width is None:
        return atom.support(point)
    return box.support([(entry - half_width, entry + half_width) for entry in point])


def _labels(labels: Array) -> list[str]:
    made = []
    for i, label in enumerate(labels.tolist()):
        if isinstance(label, str):
            if any("\ud800" <= character <= "\udfff" for character in label):
                raise ProblemError("y", f"entry [{i}] is {shown(label)}", "write characters of Unicode")
            made.append(label)
        elif label != label or label in (math.inf, -math.inf) or label != int(label):
            raise ProblemError("y", f"entry [{i}] is {label}", "give labels that are integers or texts")
        else:
            made.append(str(int(label)))
    return made


def _arrays(path: Path, x: str, y: str) -> tuple[Array, Array]:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileError("npz", f"{shown(path.name)} has {size} bytes", f"give at most {MAX_BYTES}")
        with zipfile.ZipFile(path) as archive:
            return _array(archive, "x", x), _array(archive, "y", y)
    except _BROKEN as error:
        what = f"{shown(path.name)} cannot be read as .npz: {str(error)[:80] or type(error).__name__}"
        raise FileError("npz", what, "write it with numpy.savez") from None


def _array(archive: zipfile.ZipFile, field: str, name: str) -> Array:
    try:
        member = archive.getinfo(f"{name}.npy")
    except KeyError:
        names = [n.removesuffix(".npy") for n in archive.namelist()[:20]]
        raise FileError(field, f"there is no array {shown(name)}", f"use one of {', '.join(names)}"[:300]) from None
    if member.file_size > MAX_BYTES:
        raise FileError(field, f"{shown(name)} has {member.file_size} bytes", f"give at most {MAX_BYTES}")
    with archive.open(member) as file:
        shape, fortran, dtype = _header(file)
        if dtype.hasobject or dtype.kind not in "fiubU" or (dtype.itemsize > 8 and dtype.kind != "U"):
            raise FileError(field, f"{shown(name)} is an array of {shown(str(dtype))}", "give numbers or texts")
        if math.prod(shape) > MAX_ENTRIES or max(shape, default=0) > MAX_ENTRIES:
            what = f"{shown(name)} has the shape {shown(str(shape))}"
            raise FileError(field, what, f"give at most {MAX_ENTRIES} entries")
        announced, held = math.prod(shape) * dtype.itemsize, member.file_size - file.tell()
        if announced != held:
            what = f"the header of {shown(name)} announces {announced} bytes, and {held} are there"
            raise FileError(field, what, "write the file again")
        content = file.read(announced)
    return np.frombuffer(content, dtype).reshape(shape, order="F" if fortran else "C")


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    version = npy.read_magic(file)
    if version not in readers:
        raise ValueError(f"arrays of version {version} of the format are not read")
    return readers[version](file)
