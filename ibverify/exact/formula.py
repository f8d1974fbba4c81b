r"""Formulas in parameters: $c_0 + \sum_j c_j \log x_j$ with rational functions $c_j$ and $x_j > 0$ at a place.

The sums that a `LogLinear` is for numbers. The normal form is over logarithms of primes and of irreducible polynomials
that are positive at the place. These are linearly independent over the field of rational functions (a relation would
have a pole or a zero where one of the polynomials has one and the others do not), so formulas are equal as functions
exactly if their normal forms are.

Main result: `Formula`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from flint import arb, ctx, fmpq

from ibverify.exact.loglinear import LogLinear, total
from ibverify.exact.parametric import Function, Place, is_function, polynomial_text


@dataclass(frozen=True, eq=False)
class Formula:
    """`constant` is $c_0$; `logs` holds pairs $(c_j, x_j)$ in the order in which they arose."""

    constant: fmpq
    logs: tuple[tuple[fmpq, fmpq], ...]

    @classmethod
    def of(cls, form: LogLinear | Formula) -> Formula:
        """A form of numbers as a formula."""
        return form if isinstance(form, Formula) else cls(form.constant, tuple((c, fmpq(n)) for n, c in form.logs))

    def __add__(self, other: LogLinear | Formula) -> Formula:
        with_ = Formula.of(other)
        return Formula(self.constant + with_.constant, self.logs + with_.logs)

    __radd__ = __add__

    def __neg__(self) -> Formula:
        return self.scaled(fmpq(-1))

    def __sub__(self, other: LogLinear | Formula) -> Formula:
        return self + -other

    def __rsub__(self, other: LogLinear | Formula) -> Formula:
        return -self + other

    def scaled(self, factor: fmpq) -> Formula:
        """The formula times a number or a function."""
        return Formula(self.constant * factor, tuple((c * factor, x) for c, x in self.logs))

    @cached_property
    def normal(self) -> Formula:
        """The same formula over primes and irreducible polynomials, in an order of its own; 0 exactly if it is 0."""
        sums: dict[str, tuple[fmpq, fmpq]] = {}
        for c, x in self.logs:
            for exponent, factor in _factors(x):
                key = str(factor)
                sums[key] = (sums[key][0] + exponent * c if key in sums else exponent * c, factor)
        kept = sorted((key, pair) for key, pair in sums.items() if not _is_zero(pair[0]))
        return Formula(self.constant, tuple(pair for _, pair in kept))

    @cached_property
    def derivative(self) -> Formula:
        """The derivative by the parameter, of a formula in one parameter; exact.

        >>> from ibverify.exact.parametric import Sample
        >>> [a] = Sample.of(["a"], [fmpq(1, 3)]).parameters
        >>> print(Formula(a, ((a, a),)).derivative)  # of a + a log a
        log(a) + 2
        """
        normal = self.normal
        constant = _derivative(normal.constant)
        for c, x in normal.logs:
            constant = constant + c * _log_derivative(x)
        slopes = ((_derivative(c), x) for c, x in normal.logs)
        return Formula(constant, tuple((c, x) for c, x in slopes if not _is_zero(c)))

    def same_as(self, other: LogLinear | Formula) -> bool:
        """Whether the other is the same expression, for formulas of two places; False says nothing."""
        mine, its = self.normal, Formula.of(other).normal
        pairs = [(mine.constant, its.constant)]
        for (c, x), (d, y) in zip(mine.logs, its.logs, strict=False):
            pairs += [(c, d), (x, y)]
        return len(mine.logs) == len(its.logs) and all(_same(a, b) for a, b in pairs)

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 as a function."""
        return not self.normal.logs and _is_zero(self.constant)

    @property
    def is_constant(self) -> bool:
        """Whether no parameter occurs in its normal form."""
        normal = self.normal
        return all(map(_is_number, (normal.constant, *(part for pair in normal.logs for part in pair))))

    def at(self, point: Sequence[fmpq]) -> LogLinear | None:
        """The value at a point; None where it cannot be evaluated: a denominator, or what a logarithm is of, is 0."""
        parts = [(_at(c, point), _at(x, point)) for c, x in self.normal.logs]
        constant = _at(self.constant, point)
        terms = [(c, x) for c, x in parts if c is not None and x is not None and x > 0]
        return None if constant is None or len(terms) < len(parts) else total(terms, constant)

    def ball(self, values: Sequence[arb], bits: int) -> arb:
        """A ball that holds the values on a box of balls; it is not finite where the formula has a pole in it."""
        with ctx.workprec(bits):
            parts = [(_ball(c, values), _ball(x, values)) for c, x in self.normal.logs]
            return sum((c * x.log() for c, x in parts), _ball(self.constant, values))

    def __str__(self) -> str:
        """The value string, which is also a SymPy expression."""
        normal = self.normal
        parts = [_product(c, f"log({x})") for c, x in normal.logs]
        if not _is_zero(normal.constant) or not parts:
            parts.append(str(normal.constant))
        text = parts[0]
        for part in parts[1:]:
            text += f" - {part[1:]}" if part.startswith("-") else f" + {part}"
        return text


