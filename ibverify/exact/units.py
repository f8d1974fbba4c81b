r"""Values with a unit. Nats are the unit of every `Value`; bits are nats divided by log 2."""

from __future__ import annotations

import numbers
from dataclasses import dataclass
from typing import Any, Literal, SupportsIndex

from flint import arb, ctx, fmpq, fmpz

from ibverify.errors import InputError, shown
from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.printing import decimals, form_text, interval_latex, joined, joined_latex, midpoint
from ibverify.exact.rational import Exactly, rational
from ibverify.exact.value import Infinite, Value, ball_ends, is_expression, log_value

Unit = Literal["nat", "bit"]
UNITS: dict[str, Unit] = {"nat": "nat", "nats": "nat", "bit": "bit", "bits": "bit"}


def unit_named(name: str) -> Unit:
    """The unit of this name, which may be a plural. Raises `InputError` for any other."""
    if name not in UNITS:
        raise InputError("", f"{shown(name)} is no unit here", f"use one of {', '.join(UNITS)}")
    return UNITS[name]


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A value as it is printed: in nats, or in bits.

    Equality and order are decided, as those of values are, among quantities of one unit and rationals, which are taken
    in that unit. Anything else is a TypeError: another unit, a `Value` (it is in nats), a float.

    >>> print(Value("log(2) - 1/20").in_bits(), Value("log(6)").in_bits())
    1 - 1/20/log(2) 1 + log(3)/log(2)
    >>> Value("log(8)").in_bits() == 3, Value("log(3)").in_bits() < Value("log(4)").in_bits()
    (True, True)
    """

    value: Value
    unit: Unit

    __sympy__ = False  # see Value
    __hash__ = None  # type: ignore[assignment]  # equal ones have different terms: log 4 = 2 log 2

    def __eq__(self, other: object) -> bool:
        compared = isinstance(other, Quantity | Value | float | SupportsIndex | str | numbers.Rational | fmpq)
        return self.value == self._nats(other) if compared or is_expression(other) else NotImplemented

    def __lt__(self, other: Quantity | Exactly) -> bool:
        return self.value < self._nats(other)

    def __le__(self, other: Quantity | Exactly) -> bool:
        return self.value <= self._nats(other)

    def __gt__(self, other: Quantity | Exactly) -> bool:
        return self.value > self._nats(other)

    def __ge__(self, other: Quantity | Exactly) -> bool:
        return self.value >= self._nats(other)

    def __bool__(self) -> bool:
        return bool(self.value)

    def _nats(self, other: Any) -> Value:
        """What is compared with this, in nats."""
        if isinstance(other, Value):
            raise TypeError(f"a Value is in nats, this is in {self.unit}s: compare the values, or two quantities")
        if not isinstance(other, Quantity):
            number = rational(other)
            return Value(number) if self.unit == "nat" else log_value(2) * number
        if other.unit != self.unit:
            raise TypeError(f"a quantity in {self.unit}s and one in {other.unit}s: compare their values, in nats")
        return other.value

    def __float__(self) -> float:
        return midpoint(self.enclosure())

    def to_sympy(self) -> Any:
        """The number of units as a SymPy expression; an enclosed one is an error. Imports SymPy."""
        nats = self.value.to_sympy()
        if self.unit == "nat":
            return nats
        import sympy

        return sympy.expand(nats / sympy.log(2))

    def _repr_latex_(self) -> str:
        if self.unit == "nat" or self.value.is_infinite:
            return self.value._repr_latex_()
        content = self.value.content
        return f"${_latex_in_bits(content) if isinstance(content, LogLinear) else interval_latex(self.enclosure())}$"

    def __repr__(self) -> str:
        if self.value.is_exact:
            return f"{self.value!r}.in_{self.unit}s()"
        return "<Quantity in [{}, {}] {}s: {}>".format(*(self.enclosure() or ()), self.unit, self.value.reason)

    def __str__(self) -> str:
        """The value string; `?` for a value that is only enclosed."""
        match self.value.content:
            case Infinite():
                return "oo"
            case LogLinear() as form:
                return form_text(form) if self.unit == "nat" else _in_bits(form)
            case Formula() as formula:
                return str(formula) if self.unit == "nat" else f"({formula})/log(2)"
            case _:
                return "?"

    def enclosure(self, digits: int = 17) -> tuple[str, str] | None:
        """Two decimals, outward rounded, that enclose the value in this unit; None for infinity."""
        if (number := self._as_rational()) is not None:
            return decimals(lambda _: (number, number), digits)
        return decimals(self.interval, digits)

    def _as_rational(self) -> fmpq | None:
        """The value in this unit, if it is known to be rational: the logarithms cancel, or are bits."""
        if not isinstance(self.value.content, LogLinear):
            return None
        normal = self.value.content.normal
        if self.unit == "nat":
            return None if normal.logs else normal.constant
        is_whole = normal.constant == 0 and all(n == 2 for n, _ in normal.logs)
        return _whole(normal) if is_whole else None

    def interval(self, bits: int) -> tuple[fmpq | None, fmpq | None]:
        """Rational ends of an enclosure in this unit."""
        low, high = self.value.interval(bits)
        if self.unit == "nat" or low is None:
            return low, high
        with ctx.workprec(bits):
            log2 = arb(2).log()
            lower = ball_ends(arb(low) / log2)[0]
            return lower, None if high is None else ball_ends(arb(high) / log2)[1]


def _latex_in_bits(form: LogLinear) -> str:
    normal = form.normal
    logs = [(c, rf"\log_2 {fmpz(n)}") for n, c in normal.logs if n != 2]
    return joined_latex([(_whole(normal), ""), *logs, (normal.constant, r"\log_2 e")])


def _whole(normal: LogLinear) -> fmpq:
    """The bits that are a rational number: the factor of log 2."""
    return sum((c for n, c in normal.logs if n == 2), fmpq(0))


def _in_bits(form: LogLinear) -> str:
    normal = form.normal
    whole = _whole(normal)
    parts = [(c, f"log({fmpz(n)})/log(2)") for n, c in normal.logs if n != 2]
    if whole != 0:
        parts.insert(0, (whole, ""))
    text = joined(parts)
    if normal.constant != 0:
        c = normal.constant
        size = f"{abs(c)}/log(2)"
        text = f"{text} {'-' if c < 0 else '+'} {size}" if text else f"{'-' if c < 0 else ''}{size}"
    return text or "0"
