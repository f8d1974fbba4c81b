from __future__ import annotations

from itertools import product
from random import Random

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from ibverify.errors import UnsupportedLaw
from ibverify.polyhedra import (
    Chart,
    EmptyPolytope,
    UnboundedPolytope,
    bounding_box,
    box,
    from_halfspaces,
    from_points,
    volume,
)


def q(rows):
    return [[fmpq(x) for x in row] for row in rows]


def ambient(chart, polytope):
    return {chart.at(vertex) for vertex in polytope.vertices}


def lines(polytope, chart, dimension):
    """The halfspaces and equations of a polytope in a chart, as rows a.x <= c of the ambient space."""
    k = polytope.dimension
    pivots = [chart.rows.index(tuple(chart.denominator * int(i == j) for j in range(k + 1))) for i in range(k)]
    rows = []
    for halfspace in polytope.halfspaces:
        row = [0] * (dimension + 1)
        for pivot, a in zip(pivots, halfspace, strict=False):
            row[pivot] = -a
        rows.append([*row[:-1], halfspace[-1]])
    for j, form in enumerate(chart.rows):
        row = [0] * (dimension + 1)
        for pivot, a in zip(pivots, form, strict=False):
            row[pivot] += a
        row[j] -= chart.denominator
        rows += [[*row[:-1], -form[-1]], [*(-a for a in row[:-1]), form[-1]]]
    return q(rows)


def clouds(dimensions=(1, 2, 3, 4), size=10):
    return st.sampled_from(dimensions).flatmap(
        lambda n: st.lists(st.tuples(*[st.integers(-2, 2)] * n), min_size=1, max_size=size)
    )


@given(clouds())
def test_a_hull_is_a_polytope_that_holds_its_points(broken, points):
    """Each point satisfies all facets in the chart and lies on the affine hull; vertices are among the points."""
    chart, hull = from_points(q(points))
    assert broken(hull) == ""
    assert ambient(chart, hull) <= {tuple(point) for point in q(points)}
    for a in lines(hull, chart, len(points[0])):
        assert all(sum((x * y for x, y in zip(a[:-1], p, strict=True)), fmpq(0)) <= a[-1] for p in q(points))


@given(clouds())
def test_the_vertices_are_the_points_that_the_others_do_not_hold(points):
    """Dropping a vertex makes the hull smaller, dropping another point does not change it."""
    unique = sorted(set(points))
    chart, hull = from_points(q(unique))
    for i, point in enumerate(unique):
        rest = unique[:i] + unique[i + 1 :]
        if rest:
            same = ambient(*from_points(q(rest))) == ambient(chart, hull)
            assert same == (tuple(map(fmpq, point)) not in ambient(chart, hull))


@given(clouds())
def test_halfspaces_of_a_hull_give_it_back(points):
    """from_halfspaces inverts from_points: the same chart and the same vertices."""
    chart, hull = from_points(q(points))
    if len(points[0]):
        again, polytope = from_halfspaces(lines(hull, chart, len(points[0])))
        assert again == chart
        assert set(polytope.vertices) == set(hull.vertices)


def test_full_dimension_has_the_identity_as_chart():
    chart, _ = from_points(q([(0, 0), (1, 0), (5, 7)]))
    assert chart == Chart(rows=((1, 0, 0), (0, 1, 0)), denominator=1)


def test_a_chart_keeps_the_first_coordinates_that_determine_the_others():
    """A triangle in x = 1, t = (y - 2z) / 2 of R^4 (coordinates x, y, z, t): y and z are kept."""
    points = [(1, 0, 0, 0), (1, 2, 1, 0), (1, 0, -1, 1)]
    chart, hull = from_points(q(points))
    assert chart == Chart(rows=((0, 0, 2), (2, 0, 0), (0, 2, 0), (1, -2, 0)), denominator=2)
    assert ambient(chart, hull) == {tuple(p) for p in q(points)}


def test_equal_points_are_one_point():
    chart, point = from_points(q([(3, -1), (3, -1)]))
    assert point == box([])
    assert chart.at((1,)) == (3, -1)


def test_points_of_no_space():
    assert from_points([[], []]) == (Chart((), 1), box([]))


@pytest.mark.parametrize("points", [[], [[fmpq(1)], [fmpq(1), fmpq(2)]]])
def test_unlike_points_are_refused(points):
    with pytest.raises(ValueError, match="needs points that have equally many coordinates; give at least one point"):
        from_points(points)


def test_two_hundred_points_in_the_plane(broken):
    points = [((i * 7919) % 1009, (i * i * 31) % 997) for i in range(200)]
    _, hull = from_points(q(points))
    assert broken(hull) == ""
    assert len(hull.vertices) == len(ConvexHull(points).vertices)