def add_all(forms: Iterable[LogLinear | Formula]) -> Formula:
    """The sum of many."""
    formulas = [Formula.of(form) for form in forms]
    return Formula(sum((f.constant for f in formulas), fmpq(0)), tuple(pair for f in formulas for pair in f.logs))


def _factors(number: fmpq) -> Iterable[tuple[int, fmpq]]:
    """Primes and irreducible polynomials, each with its exponent: their product is the number, or function, > 0."""
    if not is_function(number):
        yield from ((e, fmpq(int(p))) for p, e in number.p.factor())
        yield from ((-e, fmpq(int(p))) for p, e in number.q.factor())
        return
    function = cast("Function", number)
    for sign, polynomial in ((1, function.numerator), (-1, function.denominator)):
        if polynomial is not None:
            content, factors = polynomial.factor()
            yield from ((sign * e, p) for e, p in _factors(abs(content)))
            for factor, exponent in factors:
                yield sign * exponent, _positive(factor, function.place)


def _positive(factor: Any, place: Place) -> fmpq:
    """The polynomial or its negative, whichever is positive at the place."""
    return cast("fmpq", abs(Function(factor, None, place)))


def _is_number(number: fmpq) -> bool:
    return not is_function(number) or (
        cast("Function", number).denominator is None and cast("Function", number).numerator.is_constant()
    )


def _same(left: fmpq, right: fmpq) -> bool:
    if not is_function(left) or not is_function(right):
        number, function = (right, left) if is_function(left) else (left, right)
        return left == right if not is_function(function) else _is_zero(function - number)
    one, two = cast("Function", left), cast("Function", right)
    below = (one.denominator is None, two.denominator is None)
    equal = one.numerator == two.numerator
    return equal and (all(below) or (not any(below) and one.denominator == two.denominator))


def _is_zero(number: fmpq) -> bool:
    """Whether a number is 0, or a function is 0 everywhere: no sign is asked for."""
    return cast("Function", number).numerator.is_zero() if is_function(number) else number == 0


def _derivative(number: fmpq) -> fmpq:
    if not is_function(number):
        return fmpq(0)
    function = cast("Function", number)
    above, below = function.numerator, function.denominator
    if below is None:
        return cast("fmpq", Function(above.derivative(0), None, function.place))
    slope = above.derivative(0) * below - above * below.derivative(0)
    return cast("fmpq", Function(slope, below * below, function.place))


def _log_derivative(factor: fmpq) -> fmpq:
    """That of the logarithm of a prime or of a polynomial."""
    if not is_function(factor):
        return fmpq(0)
    polynomial, place = cast("Function", factor).numerator, cast("Function", factor).place
    return cast("fmpq", Function(polynomial.derivative(0), polynomial, place))


def _at(number: fmpq, point: Sequence[fmpq]) -> fmpq | None:
    return cast("Function", number).at(point) if is_function(number) else number


def _ball(number: fmpq, values: Sequence[arb]) -> arb:
    if not is_function(number):
        return arb(number)
    function = cast("Function", number)
    above = _evaluated(function.numerator, values)
    return above if function.denominator is None else above / _evaluated(function.denominator, values)


def _evaluated(polynomial: Any, values: Sequence[arb]) -> arb:
    ball = arb(0)
    for powers, c in polynomial.to_dict().items():
        term = arb(c)
        for value, power in zip(values, powers, strict=True):
            term *= value ** int(power)
        ball += term
    return ball


def _product(coefficient: fmpq, symbol: str) -> str:
    text = str(coefficient)
    if text in ("1", "-1"):
        return symbol if text == "1" else f"-{symbol}"
    function = cast("Function", coefficient)
    if is_function(coefficient) and (function.denominator is not None or len(function.numerator.to_dict()) > 1):
        if function.denominator is None:
            return f"({text})*{symbol}"
        return f"({polynomial_text(function.numerator)})*{symbol}/({polynomial_text(function.denominator)})"
    return f"{text}*{symbol}"
