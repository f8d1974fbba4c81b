r"""The infimum of the functional $I(X;L) - \beta I(Y;L)$ over a parameter, and where it is attained: (4) on a line.

On a piece of a sweep the functional is a formula, and the signs of its derivative tell where it rises and falls. So the
infimum is one of finitely many numbers: a value at a point, at a zero of a derivative, on a piece on which the
functional is constant, or a limit at an end that does not belong to the piece. They are compared exactly, or in balls.

Main results: `infimum`, `Infimum`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from flint import arb, ctx, fmpq

from ibverify.errors import InputError, UndecidedError, shown
from ibverify.exact import LogLinear, Status, Value, between, rational
from ibverify.exact.algebraic import Algebraic
from ibverify.exact.compare import status
from ibverify.exact.formula import Formula
from ibverify.exact.germs import limit, sign_at
from ibverify.exact.isolated import Number
from ibverify.exact.printing import brief
from ibverify.exact.rational import Exactly
from ibverify.exact.sign_table import Stretch, sign_table, stretches
from ibverify.exact.value import Enclosed, Interval, ball_ends
from ibverify.study.formulas import formula_of, moved, number_text, place_of, value_at
from ibverify.study.sweep import Piece, Point, Sweep

BITS = 128


@dataclass(frozen=True, slots=True)
class Attained:
    """A number at which the infimum is attained, or an interval of them if the ends differ."""

    start: Number
    end: Number
    closed: tuple[bool, bool] = (True, True)

    def where(self, parameter: str) -> str:
        """The place in words."""
        if self.start == self.end:
            return f"at {parameter} = {number_text(self.start)}"
        left, right = ("<=" if closed else "<" for closed in self.closed)
        return f"for {number_text(self.start)} {left} {parameter} {right} {number_text(self.end)}"


@dataclass(frozen=True, slots=True)
class Approached:
    """An end that does not belong to its piece; from this side of it the functional tends to the infimum."""

    at: Number
    side: int

    def where(self, parameter: str) -> str:
        """The place in words."""
        side = "right" if self.side > 0 else "left"
        return f"as {parameter} -> {number_text(self.at)} from the {side}"


Place: TypeAlias = Attained | Approached


@dataclass(frozen=True, slots=True)
class Infimum:
    """The infimum and its places, from left to right; some of these, not known which, if they are not all proved."""

    parameter: str
    value: Value
    places: tuple[Place, ...]
    is_proved: bool

    @property
    def is_attained(self) -> bool | None:
        """Whether it is attained somewhere; None where that is not known."""
        found = {isinstance(place, Attained) for place in self.places}
        if len(found) == 2:
            return True if self.is_proved else None
        return found.pop()

    def __str__(self) -> str:
        attained = " and ".join(p.where(self.parameter) for p in self.places if isinstance(p, Attained))
        approached = " and ".join(p.where(self.parameter) for p in self.places if isinstance(p, Approached))
        words = [
            f"attained {attained}" if attained else "not attained",
            f"approached {approached}" if approached else "",
        ]
        what = ", ".join(filter(None, words))
        return f"{brief(self.value)}, {what if self.is_proved else f'one or more of: {what}'}"


@dataclass(frozen=True, eq=False)
class Least:
    """The least of several numbers that are known by their enclosures."""

    values: tuple[Value, ...]
    why: str = "several numbers are equal to 1024 bits or more, and are not known to be equal"

    def interval(self, bits: int) -> Interval:
        """An interval that holds the least."""
        ends = [value.interval(bits) for value in self.values]
        highs = [high for _, high in ends if high is not None]
        return min(low for low, _ in ends if low is not None), min(highs, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A number that the infimum may be, with the formula that has this value, or limit, at a place."""

    value: Value
    place: Place
    formula: Formula | None = None


def infimum(sweep: Sweep, beta: Exactly) -> Infimum:
    r"""$\inf I(X;L) - \beta I(Y;L)$ over the interval of a sweep, for $\beta > 0$; exact, or in an enclosure.

    Infinite where the functional is on all of the interval. Raises `InputError` for any other beta, and
    `UndecidedError` where the terms are no formulas on a piece. Source: (4).

    >>> from ibverify.examples import fig3
    >>> from ibverify.study.sweep import sweep
    >>> found = sweep(lambda t: fig3.problem("f_II", "1/10", level=t), "t", fmpq(0), fmpq(1))
    >>> print(infimum(found, 2))
    -log(2), attained for 1/10 <= t <= 1/2
    """
    by = rational(beta)
    if by <= 0:
        raise InputError("beta", f"{shown(by)} is not positive", "give a beta > 0")
    parts = sweep.parts
    candidates = [candidate for part in parts for candidate in _of_part(part, by, sweep.parameter)]
    if not candidates:
        ends = [(p.at, p.at) if isinstance(p, Point) else (p.start, p.end) for p in (parts[0], parts[-1])]
        everywhere = Attained(ends[0][0], ends[1][1])
        return Infimum(sweep.parameter, parts[0].terms.functional(by), (everywhere,), is_proved=True)
    kept: list[_Candidate] = []
    for candidate in candidates:
        signs = [_sign(one, candidate, sweep.parameter) for one in kept]
        if -1 not in signs:
            kept = [one for one, sign in zip(kept, signs, strict=True) if sign != 1] + [candidate]
    proved = all(_sign(kept[0], one, sweep.parameter) == 0 for one in kept[1:])
    return Infimum(sweep.parameter, _least(kept, proved), _places(kept, proved), proved and kept[0].value.is_refinable)


