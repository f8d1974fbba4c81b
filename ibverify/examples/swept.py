r"""Checks for all values of a parameter $t \in [low, high]$ at once: of the two terms, and of rational functions of t.

A sweep gives the terms as formulas on pieces that cover the interval; what they are compared with is another sweep, or
one formula. Numbers such as margins are computed with a rational function for t, whose signs are asked for: the result
holds up to the nearest root, and the rest of the interval is computed in turn. Main results: `always`, `line`,
`stairs`, `always_number`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from flint import fmpq

from ibverify.errors import InputError
from ibverify.exact import Outcome, Status, Value
from ibverify.exact.algebraic import Algebraic, between
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Sample, Vanishes
from ibverify.exact.rational import Exactly, rational
from ibverify.ledger import Check
from ibverify.study.compare import Order
from ibverify.study.crossing import By, crossings
from ibverify.study.formulas import formula_of, number_text, place_of
from ibverify.study.sweep import ATTEMPTS, Piece, Point, Sweep, Terms, nearest

SIGNS = {"<": {-1}, "<=": {-1, 0}, "==": {0}, ">=": {0, 1}, ">": {1}}
WORDS = {-1: "smaller", 0: "equal", 1: "larger", None: "not known"}
_SIGN_OF = {Order.A: -1, Order.EQUAL: 0, Order.NOT_COMPARED: 0, Order.B: 1, Order.UNKNOWN: None}

Span = tuple[str, int | None]  # where, and the sign of the difference there


def compression(terms: Terms) -> Value:
    """I(X;L)."""
    return terms.compression


def precision(terms: Terms) -> Value:
    """I(Y;L)."""
    return terms.precision


def line(like: Sweep, at_zero: Value | Exactly, slope: Exactly = 0) -> Sweep:
    """Both terms equal to a value plus a slope times the parameter, over the interval of another sweep."""
    start, end = like.parts[0], like.parts[-1]
    ends = start.start if isinstance(start, Piece) else start.at, end.end if isinstance(end, Piece) else end.at
    value = Value(at_zero)
    if (form := formula_of(value)) is not None:
        [parameter] = Sample.of([like.parameter], [between(*ends)]).parameters
        value = Value(form + Formula(parameter * rational(slope), ()))
    return Sweep(like.parameter, (Piece(*ends, (True, True), Terms(value, value)),), ())


def stairs(like: Sweep, steps: Sequence[tuple[Value | Exactly, Exactly, bool]]) -> Sweep:
    """Both terms equal to a value up to an end, then to the next; each with whether the end belongs to it.

    A step to the end of the one before it is the value there.
    """
    pieces: list[Piece] = []
    points: list[Point] = []
    start, closed = line(like, 0).pieces[0].start, True
    for at, end, belongs in steps:
        value, until = Value(at), Algebraic.of(rational(end))
        terms = Terms(value, value)
        if start == until:
            points.append(Point(until, terms))
        else:
            pieces.append(Piece(start, until, (closed, belongs), terms))
        start, closed = until, not belongs
    return Sweep(like.parameter, tuple(pieces), tuple(points))


def always(
    says: str, found: Sweep, by: By, relation: str, right: Sweep | Value | Exactly, *, from_start: bool = True
) -> Check:
    """Whether a term is in this relation to another for all values of the parameter; infinite is equal to infinite.

    Without `from_start` the left end itself is not asked for. Raises `InputError` for sweeps of two intervals, and for
    one with a gap.

    >>> from ibverify.examples import fig3
    >>> from ibverify.study.sweep import sweep
    >>> found = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(0), fmpq(1, 2))
    >>> print(always("I(Y;f^I) = log 2 - e/2", found, precision, "==", line(found, "log(2)", "-1/2")))
    I(Y;f^I) = log 2 - e/2 reads equal if 0 <= e <= 1/2 (0 <= e <= 1/2)
    """
    other = right if isinstance(right, Sweep) else line(found, right)
    for sweep in (found, other):
        _check_no_gap(sweep)
    spans = crossings(found, other, by).spans
    asked = spans if from_start or spans[0].start != spans[0].end else spans[1:]
    name, (start, end) = found.parameter, (spans[0].start, spans[-1].end)
    return Check(
        says,
        _outcome([(span.where(name), _SIGN_OF[span.order]) for span in asked], relation),
        f"{number_text(start)} {'<=' if from_start else '<'} {name} <= {number_text(end)}",
    )


def _check_no_gap(found: Sweep) -> None:
    ends = [
        (p.at, True, p.at, True) if isinstance(p, Point) else (p.start, p.closed[0], p.end, p.closed[1])
        for p in found.parts
    ]
    for (_, _, end, closed), (start, opened, _, _) in pairwise(ends):
        if end != start or not (closed or opened):
            what = f"a part between {number_text(end)} and {number_text(start)} is missing"
            raise InputError(found.parameter, what, "give pieces and points that cover the interval")


def always_number(
    says: str, left: Callable[[fmpq], fmpq], relation: str, right: Callable[[fmpq], fmpq], name: str, *ends: Exactly
) -> Check:
    """Whether a rational function of a parameter is in this relation to another between two numbers, and at the second.

    >>> from ibverify.examples import fig3  # f^I errs where x1 + x2 > 1/2
    >>> from ibverify.study.decision import error
    >>> wrong = lambda e: error(fig3.problem("f_I", e, "1/2"))
    >>> print(always_number("P(D != Y) = e/2", wrong, "==", lambda e: e / 2, "e", 0, "1/2"))
    P(D != Y) = e/2 reads equal if 0 < e <= 1/2 (0 < e <= 1/2)
    """
    low, high = map(rational, ends)
    waiting, pieces = [(Algebraic.of(low), Algebraic.of(high))], []
    while waiting:
        start, end = waiting.pop()
        piece, sign = _around(left, right, name, start, end)
        pieces.append((piece, sign))
        waiting += [gap for gap in ((start, piece[0]), (piece[1], end)) if gap[0] < gap[1]]
    spans: list[tuple[tuple[Algebraic, Algebraic], int]] = []
    for piece, sign in sorted(pieces, key=lambda pair: pair[0][0]):
        spans += [(piece, sign), ((piece[1], piece[1]), _at(left, right, name, piece[1]))]
    return Check(says, _outcome(list(_joined(spans, name)), relation), f"{low} < {name} <= {high}")


def _around(
    left: Callable[[fmpq], fmpq], right: Callable[[fmpq], fmpq], name: str, start: Algebraic, end: Algebraic
) -> tuple[tuple[Algebraic, Algebraic], int]:
    """An open interval within another one on which the difference has one sign, and this sign."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of([name], [between(start, end, attempt)])
        [parameter] = sample.parameters
        try:
            difference = left(parameter) - right(parameter)
            sign = (difference > 0) - (difference < 0)
        except Vanishes:
            continue
        return nearest(sample, start, end), sign
    raise ArithmeticError("no sample avoids all zeros")


