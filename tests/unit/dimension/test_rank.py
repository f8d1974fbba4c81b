"""Flat directions are seen, curved ones are not; parts of another dimension are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from ibverify.dimension.pairs import closest
from ibverify.dimension.points import Points, whitened
from ibverify.dimension.rank import local_rank, nearest_dimension

RNG = np.random.default_rng(5)
ANGLES = 2 * np.pi * RNG.random(4000)
SETS = {
    "cube": (RNG.random((4000, 3)), 3),
    "circle": (np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1), 1),
    "paraboloid": ((lambda x: np.column_stack([x, (x**2).sum(axis=1)]))(RNG.random((4000, 2))), 2),
    "bent slab": (  # thick 1/100, and bent so that no affine map makes it round
        (lambda x: np.column_stack([x[:, 0], x[:, 1], np.abs(x[:, 0] - 0.5) + x[:, 2] / 100]))(RNG.random((4000, 3))),
        3,
    ),
    "line": (RNG.random((4000, 1)), 1),
}


@pytest.mark.parametrize("name", SETS)
def test_directions_in_which_neighbours_spread(name: str):
    points, rank = SETS[name]
    chart = whitened(points)
    found, flatness = local_rank(cKDTree(chart), closest(chart, 20_000), np.random.default_rng(0))
    assert found == rank
    assert 0 < flatness <= 1


def test_neighbours_count_every_point_alike():
    """Half a square and half a segment: the mean, in the sense of neighbours, lies between 1 and 2."""
    mixed: Points = RNG.random((4000, 2))
    mixed[:2000, 1] = 2
    assert 1.2 < nearest_dimension(cKDTree(mixed), RNG) < 1.8
    assert nearest_dimension(cKDTree(RNG.random((4000, 1))), RNG) == pytest.approx(1, abs=0.05)


def test_only_equal_points_say_nothing():
    assert np.isnan(nearest_dimension(cKDTree(np.zeros((100, 2))), RNG))
