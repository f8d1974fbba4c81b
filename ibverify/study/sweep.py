r"""`sweep`: I(X;L) and I(Y;L) as exact functions of one parameter.

A family of problems is a function from numbers to problems. At a rational sample it is built with a rational function
for the parameter, and the engine runs once: what it finds holds as long as every factor whose sign it asked for keeps
that sign, that is up to the nearest roots. What is left of the interval is swept in turn. The ends of pieces are points
of their own: at a rational one the problem is analysed with numbers, at another algebraic number with functions whose
signs are decided there.

Main results: `sweep`, `Sweep`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flint import arb, fmpq, fmpq_mpoly_ctx

from ibverify.errors import InputError, ProblemError
from ibverify.exact import Infinite, Value
from ibverify.exact.algebraic import Algebraic, Root, between, roots
from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.parametric import Sample, Vanishes, univariate
from ibverify.exact.printing import decimals, midpoint
from ibverify.exact.value import Enclosed, Interval, ball_ends
from ibverify.information import Information, information
from ibverify.law.lifted import lifted
from ibverify.law.push import push
from ibverify.problem import Problem
from ibverify.study.rewrite import with_readout

Family = Callable[[fmpq], Problem]
MAX_PIECES = 10_000
ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """I(X;L) and I(Y;L) of the last layer or the readout, in nats: formulas on a piece, values at a point."""

    compression: Value
    precision: Value


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval on which both terms are formulas; `closed` tells which ends belong to it."""

    start: Algebraic
    end: Algebraic
    closed: tuple[bool, bool]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the parameter that belongs to no piece."""

    at: Algebraic
    terms: Terms


@dataclass(frozen=True, slots=True)
class Sweep:
    """Pieces and points from left to right; together they cover the interval."""

    parameter: str
    pieces: tuple[Piece, ...]
    points: tuple[Point, ...]

    def __call__(self, at: fmpq) -> Terms:
        """The two terms at a value of the parameter; exact. Raises `InputError` outside the interval."""
        place = Algebraic.of(at)
        for point in self.points:
            if point.at == place:
                return point.terms
        for piece in self.pieces:
            inside = piece.start < place < piece.end
            if inside or (piece.start == place and piece.closed[0]) or (piece.end == place and piece.closed[1]):
                return Terms(evaluated(piece.terms.compression, at), evaluated(piece.terms.precision, at))
        raise InputError("", f"{at} lies outside of the interval that was swept", "ask inside of it")


@dataclass(frozen=True, eq=False)
class AtRoot:
    """The value of a formula at an algebraic number, to any precision."""

    formula: Formula
    number: Algebraic
    why: str = "the parameter is an irrational number; ask for more digits, or for a rational parameter"

    def interval(self, bits: int) -> Interval:
        """An interval that holds the value."""
        precision = bits + 16
        while True:
            ball: arb = self.formula.ball([self.number.ball(precision)], precision)
            if ball.is_finite() and ball.rel_one_accuracy_bits() >= bits:
                return ball_ends(ball)
            precision *= 2


def sweep(family: Family, parameter: str, low: fmpq, high: fmpq) -> Sweep:
    """The two terms as functions of the parameter on [low, high]; exact.

    Raises `ProblemError` for an empty interval, and what building a problem raises, with the place in the message.

    >>> from ibverify.examples import fig3
    >>> found = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 100), fmpq(1, 2))
    >>> [(str(piece.start.rational), str(piece.end.rational), str(piece.terms.precision)) for piece in found.pieces]
    [('1/100', '1/2', 'log(2) - 1/2*e')]
    """
    if not low < high:
        what = f"the interval [{low}, {high}] has no inside"
        raise ProblemError(f"parameters.{parameter}", what, "give a low end below the high end, or one value")
    ends = Algebraic.of(low), Algebraic.of(high)
    pieces: list[Piece] = []
    waiting = [ends]
    while waiting:
        start, end = waiting.pop()
        piece = _around(family, parameter, start, end)
        pieces.append(piece)
        if len(pieces) > MAX_PIECES:
            what = f"the function of {parameter} has more than {MAX_PIECES} pieces"
            raise ProblemError(f"parameters.{parameter}", what, "sweep a shorter interval")
        waiting += [gap for gap in ((start, piece.start), (piece.end, end)) if gap[0] < gap[1]]
    pieces.sort(key=lambda piece: piece.start)
    places = [*(piece.start for piece in pieces), pieces[-1].end]
    return _joined(parameter, pieces, [Point(at, _at(family, parameter, at)) for at in places])


def _around(family: Family, parameter: str, start: Algebraic, end: Algebraic) -> Piece:
    """The piece around some sample of an open interval."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of([parameter], [between(start, end, attempt)])
        try:
            terms = terms_of(family(*sample.parameters), sample)
        except Vanishes:
            continue
        except InputError as error:
            start, end = _nearest(sample, start, end)
            what = f"for {parameter} between {_shown(start)} and {_shown(end)}: {error.what}"
            raise type(error)(error.where, what, error.todo) from None
        return Piece(*_nearest(sample, start, end), (False, False), terms)
    what = f"no sample between {start.interval(16)[0]} and {end.interval(16)[1]} avoids all zeros"
    raise ProblemError(f"parameters.{parameter}", what, "sweep a shorter interval")


