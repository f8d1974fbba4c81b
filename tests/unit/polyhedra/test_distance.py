from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from ibverify.exact.rational import integer_row
from ibverify.polyhedra import cut
from ibverify.polyhedra.distance import Norm, squared_distance
from ibverify.polyhedra.fan import fan
from ibverify.polyhedra.polytope import Vector

NORMS: tuple[Norm, ...] = ("1", "2", "inf")
small = st.fractions(-3, 3, max_denominator=4).map(lambda x: fmpq(x.numerator, x.denominator))


def vectors(*points) -> list[Vector]:
    return [integer_row([*map(fmpq, point), fmpq(1)]) for point in points]


def lists(dimension: int):
    return st.lists(st.tuples(*[small] * dimension), min_size=1, max_size=5).map(lambda points: vectors(*points))


pairs = st.integers(1, 4).flatmap(lambda n: st.tuples(lists(n), lists(n)))


@pytest.mark.parametrize(
    ("first", "second", "squares"),
    [
        ([(0, 0)], [(3, 4)], (49, 25, 16)),
        ([(0, 0), (2, 0)], [(1, 1), (1, 5)], (1, 1, 1)),
        ([(0, 0), (1, 0), (0, 1)], [(1, 1), (2, 2)], (1, fmpq(1, 2), fmpq(1, 4))),  # to the hypotenuse
        ([(0, 0), (2, 2)], [(0, 2), (2, 0)], (0, 0, 0)),
        ([(0, 0, 0), (1, 1, 0)], [(0, 1, 1), (1, 0, 1)], (1, 1, 1)),  # diagonals of opposite faces
        ([(0, 0, 0)], [(1, 0, 0), (0, 1, 0), (0, 0, 1)], (1, fmpq(1, 3), fmpq(1, 9))),
        ([(0,)], [(-3,), (-2,)], (4, 4, 4)),
    ],
)
def test_distances_by_hand(first, second, squares):
    assert tuple(squared_distance(vectors(*first), vectors(*second), norm) for norm in NORMS) == squares


@given(st.lists(st.tuples(small, small, small, small).map(lambda x: (sorted(x[:2]), sorted(x[2:]))), min_size=1))
def test_the_distance_of_boxes_is_the_norm_of_the_gaps(axes):
    """Boxes are apart by max(a - d, c - b, 0) along each axis, whatever the norm."""
    axes = axes[:4]
    first, second = (vectors(*product(*(sides[i] for sides in axes))) for i in (0, 1))
    gaps = [max(one[0] - other[1], other[0] - one[1], fmpq(0)) for one, other in axes]
    expected = (sum(gaps) ** 2, sum(gap**2 for gap in gaps), max(gaps) ** 2)
    assert tuple(squared_distance(first, second, norm) for norm in NORMS) == expected


@given(st.integers(1, 4).flatmap(lambda n: st.tuples(lists(n), st.tuples(*[st.integers(-4, 4)] * n), small)))
def test_the_distance_of_a_halfspace_is_the_gap_over_the_dual_norm(drawn):
    """From points to {a . x >= c}, unbounded, it is (c - max a . p) / |a| in the dual norm: max, 2, 1."""
    points, normal, level = drawn
    if not any(normal):
        return
    row = integer_row([*map(fmpq, normal), -level])
    parts = [part for cone in fan(len(normal)) if (part := cut(cone, row)[1]) is not None]
    heights = [fmpq(sum(map(int.__mul__, normal, p)), p[-1]) for p in points]
    gap = max(level - max(heights), fmpq(0))
    duals = {"1": max(map(abs, normal)) ** 2, "2": sum(a * a for a in normal), "inf": sum(map(abs, normal)) ** 2}
    for norm in NORMS:
        assert min(squared_distance(points, part.vertices, norm) for part in parts) == gap**2 / duals[norm]


@given(pairs)
def test_distances_are_symmetric_and_ordered(pair):
    """|x|_inf <= |x|_2 <= |x|_1 <= n |x|_inf, and p - q is as long as q - p."""
    first, second = pair
    one, two, most = (squared_distance(first, second, norm) for norm in NORMS)
    assert (one, two, most) == tuple(squared_distance(second, first, norm) for norm in NORMS)
    assert most <= two <= one <= (len(first[0]) - 1) ** 2 * most


@given(pairs, st.sampled_from([fmpq(3), fmpq(1, 5), fmpq(7, 2)]), small)
def test_distances_scale_and_do_not_move(pair, factor: fmpq, shift: fmpq):
    """x -> c x + s multiplies distances by c."""
    moved = [[integer_row([*(factor * x + shift * v[-1] for x in v[:-1]), fmpq(v[-1])]) for v in side] for side in pair]
    for norm in NORMS:
        assert squared_distance(*moved, norm) == factor**2 * squared_distance(*pair, norm)


def peer(first: list[Vector], second: list[Vector], norm: Norm) -> float:
    """The distance by SciPy: the coefficients of both points are the variables."""
    one, other = (np.array([[x / v[-1] for x in v[:-1]] for v in side]) for side in (first, second))
    k, m, n = len(one), len(other), one.shape[1]
    differ = np.hstack([-one.T, other.T])
    sums = np.array([[1.0] * k + [0.0] * m, [0.0] * k + [1.0] * m])
    if norm == "2":
        found = minimize(
            lambda c: float((differ @ c) @ (differ @ c)),
            np.concatenate([np.full(k, 1 / k), np.full(m, 1 / m)]),
            jac=lambda c: 2 * differ.T @ (differ @ c),
            bounds=[(0, 1)] * (k + m),
            constraints={"type": "eq", "fun": lambda c: sums @ c - 1, "jac": lambda c: sums},
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
        return float(found.fun)
    bounds = n if norm == "1" else 1
    share = np.eye(n) if norm == "1" else np.ones((n, 1))
    rows = np.vstack([np.hstack([differ, -share]), np.hstack([-differ, -share])])
    costs = np.concatenate([np.zeros(k + m), np.ones(bounds)])
    equal = np.hstack([sums, np.zeros((2, bounds))])
    return float(linprog(costs, rows, np.zeros(2 * n), equal, [1, 1]).fun) ** 2


def vertices_alone(first: list[Vector], second: list[Vector], norm: Norm) -> fmpq:
    """A wrong distance, of the vertices and not of what they span."""
    return min(squared_distance([p], [q], norm) for p in first for q in second)


def test_the_peer_agrees_and_would_see_a_difference():
    rng = np.random.default_rng(7)
    wrong = 0
    for _ in range(25):
        n = int(rng.integers(2, 5))
        first, second = (vectors(*rng.integers(-6, 7, (5, n)).tolist()) for _ in range(2))
        second = [(v[0] + 5, *v[1:]) for v in second]
        for norm in NORMS:
            found = peer(first, second, norm)
            exact = squared_distance(first, second, norm)
            assert abs(found - int(exact.p) / int(exact.q)) < 1e-6 * (1 + found)
            planted = vertices_alone(first, second, norm)
            wrong += abs(found - int(planted.p) / int(planted.q)) > 1e-2
    assert wrong > 30
