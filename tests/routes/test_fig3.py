"""Fig. 3 against SymPy: densities of sums by convolution, their integrals in closed form, symbols for e and the prior."""

from __future__ import annotations

import pytest
import sympy
from flint import fmpq

from ibverify.distributions import box
from ibverify.examples import fig3
from ibverify.exact.rational import rational
from ibverify.exact.value import Value
from ibverify.information import information
from ibverify.law import mixture, push

E, P, S, T = sympy.symbols("e p s t", positive=True)
HALF = sympy.Rational(1, 2)


def conditional_entropy() -> sympy.Expr:
    """H(Y|f_I) for 0 < e < 1/2, with prior p of Y = 0.

    X1 + X2 is uniform on an interval of length 1/2 plus uniform on one of length e, from 0 if Y = 0 and from 1/2 if
    Y = 1. With t in [1/2, 1/2 + e], where the two supports meet, the density is the integral of 2/e over the v in
    [0, e] with t - v in [0, 1/2] or [1/2, 1]: v >= t - 1/2 or v <= t - 1/2.
    """
    v = sympy.Symbol("v")
    zero = P * sympy.integrate(2 / E, (v, T - HALF, E))
    one = (1 - P) * sympy.integrate(2 / E, (v, 0, T - HALF))
    zero, one = (sympy.expand(density.subs(T, HALF + E * S)) for density in (zero, one))  # s in [0, 1]
    both = sympy.expand(zero + one)
    return E * (xlogx(both) - xlogx(zero) - xlogx(one))


def xlogx(density: sympy.Expr) -> sympy.Expr:
    """The integral of f log f over s in [0, 1], for affine f: of u log u between the end values, over the slope."""
    slope = sympy.diff(density, S)
    low, high = density.subs(S, 0), density.subs(S, 1)
    u = sympy.Symbol("u", positive=True)
    antiderivative = sympy.integrate(u * sympy.log(u), u)

    def at(value: sympy.Expr) -> sympy.Expr:
        return sympy.S.Zero if value == 0 else antiderivative.subs(u, value)

    if sympy.simplify(slope) == 0:
        return low * sympy.log(low)
    return sympy.simplify((at(high) - at(low)) / slope)