def _nearest(sample: Sample, start: Algebraic, end: Algebraic) -> tuple[Algebraic, Algebraic]:
    """The part of an interval around the sample on which all recorded factors keep their signs."""
    at = Algebraic.of(*sample.point)
    for factor, _ in sample.signs.values():
        for root in roots(univariate(factor)):
            if root < at:
                start = max(start, root)
            else:
                end = min(end, root)
    return start, end


def _shown(number: Algebraic) -> str:
    return (
        str(number.rational)
        if number.rational is not None
        else midpoint(decimals(number.interval, 6)).__format__(".6g")
    )


def terms_of(problem: Problem, place: Any = None) -> Terms:
    """The two terms of the last layer or the readout, for functions of a place or for numbers."""
    found = last(problem if place is None else replace(problem, law=lifted(problem.law, place)))
    return Terms(found.compression, found.precision)


def last(problem: Problem) -> Information:
    """The information of the last layer, or of the readout if there is one."""
    network = problem.network if problem.readout is None else with_readout(problem.network, problem.readout)
    return information(push(network, problem.law)[-1])


def _at(family: Family, parameter: str, at: Algebraic) -> Terms:
    """The terms at one value: by numbers, or by functions at an irrational number."""
    if at.rational is not None:
        return terms_of(family(at.rational))
    root = Root(fmpq_mpoly_ctx.get([parameter], "lex"), at)
    return terms_of(family(*root.parameters), root)


def _joined(parameter: str, pieces: Sequence[Piece], points: Sequence[Point]) -> Sweep:
    """Neighbours with equal formulas as one piece; ends that a formula reaches as closed ends."""
    reached = [
        (i > 0 and reaches(pieces[i - 1].terms, point), i < len(pieces) and reaches(pieces[i].terms, point))
        for i, point in enumerate(points)
    ]
    joined: list[Piece] = []
    for i, piece in enumerate(pieces):
        here, there = reached[i][1], reached[i + 1][0]
        if joined and all(reached[i]) and same(joined[-1].terms, piece.terms):
            joined[-1] = replace(joined[-1], end=piece.end, closed=(joined[-1].closed[0], there))
        else:
            joined.append(replace(piece, closed=(here, there)))
    left = [replace(p, terms=_valued(p)) for p, reach in zip(points, reached, strict=True) if not any(reach)]
    return Sweep(parameter, tuple(joined), tuple(left))


def reaches(terms: Terms, point: Point) -> bool:
    """Whether the formulas of a piece, evaluated at its end, are the values there; False where that is not known."""
    return all(
        _reaches(own, value, point.at)
        for own, value in (
            (terms.compression, point.terms.compression),
            (terms.precision, point.terms.precision),
        )
    )


def _reaches(own: Value, value: Value, at: Algebraic) -> bool:
    if own.is_infinite or value.is_infinite:
        return own.is_infinite and value.is_infinite
    if at.rational is None:
        return _same(own, value)
    form = _form_at(own, at.rational)
    return form is not None and isinstance(value.content, LogLinear) and form == value.content


def same(left: Terms, right: Terms) -> bool:
    """Whether both terms are the same expressions."""
    return _same(left.compression, right.compression) and _same(left.precision, right.precision)


def _same(left: Value, right: Value) -> bool:
    one, two = left.content, right.content
    if isinstance(one, Infinite) or isinstance(two, Infinite):
        return isinstance(one, Infinite) and isinstance(two, Infinite)
    if isinstance(one, Enclosed) or isinstance(two, Enclosed):
        return False
    return Formula.of(one).same_as(two)


def _form_at(value: Value, at: fmpq) -> LogLinear | None:
    content = value.content
    if isinstance(content, Formula):
        return content.at([at])
    return content if isinstance(content, LogLinear) else None


def evaluated(value: Value, at: fmpq) -> Value:
    """A formula at a value of its parameter; numbers and infinity as they are."""
    form = _form_at(value, at)
    return value if form is None else Value(form)


def _valued(point: Point) -> Terms:
    """The terms of a point as values: formulas at an irrational number become enclosures."""

    def value(found: Value) -> Value:
        if not isinstance(found.content, Formula):
            return found
        return Value(Enclosed(LogLinear(), ((fmpq(1), AtRoot(found.content, point.at)),)))

    return Terms(value(point.terms.compression), value(point.terms.precision))
