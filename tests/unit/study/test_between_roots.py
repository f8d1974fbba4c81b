from __future__ import annotations

from itertools import pairwise

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.study.between_roots import between_roots

small = st.fractions(-3, 3, max_denominator=3).map(lambda x: fmpq(x.numerator, x.denominator))


@given(st.lists(small, max_size=6), small, small)
def test_every_part_between_the_roots_has_a_point(roots, one: fmpq, other: fmpq):
    """For a product of linear factors, some of them repeated, times x^2 + 1, the roots are known."""
    if one == other:
        return
    a, b = sorted((one, other))
    polynomial = fmpq_poly([1, 0, 1])
    for root in roots:
        polynomial *= fmpq_poly([-root, 1])
    points = between_roots(polynomial, a, b)
    walls = [a, *sorted({r for r in roots if a < r < b}), b]
    assert all(a < x < b and x not in walls for x in points)
    assert all(any(low < x < high for x in points) for low, high in pairwise(walls))


@pytest.mark.parametrize(
    ("coefficients", "end", "changes"),
    [
        ([1], 2, 0),
        ([-2, 0, 1], 2, 1),
        ([4, 0, -4, 0, 1], 2, 0),  # (x^2 - 2)^2
        ([1, -3, 0, 1], 2, 2),  # x^3 - 3x + 1: 1, -1, 3 at 0, 1, 2
        ([0, 2, -1], 2, 0),  # roots at both ends
        ([6, -5, 1], 4, 2),  # 2 and 3, the first of them in the middle
    ],
)
def test_signs_at_the_points_tell_the_changes(coefficients: list[int], end: int, changes: int):
    polynomial = fmpq_poly(coefficients)
    signs = [polynomial(x) > 0 for x in between_roots(polynomial, fmpq(0), fmpq(end))]
    assert sum(one != other for one, other in pairwise(signs)) == changes
