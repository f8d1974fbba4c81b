"""Polynomials over functions of parameters do what FLINT's do over rationals."""

from __future__ import annotations

from typing import Any

from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact.parametric import Sample
from ibverify.exact.polynomials import Polynomial, coefficients_of, polynomial

AT = fmpq(3, 7)
[A] = Sample.of(["a"], [AT]).parameters
PAIRS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), max_size=4)  # of p + q a, at a = 3/7
Pairs = list[tuple[int, int]]


def ours(pairs: Pairs) -> Polynomial:
    return Polynomial(coefficients_of(polynomial([p + q * A for p, q in pairs])))


def flints(pairs: Pairs) -> fmpq_poly:
    return fmpq_poly([p + q * AT for p, q in pairs])


def value(found: Any) -> fmpq_poly:
    return fmpq_poly([c if isinstance(c, fmpq) else c.at([AT]) for c in coefficients_of(found)])


@given(PAIRS, PAIRS)
def test_arithmetic(one: Pairs, other: Pairs):
    """Sum, product, negative, multiple and composition are those of the values."""
    p, q = ours(one), ours(other)
    assert value(p + q) == flints(one) + flints(other)
    assert value(p * q) == flints(one) * flints(other)
    assert value(-p) == -flints(one)
    assert value(p * A) == flints(one) * AT
    assert value(p(q)) == flints(one)(flints(other))


@given(PAIRS)
def test_values_primitives_and_quotients(pairs: Pairs):
    """p(2), the primitive that is 0 at 0, and p = (x - 2) q + p(2)."""
    p, reference = ours(pairs), flints(pairs)
    assert value(Polynomial((p.at(fmpq(2)),))) == fmpq_poly([reference(fmpq(2))])
    assert value(p.integral()) == reference.integral()
    quotient = value(p.over_root(fmpq(2)))
    assert quotient * fmpq_poly([-2, 1]) + reference(fmpq(2)) == reference
    assert p.degree() == reference.degree()


def test_rationals_stay_with_flint():
    assert isinstance(polynomial([fmpq(1), fmpq(2)]), fmpq_poly)
    assert ours([(0, 0), (0, 0)]).coeffs() == []
    assert value(ours([(1, 1)]) + fmpq_poly([1, 2])) == fmpq_poly([fmpq(17, 7), 2])
