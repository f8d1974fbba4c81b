r"""Integrals of $f \log f$ for a polynomial density whose coefficients are functions of parameters.

The closed form of `ibverify.integrals.polynomial`, over $\mathbf Q(a, b, \ldots)$: it is a formula if all factors of
the density over that field are linear in the variable.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from ibverify.errors import UnsupportedLaw
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Function, Place, is_function
from ibverify.exact.polynomials import Polynomial
from ibverify.exact.value import Value
from ibverify.integrals import simplex


def of_functions(coefficients: Sequence[fmpq], length: fmpq) -> Value:
    r"""$\int_0^\ell f \log f$ for $f = \sum_j c_j x^j \ge 0$, a formula. Raises `UnsupportedLaw` where it is none."""
    scaled = [c * length**j for j, c in enumerate(coefficients)]
    if len(scaled) <= 2:
        ends = [scaled[0], sum(scaled, fmpq(0))]
        return Value(simplex.integral_plogp(ends, length))
    density = Polynomial(tuple(scaled))
    place = next(cast("Function", c).place for c in (*scaled, length) if is_function(c))
    primitive = density.integral()
    mass = primitive.at(fmpq(1))
    logs, constant = [], fmpq(0)
    leading = scaled[-1]
    for root, exponent in _roots(density, place):
        offset = primitive.at(root)
        logs += [(exponent * (mass - offset), abs(1 - root)), (exponent * offset, abs(root))]
        constant = constant - exponent * primitive.over_root(root).integral().at(fmpq(1))
    logs.append((mass, abs(leading)))
    return Value(Formula(constant, tuple((c, x) for c, x in logs if c != 0)).scaled(length))


def _roots(density: Polynomial, place: Place) -> list[tuple[fmpq, int]]:
    """The roots of a polynomial over the field of functions, with their multiplicities."""
    names = place.context.names()
    ring = fmpq_mpoly_ctx.get([*names, "0"], "lex")
    shared = place.context.constant(1)
    for c in density.coefficients:
        divisor = cast("Function", c).denominator if is_function(c) else None
        if divisor is not None:
            shared = shared * (divisor / shared.gcd(divisor))
    whole = ring.constant(0)
    for power, c in enumerate(density.coefficients):
        lifted = c if is_function(c) else Function(place.context.constant(c), None, place)
        numerator = (cast("Function", lifted) * Function(shared, None, place)).numerator
        whole += ring.from_dict({(*monomial, power): x for monomial, x in numerator.to_dict().items()})
    roots: list[tuple[fmpq, int]] = []
    for factor, exponent in whole.factor()[1]:
        by_power: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for (*monomial, power), x in factor.to_dict().items():
            by_power.setdefault(int(power), {})[tuple(map(int, monomial))] = x
        degree = max(by_power)
        if degree > 1:
            what = f"the density has a factor of degree {degree} that parameters do not split"
            raise UnsupportedLaw("", what, "give the parameters values, or use a readout")
        if degree == 1:
            above, below = (_function(place, by_power.get(j, {})) for j in (0, 1))
            roots.append((cast("fmpq", -above / below), exponent))
    return roots


def _function(place: Place, terms: dict[tuple[int, ...], fmpq]) -> Function:
    polynomial: fmpq_mpoly = place.context.from_dict(terms)
    return Function(polynomial, None, place)
