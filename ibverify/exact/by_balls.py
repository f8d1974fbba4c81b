r"""Signs of a long formula $E = r + \sum_j P_j \log x_j$ on an interval, by balls on parts of it: proved, or given up.

To differentiate until the logarithms are gone takes one step for each degree of each $P_j$, and polynomials that grow
with every step. Here a part is done as soon as a ball for E on it does not hold 0, or one for E' does not, so that E is
monotone there and has a root exactly if the signs at its ends differ; other parts are halved. At an end of the interval
where E is 0 and E' may be, the same is asked of higher derivatives: if F' > 0 on a part, and F > 0 beside its left end,
then F > 0 on it.

Logarithms of what is 0 at an end have balls as well: $P \log x = d\, x^m \log x$ with $x^m \log x$ in a known range.
Main result: `by_balls`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from flint import arb, arb_poly, ctx, fmpq_poly

from ibverify.exact.algebraic import Algebraic, between
from ibverify.exact.formula import Formula
from ibverify.exact.germs import fraction, multiplicity, sign_beside

BITS = 128
MOST_PARTS = 1000
MOST_HALVINGS = 30
DERIVATIVES = 3

Ends: TypeAlias = tuple[arb | None, arb | None]  # of a range; None is no bound


@dataclass(frozen=True, slots=True)
class Done:
    """A part on which E has this sign, or is monotone with this slope; with neither, one that was given up.

    Its ends belong to it where they are inside of the interval.
    """

    start: Algebraic
    end: Algebraic
    sign: int | None
    slope: int | None


def by_balls(formula: Formula, start: Algebraic, end: Algebraic) -> list[Done]:
    """Parts that cover an open interval, from left to right, each of them done, or given up where that takes too many.

    The formula has polynomials before its logarithms, and is defined on the interval.
    """
    signs = _Signs(formula, start, end)
    left, found, asked = [(start, end, 0)], [], 0
    while left:
        low, high, halvings = left.pop()
        asked += 1
        if (sign := signs.of(0, low, high)) is not None:
            found.append(Done(low, high, sign, None))
        elif (slope := signs.beyond(1, low, high)) is not None:
            found.append(Done(low, high, None, slope))
        elif asked > MOST_PARTS or halvings == MOST_HALVINGS:
            found.append(Done(low, high, None, None))
        else:
            middle = Algebraic.of(between(low, high))
            left += [(middle, high, halvings + 1), (low, middle, halvings + 1)]
    return found


class _Signs:
    """Signs of a formula and its derivatives on parts of the interval; what is computed is kept."""

    def __init__(self, formula: Formula, start: Algebraic, end: Algebraic) -> None:
        self._formulas, self._sums = [formula], [_Sum.of(formula)]
        self._start, self._end = start, end

    def of(self, order: int, low: Algebraic, high: Algebraic) -> int | None:
        """The sign of a derivative on a part, as far as a ball shows it."""
        with ctx.workprec(BITS):
            part = low.ball(BITS).union(high.ball(BITS))
            return _sign(*self._sum(order).on(part)) or self._by_mean_value(order, part, low, high)

    def beyond(self, order: int, low: Algebraic, high: Algebraic) -> int | None:
        """The same, or at an end of the interval from the derivative after it."""
        if (sign := self.of(order, low, high)) is not None:
            return sign
        if order == DERIVATIVES or (low != self._start and high != self._end):
            return None
        if (slope := self.beyond(order + 1, low, high)) is None:
            return None
        if low == self._start and (sign := sign_beside(self._formula(order), low, 1)) == slope:
            return sign
        if high == self._end and (sign := sign_beside(self._formula(order), high, -1)) == -slope:
            return sign
        return None

    def _by_mean_value(self, order: int, part: arb, low: Algebraic, high: Algebraic) -> int | None:
        """F(m) + F'(part) (part - m): closer than a ball for F on a short part."""
        middle = arb(between(low, high))
        lower, upper = self._sum(order + 1).on(part)
        if lower is None or upper is None:
            return None
        least, most = self._sum(order).on(middle)
        if least is None or most is None:
            return None
        ball = least.union(most) + lower.union(upper) * (part - middle)
        return _sign(ball, ball)

    def _sum(self, order: int) -> _Sum:
        while len(self._sums) <= order:
            self._sums.append(self._sums[-1].derivative)
        return self._sums[order]

    def _formula(self, order: int) -> Formula:
        while len(self._formulas) <= order:
            self._formulas.append(self._formulas[-1].derivative)
        return self._formulas[order]


