"""Estimates whose truth is known, and samples that support none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ibverify.dimension import Estimate, correlation, correlation_dimension, pairs, quantized_dimension
from ibverify.dimension.points import Points
from ibverify.errors import InputError

N = 3000


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def cantor(n: int) -> Points:
    return (rng().integers(0, 2, (n, 33)) * 2.0) @ 3.0 ** -np.arange(1, 34)


def roll(n: int) -> Points:
    t = 4 + 8 * rng().random(n)
    return np.stack([t * np.cos(t), 20 * rng(2).random(n), t * np.sin(t)], axis=1)


def leaky(n: int) -> Points:
    x = rng().uniform(-1, 1, (n, 3))
    return np.maximum(x, x / 10)


def side_and_square(n: int) -> Points:
    x = rng().random((n, 2))
    x[::2, 1] = 2
    return x


TRUE = {
    "interval": (rng().random(N), 1),
    "square": (rng().random((N, 2)), 2),
    "cube in 5 dimensions": (rng().random((N, 5)), 5),
    "plane in 4 dimensions": (rng().random((N, 2)) @ rng(3).normal(size=(2, 4)), 2),
    "Cantor": (cantor(N), math.log(2) / math.log(3)),
    "roll": (roll(N), 2),
    "leaky ReLU of a cube": (leaky(N), 3),
    "side and square": (side_and_square(N), 1),
    "far from 0": (1e6 + rng().random((N, 2)), 2),
    "huge": (1e308 * (1 - 2 * rng().random((N, 2))), 2),
    "two points twice": (np.vstack([x := rng().random((N, 2)), x[:2]]), 2),
    "tiny": (1e-12 * rng().random((N, 2)), 2),
    "a constant column": (np.column_stack([rng().random(N), np.full(N, 1 / 3)]), 1),
    "single precision": (rng().random((N, 2)).astype(np.float32), 2),
    "fine integers": (rng().integers(0, 10**7, (N, 2)), 2),
}
ATOMS = {
    "all equal": np.full((200, 3), 0.1),
    "two values": rng().integers(0, 2, 1000),
    "an atom and a square": np.where(rng().random((N, 1)) < 0.1, 0.3, rng().random((N, 2))),
    "ReLU": np.maximum(rng().uniform(-1, 1, (N, 2)), 0),
}


@pytest.mark.parametrize("name", TRUE)
def test_the_interval_holds_the_dimension(name: str):
    samples, truth = TRUE[name]
    found = correlation_dimension(samples)
    assert found.holds(truth), found
    assert found.interval is not None
    assert found.estimate is not None
    assert found.interval[0] <= found.estimate <= found.interval[1]
    assert found.scales is not None
    assert 0 < found.scales[0] < found.scales[1]


@pytest.mark.parametrize("name", ATOMS)
@pytest.mark.parametrize("estimator", [correlation_dimension, quantized_dimension])
def test_atoms_have_dimension_0(name: str, estimator):
    assert estimator(ATOMS[name]) == Estimate(0.0, (0.0, 0.0), 0.95, "coincidences")


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (rng().random((99, 2)), "99 points are too few, 100 are needed"),
        (rng().integers(0, 40, (N, 2)), "pairs of points coincide and .* rounded too coarsely"),
        (rng().integers(0, 300, (N, 2)), "pairs of points coincide and .* rounded too coarsely"),
        (rng().random((150, 10)), "150 points are too few in 10 directions, 160 are needed"),
        (rng().random(100_000).astype(np.float32), "pairs of points coincide and .* rounded too coarsely"),
        (np.arange(N), "few different distances: the points lie on a grid"),
        ([[i, j] for i in range(50) for j in range(50)], "few different distances"),
    ],
)
def test_what_supports_no_estimate_says_why(samples, words: str):
    found = correlation_dimension(samples)
    assert found.estimate is found.interval is found.holds(1) is None
    assert found.reason is not None
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(found.reason)


def test_a_wrong_dimension_is_not_held():
    """The intervals say something: neighbours of the truth are outside."""
    assert correlation_dimension(rng().random((N, 2))).holds(1.5) is False
    assert correlation_dimension(roll(N)).holds(3) is False
    assert correlation_dimension(cantor(N)).holds(1) is False


def test_a_flat_slab_may_have_its_third_dimension():
    """1/1000 thick and bent: close pairs see a surface, neighbourhoods see that it is thick, the interval says so."""
    x = rng().random((N, 3))
    slab = np.column_stack([x[:, 0], x[:, 1], np.abs(x[:, 0] - 0.5) + x[:, 2] / 1000])
    found = correlation_dimension(slab)
    assert found.estimate is not None
    assert found.estimate < 2.5
    assert found.holds(3)


def test_order_of_memory_and_affine_maps_change_nothing_or_little():
    points = rng().random((N, 2))
    expected = correlation_dimension(points)
    assert correlation_dimension(np.asfortranarray(points)) == expected
    moved = correlation_dimension(points @ np.array([[100.0, 1], [0, 0.01]]) + 5)
    assert moved.estimate == pytest.approx(expected.estimate, rel=1e-6)


def test_equal_seeds_give_equal_estimates():
    points = roll(N)
    assert correlation_dimension(points, rng=7) == correlation_dimension(points, rng=np.random.default_rng(7))
    assert correlation_dimension(points) == correlation_dimension(points, rng=0)


def test_threads_and_files_change_nothing(tmp_path, monkeypatch):
    """Two threads on a memory-mapped file, in many blocks, find what one finds in memory."""
    points = roll(N)
    expected = correlation_dimension(points)
    np.save(tmp_path / "points.npy", points)
    mapped = np.load(tmp_path / "points.npy", mmap_mode="r")
    monkeypatch.setattr(pairs, "SLAB", 500)
    told: list[float] = []
    assert correlation_dimension(mapped, n_jobs=2, progress=told.append) == expected
    assert told[-1] == 1


def test_pairs_of_large_samples_are_the_closest_ones_only(monkeypatch):
    """A tenth of the pairs: smaller radii, and less certain."""
    points = roll(N)
    expected = correlation_dimension(points)
    monkeypatch.setattr(correlation, "MOST_PAIRS", N // 2)
    found = correlation_dimension(points)
    assert found.holds(2)
    assert found.scales is not None
    assert expected.scales is not None
    assert found.scales[1] < expected.scales[1]


def test_a_higher_level_is_wider():
    points = roll(N)
    narrow, wide = (correlation_dimension(points, level=level).interval for level in (0.5, 0.99))
    assert narrow is not None
    assert wide is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize("estimator", [correlation_dimension, quantized_dimension])
def test_bad_input_is_refused(estimator):
    with pytest.raises(InputError, match="row 1 has nan in column 0"):
        estimator([0.0, float("nan")])
    with pytest.raises(InputError, match=r"level: 95 is no probability; give a number between 0 and 1"):
        estimator([0.0, 1.0], level=95)


def test_bad_options_are_refused():
    with pytest.raises(InputError, match="rng: -1 is no seed"):
        correlation_dimension([0.0, 1.0], rng=-1)
    with pytest.raises(InputError, match="n_jobs: 0 is no number of threads"):
        correlation_dimension([0.0, 1.0], n_jobs=0)


@pytest.mark.parametrize("name", ["interval", "square", "Cantor"])
def test_the_definition_agrees_in_few_dimensions(name: str):
    """$H^2([X]_m) / log m$ itself, in few dimensions: within a tenth."""
    samples, truth = TRUE[name]
    assert quantized_dimension(samples).estimate == pytest.approx(truth, rel=0.1)


def test_too_few_scales_of_cubes_say_why():
    found = quantized_dimension(rng().random((100, 10)))
    assert found.estimate is None
    assert found.reason is not None
    assert "powers of 2" in found.reason
    assert quantized_dimension([1.0]).estimate is None
