from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from flint import fmpq

from ibverify.law import Law
from ibverify.loaders.dataset import load


def law(folder: Path, x: object, y: object, half_width: fmpq | None = None) -> Law:
    np.savez(folder / "d.npz", points=np.asarray(x), labels=np.asarray(y))
    return load(folder / "d.npz", "points", "labels", half_width)


def atoms(law: Law) -> list[tuple[str, fmpq, tuple[fmpq, ...]]]:
    return [(cell.label, cell.mass, cell.image((1,))) for cell in law.cells]


def test_one_atom_a_row(tmp_path: Path):
    assert atoms(law(tmp_path, [[0.5, 0.1], [-2.0, 3.0]], [1, 0])) == [
        ("1", fmpq(1, 2), (fmpq(1, 2), fmpq(3602879701896397, 36028797018963968))),
        ("0", fmpq(1, 2), (fmpq(-2), fmpq(3))),
    ]


def test_equal_rows_are_one_atom(tmp_path: Path):
    """Of one label: rows 0, 2; the same point with another label is another atom. -0.0 is 0."""
    found = atoms(law(tmp_path, [[0.0], [1.0], [-0.0], [0.0]], [0, 0, 0, 1]))
    assert found == [("0", fmpq(1, 2), (fmpq(0),)), ("0", fmpq(1, 4), (fmpq(1),)), ("1", fmpq(1, 4), (fmpq(0),))]


def test_boxes(tmp_path: Path):
    """Half width 1/4 around (1/2, 1): [1/4, 3/4] x [3/4, 5/4], of density 1/(1/2 * 1/2)."""
    [cell] = law(tmp_path, [[0.5, 1.0]], [0], fmpq(1, 4)).cells
    corners = {cell.image(vertex) for vertex in cell.polytope.vertices}
    assert corners == {(fmpq(a, 4), fmpq(b, 4)) for a in (1, 3) for b in (3, 5)}
    assert (cell.mass, cell.density) == (fmpq(1), fmpq(4))


def test_a_half_width_of_0_is_an_atom(tmp_path: Path):
    assert law(tmp_path, [[3, 4]], [0], fmpq(0)) == law(tmp_path, [[3, 4]], [0])


@pytest.mark.parametrize(
    ("labels", "texts"),
    [
        (np.array([3, -1], np.int8), {"3", "-1"}),
        (np.array([2**64 - 1, 0], np.uint64), {"18446744073709551615", "0"}),
        (np.array([2.0, 1e22]), {"2", "10000000000000000000000"}),
        (np.array([True, False]), {"1", "0"}),
        (np.array(["Äpfel", "1"]), {"Äpfel", "1"}),
    ],
)
def test_labels(tmp_path: Path, labels: np.ndarray, texts: set[str]):
    assert set(law(tmp_path, [[0], [1]], labels).labels) == texts


@pytest.mark.parametrize("kind", ["f2", "f4", "<f8", ">f8", "i1", "u1", "<i4", ">i8"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_every_type_of_number(tmp_path: Path, kind: str, order: str):
    x = np.array([[1, 2, 3], [4, 5, 6]], kind, order=order)
    assert [point for _, _, point in atoms(law(tmp_path, x, [0, 0]))] == [(1, 2, 3), (4, 5, 6)]


def test_compressed_files_and_other_arrays(tmp_path: Path):
    np.savez_compressed(tmp_path / "d.npz", x=np.eye(2), y=[0, 1], other=np.array([None]))
    assert len(load(tmp_path / "d.npz", "x", "y").cells) == 2
