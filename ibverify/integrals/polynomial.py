r"""Integrals of $f \log f$ for a polynomial density $f \ge 0$ on an interval: exact, or a closed form in balls.

Scale the interval to $[0, 1]$, factor $f = c \prod q^e$ over Q with monic irreducible $q$, and let $F = \int_0^x f$.
Integration by parts against $F - F(z)$ at each root $z$ of $q$ gives, with $F q' = S q + \ldots$ and $R = F \bmod q$,
$$\int_0^1 f \log|q| = F(1) \log|q(1)| - \int_0^1 S - \sum_{q(z) = 0} \mathrm{Re}\, R(z) \log(1 - 1/z).$$
The constant term $R_0$ of $R$ contributes $R_0 \log|q(1)/q(0)|$. So the integral is log-linear if $R = R_0$ for each
factor, linear ones above all; what is left of the others is a `PolynomialLog`. No root of such a factor is 0 or 1, nor
is a branch cut crossed: $x - z$ stays on one side of the real axis, and for real $z$ only the real part counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import cast

from flint import acb, arb, ctx, fmpq, fmpq_poly

from ibverify.exact.loglinear import ZERO, LogLinear, total
from ibverify.exact.parametric import is_function
from ibverify.exact.value import Enclosed, Term, Value, ball_ends
from ibverify.integrals import simplex
from ibverify.integrals.factored import of_functions

GUARD_BITS = 16


@dataclass(frozen=True, slots=True)
class PolynomialLog:
    r"""$\sum_z \mathrm{Re}\, w(z) \log(1 - 1/z)$ over the roots $z$ of an irreducible polynomial; both by coefficients.

    The polynomial is monic of degree 2 or more; $w$ is monic of lower degree without a constant term, so that densities
    that are multiples of each other have equal terms.
    """

    polynomial: tuple[fmpq, ...]
    weight: tuple[fmpq, ...]

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        factor = f"the density has an irreducible factor of degree {len(self.polynomial) - 1}"
        return f"{factor}; ask for more digits of the enclosure, or for a readout"

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """An interval of width at most $2^{2 - bits}$ times the larger of 1 and the size of the number; rigorous."""
        precision = bits + GUARD_BITS
        while (ball := self._ball(precision)).rel_one_accuracy_bits() < bits:
            precision *= 2
        return ball_ends(ball)

    def _ball(self, precision: int) -> arb:
        with ctx.workprec(precision):
            # The stub of python-flint leaves out the multiplicities.
            roots = cast("list[tuple[acb, int]]", fmpq_poly(list(self.polynomial)).complex_roots())
            return sum((self._summand(z) for z, _ in roots), arb(0))

    def _summand(self, z: acb) -> arb:
        weight = reduce(lambda value, c: value * z + c, reversed(self.weight), acb(0))
        return (weight * (1 - 1 / z).log()).real


def integral_plogp(coefficients: Sequence[fmpq], length: fmpq) -> Value:
    r"""$\int_0^\ell f \log f$ for the polynomial $f = \sum_j c_j x^j$, which has to be $\ge 0$ on $[0, \ell]$.

    Exact if $f$ has only linear factors over Q, or the others cancel; else enclosed, with the reason, to any precision.
    Raises ValueError for a negative length, and if $f$ is negative at an end or in the middle.

    >>> integral_plogp([fmpq(0), fmpq(0), fmpq(1)], fmpq(1))  # 2 x^2 log x: 2 (x^3/3 log x - x^3/9) = -2/9 at 1
    Value('-2/9')
    >>> integral_plogp([fmpq(1), fmpq(0), fmpq(1)], fmpq(1)).reason.split(";")[0]
    'the density has an irreducible factor of degree 2'
    """
    if any(map(is_function, (*coefficients, length))):
        return of_functions(coefficients, length)
    if length < 0:
        raise ValueError(f"an interval of length {length}: give a length that is not negative")
    density = fmpq_poly(list(coefficients))(fmpq_poly([ZERO, length]))
    for at in (fmpq(0), fmpq(1), fmpq(1, 2)):
        if (value := density(at)) < 0:
            raise ValueError(f"the density is {value} at {at * length}: it has to be nonnegative")
    if density.degree() <= 1:
        return Value(simplex.integral_plogp([density(0), density(1)], length))
    return length * _over_unit_interval(density)


def _over_unit_interval(density: fmpq_poly) -> Value:
    primitive = density.integral()
    mass = primitive(1)
    leading, factors = density.factor(monic=True)
    logs = [(mass, abs(leading))]
    constant = ZERO
    terms: list[tuple[fmpq, Term]] = []
    for factor, exponent in factors:
        quotient = primitive * factor.derivative() // factor
        remainder = primitive % factor
        offset = remainder[0]
        logs += [(exponent * (mass - offset), abs(factor(1))), (exponent * offset, abs(factor(0)))]
        constant -= exponent * quotient.integral()(1)
        if remainder.degree() > 0:
            scale = remainder.leading_coefficient()
            weight = (remainder - offset) / scale
            terms.append((-exponent * scale, PolynomialLog(tuple(factor.coeffs()), tuple(weight.coeffs()))))
    form: LogLinear = total([(c, x) for c, x in logs if c != 0], constant)
    return Value(Enclosed(form, tuple(terms)))
