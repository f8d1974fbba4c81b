from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.polyhedra import Polytope, barycentre, bounding_box, box, image, irredundant, simplex, volume

TRIANGLE = simplex([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(0)], [fmpq(0), fmpq(1)]])


@pytest.mark.parametrize("dimension", range(6))
def test_a_box_has_all_corners(dimension, broken):
    cube = box([(fmpq(-1, 3), fmpq(i + 1, 2)) for i in range(dimension)])
    assert broken(cube) == ""
    assert len(cube.vertices) == 2**dimension
    assert len(cube.halfspaces) == 2 * dimension


def test_the_point_is_the_box_without_intervals():
    assert box([]) == Polytope(0, ((1,),), (0,), ())


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1)])
def test_a_flat_box_is_refused(low, high):
    with pytest.raises(ValueError, match=rf"interval 1 of a box is \[{low}, {high}\]; its low end must lie below"):
        box([(fmpq(0), fmpq(1)), (fmpq(low), fmpq(high))])


@pytest.mark.parametrize("dimension", range(5))
def test_a_simplex_misses_one_vertex_with_each_facet(dimension, broken):
    points = [[fmpq(int(i == j), i + 2) for j in range(dimension)] for i in range(dimension + 1)]
    polytope = simplex(points)
    assert broken(polytope) == ""
    assert [mask.bit_count() for mask in polytope.masks] == [dimension] * (dimension + 1)


def test_dependent_points_span_no_simplex():
    with pytest.raises(ValueError, match="linearly dependent; give independent ones"):
        simplex([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(1)], [fmpq(2), fmpq(2)]])


def test_a_simplex_needs_as_many_points_as_coordinates_and_one():
    with pytest.raises(ValueError, match=r"2 points span no simplex of full dimension; give k \+ 1 points"):
        simplex([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(1)]])


def test_image_of_a_triangle(broken):
    moved = image(TRIANGLE, [(0, -2, 1), (1, 0, 0)], 3)  # (x, y) -> ((1 - 2y) / 3, x / 3)
    assert broken(moved) == ""
    assert moved.vertices == ((1, 0, 3), (1, 1, 3), (-1, 0, 3))
    assert volume(moved) == fmpq(1, 2) * fmpq(2, 9)


@given(st.lists(st.integers(-5, 5), min_size=6, max_size=6), st.integers(1, 4))
def test_an_image_has_the_volume_times_the_determinant(broken, entries, denominator):
    """vol(A P + b) = |det A| vol(P), and the map is refused exactly if det A = 0."""
    rows = [tuple(entries[:3]), tuple(entries[3:])]
    determinant = fmpq(abs(rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]), denominator**2)
    if determinant == 0:
        with pytest.raises(ValueError, match="linearly dependent"):
            image(TRIANGLE, rows, denominator)
    else:
        moved = image(TRIANGLE, rows, denominator)
        assert broken(moved) == ""
        assert volume(moved) == determinant / 2


def test_an_image_needs_a_positive_denominator():
    with pytest.raises(ValueError, match="denominator of an affine map is -1; give a positive one"):
        image(TRIANGLE, [(1, 0, 0), (0, 1, 0)], -1)


def test_an_image_needs_a_row_for_each_dimension():
    with pytest.raises(ValueError, match=r"1 rows map R\^2 onto no space of its dimension"):
        image(TRIANGLE, [(1, 0, 0)])


@pytest.mark.parametrize("dimension", range(5))
def test_irredundant_keeps_the_facets(dimension, broken):
    """Planted: x_1 + x_2 <= 2, tight at 2^(k-2) corners of the unit cube, and a halfspace that is nowhere tight."""
    cube = box([(fmpq(0), fmpq(1))] * dimension)
    far = (*(0 for _ in range(dimension)), 1)
    rows, masks = [*cube.halfspaces, far], cube.masks
    if dimension >= 2:
        rows.append((-1, -1, *(0 for _ in range(dimension - 2)), 2))
        tight = (1 << len(rows) - 1, 0)
        masks = tuple(m | tight[v[0] * v[1] != 1] for m, v in zip(masks, cube.vertices, strict=True))
    redundant = Polytope(dimension, cube.vertices, masks, tuple(rows))
    assert broken(redundant) == ""
    assert irredundant(redundant) == cube


def test_bounding_box_and_barycentre():
    assert bounding_box(image(TRIANGLE, [(1, 1, 0), (0, 2, -1)], 2)) == ((0, fmpq(1, 2)), (fmpq(-1, 2), fmpq(1, 2)))
    assert barycentre(TRIANGLE) == (fmpq(1, 3), fmpq(1, 3))
    assert bounding_box(box([])) == barycentre(box([])) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"vertices": ((0, 0, 2), (1, 0, 1), (0, 1, 1))}, "coprime"),
        ({"vertices": ((0, 0, 1), (0, 0, 1), (0, 1, 1))}, "distinct"),
        ({"vertices": ((0, 0, 1), (1, 1, 1), (0, 1, 1))}, "hold the polytope"),
        ({"masks": (6, 5, 7)}, "what is tight"),
        ({"vertices": ((0, 0, 1), (1, 0, 1)), "masks": (6, 5)}, "vertices span"),
        ({"halfspaces": ((1, 0, 0), (0, 1, 0)), "masks": (3, 2, 1)}, "normals at a vertex span"),
    ],
)
def test_the_check_of_polytopes_finds_each_planted_violation(change, says, broken):
    assert says in broken(replace(TRIANGLE, **change))
