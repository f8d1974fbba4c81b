"""Tents against values derived by hand, the length of their fibres, and B-splines."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial, prod

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.integrals.bspline import bspline
from tests.routes.tents import AffinePiece, Point, tent

coordinates = st.builds(fmpq, st.integers(-3, 3), st.integers(1, 2))  # coarse, so that all Radon partitions occur
positive = st.builds(fmpq, st.integers(1, 5), st.integers(1, 5))


@st.composite
def configurations(draw: st.DrawFn, largest: int = 3) -> list[list[fmpq]]:
    """r + 2 points that span R^r."""
    r = draw(st.integers(1, largest))
    points = draw(st.lists(st.lists(coordinates, min_size=r, max_size=r), min_size=r + 2, max_size=r + 2))
    assume(fmpq_mat([[fmpq(1), *point] for point in points]).rank() == r + 1)
    return points


def point(*coordinates: int | str) -> Point:
    return tuple(fmpq(c) for c in coordinates)


def barycentric(vertices: Sequence[Sequence[fmpq]], at: Sequence[fmpq]) -> list[fmpq]:
    matrix = fmpq_mat([[fmpq(1), *vertex] for vertex in vertices]).transpose()
    return matrix.solve(fmpq_mat(len(at) + 1, 1, [fmpq(1), *at])).entries()


def volume(vertices: Sequence[Sequence[fmpq]]) -> fmpq:
    return abs(fmpq_mat([[fmpq(1), *vertex] for vertex in vertices]).det()) / factorial(len(vertices) - 1)


def integral(pieces: Sequence[AffinePiece]) -> fmpq:
    return sum((volume(p.vertices) * sum(p.values, fmpq(0)) / len(p.values) for p in pieces), fmpq(0))


def densities(pieces: Sequence[AffinePiece], at: Sequence[fmpq]) -> list[fmpq]:
    """The values at the point on every piece that contains it."""
    found = []
    for piece in pieces:
        shares = barycentric(piece.vertices, at)
        if all(share >= 0 for share in shares):
            found.append(sum((share * value for share, value in zip(shares, piece.values, strict=True)), fmpq(0)))
    return found


def fibre_density(points: Sequence[Sequence[fmpq]], mass: fmpq, at: Sequence[fmpq]) -> fmpq | None:
    """The density from the length of the fibre: the barycentric coordinates of the simplex over the point, which
    form a segment parametrised by the last one for which the others are determined; None where it is empty."""
    count = len(points)
    others = next(
        [i for i in range(count) if i != last]
        for last in range(count)
        if volume([points[i] for i in range(count) if i != last])
    )
    [last] = set(range(count)) - set(others)
    span = [points[i] for i in others]
    start = barycentric(span, at)
    slope = [-c for c in barycentric(span, points[last])]  # the coordinates are start + t slope, and t itself
    low, high = fmpq(0), fmpq(1)
    for a, b in zip(start, slope, strict=True):
        if b > 0:
            low = max(low, -a / b)
        elif b < 0:
            high = min(high, -a / b)
        elif a < 0:
            return None
    jacobian = volume(span) * factorial(count - 2)
    return mass * factorial(count - 1) * (high - low) / jacobian if low <= high else None


@pytest.mark.parametrize(
    ("points", "radon", "peak", "pieces"),
    [
        ([[0, 0], [1, 0], [1, 1], [0, 1]], ["1/2", "1/2"], 3, 4),  # a square, area 1: the diagonals
        ([[0, 0], [3, 0], [0, 3], [1, 1]], [1, 1], "2/3", 3),  # a point inside a triangle of area 9/2
        ([[0, 0], [2, 0], [1, 0], [0, 1]], [1, 0], 3, 2),  # a point on an edge of a triangle of area 1
        ([[0, 0], [2, 0], [0, 1], [0, 1]], [0, 1], 3, 1),  # two points coincide: the tetrahedron has a vertical edge
        ([[0], [0], [2]], [0], 1, 1),  # 1 - x/2 on [0, 2]
        ([[0], [2], [1]], [1], 1, 2),
        ([[0, 0, 0], [6, 0, 0], [0, 6, 0], [2, 2, 3], [2, 2, -3]], [2, 2, 0], "1/9", 6),  # a bipyramid of volume 36
    ],
)
def test_by_hand(points: list[list[int]], radon: list[int | str], peak: int | str, pieces: int) -> None:
    made = tent([[fmpq(c) for c in p] for p in points], fmpq(1))
    assert len(made) == pieces
    assert {piece.vertices[0] for piece in made} == {point(*radon)}
    assert {piece.values for piece in made} == {(fmpq(peak), *[fmpq(0)] * len(radon))}
    assert all(vertex in {point(*p) for p in points} for piece in made for vertex in piece.vertices[1:])


@given(configurations(), positive)
def test_the_tent_integrates_to_the_mass(points: list[list[fmpq]], mass: fmpq) -> None:
    """The integral over the pieces is the mass, exactly; no piece is degenerate; a mean is the mean of the points."""
    pieces = tent(points, mass)
    assert integral(pieces) == mass
    assert all(volume(piece.vertices) > 0 for piece in pieces)
    for c in range(len(points[0])):
        first = sum((volume(p.vertices) * p.values[0] * _moment(p, c) for p in pieces), fmpq(0))
        assert first == mass * sum((q[c] for q in points), fmpq(0)) / len(points)


def _moment(piece: AffinePiece, c: int) -> fmpq:
    """The mean over a simplex of coordinate c times the barycentric coordinate of the first vertex."""
    r = len(piece.vertices) - 1
    return (piece.vertices[0][c] + sum((v[c] for v in piece.vertices), fmpq(0))) / ((r + 1) * (r + 2))


@given(st.data(), configurations(), positive)
def test_the_density_is_the_length_of_the_fibre(data: st.DataObject, points: list[list[fmpq]], mass: fmpq) -> None:
    """At random points of the hull all pieces that contain it give the density of the fibre."""
    shares = data.draw(st.lists(st.integers(0, 4), min_size=len(points), max_size=len(points)).filter(any))
    at = [
        sum((share * p[c] for share, p in zip(shares, points, strict=True)), fmpq(0)) / sum(shares)
        for c in range(len(points[0]))
    ]
    expected = fibre_density(points, mass, at)
    assert set(densities(tent(points, mass), at)) == {expected}


@given(st.data(), configurations())
def test_pieces_cover_the_hull_and_nothing_else(data: st.DataObject, points: list[list[fmpq]]) -> None:
    """A point lies in a piece exactly if its fibre is not empty."""
    at = data.draw(st.lists(coordinates, min_size=len(points[0]), max_size=len(points[0])))
    found = densities(tent(points, fmpq(1)), at)
    expected = fibre_density(points, fmpq(1), at)
    assert set(found) == (set() if expected is None else {expected})


def test_a_tent_of_the_wrong_height_is_noticed() -> None:
    points = [list(point(*p)) for p in [(0, 0), (1, 0), (1, 1), (0, 1)]]
    pieces = [AffinePiece(p.vertices, tuple(2 * v for v in p.values)) for p in tent(points, fmpq(1))]
    assert integral(pieces) == 2
    assert densities(pieces, point("1/2", "1/4")) != [fibre_density(points, fmpq(1), point("1/2", "1/4"))] * 2


@given(configurations(largest=1))
def test_on_a_line_it_is_the_spline(points: list[list[fmpq]]) -> None:
    """For r = 1 the tent is the B-spline with three knots."""
    spline = {
        (p.a, p.b): (p.coefficients[0], _value(p.coefficients, p.b - p.a)) for p in bspline([p[0] for p in points])
    }
    made = {}
    for piece in tent(points, fmpq(1)):
        (a, left), (b, right) = sorted((v[0], value) for v, value in zip(piece.vertices, piece.values, strict=True))
        made[a, b] = (left, right)
    assert made == spline


def _value(coefficients: Sequence[fmpq], x: fmpq) -> fmpq:
    return sum((c * x**j for j, c in enumerate(coefficients)), fmpq(0))


@given(configurations(), positive)
def test_translation_and_scale(points: list[list[fmpq]], factor: fmpq) -> None:
    """Points scaled by f and moved scale the density by f^-r and move the vertices."""
    r = len(points[0])
    moved = tent([[factor * c + 1 for c in p] for p in points], fmpq(1))
    for before, after in zip(tent(points, fmpq(1)), moved, strict=True):
        assert after.values == tuple(v / prod([factor] * r) for v in before.values)
        assert after.vertices == tuple(tuple(factor * c + 1 for c in v) for v in before.vertices)


@pytest.mark.parametrize("points", [[], [[]], [[], []], [[0, 0], [1, 0], [0, 1]], [[0], [1, 2], [3]]])
def test_a_wrong_number_of_points_is_refused(points: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="points do not form a tent"):
        tent([[fmpq(c) for c in p] for p in points], fmpq(1))


@pytest.mark.parametrize("points", [[[1], [1], [1]], [[0, 0], [1, 1], [2, 2], [3, 3]]])
def test_points_in_a_hyperplane_are_refused(points: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="lie in a hyperplane"):
        tent([[fmpq(c) for c in p] for p in points], fmpq(1))
