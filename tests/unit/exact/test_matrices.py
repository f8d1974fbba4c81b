"""Matrices of functions, at a point, are the matrices of their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.exact.matrices import determinant, inverse, product, rank, reduced
from ibverify.exact.parametric import Sample, Vanishes

AT = fmpq(3, 7)
ENTRIES = st.tuples(st.integers(-2, 2), st.integers(-2, 2))  # of p + q a
SQUARES = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(ENTRIES, min_size=n, max_size=n), min_size=n, max_size=n)
)
Matrix = list[list[tuple[int, int]]]


def functions(matrix: Matrix) -> list[list[Any]]:
    [a] = Sample.of(["a"], [AT]).parameters
    return [[p + q * a for p, q in row] for row in matrix]


def values(rows: Sequence[Sequence[Any]]) -> fmpq_mat:
    return fmpq_mat([[x.at([AT]) if hasattr(x, "at") else fmpq(x) for x in row] for row in rows])


def numbers(matrix: Matrix) -> fmpq_mat:
    return fmpq_mat([[p + q * AT for p, q in row] for row in matrix])


@given(SQUARES)
def test_rank_and_determinant(matrix: Matrix):
    """Those of the values, unless a pivot vanishes at the point."""
    try:
        found, size = determinant(functions(matrix)), rank(functions(matrix))
    except Vanishes:
        assume(False)
    assert values([[found]])[0, 0] == numbers(matrix).det()
    assert size == numbers(matrix).rank()


@given(SQUARES)
def test_reduced_echelon_form(matrix: Matrix):
    """FLINT's, of the values."""
    try:
        pivots, rows = reduced(functions(matrix))
    except Vanishes:
        assume(False)
    form, size = numbers(matrix).rref()
    assert len(rows) == len(pivots) == size
    if rows:
        assert values(rows).tolist() == form.tolist()[:size]


@given(SQUARES)
def test_inverse(matrix: Matrix):
    """Times the matrix it is a positive multiple of the unit matrix; there is none of a singular one."""
    rows = functions(matrix)
    try:
        found = inverse(rows)
    except Vanishes:
        assume(False)
    except ZeroDivisionError:
        assert numbers(matrix).det() == 0
        return
    unit = values(product(rows, found))
    assert unit[0, 0] > 0
    assert unit == unit[0, 0] * fmpq_mat(
        len(rows), len(rows), [int(i == j) for i in range(len(rows)) for j in range(len(rows))]
    )


def test_of_ints():
    assert determinant([(1, 2), (3, 4)]) == -2
    assert (rank([(1, 2), (2, 4)]), rank([(0, 0)])) == (1, 0)
    assert product([(1, 2)], [(3,), (4,)]) == [(11,)]
    assert product(inverse([(1, 2), (3, 5)]), [(1, 2), (3, 5)]) == [(1, 0), (0, 1)]
    with pytest.raises(ZeroDivisionError):
        inverse([(1, 2), (2, 4)])
