r"""Roots of formulas in one parameter: algebraic numbers as such, others in an isolating interval that can be refined.

A formula that is strictly monotone between two numbers and has opposite signs beside them has one root there. Its
isolating interval comes from signs at rational numbers, which are decided, and is refined by Newton's method in balls.
An algebraic root is told as such where that is seen: if $c_0 \ne 0$ it is a root of $c_0$, by Baker's theorem (see
`ibverify.exact.germs`).

Main results: `Isolated`, `Number`, `the_root`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from flint import arb, ctx, fmpq, fmpz

from ibverify.exact.algebraic import Algebraic, between, free_of_roots, roots
from ibverify.exact.compare import PRECISIONS
from ibverify.exact.formula import Formula
from ibverify.exact.germs import fraction, sign_at
from ibverify.exact.value import ball_ends

SHORT = fmpq(1, 1 << 16)  # the width at which an isolating interval is left as it is
TINY = fmpq(1, 1 << 128)


@dataclass(frozen=True, eq=False)
class Isolated:
    """The one root of a formula in [low, high], where it is strictly monotone; `rise` is its sign at the high end."""

    formula: Formula
    low: fmpq
    high: fmpq
    rise: int

    def isolating(self) -> tuple[fmpq, fmpq]:
        """Short rational ends at which the formula has opposite signs; it has one root between them."""
        return self.low, self.high

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """Rational ends around the number, at a distance of at most 2**-bits."""
        low, high = self.low, self.high
        while (high - low) * fmpz(2) ** bits > 1:
            low, high = self._newton(low, high, bits) or self._half(low, high)
        return low, high

    def ball(self, bits: int) -> arb:
        """The number in a ball."""
        low, high = self.interval(bits)
        with ctx.workprec(bits + 8):
            return arb(low).union(arb(high))

    def side_of(self, number: fmpq) -> int:
        """The sign of a rational number minus this one; exact."""
        if number < self.low or number > self.high:
            return 1 if number > self.high else -1
        return self.rise * sign_at(self.formula, Algebraic.of(number))

    def _newton(self, low: fmpq, high: fmpq, bits: int) -> tuple[fmpq, fmpq] | None:
        """By the mean value theorem, if that is less than half of it."""
        middle, precision = (low + high) / 2, 2 * bits + 64
        with ctx.workprec(precision):
            slope = self.formula.derivative.ball([arb(low).union(arb(high))], precision)
            if not (slope > 0 or slope < 0):
                return None
            ends = arb(middle) - self.formula.ball([arb(middle)], precision) / slope
        left, right = ball_ends(ends)
        left, right = max(low, left), min(high, right)
        return (left, right) if 2 * (right - left) < high - low else None

    def _half(self, low: fmpq, high: fmpq) -> tuple[fmpq, fmpq]:
        middle = (low + high) / 2
        side = self.side_of(middle)
        return (middle if side <= 0 else low), (middle if side >= 0 else high)


Number: TypeAlias = Algebraic | Isolated


def beside(start: Number, end: Number, share: int) -> tuple[fmpq, fmpq]:
    """Two rational numbers strictly between two others: one nearer to each than 2**(1 - share) of the distance.

    >>> beside(Algebraic.of(fmpq(0)), Algebraic.of(fmpq(1)), 3)
    (1/6, 5/6)
    """
    bits = 2 * share + 16
    while (low := start.interval(bits)[1]) >= (high := end.interval(bits)[0]):
        bits *= 2
    near = (high - low) / fmpz(2) ** (share - 1)
    return _simple(low, low + near), _simple(high - near, high)


def the_root(formula: Formula, start: Number, end: Number, rise: int) -> Number:
    """The root of a formula that is strictly monotone between two numbers; its sign is -rise and rise beside them."""
    low: fmpq | None = None
    high: fmpq | None = None
    share = 1
    while low is None or high is None:
        for number in beside(start, end, share):
            sign = sign_at(formula, Algebraic.of(number))
            if sign == 0:
                return Algebraic.of(number)
            if sign == rise:
                high = number if high is None else min(high, number)
            else:
                low = number if low is None else max(low, number)
        share *= 2
    while high - low > SHORT:
        middle = _simple(low, high)
        sign = sign_at(formula, Algebraic.of(middle))
        if sign == 0:
            return Algebraic.of(middle)
        low, high = (low, middle) if sign == rise else (middle, high)
    root = Isolated(formula, low, high, rise)
    return next((number for number in _candidates(root) if sign_at(formula, number) == 0), root)


def sign_of_ball(formula: Formula, number: Isolated) -> int | None:
    """The sign at an isolated number as far as balls show it; None if they all hold 0."""
    for bits in PRECISIONS:
        ball = formula.ball([number.ball(bits)], bits)
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
    return None


def _candidates(root: Isolated) -> Iterator[Algebraic]:
    """The algebraic numbers in an isolating interval that may be the root."""
    constant = root.formula.normal.constant
    above, _ = fraction(constant)
    if above.degree() < 0:
        low, high = root.interval(64)
        margin = (high - low) / 2
        yield Algebraic.of(low if low == high else _simple(low - margin, high + margin))
    elif not _excludes_zero(Formula(constant, ()).ball([root.ball(64)], 64)):
        start, end = root.isolating()
        if not free_of_roots(above, start, end):
            found = (number for factor, _ in above.factor()[1] for number in roots(factor))
            yield from (number for number in found if Algebraic.of(start) < number < Algebraic.of(end))


def _excludes_zero(ball: arb) -> bool:
    return bool(ball > 0 or ball < 0)


def _simple(low: fmpq, high: fmpq) -> fmpq:
    """A short fraction in the middle half of an interval; just the middle of a tiny one, where none is short."""
    return (low + high) / 2 if high - low < TINY else between(Algebraic.of(low), Algebraic.of(high))
