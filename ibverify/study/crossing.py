r"""Two families over one interval of a parameter: for which of its values the one is smaller, and where they cross.

`by` says in what: `lambda terms: terms.functional(beta)`, `lambda terms: terms.precision`. Between the ends of the
pieces of both sweeps the difference is a formula, and its sign table is the answer; at these ends values are compared.
Where the difference crosses 0 the boundary is an algebraic number, a closed form, or an isolating interval with proved
signs at its ends and one root. Infinite values of both are not compared, infinity is larger than any other.

Main results: `crossings`, `Crossings`, `smaller_on`; `compare_families`, all that is asked of two problem files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from flint import fmpq

from ibverify.errors import InputError, UnsupportedError, shown
from ibverify.exact import Status, Value, rational
from ibverify.exact.algebraic import Algebraic, between
from ibverify.exact.compare import status
from ibverify.exact.germs import sign_at
from ibverify.exact.isolated import Isolated, Number
from ibverify.exact.parametric import Sample
from ibverify.exact.rational import Exactly
from ibverify.exact.sign_table import sign_table
from ibverify.loaders.family import Family
from ibverify.problem import Problem
from ibverify.study.compare import Order, representation
from ibverify.study.formulas import formula_of, moved, number_text, place_of, terms_at
from ibverify.study.sweep import Piece, Point, Sweep, Terms, sweep

By: TypeAlias = Callable[[Terms], Value]
_ORDERS = {-1: Order.A, 0: Order.EQUAL, 1: Order.B, None: Order.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Span:
    """A point, if its ends are the same, or an interval of the parameter, and the proved order of the two on it."""

    start: Number
    end: Number
    closed: tuple[bool, bool]
    order: Order

    def __contains__(self, number: fmpq) -> bool:
        """Whether a rational number lies here; exact."""
        left, right = _side(self.start, number), -_side(self.end, number)
        return left >= (not self.closed[0]) and right >= (not self.closed[1])

    def where(self, parameter: str) -> str:
        """The values in words."""
        if self.start == self.end:
            return f"if {parameter} = {number_text(self.start)}"
        left, right = ("<=" if closed else "<" for closed in self.closed)
        return f"if {number_text(self.start)} {left} {parameter} {right} {number_text(self.end)}"


@dataclass(frozen=True, slots=True)
class Crossings:
    """The order of two families, A and B, on the spans of an interval, from left to right; they cover it."""

    parameter: str
    spans: tuple[Span, ...]

    def at(self, number: Exactly) -> Order:
        """The order at a value of the parameter; exact. Raises `InputError` outside of the interval."""
        value = rational(number)
        order = next((span.order for span in self.spans if value in span), None)
        if order is None:
            raise InputError("", f"{value} lies outside of the interval that was swept", "ask inside of it")
        return order

    def __str__(self) -> str:
        return ", ".join(f"{span.order.value} {span.where(self.parameter)}" for span in self.spans)


def crossings(first: Sweep, second: Sweep, by: By) -> Crossings:
    """For which values of the parameter the first is smaller, equal, larger; proved on every span, or unknown.

    Raises `InputError` for sweeps of two parameters or of two intervals.

    >>> from ibverify.examples import fig3
    >>> from ibverify.study.sweep import sweep
    >>> one, two = (sweep(lambda e, f=f: fig3.problem(f, e), "e", fmpq(1, 100), fmpq(1, 2)) for f in ("f_I", "f_II"))
    >>> print(crossings(one, two, lambda terms: terms.precision))  # log(2) - e/2 against log(2)
    A smaller if 1/100 <= e <= 1/2
    """
    if first.parameter != second.parameter or _ends(first) != _ends(second):
        what = f"the sweeps are of {_range(first)} and of {_range(second)}"
        raise InputError("", what, "compare two families over the same interval of one parameter")
    cuts = sorted({*_cuts(first), *_cuts(second)})
    spans = [_at(first, second, by, cuts[0])]
    for start, end in pairwise(cuts):
        spans += [*_between(first, second, by, start, end), _at(first, second, by, end)]
    return Crossings(first.parameter, tuple(_joined(spans)))


def smaller_on(first: Sweep, second: Sweep, by: By) -> tuple[Span, ...]:
    """The values of the parameter for which the first is proved to be smaller, as points and intervals."""
    return tuple(span for span in crossings(first, second, by).spans if span.order is Order.A)


@dataclass(frozen=True, slots=True)
class FamilyComparison:
    r"""The orders of the two terms, and of the functional for a beta where one was given."""

    compression: Crossings
    precision: Crossings
    functional: Crossings | None
    beta: fmpq | None


def compare_families(
    first: Family | Problem, second: Family | Problem, beta: Exactly | None = None, names: tuple[str, str] = ("A", "B")
) -> FamilyComparison:
    """The terms of two families over one interval of one parameter; a problem is a family that is constant. Proved.

    With a beta also the functional. Raises `InputError` for families of more than one parameter, or over different
    intervals, for two problems, for a beta that is not positive, and, within these names, what `sweep` and `analyze`
    raise.
    """
    by = None if beta is None else rational(beta)
    if by is not None and by <= 0:
        raise InputError("beta", f"{shown(by)} is not positive", "give a beta > 0")
    name, ends = _interval([each for each in (first, second) if isinstance(each, Family)])
    one, two = (_swept(each, name, ends, file) for each, file in zip((first, second), names, strict=True))
    functional = None if by is None else crossings(one, two, lambda terms: terms.functional(by))
    return FamilyComparison(
        crossings(one, two, lambda terms: terms.compression),
        crossings(one, two, lambda terms: terms.precision),
        functional,
        by,
    )


def _interval(families: Sequence[Family]) -> tuple[str, tuple[fmpq, fmpq]]:
    """The parameter and the interval of the families."""
    if not families:
        raise InputError("parameters", "none is an interval", "compare the two problems themselves")
    for family in families:
        if len(family.names) > 1:
            what = f"{' and '.join(family.names)} are intervals"
            raise UnsupportedError("parameters", what, "give all but one of them a value to compare")
    found = {(family.names[0], family.ranges[0]) for family in families}
    if len(found) > 1:
        what = " and ".join(f"{name} in [{low}, {high}]" for name, (low, high) in sorted(found))
        raise InputError("parameters", f"the intervals are {what}", "give both files one interval of one parameter")
    return found.pop()


def _swept(each: Family | Problem, name: str, ends: tuple[fmpq, fmpq], file: str) -> Sweep:
    try:
        if isinstance(each, Family):
            return sweep(each, name, *ends)
        found = representation(each)
    except InputError as error:
        raise error.within(file) from None
    low, high = map(Algebraic.of, ends)
    return Sweep(name, (Piece(low, high, (True, True), Terms(found.compression, found.precision)),), ())


def _between(first: Sweep, second: Sweep, by: By, start: Algebraic, end: Algebraic) -> Iterator[Span]:
    """The spans of an open interval that lies in one piece of each."""
    one, other = (by(_piece(sweep, start, end).terms) for sweep in (first, second))
    left, right = formula_of(one), formula_of(other)
    if left is None or right is None:
        yield Span(start, end, (False, False), _order(one, other))
        return
    place = Sample.of([first.parameter], [between(start, end)])
    table = sign_table(moved(left, place) - moved(right, place), start, end)
    for part in table.parts:
        yield Span(part.start, part.end, (part.is_point, part.is_point), _ORDERS[part.sign])


def _at(first: Sweep, second: Sweep, by: By, at: Algebraic) -> Span:
    one, other = (by(terms_at(sweep, at)) for sweep in (first, second))
    left, right = formula_of(one), formula_of(other)
    if left is None or right is None:
        order = _order(one, other)
    else:
        place = place_of(at, first.parameter)
        order = _ORDERS[sign_at(moved(left, place) - moved(right, place), at)]
    return Span(at, at, (True, True), order)


def _order(one: Value, other: Value) -> Order:
    """The order of two values as far as they are known, one of which is infinite or only bounded."""
    if one.is_infinite and other.is_infinite:
        return Order.NOT_COMPARED
    if one.is_infinite and formula_of(other) is not None:
        return Order.B
    if other.is_infinite and formula_of(one) is not None:
        return Order.A
    relations = (("<", Order.A), ("==", Order.EQUAL), (">", Order.B))
    proved = (order for relation, order in relations if status(one, relation, other) is Status.PROVED)
    return next(proved, Order.UNKNOWN)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one order as one span."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].order is span.order:
            found[-1] = replace(found[-1], end=span.end, closed=(found[-1].closed[0], span.closed[1]))
        else:
            found.append(span)
    return found


def _piece(sweep: Sweep, start: Algebraic, end: Algebraic) -> Piece:
    return next(piece for piece in sweep.pieces if not start < piece.start and not piece.end < end)


def _cuts(sweep: Sweep) -> Iterator[Algebraic]:
    for part in sweep.parts:
        yield from (part.at,) if isinstance(part, Point) else (part.start, part.end)


def _ends(sweep: Sweep) -> tuple[Algebraic, Algebraic]:
    cuts = list(_cuts(sweep))
    return min(cuts), max(cuts)


def _range(sweep: Sweep) -> str:
    low, high = map(number_text, _ends(sweep))
    return f"{sweep.parameter} in [{low}, {high}]"


def _side(number: Number, value: fmpq) -> int:
    """The sign of a rational number minus another one; exact."""
    if isinstance(number, Isolated):
        return number.side_of(value)
    place = Algebraic.of(value)
    return 0 if place == number else 1 if number < place else -1