@dataclass(frozen=True)
class _Sum:
    """Quotients, and polynomials each times the logarithm of one that is positive on the interval: not added up."""

    quotients: tuple[tuple[fmpq_poly, fmpq_poly], ...]
    logs: tuple[tuple[fmpq_poly, fmpq_poly], ...]

    @classmethod
    def of(cls, formula: Formula) -> _Sum:
        normal = formula.normal
        logs = ((*fraction(c), fraction(x)[0]) for c, x in normal.logs)
        return cls((fraction(normal.constant),), tuple((above / below[0], x) for above, below, x in logs))

    @cached_property
    def derivative(self) -> _Sum:
        """The derivative, in lowest terms."""
        quotients = [(n.derivative() * d - n * d.derivative(), d * d) for n, d in self.quotients]
        quotients += [(c * x.derivative(), x) for c, x in self.logs]
        logs = ((c.derivative(), x) for c, x in self.logs)
        return _Sum(
            tuple((n / g, d / g) for n, d in quotients if n.degree() >= 0 for g in (n.gcd(d),)),
            tuple((c, x) for c, x in logs if c.degree() >= 0),
        )

    @cached_property
    def _in_balls(self) -> tuple[list[tuple[arb_poly, arb_poly]], list[tuple[arb_poly, int, arb_poly, arb_poly]]]:
        """The polynomials in balls; of a logarithm P, m, d and x with P = d x^m."""
        with ctx.workprec(BITS):
            quotients = [(arb_poly(n), arb_poly(d)) for n, d in self.quotients]
            logs = []
            for c, x in self.logs:
                power = multiplicity(c, x) if x.degree() > 0 else 0
                logs.append((arb_poly(c), power, arb_poly(c // x**power), arb_poly(x)))
            return quotients, logs

    def on(self, part: arb) -> Ends:
        """Ends of a range that holds the values at all points of the open interval in a ball."""
        quotients, logs = self._in_balls
        lower: arb | None = arb(0)
        upper: arb | None = arb(0)
        for n, d in quotients:
            value = n(part) / d(part)
            lower, upper = _added((lower, upper), (value, value))
        for c, power, rest, x in logs:
            of = x(part)
            if of > 0:
                value = c(part) * of.log()
                lower, upper = _added((lower, upper), (value, value))
            elif power:
                value = rest(part) * _power_log(of.upper(), power)
                lower, upper = _added((lower, upper), (value, value))
            else:
                lower, upper = _added((lower, upper), _times_log(c(part), of.upper()))
        return lower, upper


def _added(one: Ends, other: Ends) -> Ends:
    lower, upper = (None if a is None or b is None else a + b for a, b in zip(one, other, strict=True))
    return (
        None if lower is None or not lower.is_finite() else lower,
        None if upper is None or not upper.is_finite() else upper,
    )


def _power_log(most: arb, power: int) -> arb:
    """A ball for v^m log v, 0 < v <= most: least, at -1/(e m), where log v = -1/m."""
    at_most = most**power * most.log()
    if most.log() < arb(-1) / power:
        return arb(0).union(at_most)
    least = -(-arb(1)).exp() / power
    return arb(0).union(at_most).union(least)


def _times_log(factor: arb, most: arb) -> Ends:
    """Ends of c log v for c in a ball and 0 < v <= most."""
    if not most > 0 or not (factor > 0 or factor < 0):
        return None, None
    end = factor * most.log()
    return (None, end) if factor > 0 else (end, None)


def _sign(lower: arb | None, upper: arb | None) -> int | None:
    if lower is not None and lower > 0:
        return 1
    return -1 if upper is not None and upper < 0 else None
