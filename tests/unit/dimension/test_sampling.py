"""Draws follow the law, floats follow the activations, and files of samples are mapped or refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from flint import arb, ctx, fmpq

from ibverify import activations
from ibverify.dimension.sampling import FLOATS, draw, floats, outputs, saved
from ibverify.distributions import atom, box, polytope
from ibverify.errors import FileError
from ibverify.law import Law, mixture
from ibverify.network import Network, evaluate_balls, layer
from ibverify.readouts._noise import gaussian, uniform

RNG = np.random.default_rng


def cube(k: int) -> Law:
    return mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * k))])


def test_draws_follow_the_law():
    """A triangle of mass 3/4 and an atom: the share and the barycentre, within five deviations."""
    triangle = polytope.support([[fmpq(0), fmpq(0)], [fmpq(3), fmpq(0)], [fmpq(0), fmpq(3)]])
    law = mixture([("0", fmpq(3, 4), triangle), ("1", fmpq(1, 4), atom.support([fmpq(5), fmpq(5)]))])
    points = draw(law, 4000, RNG(0))
    inside = points.sum(axis=1) <= 3
    assert abs(inside.mean() - 0.75) < 5 * np.sqrt(0.75 * 0.25 / 4000)
    assert (points[~inside] == 5).all()
    assert np.abs(points[inside].mean(axis=0) - 1).max() < 5 * np.sqrt(0.5 / 3000)


def test_draws_from_a_square_are_uniform():
    counts, _, _ = np.histogram2d(*draw(cube(2), 4000, RNG(1)).T, bins=2, range=[[0, 1]] * 2)
    assert np.abs(counts - 1000).max() < 5 * np.sqrt(1000 * 0.75)


def test_draws_have_no_seam():
    """Points are drawn in blocks; a sample of more than one has no row left over."""
    points = draw(cube(1), 100_001, RNG(0))
    assert ((points > 0) & (points < 1)).all()
    assert len(np.unique(points)) == 100_001


@pytest.mark.parametrize("name", activations.names())
def test_floats_follow_the_network(name: str):
    """The float output is what balls enclose, at points away from kinks; by every activation there is."""
    network = Network([layer([["1/3", "1/7"], ["-2/5", 1]], ["1/11", "-1/13"], name)])
    points = np.array([[0.25, 0.5], [-0.75, 0.125], [2.0, -3.0]])
    for point, found in zip(points.tolist(), outputs(network, points, RNG(0))[1].tolist(), strict=True):
        balls = evaluate_balls(network, [fmpq(*x.as_integer_ratio()) for x in point], 100)[-1]
        assert found == pytest.approx([float(ball) for ball in balls], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", sorted(FLOATS))
def test_floats_lie_in_the_balls(name: str):
    """Over the range of the exponential, up to a few units in the last place."""
    points = np.array([[-700.0, -30], [-1e-9, 0], [1e-9, 3], [40, 700]])
    activation = activations.named(name)
    with ctx.workprec(80):
        for row, found in zip(points.tolist(), floats(activation, points).tolist(), strict=True):
            for value, ball in zip(found, activation.ball([arb(x) for x in row]), strict=True):
                assert abs(arb(value) - ball) <= arb(2) ** -48 * abs(ball)


def test_steps_are_closed_on_the_right():
    assert floats(activations.named("step"), np.array([[-1.0, 0.0, 1e-300]])).tolist() == [[0.0, 0.0, 1.0]]


def test_an_activation_without_a_formula_goes_by_its_balls():
    mine = replace(activations.named("tanh"), name="mine")
    points = np.array([[-1.0, 0.5]])
    assert floats(mine, points) == pytest.approx(np.tanh(points), rel=1e-15)


def test_layers_may_read_several():
    network = Network(1, [layer([[2]]), layer([[1, 10]], sources=(0, 1))])
    assert outputs(network, np.array([[1.0]]), RNG(0))[2].tolist() == [[21.0]]


def test_noise_follows_its_law():
    """On zeros: the range of the uniform law, the deviation of the normal one."""
    zeros = np.zeros((4000, 1))
    flat = outputs(Network([layer([[1]], activation=uniform(fmpq(1, 2)))]), zeros, RNG(0))[1]
    assert 0.49 < np.abs(flat).max() <= 0.5
    assert abs(flat.mean()) < 5 * np.sqrt(1 / 12 / 4000)
    normal = outputs(Network([layer([[1]], activation=gaussian(fmpq(3)))]), zeros, RNG(0))[1]
    assert abs(normal.std() - 3) < 5 * 3 / np.sqrt(2 * 4000)


@pytest.mark.parametrize("order", ["C", "F"])
def test_files_are_mapped(tmp_path: Path, order: str):
    points = np.arange(6.0).reshape(3, 2)
    np.save(tmp_path / "points.npy", np.asarray(points, order=order))
    found = saved(tmp_path / "points.npy")
    assert isinstance(found, np.memmap)
    assert (found == points).all()


def header(text: str) -> bytes:
    """A .npy header."""
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be read: no array, or one of objects"),
        (b"no array at all", "cannot be read: no array, or one of objects"),
        (
            header("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }\n") + bytes(8),
            "cannot be read: no array, or one of objects",
        ),
        (
            header("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n") + bytes(16),
            "announces 8 bytes, and 16",
        ),
        (
            header("{'descr': '<f8', 'fortran_order': False, 'shape': (10**30,), }\n"),
            "cannot be read: no array, or one of objects",
        ),
        (
            header("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }\n"),
            "cannot be read: no array, or one of objects",
        ),
        (header("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n") + bytes(8), "one of objects"),
        (header("[" * 5000), "cannot be read: no array, or one of objects"),
    ],
)
def test_what_is_no_array_is_refused(tmp_path: Path, data: bytes, words: str):
    path = tmp_path / "points.npy"
    path.write_bytes(data)
    with pytest.raises(FileError, match=words):
        saved(path)


def test_a_huge_array_is_refused(tmp_path: Path):
    """The file is sparse: its length is announced and nothing is read."""
    path = tmp_path / "points.npy"
    start = header("{'descr': '|i1', 'fortran_order': False, 'shape': (200000000,), }\n")
    with path.open("wb") as file:
        file.write(start)
        file.truncate(len(start) + 200_000_000)
    with pytest.raises(FileError, match="the array has 200000000 entries"):
        saved(path)


def test_archives_and_folders_are_refused(tmp_path: Path):
    np.savez(tmp_path / "points.npz", x=np.zeros(3))
    (tmp_path / "points.npz").rename(tmp_path / "points.npy")
    with pytest.raises(FileError, match="the file holds several arrays"):
        saved(tmp_path / "points.npy")
    with pytest.raises(FileError, match="there is no such file"):
        saved(tmp_path)
