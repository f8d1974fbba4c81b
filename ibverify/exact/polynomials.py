"""Polynomials of one variable over the numbers of the engine: FLINT's over rationals, ours over functions.

`polynomial` makes one from its coefficients. Both kinds add, multiply, negate, and take a polynomial for their
variable; `Polynomial` has just what the densities on a line need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import cast

from flint import fmpq, fmpq_poly

from ibverify.exact.parametric import is_function


@dataclass(frozen=True, slots=True, eq=False)
class Polynomial:
    r"""$\sum_j c_j x^j$; the last coefficient is not 0."""

    coefficients: tuple[fmpq, ...]

    def __add__(self, other: Polynomial) -> Polynomial:
        pairs = zip_longest(self.coefficients, coefficients_of(other), fillvalue=fmpq(0))
        return _trimmed([a + b for a, b in pairs])

    __radd__ = __add__

    def __neg__(self) -> Polynomial:
        return Polynomial(tuple(-c for c in self.coefficients))

    def __mul__(self, other: Polynomial | fmpq) -> Polynomial:
        factor = coefficients_of(other) if isinstance(other, Polynomial | fmpq_poly) else (other,)
        sums = [fmpq(0)] * max(len(self.coefficients) + len(factor) - 1, 0)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(factor):
                sums[i + j] = sums[i + j] + a * b
        return _trimmed(sums)

    __rmul__ = __mul__

    def __call__(self, at: Polynomial) -> Polynomial:
        """The polynomial with another in place of its variable."""
        value = Polynomial(())
        for c in reversed(self.coefficients):
            value = value * at + Polynomial((c,))
        return value

    def at(self, x: fmpq) -> fmpq:
        """The value at a number."""
        value = fmpq(0)
        for c in reversed(self.coefficients):
            value = value * x + c
        return value

    def integral(self) -> Polynomial:
        """The primitive that is 0 at 0."""
        return Polynomial((fmpq(0), *(c / (j + 1) for j, c in enumerate(self.coefficients))))

    def over_root(self, root: fmpq) -> Polynomial:
        """The quotient by x - root, without the remainder."""
        quotient: list[fmpq] = []
        value = fmpq(0)
        for c in reversed(self.coefficients):
            value = value * root + c
            quotient.append(value)
        return Polynomial(tuple(reversed(quotient[:-1])))

    def degree(self) -> int:
        """The degree; -1 for 0."""
        return len(self.coefficients) - 1

    def coeffs(self) -> list[fmpq]:
        """The coefficients, of 1 first."""
        return list(self.coefficients)


def polynomial(coefficients: Sequence[fmpq]) -> fmpq_poly:
    """The polynomial with these coefficients, of 1 first; over functions of parameters where one of them is."""
    if any(map(is_function, coefficients)):
        return cast("fmpq_poly", _trimmed(list(coefficients)))
    return fmpq_poly(list(coefficients))


def coefficients_of(polynomial: Polynomial | fmpq_poly) -> tuple[fmpq, ...]:
    """The coefficients, of 1 first."""
    return tuple(polynomial.coeffs())


def _trimmed(coefficients: list[fmpq]) -> Polynomial:
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return Polynomial(tuple(coefficients))
