from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.polyhedra import bounding_box, box, from_points, intersect, simplex, subtract, volume


@st.composite
def pairs(draw):
    k = draw(st.integers(0, 3))
    points = st.lists(st.tuples(*[st.integers(-3, 3)] * k), min_size=k + 1, max_size=7)
    hulls = [from_points([[fmpq(x) for x in p] for p in draw(points)])[1] for _ in range(2)]
    return [hull if hull.dimension == k else box([(fmpq(-1), fmpq(1))] * k) for hull in hulls]


def total(parts):
    return sum((volume(part) for part in parts), fmpq(0))


@settings(max_examples=60)
@given(pairs())
def test_a_polytope_is_what_it_shares_and_what_is_left(broken, pair):
    """vol(P) = vol(P and Q) + vol(P - Q), and the intersection has the same volume both ways round."""
    first, second = pair
    common, left = intersect(first, second), subtract(first, second)
    shared = fmpq(0) if common is None else volume(common)
    swapped = intersect(second, first)
    assert shared == (fmpq(0) if swapped is None else volume(swapped))
    assert shared + total(left) == volume(first)
    assert [broken(part) for part in left] == [""] * len(left)
    assert common is None or broken(common) == ""
    assert all(intersect(part, second) is None for part in left)


def test_neighbours_share_no_interior():
    left, right = (box([(fmpq(i), fmpq(i + 1)), (fmpq(0), fmpq(1))]) for i in range(2))
    assert intersect(left, right) is None
    assert subtract(left, right) == [left]


def test_polytopes_that_only_a_skew_plane_separates():
    """Edges that pass each other in space: no facet of either tetrahedron separates, cutting decides."""
    low = simplex([[fmpq(x) for x in p] for p in [(-2, 0, 0), (2, 0, 0), (0, 2, -4), (0, -2, -4)]])
    high = simplex([[fmpq(x) for x in p] for p in [(0, -2, 0), (0, 2, 0), (2, 0, 4), (-2, 0, 4)]])
    assert intersect(low, high) is None


def test_a_hole_leaves_four_parts_of_a_square():
    square, hole = box([(fmpq(0), fmpq(3))] * 2), box([(fmpq(1), fmpq(2))] * 2)
    assert total(subtract(square, hole)) == 8
    assert len(subtract(square, hole)) == 4
    assert intersect(square, hole) is not None
    assert bounding_box(intersect(square, hole)) == bounding_box(hole)
    assert subtract(hole, square) == []


@pytest.mark.parametrize("other", [0, 1])
def test_the_point_meets_itself(other):
    points = box([]), box([])
    assert intersect(points[0], points[other]) == points[0]
    assert subtract(points[0], points[other]) == []
