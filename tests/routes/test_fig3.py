"""Fig. 3 against SymPy: densities of sums by convolution and their integrals in closed form, e a symbol."""

from __future__ import annotations

import pytest
import sympy

from ibverify.distributions import box
from ibverify.exact.rational import rational
from ibverify.examples import fig3
from ibverify.information import information
from ibverify.law import mixture, push

E, S = sympy.symbols("e s", positive=True)
HALF = sympy.Rational(1, 2)


def precision(prior: sympy.Rational) -> sympy.Expr:
    """I(Y;f_I) for 0 < e < 1/2, with this prior of Y = 0.

    X1 + X2 is uniform on an interval of length 1/2 plus uniform on [0, e]; the former starts at 0 if Y = 0, at 1/2 if
    Y = 1. The two meet on [1/2, 1/2 + e]. At t = 1/2 + e s the density is the integral of 2/e over the v in [0, e] with
    t - v in [0, 1/2], which is v >= e s, or with t - v in [1/2, 1], which is v <= e s. Elsewhere one label is alone.
    """
    v = sympy.Symbol("v")
    zero = prior * sympy.integrate(2 / E, (v, E * S, E))
    one = (1 - prior) * sympy.integrate(2 / E, (v, 0, E * S))
    lost = E * (plogp(zero + one) - plogp(zero) - plogp(one))
    return -prior * sympy.log(prior) - (1 - prior) * sympy.log(1 - prior) - lost


def plogp(density: sympy.Expr) -> sympy.Expr:
    """The integral of f log f over s in [0, 1] for affine f: that of u log u between its end values, over the slope."""
    density = sympy.expand(density)
    low, high = density.subs(S, 0), density.subs(S, 1)
    if low == high:
        return low * sympy.log(low)
    u = sympy.Symbol("u", positive=True)
    return sympy.integrate(u * sympy.log(u), (u, low, high)) / (high - low)


def engine(epsilon: str, prior: str, function: str) -> sympy.Expr:
    e, p, half, zero = rational(epsilon), rational(prior), rational("1/2"), rational(0)
    flat, upright = box.support([(zero, half), (zero, e)]), box.support([(zero, e), (half, rational(1))])
    law = mixture([("0", p, flat), ("1", 1 - p, upright)])
    return information(push(fig3.neuron(function), law)[1]).precision.to_sympy()


def test_equal_priors_give_the_formula_of_the_ledger():
    assert sympy.simplify(precision(HALF) - (sympy.log(2) - E / 2)) == 0


@pytest.mark.parametrize("prior", ["1/2", "1/3", "3/4"])
@pytest.mark.parametrize("epsilon", ["1/10", "1/4", "2/5", "1/1000"])
def test_precision_of_the_sum(epsilon: str, prior: str):
    """Exactly equal: the difference simplifies to 0."""
    expected = precision(sympy.Rational(prior)).subs(E, sympy.Rational(epsilon))
    assert sympy.simplify(engine(epsilon, prior, "f_I") - expected) == 0


@pytest.mark.parametrize("prior", ["1/2", "1/3"])
def test_precision_of_one_coordinate(prior: str):
    """X2 lies in [0, e] or in [1/2, 1]: it tells Y."""
    p = sympy.Rational(prior)
    label = -p * sympy.log(p) - (1 - p) * sympy.log(1 - p)
    assert sympy.simplify(engine("1/4", prior, "f_II") - label) == 0


def test_a_planted_slip_is_seen():
    """The value at another e, and with another prior."""
    value = engine("1/10", "1/3", "f_I")
    for prior, epsilon in (("1/3", "1/9"), ("1/2", "1/10")):
        expected = precision(sympy.Rational(prior)).subs(E, sympy.Rational(epsilon))
        assert sympy.simplify(value - expected) != 0
