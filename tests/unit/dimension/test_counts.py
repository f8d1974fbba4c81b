"""Coincidences are counted exactly, and atoms are told from rounding."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from ibverify.dimension.coincidences import coincidences

rows = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 15)] * width), min_size=2, max_size=25)
)


@given(rows)
def test_coincidences_are_the_equal_pairs(points: list[tuple[int, ...]]):
    """As counted one by one, with the least distance between others, and pairs at neighbouring places."""
    array = np.array(points, dtype=float)
    distances = [float(np.linalg.norm(array[i] - array[j])) for i, j in combinations(range(len(array)), 2)]
    apart = [d for d in distances if d > 0]
    found = coincidences(array, array)
    assert found.pairs == distances.count(0)
    assert found.places == len(set(points))
    if found.pairs and apart:
        assert found.step == min(apart)
        counts = Counter(points)
        repeated = [count for count in counts.values() if count > 1]
        assert sum(repeated) * min(counts.values()) <= found.neighbours <= sum(repeated) * max(counts.values())


RNG = np.random.default_rng(6)
SQUARE = RNG.random((2000, 2))


@pytest.mark.parametrize(
    ("points", "atoms"),
    [
        ([0.0] * 10 + [float(k * k) for k in range(1, 91)], True),  # an atom among other points
        ([float(k % 30) for k in range(100)], False),  # thirty integers, each about three times
        ([float(k % 2) for k in range(100)], True),  # two atoms
        ([float(k) for k in range(100)], False),
        ([0.0] * 4 + [float(k) for k in range(1, 97)], False),  # four points: 6 pairs, and 4 with the next one
        ([0.0] * 6 + [float(k) for k in range(1, 95)], True),
        (SQUARE.astype(np.float16), False),  # floats are coarse near 1 and fine near 0
        (np.tile(RNG.random(20_000).astype(np.float16), 2), False),
        (SQUARE[RNG.integers(0, 2000, 2000)], False),  # drawn with repetitions
        (np.maximum(SQUARE - 0.5, 0), True),
        (np.vstack([SQUARE.round(1), [[0.5, 0.5]] * 100]), False),  # an atom on a grid that hides it
        (np.vstack([SQUARE.round(1), [[0.5, 0.5]] * 800]), True),
    ],
)
def test_atoms_are_told_from_rounding(points: ArrayLike, atoms: bool):
    array = np.array(points, dtype=float).reshape(len(np.array(points)), -1)
    assert coincidences(array, array).of_atoms is atoms
