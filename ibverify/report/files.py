"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ibverify.errors import FileError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there; its folder is made. Raises `FileError` where that fails."""
    place = path.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}")
    if place.exists() and not place.is_file():
        raise FileError(str(path), "it is there already, and is no file", "name a file to write")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise FileError(
            str(path), f"it cannot be written: {error.strerror}", "name a file in another folder"
        ) from error
