from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import factorial, isclose

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from ibverify.errors import UnsupportedLaw
from ibverify.polyhedra import box, from_halfspaces, from_points, simplex, triangulate, volume


def q(points):
    return [[fmpq(x) for x in point] for point in points]


@pytest.mark.parametrize("k", range(7))
def test_the_unit_cube_has_volume_one(k):
    assert volume(box([(fmpq(0), fmpq(1))] * k)) == 1


@pytest.mark.parametrize("k", range(1, 6))
def test_the_cross_polytope_has_volume_two_to_the_k_over_k_factorial(k):
    points = q([[sign * int(i == j) for j in range(k)] for i in range(k) for sign in (-1, 1)])
    assert volume(from_points(points)[1]) == fmpq(2**k, factorial(k))


@pytest.mark.parametrize("k", range(6))
def test_the_standard_simplex_has_volume_one_over_k_factorial(k):
    points = q([[int(i == j) for j in range(k)] for i in range(k + 1)])
    assert volume(simplex(points)) == fmpq(1, factorial(k))


def test_a_pyramid_over_a_square():
    """Base 4, height 3: volume 4; its apex is not simple."""
    points = q([*((x, y, 0) for x, y in product((-1, 1), repeat=2)), (0, 0, 3)])
    assert volume(from_points(points)[1]) == 4


def test_the_triangulation_of_a_cube_by_pulling_has_one_simplex_per_order():
    assert [len(triangulate(box([(fmpq(0), fmpq(1))] * k))) for k in range(6)] == [factorial(k) for k in range(6)]


@pytest.mark.parametrize("k", [4, 5])
def test_redundant_halfspaces_change_no_volume(k):
    """x_1 + x_2 <= 2 is tight on a face of the unit cube with 2^(k-2) >= 4 vertices, which is no facet."""
    cube = box([(fmpq(0), fmpq(1))] * k)
    row = (-1, -1, *([0] * (k - 2)), 2)
    masks = tuple(
        m | (sum(a * x for a, x in zip(row, v, strict=True)) == 0) << 2 * k
        for m, v in zip(cube.masks, cube.vertices, strict=True)
    )
    redundant = replace(cube, masks=masks, halfspaces=(*cube.halfspaces, row))
    assert volume(redundant) == 1
    assert triangulate(redundant) == triangulate(cube)  # a face taken for a facet adds flat simplices, of volume 0


@settings(max_examples=40)
@given(st.data(), st.integers(2, 4))
def test_volumes_are_those_of_qhull(data, k):
    """The exact volume of a hull of integer points, against floats to 1e-9."""
    point = st.tuples(*[st.integers(-6, 6)] * k)
    points = data.draw(st.lists(point, min_size=k + 1, max_size=14, unique=True))
    _, hull = from_points(q(points))
    if hull.dimension == k:
        assert isclose(float(volume(hull).p) / float(volume(hull).q), ConvexHull(np.array(points)).volume, rel_tol=1e-9)


@settings(max_examples=40)
@given(st.data(), st.integers(1, 4))
def test_volume_is_independent_of_the_order_of_vertices(data, k):
    """A permutation of the vertices gives another triangulation of the same volume."""
    point = st.tuples(*[st.integers(-3, 3)] * k)
    _, hull = from_points(q(data.draw(st.lists(point, min_size=1, max_size=10))))
    order = data.draw(st.permutations(range(len(hull.vertices))))
    permuted = replace(hull, vertices=tuple(hull.vertices[i] for i in order), masks=tuple(hull.masks[i] for i in order))
    assert volume(permuted) == volume(hull)


def test_a_wrong_mask_is_seen_by_the_volume():
    """The planted violation: the other diagonal counted as an edge of the square."""
    square = box([(fmpq(0), fmpq(1))] * 2)
    wrong = replace(square, halfspaces=(*square.halfspaces, (-1, -1, 1)), masks=(5, 25, 22, 10))
    assert volume(wrong) == fmpq(3, 2)


def test_too_many_simplices_are_refused():
    """A cube of dimension 8 has 8! = 40320, one that is cut by a dozen half-spaces more than 10**5."""
    cube = [[*(sign * int(i == j) for j in range(8)), 1] for i in range(8) for sign in (-1, 1)]
    assert len(triangulate(from_halfspaces(q(cube))[1])) == factorial(8)
    cuts = [[*((i * i + 3 * j * i) % 7 - 3 for j in range(8)), 5] for i in range(1, 13)]
    with pytest.raises(UnsupportedLaw, match=r"^a polytope of dimension 8 has more than 100000 simplices; give sets"):
        volume(from_halfspaces(q(cube + cuts))[1])
