r"""Values of information quantities: exact, enclosed, or infinite with a reason; in nats.

A `Value` holds one of
- a `LogLinear` form: the value is known exactly, equality and order are decided;
- `Enclosed`: a form plus rational multiples of `Term`s, quantities of which only balls are known. A term that can be
  refined gives narrower intervals for more bits; a `Between` does not;
- `Infinite`: $+\infty$, with its reason;
- a `Formula` in parameters: exact for each of their values around the place where it was computed. It adds and prints,
  and has neither order nor enclosure.

Sums follow the extended half-line: what is added to infinity is infinite; infinity is never subtracted.
"""

from __future__ import annotations

import numbers
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, SupportsIndex, TypeAlias, TypeGuard

from flint import arb, ctx, fmpq

from ibverify.errors import UndecidedError
from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import ZERO, LogLinear, add_all, log
from ibverify.exact.loglinear import total as total_of
from ibverify.exact.rational import Exactly, rational

if TYPE_CHECKING:
    from ibverify.exact.units import Quantity

_MOST_BITS = 1 << 20
Interval: TypeAlias = tuple[fmpq, fmpq | None]  # [lower, upper]; None is +infinity


class Term(Protocol):
    """A real number of which rigorous intervals are known. Frozen, hashable and picklable: balls stay local.

    Terms that are equal have to be the same number: in a sum they are merged. A term may say `why` it has no closed
    form, and that more bits do not help beyond some number of them: `is_refinable = False`.
    """

    def interval(self, bits: int) -> Interval:
        """An interval that holds the number, from a computation at this precision."""


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """A number of which nothing is known but `lower <= x <= upper`; an upper end of None is infinity.

    Equal to itself alone: two numbers with the same bounds need not be equal, and must not cancel.
    """

    is_refinable: ClassVar[bool] = False
    lower: fmpq
    upper: fmpq | None
    why: str

    def interval(self, bits: int) -> Interval:
        """The same interval for every precision."""
        return self.lower, self.upper


@dataclass(frozen=True, slots=True, eq=False)
class Enclosed:
    """`form + sum of factor * term`, and why the value is not known exactly.

    `least` and `most` are ends that are known from elsewhere (information is not negative); None where there is none.
    Sums and multiples forget them: they are new numbers.
    """

    form: LogLinear
    terms: tuple[tuple[fmpq, Term], ...]
    least: fmpq | None = None
    most: fmpq | None = None

    def interval(self, bits: int) -> Interval:
        """A rigorous interval at this precision. Raises ValueError where a lower end would be minus infinity."""
        low, high = self._sum(bits)
        if self.most is not None:
            high = self.most if high is None else min(high, self.most)
        return (low if self.least is None else max(low, self.least)), high

    def _sum(self, bits: int) -> Interval:
        lower, upper = ball_ends(self.form.ball(bits))
        high: fmpq | None = upper
        for factor, term in self.terms:
            low_end, high_end = term.interval(bits)
            if factor < 0:
                if high_end is None:
                    raise ValueError("a quantity that may be infinite cannot be subtracted")
                low_end, high_end = high_end, low_end
            lower += factor * low_end
            high = None if high is None or high_end is None else high + factor * high_end
        return lower, high

    @property
    def why(self) -> str:
        """The reasons that the terms give, each once."""
        return "; ".join(dict.fromkeys(why for _, term in self.terms if (why := getattr(term, "why", ""))))


@dataclass(frozen=True, slots=True)
class Infinite:
    r"""$+\infty$, with the reason in words."""

    reason: str


Content: TypeAlias = LogLinear | Formula | Enclosed | Infinite