def _of_part(part: Piece | Point, beta: fmpq, parameter: str) -> Iterator[_Candidate]:
    value = part.terms.functional(beta)
    if value.is_infinite:
        return
    formula = formula_of(value)
    if isinstance(part, Point):
        yield _Candidate(value, Attained(part.at, part.at), formula)
    elif formula is None:
        what = f"the functional is only enclosed for {parameter} around {number_text(part.start)}"
        raise UndecidedError("", what, "sweep an interval on which both terms have closed forms")
    elif formula.is_constant:
        [value] = (Value(form) for form in [formula.at([fmpq(0)])] if form is not None)
        yield _Candidate(value, Attained(part.start, part.end, part.closed), formula)
    else:
        yield from _of_formula(formula, part)


def _of_formula(formula: Formula, piece: Piece) -> Iterator[_Candidate]:
    """Where a formula that is not constant stops to fall or begins to rise."""
    monotone = stretches(sign_table(formula.derivative, piece.start, piece.end))
    if monotone[0].slope != -1:
        yield from _at_end(formula, piece, 0)
    for before, after in pairwise(monotone):
        if before.slope != 1 and after.slope != -1:
            yield _Candidate(value_at(formula, after.start), Attained(after.start, after.start), formula)
    for stretch in monotone:
        if stretch.slope is None:
            yield _Candidate(_between(formula, stretch), Attained(stretch.start, stretch.end, (False, False)))
    if monotone[-1].slope != 1:
        yield from _at_end(formula, piece, 1)


def _at_end(formula: Formula, piece: Piece, end: int) -> Iterator[_Candidate]:
    """The value or the limit at an end of a piece. A limit that is infinite is none of minus infinity: -beta H(Y)."""
    at = (piece.start, piece.end)[end]
    if (reached := limit(formula, at)) is not None:
        place = Attained(at, at) if piece.closed[end] else Approached(at, -1 if end else 1)
        yield _Candidate(value_at(reached, at), place, reached)


def _between(formula: Formula, stretch: Stretch) -> Value:
    """Bounds on a stretch on which it is not known where the formula rises and falls."""
    with ctx.workprec(BITS):
        ball: arb = formula.ball([stretch.start.ball(BITS).union(stretch.end.ball(BITS))], BITS)
    return between(*ball_ends(ball), "the signs of the derivative are not known there")


def _sign(one: _Candidate, other: _Candidate, parameter: str) -> int | None:
    """The sign of a difference; None where it is not known."""
    known = (sign for sign, relation in ((-1, "<"), (0, "=="), (1, ">")) if _is(one.value, relation, other.value))
    if (sign := next(known, None)) is not None or one.formula is None or other.formula is None:
        return sign
    at = _number(one.place)
    if not isinstance(at, Algebraic) or at != _number(other.place):
        return None
    place = place_of(at, parameter)
    return sign_at(moved(one.formula, place) - moved(other.formula, place), at)


def _is(one: Value, relation: str, other: Value) -> bool:
    return status(one, relation, other) is Status.PROVED


def _number(place: Place) -> Number:
    return place.start if isinstance(place, Attained) else place.at


def _least(kept: list[_Candidate], proved: bool) -> Value:
    exact = [one.value for one in kept if one.value.is_exact]
    if not proved and len(kept) > 1:
        return Value(Enclosed(LogLinear(), ((fmpq(1), Least(tuple(one.value for one in kept))),)))
    return exact[0] if exact else kept[0].value


def _places(kept: list[_Candidate], proved: bool) -> tuple[Place, ...]:
    """The places; without the ends that are approached if the infimum is attained at them as well."""
    places = [one.place for one in kept]
    if not proved:
        return tuple(places)
    reached = [place.start for place in places if isinstance(place, Attained) and place.closed[0]]
    reached += [place.end for place in places if isinstance(place, Attained) and place.closed[1]]
    return tuple(place for place in places if isinstance(place, Attained) or place.at not in reached)
