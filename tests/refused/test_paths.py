"""Files that a problem names: all but regular files inside its folder are turned away."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from ibverify.errors import FileError, InputError, ProblemError
from ibverify.loaders import load_problem

LEAVES = "leads out of the problem's folder"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `data.npz` and `inner/data.npz`, beside a file that is not inside."""
    inside = tmp_path / "problem"
    (inside / "inner").mkdir(parents=True)
    for place in (tmp_path / "outside.npz", inside / "data.npz", inside / "inner" / "data.npz"):
        np.savez(place, x=np.array([[0.5], [1.0]]), y=np.array([0, 1]))
    return inside


def problem(folder: Path, **data: object) -> Path:
    path = folder / "p.json"
    layer = {"weight": [["1"]], "bias": ["0"], "activation": "relu"}
    path.write_text(json.dumps({"format": "ibverify-problem/1", "input": data, "network": [layer]}))
    return path


@pytest.mark.parametrize("name", ["data.npz", "./data.npz", "inner/../data.npz", "inner/data.npz"])
def test_inside(folder: Path, name: str):
    assert len(load_problem(problem(folder, npz=name, x="x", y="y")).law.cells) == 2


def test_links_inside(folder: Path):
    (folder / "link.npz").symlink_to(folder / "inner" / "data.npz")
    assert len(load_problem(problem(folder, npz="link.npz", x="x", y="y")).law.cells) == 2


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("../outside.npz", LEAVES),
        ("inner/../../outside.npz", LEAVES),
        ("../problem-2/data.npz", LEAVES),
        ("link.npz", LEAVES),
        ("folder-link/outside.npz", LEAVES),
        ("/etc/hostname", LEAVES),
        ("none.npz", "is not a file"),
        ("inner", "is not a file"),
        ("", "is not a file"),
        ("fifo", "is not a file"),
        ("a\0b", "is no usable path"),
        ("loop/data.npz", "is no usable path"),
        ("x" * 5000, "is no usable path"),
    ],
)
@pytest.mark.parametrize("kind", ["npz", "onnx"])
def test_refused(folder: Path, name: str, what: str, kind: str):
    (folder / "link.npz").symlink_to(folder.parent / "outside.npz")
    (folder / "folder-link").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "fifo")
    path = problem(folder, npz="data.npz", x="x", y="y")
    if kind == "npz":
        path = problem(folder, npz=name, x="x", y="y")
    else:
        path.write_text(json.dumps(json.loads(path.read_text()) | {"network": {"onnx": name}}))
    place = "input.npz" if kind == "npz" else "network.onnx"
    with pytest.raises(FileError, match=f"p.json: {place}: .*{what}"):
        load_problem(path)


def test_absolute_inside(folder: Path):
    """Even a file of the folder has to be named relative to it, or the problem cannot move."""
    with pytest.raises(FileError, match=LEAVES):
        load_problem(problem(folder, npz=str(folder / "data.npz"), x="x", y="y"))