class Value:
    """A value of an information quantity, immutable; see the module for its three kinds.

    Arithmetic and comparisons take exact numbers, value strings and SymPy expressions as well; a float is a TypeError.
    Comparisons are decided, or raise `UndecidedError`. A value is true if it is not 0.

    >>> Value("log(2)") - Value("1/20")
    Value('log(2) - 1/20')
    >>> Value("log(2)/2 + log(2)/2") == log_value(2), Value("log(8)") == Value("3*log(2)")
    (True, True)
    """

    __slots__ = ("_content",)
    _content: Content

    # SymPy must not turn a value into a tree, which it would compare with other trees (log 4 is not 2 log 2 there), nor
    # into its float: with this it leaves comparison and arithmetic to the value. The door to SymPy is `to_sympy`.
    __sympy__ = False

    def __init__(self, value: Content | Exactly | Value) -> None:
        """From a text in the grammar of values (nats), an exact rational, or a content."""
        if isinstance(value, str):
            from ibverify.exact.grammar import parse_value

            content: Content = parse_value(value).content
        elif isinstance(value, Value):
            content = value.content
        elif isinstance(value, LogLinear | Formula | Enclosed | Infinite):
            content = value
        else:
            content = total_of((), rational(value))
        if isinstance(content, Enclosed) and not content.terms:
            content = content.form
        object.__setattr__(self, "_content", content)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Value is immutable: {name} cannot be set")

    def __reduce__(self) -> tuple[type[Value], tuple[Content]]:
        return Value, (self._content,)

    @property
    def content(self) -> Content:
        """The form, the enclosure or the infinity that this value is."""
        return self._content

    @property
    def is_exact(self) -> bool:
        """Whether the value is known exactly; infinity is."""
        return not isinstance(self._content, Enclosed)

    @property
    def is_infinite(self) -> bool:
        r"""Whether the value is $+\infty$, with certainty."""
        return isinstance(self._content, Infinite)

    @property
    def is_refinable(self) -> bool:
        """Whether more bits give a narrower interval, down to the value: no part of it is only bounded."""
        terms = self._content.terms if isinstance(self._content, Enclosed) else ()
        return all(getattr(term, "is_refinable", True) for _, term in terms)

    @property
    def reason(self) -> str | None:
        """Why the value is infinite or only enclosed; None for an exact finite value."""
        if isinstance(self._content, Infinite):
            return self._content.reason
        return self._content.why if isinstance(self._content, Enclosed) else None

    @property
    def form(self) -> LogLinear:
        """The log-linear form. Raises `UndecidedError` for a value that is not exact and finite."""
        if isinstance(self._content, LogLinear):
            return self._content
        raise UndecidedError("", f"{self} has no closed form", "ask is_exact and is_infinite first, or use interval()")

    def interval(self, bits: int = 64) -> tuple[fmpq | None, fmpq | None]:
        """Rational ends of a rigorous enclosure; None is infinity (both ends for an infinite value)."""
        if isinstance(self._content, Infinite):
            return None, None
        if isinstance(self._content, Formula):
            raise UndecidedError("", f"{self} depends on parameters", "give them values, or sweep them")
        if isinstance(self._content, LogLinear):
            low, high = ball_ends(self._content.ball(bits))
            is_zero = low < 0 < high and self._content.sign() == 0
            return (ZERO, ZERO) if is_zero else (low, high)
        return self._content.interval(bits)

    def enclosure(self, digits: int = 17) -> tuple[str, str] | None:
        """Two decimals, outward rounded, that enclose the value; None for infinity."""
        return self.in_nats().enclosure(digits)

    def in_nats(self) -> Quantity:
        """The value with its unit, the nat."""
        from ibverify.exact.units import Quantity

        return Quantity(self, "nat")

    def in_bits(self) -> Quantity:
        """The value in bits: divided by log 2."""
        from ibverify.exact.units import Quantity

        return Quantity(self, "bit")

    def to_sympy(self) -> Any:
        """The value as a SymPy expression; an enclosed one is an error. Imports SymPy."""
        from ibverify.exact.sympy_bridge import to_sympy

        return to_sympy(self)

    def _repr_latex_(self) -> str:
        from ibverify.exact.printing import latex

        return f"${latex(self)}$"

    def __str__(self) -> str:
        return str(self.in_nats())

    def __repr__(self) -> str:
        match self._content:
            case LogLinear() | Formula():
                return f"Value({str(self)!r})"
            case Infinite() as content:
                return f"Value({content!r})"
            case Enclosed():
                return "<Value in [{}, {}]: {}>".format(*(self.enclosure() or ()), self.reason)

    def __float__(self) -> float:
        from ibverify.exact.printing import midpoint

        return midpoint(self.enclosure())

    def __bool__(self) -> bool:
        return not _decided(self, "==", Value(0))

    def __add__(self, other: Value | Exactly) -> Value:
        return total([self, as_value(other)])

    __radd__ = __add__

    def __neg__(self) -> Value:
        return self * -1

    def __sub__(self, other: Value | Exactly) -> Value:
        return total([self, -as_value(other)])

    def __rsub__(self, other: Value | Exactly) -> Value:
        return total([as_value(other), -self])

    def __mul__(self, factor: Exactly) -> Value:
        """Times a rational."""
        by = rational(factor)
        if by == 0 and self.is_exact and not self.is_infinite:
            return Value(0)
        match self._content:
            case LogLinear() | Formula() as form:
                return Value(form.scaled(by))
            case Enclosed(form, terms):
                return Value(Enclosed(form.scaled(by), tuple((by * c, t) for c, t in terms)))
            case Infinite():
                if by <= 0:
                    raise ValueError("infinity is neither subtracted nor multiplied by 0")
                return self

    __rmul__ = __mul__

    def __truediv__(self, divisor: Exactly) -> Value:
        return self * (1 / rational(divisor))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, float):
            raise TypeError("an exact value is not compared with a float; see from_float")
        if isinstance(other, Value | SupportsIndex | str | numbers.Rational | fmpq) or is_expression(other):
            return _decided(self, "==", as_value(other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal values are written in different terms

    def __lt__(self, other: Value | Exactly) -> bool:
        return _decided(self, "<", as_value(other))

    def __le__(self, other: Value | Exactly) -> bool:
        return _decided(self, "<=", as_value(other))

    def __gt__(self, other: Value | Exactly) -> bool:
        return _decided(self, ">", as_value(other))

    def __ge__(self, other: Value | Exactly) -> bool:
        return _decided(self, ">=", as_value(other))


def total(values: Iterable[Value]) -> Value:
    r"""The sum; infinite, with the first reason, as soon as one summand is. Equal terms are merged, and may cancel.

    >>> total([Value("log(2)"), Value("-1/20")])
    Value('log(2) - 1/20')
    """
    contents = [value.content for value in values]
    for content in contents:
        if isinstance(content, Infinite):
            return Value(content)
    forms = [c.form if isinstance(c, Enclosed) else c for c in contents if not isinstance(c, Infinite)]
    factors: dict[Term, fmpq] = {}
    for content in contents:
        for factor, term in content.terms if isinstance(content, Enclosed) else ():
            factors[term] = factors[term] + factor if term in factors else factor
    return Value(Enclosed(add_all(forms), tuple((c, t) for t, c in factors.items() if c != 0)))


def log_value(number: Exactly) -> Value:
    """The logarithm of a positive rational."""
    return Value(log(rational(number)))


def clipped(value: Value, least: fmpq | None, most: fmpq | None) -> Value:
    """The value, of which it is known from elsewhere that `least <= value <= most`; an exact one needs no such help.

    >>> clipped(Value(1) - between(fmpq(0), fmpq(2), "why"), fmpq(0), fmpq(1)).interval()
    (0, 1)
    """
    if not isinstance(value.content, Enclosed):
        return value
    if least is not None and least == most:
        return Value(least)
    return Value(Enclosed(value.content.form, value.content.terms, least, most))


def between(lower: fmpq, upper: fmpq | None, why: str) -> Value:
    """A value of which only bounds are known; exact if they are equal."""
    if lower == upper:
        return Value(lower)
    return Value(Enclosed(LogLinear(), ((fmpq(1), Between(lower, upper, why)),)))


def ball_ends(ball: arb) -> tuple[fmpq, fmpq]:
    """Rational ends of a ball: mid - rad and mid + rad, or wider where these are tiny beyond use.

    Raises ValueError for a ball that is not finite, or so large that its ends could not be written.
    """
    if not ball.is_finite():
        raise ValueError("a ball that is not finite encloses nothing")
    with ctx.workprec(64):
        (low, high), (_, radius) = _dyadic(ball.mid()), _dyadic(ball.rad())
    return low - radius, high + radius


def _dyadic(number: arb) -> tuple[fmpq, fmpq]:
    """Bounds of m * 2**e: the number itself, but for one that is smaller than 2**-_MOST_BITS."""
    mantissa, exponent = number.man_exp()
    power = int(exponent)
    size = power + int(abs(mantissa)).bit_length()
    if size > _MOST_BITS:
        raise ValueError("a ball of such a size has no ends that could be written")
    if mantissa != 0 and size < -_MOST_BITS:
        tiny = fmpq(1, 1 << _MOST_BITS)
        return (fmpq(0), tiny) if mantissa > 0 else (-tiny, fmpq(0))
    value = fmpq(mantissa << power) if power >= 0 else fmpq(mantissa, 1 << -power)
    return value, value


def is_expression(data: object) -> TypeGuard[Any]:
    """Whether it is an object of SymPy, which is not imported for that: who has one has imported it."""
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(data, sympy.Basic)


def as_value(other: Value | Exactly) -> Value:
    """A value as it is; an exact number, a value string or a SymPy expression as a value; a float is a TypeError."""
    if isinstance(other, Value):
        return other
    if isinstance(other, str):
        return Value(other)
    if is_expression(other):
        from ibverify.exact.sympy_bridge import from_sympy

        return from_sympy(other)
    return Value(rational(other))


def _decided(left: Value, relation: str, right: Value) -> bool:
    from ibverify.exact.compare import Status, compare, status

    known = status(left, relation, right)
    return compare(left, relation, right).decided() if known is Status.UNKNOWN else known is Status.PROVED
