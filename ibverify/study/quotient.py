"""Positive quotients of two log-linear forms, exact: log-linear themselves, rational in particular, or not.

log(2)/log(3) is not. Main results: `quotient`, `Quotient`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from flint import ctx, fmpq

from ibverify.exact import LogLinear, Value
from ibverify.exact.loglinear import coprime_base
from ibverify.exact.printing import decimals, form_text
from ibverify.exact.value import ball_ends


@dataclass(frozen=True, slots=True, eq=False)
class Quotient:
    """`numerator / denominator`, both positive; made by `quotient`, which divides as far as that is log-linear."""

    numerator: LogLinear
    denominator: LogLinear

    @property
    def value(self) -> Value | None:
        """The quotient where it is rational, or the denominator is; None where it is no log-linear form."""
        return None if self.denominator.logs else Value(self.numerator) / self.denominator.constant

    def sign_of(self, number: fmpq) -> int:
        """The sign of a number minus the quotient; exact.

        >>> [Quotient(LogLinear(fmpq(3)), LogLinear(fmpq(2))).sign_of(fmpq(n, 2)) for n in (2, 3, 4)]
        [-1, 0, 1]
        """
        return (self.denominator.scaled(number) - self.numerator).sign()

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """Rational ends of a rigorous enclosure, from a computation at this precision or more."""
        while not (below := self.denominator.ball(bits)) > 0:
            bits *= 2
        with ctx.workprec(bits):
            return ball_ends(self.numerator.ball(bits) / below)

    def enclosure(self, digits: int = 17) -> tuple[str, str]:
        """Two decimals, outward rounded, that enclose the quotient."""
        found = decimals(self.interval, digits) if self.value is None else self.value.enclosure(digits)
        return found or ("0", "oo")

    def __str__(self) -> str:
        """A value string, or two with a `/` between them: a SymPy expression in any case."""
        if self.value is not None:
            return str(self.value)
        above, below = form_text(self.numerator), form_text(self.denominator)
        is_sum, is_log = " " in above, re.fullmatch(r"log\([0-9]+\)", below)
        return f"{f'({above})' if is_sum else above}/{below if is_log else f'({below})'}"


def quotient(numerator: LogLinear, denominator: LogLinear) -> Quotient:
    """The quotient of two forms of one sign, neither of them 0; exact. A rational one is in lowest terms.

    >>> two, three, half = Value("log(2)").form, Value("log(3)").form, fmpq(1, 2)
    >>> print(quotient(two, LogLinear(half)), quotient(two.scaled(half), two), quotient(LogLinear(half) - two, -three))
    2*log(2) 1/2 (log(2) - 1/2)/log(3)
    """
    above, below = numerator.normal, denominator.normal
    if not below.logs:
        return Quotient(above.scaled(1 / below.constant), LogLinear(fmpq(1)))
    if (ratio := _ratio(above, below)) is not None:
        return Quotient(LogLinear(ratio), LogLinear(fmpq(1)))
    return Quotient(above, below) if below.sign() > 0 else Quotient(-above, -below)


def _ratio(one: LogLinear, other: LogLinear) -> fmpq | None:
    """one/other if that is rational, of normal forms of which the other has a logarithm.

    Only one factor can do: that of log b, for some b that divides a number of the other form, and of which every number
    here is a power times what is coprime to it.
    """
    [(n, c), *_] = other.logs
    near = [m for m, _ in one.logs if math.gcd(m, n) > 1]
    b = next(b for b in coprime_base([n, *near]) if n % b == 0)
    ratio = sum((c * _power(m, b) for m, c in one.logs), fmpq(0)) / (c * _power(n, b))
    return ratio if one == other.scaled(ratio) else None


def _power(n: int, b: int) -> int:
    """How often b divides n."""
    count = 0
    while n % b == 0:
        n //= b
        count += 1
    return count
