"""Pairs in one cube, exactly, for every m at once: one by one, and by counting different rows."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.dimension import quantized_dimension
from ibverify.dimension.points import Points
from ibverify.dimension.quantized import BITS, collisions

rows = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 15)] * width), min_size=1, max_size=25)
)
WIDTHS = [1, 2, 3, 5, 7, 10, 33, 64, 65, 130]  # a word holds 64 levels of one, 1 of 64, and less than one of 65


def of_unique_rows(points: Points) -> list[int]:
    """The second route: the sizes of the cubes."""
    sizes = [np.unique(np.floor(points * 2.0**k), axis=0, return_counts=True)[1] for k in range(BITS + 1)]
    return [int((size * (size - 1)).sum()) // 2 for size in sizes]


@given(rows)
def test_collisions_are_the_pairs_in_one_cube(points: list[tuple[int, ...]]):
    """For every m, as counted one by one."""
    array = np.array(points) / 16
    for level, count in enumerate(collisions(array)):
        cubes = [tuple(cube) for cube in np.floor(array * 2**level).tolist()]
        assert count == sum(a == b for a, b in combinations(cubes, 2))


@pytest.mark.parametrize("width", WIDTHS)
def test_collisions_are_those_of_unique_rows(width: int):
    """Of a cube; of a curve, where many share the first words; and of clusters that share all but the last."""
    rng = np.random.default_rng(width)
    cube = rng.random((150, width))
    curve = rng.random((150, 1)) ** 3 * np.linspace(0.5, 1, width)
    clusters = (
        rng.integers(0, 2, (150, width)) * 2.0 ** -rng.integers(1, 3) + rng.integers(0, 4, (150, width)) * 2.0**-40
    )
    for points in (cube, curve, clusters):
        assert collisions(points) == of_unique_rows(points)


def test_many_points_in_three_dimensions():
    points = np.random.default_rng(0).random((20_000, 3)) ** 2
    assert collisions(points)[:12] == of_unique_rows(points)[:12]


def test_the_last_bit_tells_points_apart():
    near = np.array([[0.0, 0.5], [0.0, 0.5 + 2.0**-BITS]])
    assert collisions(near) == [1] * BITS + [0]
    assert collisions(near[:1]) == [0] * (BITS + 1)


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e308])
def test_one_factor_scales_all_columns(scale: float):
    """A strip of length 1 and breadth 1/1000 is a line to coarse cubes and a surface to fine ones."""
    rng = np.random.default_rng(1)
    square = rng.random((5000, 2)) * 2 - 1
    assert quantized_dimension(square * scale).holds(2)
    strip = quantized_dimension(square * [scale, scale / 1000])
    assert strip.estimate is not None
    assert strip.estimate < 1.5
