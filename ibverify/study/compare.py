r"""`compare`: which of two representations has the smaller functional $I(X;L) - \beta I(Y;L)$ of (1), proved.

Let c and p be the differences A - B of the compressions I(X;L) and of the precisions I(Y;L). The functional is smaller
in A where $c < \beta p$ and smaller in B where $c > \beta p$: each on a half-line or nowhere, with the end c/p. Of what
is only enclosed the least favourable ends are taken, and the betas that neither proof reaches are unknown. Main
results: `compare_problems`, `compare_functionals`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from flint import fmpq

from ibverify.errors import InputError, shown
from ibverify.exact import LogLinear, Status, Value, rational
from ibverify.exact.compare import PRECISIONS, status
from ibverify.exact.rational import Exactly
from ibverify.information import Information
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.quotient import Quotient, quotient

Ends: TypeAlias = tuple[LogLinear | None, LogLinear | None]  # of a difference; None is no bound
SHARP = fmpq(1, 1 << 60)  # the relative width at which a difference that can be refined is left


class Order(Enum):
    """Which of two quantities is smaller."""

    A = "A smaller"
    EQUAL = "equal"
    B = "B smaller"
    UNKNOWN = "unknown"
    NOT_COMPARED = "not compared"  # both are infinite


@dataclass(frozen=True, slots=True)
class Piece:
    """The betas between two ends, and the order of the functionals there.

    An end of None is that of (0, oo) and belongs to no piece; the others belong to this one if it is `closed`.
    """

    order: Order
    low: Quotient | None = None
    high: Quotient | None = None
    closed: bool = False

    def __contains__(self, beta: fmpq) -> bool:
        """Whether a positive beta lies here; exact."""
        least = 0 if self.closed else 1
        above = self.low is None or self.low.sign_of(beta) >= least
        return above and (self.high is None or -self.high.sign_of(beta) >= least)

    def where(self, end: Callable[[Quotient, bool], str] = lambda end, _: str(end)) -> str:
        """The betas in words; `end` writes an end, rounded up or down if it rounds: so that no more is proved."""
        relation = "<=" if self.closed else "<"
        low = "" if self.low is None else end(self.low, not self.closed)
        high = "" if self.high is None else end(self.high, self.closed)
        if low and high:
            return f"if beta = {low}" if self.low is self.high else f"if {low} {relation} beta {relation} {high}"
        if low:
            return f"if beta {relation.replace('<', '>')} {low}"
        return f"if beta {relation} {high}" if high else "for every beta > 0"

    def __str__(self) -> str:
        return f"{self.order.value} {self.where()}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two representations, A and B, by compression, by precision, and by the functional on the pieces of (0, oo)."""

    first: Information
    second: Information
    compression: Order
    precision: Order
    betas: tuple[Piece, ...]

    def at(self, beta: Exactly) -> Order:
        """The order of the functionals at a beta > 0; exact. Raises `InputError` for any other beta."""
        number = rational(beta)
        if number <= 0:
            raise InputError("beta", f"{shown(number)} is not positive", "give a beta > 0")
        return next(piece.order for piece in self.betas if number in piece)

    def __str__(self) -> str:
        return ", ".join(map(str, self.betas))


def compare_problems(first: Problem, second: Problem) -> Comparison:
    """Which of two problems has the smaller functional, for every beta > 0: at the readout, or the last layer.

    >>> from ibverify.examples import fig2
    >>> law = fig2.strips(1, 2)  # f'_disc tells the two strips, each of its class: I(X;L) = I(Y;L) = log 2; or 0 at 1
    >>> print(compare_problems(fig2.problem("f'_disc", law), fig2.problem("f'_disc", law, level="1")))
    B smaller if beta < 1, equal if beta = 1, A smaller if beta > 1
    """
    return compare_functionals(representation(first), representation(second))


def representation(problem: Problem) -> Information:
    """What is compared of a problem: the information of its readout, or of the last layer."""
    analysis = analyze(problem)
    return analysis.layers[-1] if analysis.readout is None else analysis.readout