# The problem file itself.


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xef\xbb\xbf{}", "begins with a byte order mark"),
        ("{}".encode("utf-16"), "byte 0 is 0xff, which is not UTF-8"),
        (b'{"format": "\xe9"}', "byte 12 is 0xe9, which is not UTF-8"),
        (b"", "there is nothing in it"),
        (b"\x00", "does not go on as JSON"),
    ],
)
def test_bytes(tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "p.json"
    path.write_bytes(content)
    with pytest.raises(FileError, match=words):
        load_problem(path)


@pytest.mark.parametrize(
    ("name", "words"), [("none.json", "No such file"), ("", "Is a directory"), ("a\0b", "null byte")]
)
def test_no_file(tmp_path: Path, name: str, words: str):
    with pytest.raises(FileError, match=f"cannot be read: .*{words}.*; give the path"):
        load_problem(tmp_path / name)


# Data sets that are files, and still cannot be used.

X, Y = np.array([[0.5], [1.0]]), np.array([0, 1])


@pytest.mark.parametrize(
    ("arrays", "kind", "words"),
    [
        ({"x": X}, FileError, r"input.npz: data.npz: there is no array 'y'; use one of x"),
        ({"x": X[:, 0], "y": Y}, ProblemError, r"input.x: 'x' has entries of type float64 and the shape \(2,\)"),
        ({"x": X[:0], "y": Y[:0]}, ProblemError, r"input.x: .* the shape \(0, 1\)"),
        ({"x": X[:, :0], "y": Y}, ProblemError, r"input.x: .* the shape \(2, 0\)"),
        ({"x": X > 0.5, "y": Y}, ProblemError, "input.x: .* type bool"),
        ({"x": X.astype(str), "y": Y}, ProblemError, "input.x: .* type <U32"),
        ({"x": X.astype(complex), "y": Y}, FileError, "input.npz: data.npz: x: .* type 'complex128'"),
        ({"x": X * np.nan, "y": Y}, ProblemError, r"input.x: entry \[0, 0\] of 'x' is nan"),
        ({"x": np.array([[1.0], [np.inf]]), "y": Y}, ProblemError, r"input.x: entry \[1, 0\] of 'x' is inf"),
        (
            {"x": X, "y": Y[:1]},
            ProblemError,
            r"input.y: 'y' has the shape \(1,\); give one label for each of the 2 rows",
        ),
        ({"x": X, "y": X}, ProblemError, r"input.y: 'y' has the shape \(2, 1\)"),
        ({"x": X, "y": X[:, 0]}, ProblemError, r"input.y: entry \[0\] is 0.5; give labels that are integers"),
        ({"x": X, "y": X[:, 0] * np.inf}, ProblemError, r"input.y: entry \[0\] is inf"),
        ({"x": X, "y": np.array(["\ud800", "b"])}, ProblemError, r"input.y: entry \[0\] is '\\ud800'"),
        ({"x": X, "y": Y.astype(complex)}, FileError, "input.npz: data.npz: y: .* type 'complex128'"),
    ],
)
def test_arrays(tmp_path: Path, arrays: dict[str, np.ndarray], kind: type[InputError], words: str):
    np.savez(tmp_path / "data.npz", **arrays)
    with pytest.raises(kind, match=words):
        load_problem(problem(tmp_path, npz="data.npz", x="x", y="y"))


def test_no_archive(tmp_path: Path):
    (tmp_path / "data.npz").write_bytes(b"PK no archive")
    with pytest.raises(
        FileError, match=r"input\.npz: data\.npz: the file cannot be read as arrays: File is not a zip file"
    ):
        load_problem(problem(tmp_path, npz="data.npz", x="x", y="y"))


def test_a_flipped_bit(tmp_path: Path):
    np.savez(tmp_path / "data.npz", x=X, y=Y)
    content = bytearray((tmp_path / "data.npz").read_bytes())
    content[content.index(b"\xf0\x3f")] ^= 1  # the 1.0 of x
    (tmp_path / "data.npz").write_bytes(content)
    with pytest.raises(FileError, match="Bad CRC-32"):
        load_problem(problem(tmp_path, npz="data.npz", x="x", y="y"))


def test_a_negative_half_width(tmp_path: Path):
    np.savez(tmp_path / "data.npz", x=X, y=Y)
    with pytest.raises(ProblemError, match=r"input.box: the half width -1/32 is negative"):
        load_problem(problem(tmp_path, npz="data.npz", x="x", y="y", box="-1/32"))


def test_a_large_file(tmp_path: Path):
    with (tmp_path / "data.npz").open("wb") as file:
        file.truncate(40_000_000)
    with pytest.raises(FileError, match="the file has 40000000 bytes; give at most 32000000"):
        load_problem(problem(tmp_path, npz="data.npz", x="x", y="y"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a device")
def test_a_file_without_end():
    with pytest.raises(FileError, match="more than 40000000 bytes"):
        load_problem(Path("/dev/zero"))


def test_a_closed_stream():
    stream = io.StringIO()
    stream.close()
    with pytest.raises(FileError, match="the stream: cannot be read: I/O operation on closed file"):
        load_problem(stream)
