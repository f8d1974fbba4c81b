"""Means of logistic functions: against quadrature of others, exact where they are, and with errors planted."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import mpmath
import pytest
from flint import arb, ctx, fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact.value import Enclosed, Value, log_value
from ibverify.integrals import logistic
from ibverify.integrals.line_measure import LineMeasure, line_measure
from ibverify.integrals.logistic import decision_entropy, mean_decision_entropy, softplus_mean

HALF = fmpq(1, 2)
Function = Callable[[mpmath.mpf], mpmath.mpf]


def number(x: fmpq) -> mpmath.mpf:
    return mpmath.mpf(int(x.p)) / int(x.q)


def sigmoid(z: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-z))


def softplus(z: mpmath.mpf) -> mpmath.mpf:
    return mpmath.log1p(mpmath.exp(z))


def binary(p: mpmath.mpf) -> mpmath.mpf:
    return -p * mpmath.log(p) - (1 - p) * mpmath.log(1 - p)


ATOMS = [(fmpq(-1), fmpq(1, 8)), (fmpq(5), fmpq(1, 8))]
PIECES = [(fmpq(-3), fmpq(1), (fmpq(0), fmpq(1, 16))), (fmpq(2), fmpq(20), (fmpq(0), fmpq(0), fmpq(1, 7776)))]
MIXED = line_measure(ATOMS, [(a, b, fmpq_poly(list(c))) for a, b, c in PIECES])


def mean(function: Function) -> mpmath.mpf:
    def over(a: fmpq, b: fmpq, coefficients: tuple[fmpq, ...]) -> mpmath.mpf:
        descending, start = [number(x) for x in reversed(coefficients)], number(a)
        return mpmath.quad(
            lambda z: mpmath.polyval(descending, z - start) * function(z), mpmath.linspace(start, number(b), 5)
        )

    return mpmath.fsum(number(m) * function(number(a)) for a, m in ATOMS) + mpmath.fsum(over(*p) for p in PIECES)


def holds(value: Value, reference: mpmath.mpf, bits: int = 64) -> bool:
    low, high = value.interval(bits)
    assert low is not None
    assert high is not None
    assert high - low <= fmpq(1, 1 << (bits - 4))
    return bool(number(low) - mpmath.mpf("1e-13") <= reference <= number(high) + mpmath.mpf("1e-13"))


def test_the_law_is_a_probability():
    """1/4 on the atoms, 16/2/16 and 18^3/3/7776 on the pieces."""
    assert MIXED.moment(0) == 1


def test_against_quadrature():
    assert holds(decision_entropy(MIXED), binary(mean(sigmoid)))
    assert holds(mean_decision_entropy(MIXED), mean(lambda z: binary(sigmoid(z))))
    assert holds(softplus_mean(MIXED), mean(softplus))


@given(st.builds(fmpq, st.integers(-60, 60), st.integers(1, 4)), st.integers(0, 6))
def test_polylogarithms(a: fmpq, order: int):
    """F_s against mpmath's polylogarithm, and against the Fermi-Dirac integral for positive z."""
    with ctx.workprec(120):
        ball = logistic._fermi(order, a)
    if order == 0:
        reference = sigmoid(number(a))
    elif a <= 0:
        with mpmath.workdps(60):
            reference = -mpmath.re(mpmath.polylog(order, -mpmath.exp(number(a))))
    else:
        grid = [0, number(a), number(a) + 40, number(a) + 90]
        whole = mpmath.quad(lambda t: t ** (order - 1) / (1 + mpmath.exp(t - number(a))), grid)
        reference = whole / mpmath.factorial(order - 1)
    assert abs(float(ball) - float(reference)) <= 1e-10 * float(reference)


@given(st.builds(fmpq, st.integers(-12, 12), st.integers(1, 3)), st.integers(1, 5))
def test_each_is_the_derivative_of_the_next(a: fmpq, order: int):
    """The mean value theorem: (F_s(a + h) - F_s(a)) / h is between F_(s-1) at a and at a + h; they increase."""
    step = fmpq(1, 64)
    with ctx.workprec(100):
        slope = (logistic._fermi(order, a + step) - logistic._fermi(order, a)) / arb(step)
        assert logistic._fermi(order - 1, a) < slope
        assert slope < logistic._fermi(order - 1, a + step)


def test_symmetric_laws_decide_like_a_coin():
    """Exactly log 2, atoms and density."""
    even = line_measure([(fmpq(-2), fmpq(1, 4)), (fmpq(2), fmpq(1, 4))], [(fmpq(-1), fmpq(1), fmpq_poly([fmpq(1, 4)]))])
    assert decision_entropy(even).form == log_value(2).form


def test_mirror_images_have_one_entropy():
    """H_b(q) = H_b(1 - q), and H_b(sigma) is even: differences are exactly 0; softplus differs by the mean of Z."""
    mirrored = MIXED.pushed(fmpq(-1))
    assert decision_entropy(MIXED) - decision_entropy(mirrored) == Value(0)
    assert mean_decision_entropy(MIXED) - mean_decision_entropy(mirrored) == Value(0)
    assert (softplus_mean(MIXED) - softplus_mean(mirrored)).form.constant == MIXED.moment(1)


def test_a_point():
    """A point has the entropy of its decision, as the same term; at 0 all are log 2."""
    three = LineMeasure(((fmpq(3), fmpq(1)),), ())
    assert mean_decision_entropy(three) - decision_entropy(three) == Value(0)
    zero = LineMeasure(((fmpq(0), fmpq(1)),), ())
    assert softplus_mean(zero).form == mean_decision_entropy(zero).form == log_value(2).form


@pytest.mark.parametrize("at", [-(10**12), 10**12])
def test_decisions_that_are_nearly_sure(at: int):
    """Nothing overflows: the entropy is below 2^-bits, and softplus is its linear part."""
    point = LineMeasure(((fmpq(at), fmpq(1)),), ())
    low, high = decision_entropy(point).interval(64)
    assert low == 0
    assert 0 < high < fmpq(1, 1 << 60)
    low, high = softplus_mean(point).interval(64)
    assert low <= max(at, 0)
    assert high >= max(at, 0)
    assert high - low <= fmpq(10**12, 1 << 62)


def test_a_small_entropy_is_resolved():
    """Z = 200: H_b(q) = e^-200 (200 + 1) up to e^-400, which 64 bits do not see but 400 do."""
    low, high = decision_entropy(LineMeasure(((fmpq(200), fmpq(1)),), ())).interval(400)
    with mpmath.workdps(200):
        exact = binary(sigmoid(mpmath.mpf(200)))
        assert number(low) <= exact <= number(high)
    assert low > 0


def test_terms_are_frozen_data():
    for value in (decision_entropy(MIXED), softplus_mean(MIXED), mean_decision_entropy(MIXED)):
        assert isinstance(value.content, Enclosed)
        for _, term in value.content.terms:
            again = pickle.loads(pickle.dumps(term))
            assert (again, hash(again)) == (term, hash(term))
            assert term.why.startswith("means of logistic functions have no closed form")


def test_a_wrong_reflection_is_found(monkeypatch: pytest.MonkeyPatch):
    """Planted: zeta in the place of eta."""
    monkeypatch.setattr(logistic, "_eta", lambda n: arb(0.5) if n == 0 else arb(n).zeta())
    assert not holds(softplus_mean(MIXED), mean(softplus))


def test_a_missing_knot_is_found():
    """Planted: the last knot left out."""
    assert not holds(softplus_mean(LineMeasure(MIXED.atoms, MIXED.knots[:-1])), mean(softplus))
