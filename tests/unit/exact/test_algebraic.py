"""Algebraic numbers: isolated, ordered, and places where signs are decided."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flint import fmpq, fmpq_mpoly_ctx, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact.algebraic import Algebraic, Root, between, free_of_roots, roots

CONTEXT = fmpq_mpoly_ctx.get(["a"], "lex")
RATIONALS = st.builds(fmpq, st.integers(-30, 30), st.integers(1, 12))


def polynomial(*coefficients: int) -> fmpq_poly:
    return fmpq_poly(list(coefficients))


SQRT2, TWO, CUBIC = polynomial(-2, 0, 1), polynomial(-2, 1), polynomial(1, -3, 0, 1)  # x^3 - 3 x + 1: three real roots
GOLDEN = polynomial(-1, -2, 4)  # of 4 a^2 - 2 a - 1: the larger is half the golden ratio
NUMBERS = [x for p in (SQRT2, TWO, CUBIC, GOLDEN, polynomial(1, 2), polynomial(0, 1)) for x in roots(p)]


def test_roots_are_isolated():
    assert [x.index for x in roots(CUBIC)] == [0, 1, 2]
    assert list(roots(polynomial(1, 0, 1))) == []
    assert list(roots(polynomial(7))) == []
    assert [x.rational for x in roots(polynomial(1, -2))] == [fmpq(1, 2)]
    for x, y in pairwise(roots(CUBIC)):
        assert x < y
        assert not y < x


@pytest.mark.parametrize("number", NUMBERS)
def test_isolating_ends_hold_one_root(number: Algebraic):
    """The polynomial changes its sign between them, and they are short: what JSON prints."""
    low, high = number.isolating()
    p = fmpq_poly(list(number.polynomial))
    assert low <= high
    assert p(low) * p(high) < 0 or (low == high and number.rational == low)
    assert max(len(str(low)), len(str(high))) < 12


def test_half_the_golden_ratio():
    """(1 + sqrt 5)/4 = 0.80901699..."""
    [_, found] = roots(GOLDEN)
    low, high = found.interval(64)
    assert fmpq(80901699, 10**8) < low < high < fmpq(80901700, 10**8)
    assert high - low < fmpq(1, 1 << 60)


@given(RATIONALS)
def test_order_among_rationals_and_roots(x: fmpq):
    """x < sqrt 2 exactly if x < 0 or x^2 < 2."""
    number, root = Algebraic.of(x), list(roots(SQRT2))[1]
    assert (number < root) == (x < 0 or x * x < 2)
    assert (number > root) == (x > 0 and x * x > 2)
    assert number == Algebraic.of(x)
    assert not number < Algebraic.of(x)


@given(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS), st.integers(0, 6))
def test_between_is_strictly_between(x: Algebraic, y: Algebraic, attempt: int):
    """For every attempt, and no two attempts in a row give the same number."""
    if x < y:
        found = between(x, y, attempt)
        assert x < Algebraic.of(found) < y
        assert found != between(x, y, attempt + 1)


def test_between_takes_simple_numbers():
    assert between(Algebraic.of(fmpq(0)), Algebraic.of(fmpq(1))) == fmpq(1, 2)
    assert between(*list(roots(SQRT2))) == 0


@pytest.mark.parametrize("index", [0, 1])
def test_signs_at_a_root_are_decided(index: int):
    """At the root, a multiple of its polynomial is 0, and a number as close as 10^-40 is told apart from it."""
    number = list(roots(SQRT2))[index]
    [a] = Root(CONTEXT, number).parameters
    assert (a * a - 2) * (a + 5) == 0
    assert (a > 0) == (index == 1)
    low, high = number.interval(200)
    assert low < a < high
    assert 1 / (a - 1) == a + 1
    assert abs(a) > fmpq(14142, 10000)


@given(
    st.lists(st.integers(-9, 9), min_size=2, max_size=9).filter(lambda c: c[-1] != 0),
    st.tuples(st.integers(-8, 8), st.integers(1, 16)),
)
def test_no_root_is_where_none_is_isolated(coefficients: list[int], place: tuple[int, int]):
    """What Descartes' rule says, beside the roots as FLINT isolates them."""
    whole, low, high = fmpq_poly(coefficients), fmpq(place[0], 4), fmpq(place[0] + place[1], 4)
    inside = [
        root
        for factor, _ in whole.factor()[1]
        for root in roots(factor)
        if Algebraic.of(low) < root < Algebraic.of(high)
    ]
    if free_of_roots(whole, low, high):
        assert not inside


def test_roots_at_ends_middles_and_nearby():
    """Roots at the ends are outside; at 1/2, the first cut, inside; a pair of complex ones close by takes some cuts."""
    low, high = fmpq(0), fmpq(1)
    assert free_of_roots(fmpq_poly([0, -1, 1]), low, high)
    assert not free_of_roots(fmpq_poly([fmpq(1, 4), -1, 1]) ** 2, low, high)
    assert free_of_roots(fmpq_poly([fmpq(1, 4) + fmpq(1, 1000), -1, 1]), low, high)
    assert free_of_roots(fmpq_poly([3]), low, high)
    assert not free_of_roots(fmpq_poly([]), low, high)