def _at(left: Callable[[fmpq], fmpq], right: Callable[[fmpq], fmpq], name: str, at: Algebraic) -> int:
    number = at.rational if at.rational is not None else place_of(at, name).parameters[0]
    difference = left(number) - right(number)
    return (difference > 0) - (difference < 0)


def _joined(spans: list[tuple[tuple[Algebraic, Algebraic], int]], name: str) -> Iterator[Span]:
    """Neighbours of one sign as one span; they come in pairs of an open interval and its right end."""
    cuts = [0, *(i for i, (one, other) in enumerate(pairwise(spans), 1) if one[1] != other[1]), len(spans)]
    for first, after in pairwise(cuts):
        (start, _), (_, end) = spans[first][0], spans[after - 1][0]
        left, right = ("<=" if i % 2 else "<" for i in (first, after - 1))
        where = f"{number_text(start)} {left} {name} {right} {number_text(end)}"
        yield f"if {name} = {number_text(start)}" if start == end else f"if {where}", spans[first][1]


def _outcome(spans: list[Span], relation: str) -> Outcome:
    wanted = SIGNS[relation]
    text = ", ".join(f"{WORDS[sign]} {where}" for where, sign in spans)
    if all(sign in wanted for _, sign in spans):
        return Outcome(Status.PROVED, text)
    wrong = any(sign is not None and sign not in wanted for _, sign in spans)
    return Outcome(Status.REFUTED if wrong else Status.UNKNOWN, text)
