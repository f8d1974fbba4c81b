"""Arrays of `.npy` and `.npz` files, read only after their headers were judged; no object is ever unpickled.

Main results: `members`, arrays of an archive by name; `single`, the array of a `.npy` file.
"""

from __future__ import annotations

import math
import tokenize
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.lib import format as npy

from ibverify.errors import FileError, shown

MAX_BYTES = 32_000_000
MAX_ENTRIES = 2_000_000

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
_BROKEN = (
    OSError,  # the file system
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # an encrypted member; NotImplementedError for a method of compression; RecursionError
    ValueError,  # a header that is no header, and what its parser raises
    TypeError,
    SyntaxError,
    tokenize.TokenError,
    OverflowError,
    MemoryError,
)


def members(path: Path, names: Sequence[str]) -> list[Array]:
    """The arrays of these names in a `.npz` file. Raises `FileError`, with the name of the file as its place."""
    with _readable(path, path.name, "savez"), zipfile.ZipFile(path) as archive:
        return [_member(archive, path.name, name) for name in names]


def single(path: Path) -> Array:
    """The array of a `.npy` file. Raises `FileError`, with the file as its place."""
    with _readable(path, str(path), "save"), path.open("rb") as file:
        return _array(file, path.stat().st_size, str(path))


@contextmanager
def _readable(path: Path, where: str, writer: str) -> Iterator[None]:
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise FileError(where, f"the file has {size} bytes", f"give at most {MAX_BYTES}")
        yield
    except _BROKEN as error:
        what = f"the file cannot be read as arrays: {str(error)[:80] or type(error).__name__}"
        raise FileError(where, what, f"write it with numpy.{writer}") from None


def _member(archive: zipfile.ZipFile, where: str, name: str) -> Array:
    try:
        member = archive.getinfo(f"{name}.npy")
    except KeyError:
        names = ", ".join(n.removesuffix(".npy") for n in archive.namelist()[:20])
        raise FileError(where, f"there is no array {shown(name)}", f"use one of {names[:200]}") from None
    with archive.open(member) as file:
        return _array(file, member.file_size, f"{where}: {name}")


def _array(file: IO[bytes], size: int, where: str) -> Array:
    if size > MAX_BYTES:
        raise FileError(where, f"the array has {size} bytes", f"give at most {MAX_BYTES}")
    version = npy.read_magic(file)
    if version not in _HEADERS:
        raise ValueError(f"version {version} of the format is not read")
    with warnings.catch_warnings():  # of Python 2, and of texts that are no Python
        warnings.simplefilter("ignore")
        shape, fortran, dtype = _HEADERS[version](file)
    if dtype.kind not in "fiubU" or (dtype.itemsize > 8 and dtype.kind != "U"):
        raise FileError(where, f"the array has entries of type {shown(str(dtype))}", "give numbers or texts")
    if max(shape, default=0) > MAX_ENTRIES or min(shape, default=0) < 0 or math.prod(shape) > MAX_ENTRIES:
        raise FileError(where, f"the array has the shape {shown(str(shape))}", f"give at most {MAX_ENTRIES} entries")
    announced, held = math.prod(shape) * dtype.itemsize, size - file.tell()
    if announced != held:
        raise FileError(where, f"the header announces {announced} bytes, and {held} follow", "write the file again")
    return np.frombuffer(file.read(announced), dtype).reshape(shape, order="F" if fortran else "C")
