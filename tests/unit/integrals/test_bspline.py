"""B-splines against values derived by hand, their moments and smoothness, and the formula by truncated powers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise
from math import comb, prod

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.integrals.bspline import Piece, bspline

numbers = st.builds(fmpq, st.integers(-6, 6), st.integers(1, 3))
knot_lists = st.lists(numbers, min_size=2, max_size=6).filter(lambda knots: min(knots) < max(knots))


def polynomial(piece: Piece) -> fmpq_poly:
    return fmpq_poly(list(piece.coefficients))


def moment(pieces: Sequence[Piece], order: int) -> fmpq:
    """The integral of x^order times the density."""
    return sum(((polynomial(p) * fmpq_poly([p.a, fmpq(1)]) ** order).integral()(p.b - p.a) for p in pieces), fmpq(0))


def expected_moment(knots: Sequence[fmpq], order: int) -> fmpq:
    """The mean of g^n over a simplex: the complete symmetric polynomial over C(n + k, k)."""
    monomials = combinations_with_replacement(knots, order)
    return sum((prod(m, start=fmpq(1)) for m in monomials), fmpq(0)) / comb(order + len(knots) - 1, order)


@pytest.mark.parametrize(
    ("knots", "expected"),
    [
        ([1, 3], [(1, 3, ["1/2"])]),  # an interval
        ([0, 1, 0], [(0, 1, ["2", "-2"])]),  # a triangle seen from its side
        ([1, 0, 1], [(0, 1, ["0", "2"])]),
        ([0, 0, 1, 1], [(0, 1, ["0", "6", "-6"])]),  # a tetrahedron seen from two edges: 6 x (1 - x)
        ([0, 1, 2, 3], [(0, 1, ["0", "0", "1/2"]), (1, 2, ["1/2", "1", "-1"]), (2, 3, ["1/2", "-1", "1/2"])]),
    ],
)
def test_by_hand(knots: list[int], expected: list[tuple[int, int, list[str]]]) -> None:
    pieces = tuple(Piece(fmpq(a), fmpq(b), tuple(fmpq(c) for c in cs)) for a, b, cs in expected)
    assert bspline([fmpq(knot) for knot in knots]) == pieces


@given(knot_lists)
def test_moments(knots: list[fmpq]) -> None:
    """The moments are those of an affine function on a simplex; the total is 1."""
    pieces = bspline(knots)
    assert [moment(pieces, n) for n in range(4)] == [expected_moment(knots, n) for n in range(4)]


def test_moments_notice_another_spline() -> None:
    assert moment(bspline([fmpq(0), fmpq(0), fmpq(1)]), 1) != expected_moment([fmpq(0), fmpq(1), fmpq(1)], 1)


@given(knot_lists)
def test_pieces_join_and_are_smooth(knots: list[fmpq]) -> None:
    """At a knot of multiplicity m inside, derivatives of order below k - m agree from both sides."""
    pieces = bspline(knots)
    assert (pieces[0].a, pieces[-1].b) == (min(knots), max(knots))
    for left, right in pairwise(pieces):
        assert left.b == right.a
        before, after = polynomial(left), polynomial(right)
        for _ in range(len(knots) - 1 - knots.count(left.b)):
            assert before(left.b - left.a) == after(0)
            before, after = before.derivative(), after.derivative()


@given(knot_lists, numbers.filter(bool), numbers)
def test_affine_maps(knots: list[fmpq], scale: fmpq, shift: fmpq) -> None:
    """The density of the image under x -> s x + t is the density at (x - t) / s over |s|."""
    pieces = bspline([scale * knot + shift for knot in knots])
    mapped = []
    for p in bspline(knots):
        ends = sorted((scale * p.a + shift, scale * p.b + shift))
        start = fmpq(0) if scale > 0 else p.b - p.a
        local = polynomial(p)(fmpq_poly([start, 1 / scale])) / abs(scale)
        mapped.append(Piece(ends[0], ends[1], tuple(local.coeffs())))
    assert pieces == tuple(sorted(mapped, key=lambda p: p.a))


@given(st.lists(numbers, min_size=2, max_size=6, unique=True))
def test_truncated_powers(knots: list[fmpq]) -> None:
    """For distinct knots M(x) = k sum_i (t_i - x)_+^(k-1) / prod_(j != i) (t_i - t_j)."""
    k = len(knots) - 1
    for piece in bspline(knots):
        middle = (piece.a + piece.b) / 2
        terms = (
            (t - middle) ** (k - 1) / prod((t - s for s in knots if s != t), start=fmpq(1)) for t in knots if t > middle
        )
        assert polynomial(piece)(middle - piece.a) == k * sum(terms, fmpq(0))


@pytest.mark.parametrize("knots", [[], [1], [2, 2, 2]])
def test_an_atom_is_refused(knots: list[int]) -> None:
    with pytest.raises(ValueError, match="the image is an atom"):
        bspline([fmpq(knot) for knot in knots])
