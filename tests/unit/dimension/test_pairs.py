"""The closest pairs, against all pairs one by one: by trees, by products, in slabs, on any number of threads."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.dimension import pairs
from ibverify.dimension.pairs import Pairs, closest
from ibverify.dimension.points import Points

rows = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 15)] * width), min_size=2, max_size=25)
)
N = 400
SETS = {
    "line": lambda rng: rng.random((N, 1)),
    "square": lambda rng: rng.random((N, 2)),
    "cube in 8 dimensions": lambda rng: rng.random((N, 8)),
    "grid": lambda rng: rng.integers(0, 12, (N, 2)).astype(float),
    "curve": lambda rng: rng.random((N, 1)) @ np.ones((1, 5)),
    "far outliers": lambda rng: rng.standard_t(1, (N, 3)) ** 3,
    "one first coordinate": lambda rng: np.column_stack([np.full(N, 0.1), rng.random(N)]),
    "far from 0": lambda rng: 1e6 + rng.random((N, 3)),
    "a dense part": lambda rng: np.vstack([rng.random((N - 20, 2)), rng.random((20, 2)) / 1e6]),
}


@pytest.fixture
def small(monkeypatch):
    """Many slabs and tiles in few points."""
    sizes = {"SAMPLED": 50, "SLAB": 64, "PRODUCTS": 30 * N, "BUDGET": 1000, "ROWS": 8, "SMALL": 900}
    for name, value in sizes.items():
        monkeypatch.setattr(pairs, name, value)


def one_by_one(points: Points) -> list[float]:
    first, second = np.array(list(combinations(range(len(points)), 2))).T
    distances: list[float] = np.sort(np.linalg.norm(points[first] - points[second], axis=1)).tolist()
    return distances


def belong(found: Pairs, points: Points) -> bool:
    """Whether pairs are as far apart as it says, and different."""
    first, second = found.indices.T
    sides = {(min(i, j), max(i, j)) for i, j in found.indices.tolist()}
    exact = np.array_equal(np.linalg.norm(points[first] - points[second], axis=1), found.distances)
    return exact and len(sides) == len(found.indices) and bool((first != second).all())


@given(rows, st.integers(1, 60))
def test_the_closest_pairs_are_the_closest(points: list[tuple[int, ...]], count: int):
    """Their distances are the smallest of all, in order, and belong to them."""
    array = np.array(points, dtype=float)
    found = closest(array, count)
    assert found.distances.tolist() == one_by_one(array)[:count]
    assert belong(found, array)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("wide", [0.0, 0.7, float("inf")])  # products, either, trees
@pytest.mark.parametrize("name", SETS)
def test_every_route_finds_the_same_pairs(name: str, wide: float, monkeypatch):
    monkeypatch.setattr(pairs, "WIDE", wide)
    points = SETS[name](np.random.default_rng(2))
    expected = one_by_one(points)
    for count in (1, 500, 5 * N):
        found = closest(points, count)
        assert np.array_equal(found.distances, expected[:count])
        assert belong(found, points)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", SETS)
def test_threads_change_nothing(name: str):
    points = SETS[name](np.random.default_rng(4))
    one, two = (closest(points, 3 * N, n_jobs=n_jobs) for n_jobs in (1, 2))
    assert np.array_equal(one.distances, two.distances)
    assert np.array_equal(one.indices, two.indices)


@pytest.mark.usefixtures("small")
def test_a_first_radius_that_is_too_small_is_made_larger(monkeypatch):
    monkeypatch.setattr(pairs, "_radii", lambda points, count: iter([1e-9, 0.01, float("inf")]))
    points = SETS["square"](np.random.default_rng(0))
    assert np.array_equal(closest(points, 1000).distances, one_by_one(points)[:1000])


@pytest.mark.usefixtures("small")
def test_progress_grows_to_1():
    told: list[float] = []
    closest(SETS["square"](np.random.default_rng(0)), 100, progress=told.append)
    assert told[0] < told[-1] == 1
    assert told == sorted(told)
    assert len(told) == -(-N // 64)


def test_equal_points_and_lonely_ones():
    assert closest(np.zeros((5, 2)), 100).distances.tolist() == [0.0] * 10
    assert closest(np.zeros((1, 2)), 100).distances.tolist() == []
