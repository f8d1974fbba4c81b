"""Products of powers that are 1, in fields of degree 1 to 4: by hand, with long exponents, and nearly."""

from __future__ import annotations

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import relations
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.relations import are_one

X = fmpq_poly([0, 1])
GOLDEN = fmpq_poly([-1, -1, 1])  # u**2 = u + 1
CUBIC = fmpq_poly([-2, 0, 0, 1])  # u**3 = 2
HUGE = 3**2000


def largest_root(modulus: fmpq_poly) -> Algebraic:
    return list(roots(modulus))[-1]


def one(factors, exponents, modulus) -> bool:
    return are_one(factors, [[fmpq(e) for e in row] for row in exponents], largest_root(modulus), modulus)


def test_the_golden_ratio():
    """u**2 = u + 1 and (u - 1) u = 1."""
    factors = [X, X + 1, X - 1]
    assert one(factors, [[2, -1, 0], [1, 0, 1], [3, -1, 1]], GOLDEN)
    assert not one(factors, [[2, -1, 0], [1, -1, 0]], GOLDEN)
    assert one(factors, [], GOLDEN)
    assert one(factors, [[0, 0, 0]], GOLDEN)


def test_exponents_of_thousands_of_digits():
    factors = [X, fmpq_poly([2])]
    assert one(factors, [[3 * HUGE, -HUGE], [fmpq(HUGE, 7), fmpq(-HUGE, 21)]], CUBIC)


def test_what_is_nearly_one_is_not(monkeypatch):
    """Without exact verification this would be believed: (1 + 2**-1200) is 1 to all of the bits that are looked at."""
    nearly = fmpq_poly([1 + fmpq(1, 1 << 1200)])
    assert not one([X, nearly], [[0, 1]], GOLDEN)
    monkeypatch.setattr(relations, "_is_one", lambda *_: True)
    assert one([X, nearly], [[0, 1]], GOLDEN)


def test_a_relation_too_long_to_be_seen_is_still_decided(monkeypatch):
    monkeypatch.setattr(relations, "_short", lambda *_: [])
    assert one([X, X + 1], [[200, -100]], GOLDEN)
    assert not one([X, X + 1], [[200, -101]], GOLDEN)


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=3), st.sampled_from([GOLDEN, CUBIC, fmpq_poly([-3, 0, 1])]))
def test_what_is_one_is_one(exponents, modulus):
    """A product that is made to be 1, by a last factor that is the inverse of the others, is 1; times 2 it is not."""
    factors = [X + 1, X + 2, X * X + 3]
    value = fmpq_poly([1])
    for factor, e in zip(factors, exponents, strict=True):
        value = value * (factor ** max(e, 0)) % modulus
    inverse = [max(e, 0) for e in exponents]
    assert one([*factors, value], [[*inverse, -1]], modulus)
    assert not one([*factors, 2 * value], [[*inverse, -1]], modulus)


@pytest.mark.parametrize("modulus", [fmpq_poly([-1, 2]), fmpq_poly([-1, 0, -1, 0, 1])])
def test_fields_of_degree_1_and_4(modulus):
    u = largest_root(modulus)
    assert are_one([X, X * X % modulus], [[fmpq(-2), fmpq(1)]], u, modulus)
    assert not are_one([X, X * X % modulus], [[fmpq(-1), fmpq(1)]], u, modulus)