def test_the_hypercube_in_five_dimensions_with_points_inside(broken):
    corners = list(product((-3, 3), repeat=5))
    inner = [tuple(x // 2 + i % 2 for x in corner) for i, corner in enumerate(corners)]
    _, hull = from_points(q([*inner, *corners]))
    assert broken(hull) == ""
    assert len(hull.vertices) == 32
    assert len(hull.halfspaces) == 10
    assert volume(hull) == 6**5


SQUARE = [(1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1)]


def test_a_square_from_halfspaces(broken):
    chart, square = from_halfspaces(q([*SQUARE, (1, 1, 2), (1, 1, 9), (0, 0, 3), (0, 0, 0)]))
    assert chart == Chart(rows=((1, 0, 0), (0, 1, 0)), denominator=1)
    assert broken(square) == ""
    assert bounding_box(square) == ((-1, 1), (-1, 1))
    assert volume(square) == 4


def test_implicit_equations_lower_the_dimension():
    """The octant x, y, z >= 0 under x + y + z <= 0 is the origin; x = 1/3 and y = 2x leave a segment."""
    chart, point = from_halfspaces(q([(1, 1, 1, 0), (-1, 0, 0, 0), (0, -1, 0, 0), (0, 0, -1, 0)]))
    assert point == box([])
    assert chart.at((1,)) == (0, 0, 0)
    rows = [(3, 0, 0, 1), (-3, 0, 0, -1), (2, -1, 0, 0), (-2, 1, 0, 0), (0, 0, 1, 5), (0, 0, -1, 5)]
    chart, segment = from_halfspaces(q(rows))
    assert ambient(chart, segment) == {(fmpq(1, 3), fmpq(2, 3), fmpq(5)), (fmpq(1, 3), fmpq(2, 3), fmpq(-5))}


@pytest.mark.parametrize(
    "rows",
    [
        [(1, 0), (-1, -1)],
        [(0, -1)],
        [(1, 0, 0), (-1, 0, -1)],
        [*SQUARE, (1, 1, -3)],
        [(1, 1, 0), (-1, -1, 0), (1, 0, -1), (0, 1, -1)],
        [(0, 0, 1), (0, 0, -1)],
        [(-1,)],
    ],
)
def test_no_common_point(rows):
    with pytest.raises(EmptyPolytope, match="the halfspaces have no point in common; relax one of them"):
        from_halfspaces(q(rows))


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([(1, 0)], "ray"),
        ([(0, 1)], "line"),
        ([(1, 0, 1), (-1, 0, 1)], "line"),
        ([(1, 1, 0), (-1, -1, 0)], "line"),
        (SQUARE[:3], "ray"),
        ([(1, 1, 0), (-1, -1, 0), (1, 0, 0)], "ray"),
        ([(-1, 0, 0, 0), (0, -1, 0, 0), (0, 0, -1, 0), (1, 1, -1, 1)], "ray"),
    ],
)
def test_unbounded_sets(rows, what):
    with pytest.raises(UnboundedPolytope, match=f"the halfspaces share a {what}; add halfspaces"):
        from_halfspaces(q(rows))


@pytest.mark.parametrize("rows", [[], [[]], [[fmpq(1)], [fmpq(1), fmpq(2)]]])
def test_unlike_rows_are_refused(rows):
    with pytest.raises(ValueError, match="halfspaces need rows"):
        from_halfspaces(rows)


def test_the_space_of_no_coordinates():
    assert from_halfspaces(q([(0,), (2,)])) == (Chart((), 1), box([]))


@settings(max_examples=80)
@given(
    st.integers(1, 3).flatmap(
        lambda n: st.lists(st.tuples(*[st.integers(-2, 2)] * n, st.integers(-1, 2)), min_size=1, max_size=7)
    )
)
def test_halfspaces_are_answered_like_a_box_cut_by_them(broken, rows):
    """A wide box around the set changes nothing, unless the set is unbounded: then it reaches the box."""
    n = len(rows[0]) - 1
    walls = [(*(side * int(i == j) for j in range(n)), 1000) for i in range(n) for side in (-1, 1)]
    try:
        chart, polytope = from_halfspaces(q(rows + walls))
    except EmptyPolytope:
        with pytest.raises(EmptyPolytope):
            from_halfspaces(q(rows))
        return
    assert broken(polytope) == ""
    far = any(abs(x) == 1000 for point in ambient(chart, polytope) for x in point)
    if far:
        with pytest.raises(UnboundedPolytope):
            from_halfspaces(q(rows))
    else:
        assert ambient(*from_halfspaces(q(rows))) == ambient(chart, polytope)


def random_rows(count, dimension, last=()):
    draw = Random(2)
    return q([[*(draw.randint(-99, 99) for _ in range(dimension)), *last] for _ in range(count)])


@pytest.mark.parametrize(("count", "dimension"), [(100, 7), (60, 8)])
def test_a_hull_that_explodes_is_refused(count, dimension):
    """100 points in dimension 7 have about 10**5 facets; each step is counted, so that it ends within seconds."""
    what = rf"^a polytope of dimension {dimension} with too many corners or facets; give fewer points or half-spaces"
    with pytest.raises(UnsupportedLaw, match=what):
        from_points(random_rows(count, dimension))


def test_halfspaces_that_explode_are_refused():
    with pytest.raises(UnsupportedLaw, match=r"^a polytope of dimension 8 with too many corners or facets; give"):
        from_halfspaces(random_rows(60, 8, last=(100,)))


@pytest.mark.parametrize(("count", "dimension"), [(1000, 3), (300, 4), (60, 6), (30, 7)])
def test_hulls_that_do_not_explode_are_found(count, dimension):
    _, hull = from_points(random_rows(count, dimension))
    assert len(hull.vertices) <= count
