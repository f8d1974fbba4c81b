"""Files that a problem names: they lie in its folder; and the kind of file that is not read yet."""

from __future__ import annotations

from pathlib import Path

from ibverify.errors import FileError, UnsupportedNetwork, shown


def inside(folder: Path, name: str) -> Path:
    """The regular file of this relative name, with symbolic links and `..` resolved; it lies inside the folder.

    Raises `FileError`, without a place, for any other name.
    """
    try:
        base = folder.resolve()
        path = (base / name).resolve()
        exists = path.is_file()
    except (OSError, ValueError, RuntimeError):  # too long, a null character, a loop of links
        raise FileError("", f"{shown(name)} is no usable path", "give the relative path of a file") from None
    if Path(name).is_absolute() or not path.is_relative_to(base):
        advice = "keep the file beside the problem and give a relative path"
        raise FileError("", f"{shown(name)} leads out of the problem's folder", advice)
    if not exists:
        raise FileError("", f"{shown(name)} is not a file", "give the path of a file, relative to the problem's folder")
    return path


def nnet(where: str) -> UnsupportedNetwork:
    """The refusal of a `.nnet` file."""
    todo = "convert the network to ONNX, or write its layers into a problem file"
    return UnsupportedNetwork(where, ".nnet files are not read yet", todo)
