r"""Rational functions of parameters, ordered at one place: exact computation for all values of a parameter at once.

A `Function` is an element of the field $\mathbf Q(a, b, \ldots)$ that knows its `Place`. It adds, multiplies and
divides like a number, and every question about its order or its zeros is a question about a sign, which goes to the
place:

- a `Sample` is a point with rational coordinates. It factors what it is asked for, evaluates each irreducible factor
  at the point and records its sign: what is computed holds wherever the recorded factors have the recorded signs;
- a `Root` (see `ibverify.exact.algebraic`) is one algebraic number, where signs are decided: it holds there.

Functions have no hash, no float and no integer value, so that a branch that asks for none of the signs is an exception
and not a wrong theorem. They stand where `fmpq` is written in the rest of the package.

Main results: `Function`, `Sample`, `Vanishes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, cast

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly

Polynomial = fmpq_mpoly


class Vanishes(ArithmeticError):
    """A factor is 0 at the sample: nothing can be said of its sign around it; take another sample."""


class Place(Protocol):
    """Where functions are ordered."""

    @property
    def context(self) -> fmpq_mpoly_ctx:
        """The ring of polynomials in the parameters."""

    def sign(self, polynomial: Polynomial) -> int:
        """-1, 0 or 1, the sign of a polynomial there."""


class Function:
    """A quotient of polynomials in lowest terms, the denominator with leading coefficient 1; immutable.

    >>> [a] = Sample.of(["a"], [fmpq(1, 3)]).parameters
    >>> a - a * a, (1 - a * a) / (1 - a), abs(a - 1)
    (-a**2 + a, a + 1, -a + 1)
    >>> a < 1 / (1 + a)  # the sign of (a**2 + a - 1)/(a + 1) is recorded
    True
    """

    __slots__ = ("denominator", "numerator", "place")
    __hash__ = None  # type: ignore[assignment]  # a dictionary keyed by functions would branch on their equality

    def __init__(self, numerator: Polynomial, denominator: Polynomial | None, place: Place) -> None:
        """The quotient of two polynomials; None is 1."""
        if denominator is not None:
            numerator, denominator = _lowest(numerator, denominator)
        self.numerator, self.denominator, self.place = numerator, denominator, place

    def sign(self) -> int:
        """-1, 0 or 1 at the place, which takes note of it."""
        below = 1 if self.denominator is None else self.place.sign(self.denominator)
        return self.place.sign(self.numerator) * below

    def _same(self, other: object) -> Function | None:
        """The other operand as a function of the same place; None for what is no exact number."""
        if isinstance(other, Function):
            if other.place is not self.place:
                raise ValueError("functions of two places are not combined; build the problem anew at each place")
            return other
        if isinstance(other, int | fmpq) and not isinstance(other, bool):
            return Function(self.place.context.constant(other), None, self.place)
        return None

    def __add__(self, other: object) -> Function:
        with_ = self._same(other)
        if with_ is None:
            return NotImplemented
        if self.denominator is None and with_.denominator is None:
            return Function(self.numerator + with_.numerator, None, self.place)
        below, its = _whole(self), _whole(with_)
        return Function(self.numerator * its + with_.numerator * below, below * its, self.place)

    __radd__ = __add__

    def __neg__(self) -> Function:
        return self * -1

    def __sub__(self, other: object) -> Function:
        with_ = self._same(other)
        return NotImplemented if with_ is None else self + with_ * -1

    def __rsub__(self, other: object) -> Function:
        return -self + other

    def __mul__(self, other: object) -> Function:
        with_ = self._same(other)
        if with_ is None:
            return NotImplemented
        product = self.numerator * with_.numerator
        if self.denominator is None and with_.denominator is None:
            return Function(product, None, self.place)
        return Function(product, _whole(self) * _whole(with_), self.place)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Function:
        with_ = self._same(other)
        return NotImplemented if with_ is None else self * with_._inverse()

    def __rtruediv__(self, other: object) -> Function:
        return self._inverse() * other

    def _inverse(self) -> Function:
        if not self:
            raise ZeroDivisionError("division by a function that is 0")
        return Function(_whole(self), self.numerator, self.place)

    def __pow__(self, exponent: int) -> Function:
        if exponent < 0:
            return self._inverse() ** -exponent
        below = None if self.denominator is None else self.denominator**exponent
        return Function(self.numerator**exponent, below, self.place)

    def __abs__(self) -> Function:
        return -self if self.sign() < 0 else self

    def __bool__(self) -> bool:
        return self.sign() != 0

    def __eq__(self, other: object) -> bool:
        with_ = self._same(other)
        if with_ is None:  # False would be a branch that asked for no sign
            raise TypeError(f"a function of parameters is not compared with {type(other).__name__}")
        return (self - with_).sign() == 0

    def __lt__(self, other: object) -> bool:
        return (self - other).sign() < 0

    def __le__(self, other: object) -> bool:
        return (self - other).sign() <= 0

    def __gt__(self, other: object) -> bool:
        return (self - other).sign() > 0

    def __ge__(self, other: object) -> bool:
        return (self - other).sign() >= 0

    def at(self, point: Sequence[fmpq]) -> fmpq | None:
        """The value at a point; None where the denominator is 0."""
        below = fmpq(1) if self.denominator is None else self.denominator(*point)
        return None if below == 0 else self.numerator(*point) / below

    def __str__(self) -> str:
        above = polynomial_text(self.numerator)
        if self.denominator is None:
            return above
        return f"({above})/({polynomial_text(self.denominator)})"

    __repr__ = __str__


@dataclass(frozen=True)
class Sample:
    """A point of the parameter space, and the signs of the irreducible factors that were asked for there.

    `signs` grows with every question: it is the one place of the package that takes notes, and belongs to one run.
    """

    context: fmpq_mpoly_ctx
    point: tuple[fmpq, ...]
    signs: dict[str, tuple[Polynomial, int]] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[str], point: Sequence[fmpq]) -> Sample:
        """The sample at a point whose coordinates have these names."""
        return cls(fmpq_mpoly_ctx.get(list(names), "lex"), tuple(point))

    @cached_property
    def parameters(self) -> tuple[fmpq, ...]:
        """The parameters themselves; they stand where numbers are written."""
        return generators(self)

    def sign(self, polynomial: Polynomial) -> int:
        """The sign at the point, recorded factor by factor. Raises `Vanishes` where a factor is 0 at the point."""
        if polynomial.is_constant():
            return _sign(polynomial.leading_coefficient()) if not polynomial.is_zero() else 0
        key = str(polynomial)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._recorded(polynomial)
        return known

    def _recorded(self, polynomial: Polynomial) -> int:
        content, factors = polynomial.factor()
        result = _sign(content)
        for factor, exponent in factors:
            sign = _sign(factor(*self.point))
            if sign == 0:
                raise Vanishes(polynomial_text(factor))
            self.signs.setdefault(str(factor), (factor, sign))
            result *= sign**exponent
        return result


def generators(place: Place) -> tuple[fmpq, ...]:
    """The parameters of a place, typed as the numbers that they stand for."""
    functions = tuple(Function(generator, None, place) for generator in place.context.gens())
    return cast("tuple[fmpq, ...]", functions)


def univariate(polynomial: Polynomial) -> fmpq_poly:
    """A polynomial in the one parameter of its ring, by its coefficients."""
    coefficients = {degree: c for (degree,), c in polynomial.to_dict().items()}
    return fmpq_poly([coefficients.get(j, fmpq(0)) for j in range(max(coefficients, default=0) + 1)])


def polynomial_text(polynomial: Polynomial) -> str:
    """The polynomial as SymPy spells it."""
    return str(polynomial).replace("^", "**")


def number(of: Any) -> fmpq:
    """A function that is constant as the number that it is; a number stays. Raises TypeError for any other function."""
    if not isinstance(of, Function):
        return cast("fmpq", of)
    if of.denominator is not None or not of.numerator.is_constant():
        raise TypeError(f"{of} depends on parameters")
    return fmpq(0) if of.numerator.is_zero() else of.numerator.leading_coefficient()


def is_function(number: object) -> bool:
    """Whether this number depends on parameters."""
    return isinstance(number, Function)


def _lowest(above: Polynomial, below: Polynomial) -> tuple[Polynomial, Polynomial | None]:
    if not below.is_constant() and not above.is_zero():
        shared = above.gcd(below)
        if not shared.is_constant():
            above, below = above / shared, below / shared
    leading = below.leading_coefficient()
    if below.is_constant() or above.is_zero():
        return above / leading, None
    return above / leading, below / leading


def _whole(function: Function) -> Polynomial:
    return function.place.context.constant(1) if function.denominator is None else function.denominator


def _sign(number: fmpq) -> int:
    return (number > 0) - (number < 0)
