from __future__ import annotations

from pathlib import Path

import pytest

from ibverify.errors import FileError
from ibverify.report.files import write_whole


def test_a_file_is_written_and_replaced(tmp_path: Path):
    path = tmp_path / "new" / "a.tex"
    for text in (b"one", b"two"):
        write_whole(path, text)
        assert path.read_bytes() == text
    assert [p.name for p in path.parent.iterdir()] == ["a.tex"]


def test_a_link_is_kept(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    write_whole(tmp_path / "b", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "b").is_symlink()


def test_what_is_no_file_is_left_alone(tmp_path: Path):
    with pytest.raises(FileError, match="is no file"):
        write_whole(tmp_path, b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="cannot be written"):
        write_whole(tmp_path / "file" / "below", b"")


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as part:
            part.write(data[:1])
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.tex"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileError, match="No space left on device"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.tex"]