def compare_functionals(first: Information, second: Information) -> Comparison:
    r"""Which of two representations has the smaller functional $I(X;L) - \beta I(Y;L)$, for every beta > 0.

    Exact for exact values, proved wherever it is decided. The infinite one of two compressions is the larger for every
    beta; two infinite ones are not compared. Source: (1), Sec. 5.
    """
    compression = _order(first.compression, second.compression)
    precision = _order(first.precision, second.precision)
    if first.compression.is_infinite or second.compression.is_infinite:
        pieces: tuple[Piece, ...] = (Piece(compression),)
    else:
        of_x = _difference(first.compression, second.compression)
        pieces = _pieces(of_x, _difference(first.precision, second.precision))
    return Comparison(first, second, compression, precision, pieces)


def _order(one: Value, other: Value) -> Order:
    """The order of two values, as far as it is known."""
    if one.is_infinite and other.is_infinite:
        return Order.NOT_COMPARED
    relations = (("<", Order.A), ("==", Order.EQUAL), (">", Order.B))
    proved = (order for relation, order in relations if status(one, relation, other) is Status.PROVED)
    return next(proved, Order.UNKNOWN)


def _difference(one: Value, other: Value) -> Ends:
    """Ends of one - other: the form itself if that is known, else from as many bits as help to tell it from 0."""
    low, high = _apart(one, other, PRECISIONS[0])
    if low is None or high is None:  # one may be infinite, and then what they share does not cancel
        return None if low is None else LogLinear(low), None if high is None else LogLinear(high)
    difference = one - other
    if isinstance(difference.content, LogLinear):
        return difference.content, difference.content
    for bits in PRECISIONS:
        ends = _apart(one, other, bits), difference.interval(bits)
        low = max(low for low, _ in ends if low is not None)
        high = min(high for _, high in ends if high is not None)
        if high - low <= SHARP * max(abs(low), abs(high)) or not difference.is_refinable:
            break
    return LogLinear(low), LogLinear(high)


def _apart(one: Value, other: Value, bits: int) -> tuple[fmpq | None, fmpq | None]:
    """Ends of one - other from those of the two, which may know of bounds that their difference forgets."""
    (least, most), (other_least, other_most) = one.interval(bits), other.interval(bits)
    return (
        None if least is None or other_most is None else least - other_most,
        None if most is None or other_least is None else most - other_least,
    )


def _pieces(compression: Ends, precision: Ends) -> tuple[Piece, ...]:
    """The pieces of (0, oo) in their order, from the ends of the two differences."""
    (c_low, c_high), (p_low, p_high) = compression, precision
    of_a, of_b = _exceeds(Order.A, _minus(c_high), _minus(p_low)), _exceeds(Order.B, c_low, p_high)
    exact = _is_exact(compression) and _is_exact(precision)
    match sorted((p for p in (of_a, of_b) if p is not None), key=lambda piece: piece.low is not None):
        case [below, above] if exact:
            return below, Piece(Order.EQUAL, below.high, below.high, closed=True), above
        case [below, above]:
            return below, Piece(Order.UNKNOWN, below.high, above.low, closed=True), above
        case [Piece(low=None, high=None) as every]:
            return (every,)
        case [Piece(low=None) as below]:
            return below, Piece(Order.UNKNOWN, low=below.high, closed=True)
        case [above]:
            return Piece(Order.UNKNOWN, high=above.low, closed=True), above
    return (Piece(Order.EQUAL if exact else Order.UNKNOWN),)


def _is_exact(ends: Ends) -> bool:
    """Whether a difference is known exactly."""
    return ends[0] is not None and ends[0] is ends[1]


def _minus(form: LogLinear | None) -> LogLinear | None:
    return None if form is None else -form


def _exceeds(order: Order, c: LogLinear | None, p: LogLinear | None) -> Piece | None:
    """Where c > beta p, as a piece of this order; None where that is nowhere, or where an end has no bound."""
    if c is None or p is None:
        return None
    match c.sign(), p.sign():
        case 0, 0:
            return None
        case 0 | 1, 0 | -1:
            return Piece(order)
        case 1, 1:
            return Piece(order, high=quotient(c, p))
        case -1, -1:
            return Piece(order, low=quotient(c, p))
    return None
