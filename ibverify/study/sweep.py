r"""`sweep`: I(X;L) and I(Y;L) as exact functions of one parameter.

A family of problems is a function from numbers to problems. At a rational sample it is built with a rational function
for the parameter, and the engine runs once: what it finds holds as long as every factor whose sign it asked for keeps
that sign, that is up to the nearest roots. What is left of the interval is swept in turn. The ends of pieces are points
of their own: at a rational one the problem is analysed with numbers, at another algebraic number with functions whose
signs are decided there.

Main results: `sweep`, `Sweep`; `Terms`, the two values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flint import arb, fmpq, fmpq_mpoly_ctx

from ibverify.activations import is_piecewise_affine
from ibverify.errors import InputError, ProblemError, UnsupportedError, UnsupportedNetwork
from ibverify.exact import Infinite, Value
from ibverify.exact.algebraic import Algebraic, Root, between, roots
from ibverify.exact.formula import Formula
from ibverify.exact.isolated import Number
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.parametric import Place, Sample, Vanishes, univariate
from ibverify.exact.printing import decimals
from ibverify.exact.rational import Exactly, rational
from ibverify.exact.value import Enclosed, Interval, ball_ends
from ibverify.information import Information, information
from ibverify.law import Law
from ibverify.law.joint import relabelled
from ibverify.law.lifted import lifted
from ibverify.law.push import push
from ibverify.law.reduced import reduced
from ibverify.network import Network
from ibverify.problem import Problem, refuse_noise
from ibverify.problem import Terms as ReadoutTerms
from ibverify.readouts import Readout, channel, is_map, is_noise

Family = Callable[[fmpq], Problem]
MAX_PIECES = 10_000
ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """I(X;L) and I(Y;L) of the last layer or the readout, in nats: formulas on a piece, values at a point."""

    compression: Value
    precision: Value

    def functional(self, beta: fmpq) -> Value:
        r"""The information bottleneck functional $I(X;L) - \beta I(Y;L)$ of (1)."""
        return self.compression - self.precision * beta


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

    @property
    def parts(self) -> list[Piece | Point]:
        """Pieces and points together, from left to right."""
        parts: list[Piece | Point] = [*self.points, *self.pieces]
        return sorted(parts, key=lambda part: (part.at, 0) if isinstance(part, Point) else (part.start, 1))

    def __call__(self, at: Exactly) -> Terms:
        """The two terms at a value of the parameter; exact. Raises `InputError` outside the interval."""
        number = rational(at)
        place = Algebraic.of(number)
        for point in self.points:
            if point.at == place:
                return point.terms
        for piece in self.pieces:
            inside = piece.start < place < piece.end
            if inside or (piece.start == place and piece.closed[0]) or (piece.end == place and piece.closed[1]):
                return evaluated(piece.terms, [number])
        raise InputError("", f"{number} lies outside of the interval that was swept", "ask inside of it")

    def to_sympy(self) -> tuple[Any, Any]:
        """I(X;L) and I(Y;L) as `Piecewise` of SymPy: see `ibverify.study.symbolic`."""
        from ibverify.study.symbolic import to_sympy

        return to_sympy(self)

    def __repr__(self) -> str:
        ends = f"[{shown(self.pieces[0].start)}, {shown(self.pieces[-1].end)}]"
        return f"<Sweep of {self.parameter} over {ends}: pieces: {len(self.pieces)}, points: {len(self.points)}>"


@dataclass(frozen=True, eq=False)
class AtRoot:
    """The value of a formula at an irrational number at which it is defined, to any precision."""

    formula: Formula
    number: Number
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
    check_range(parameter, low, high)
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


def check_range(parameter: str, low: fmpq, high: fmpq) -> None:
    """Nothing for an interval with an inside. Raises `ProblemError` for any other."""
    if not low < high:
        what = f"the interval [{low}, {high}] has no inside"
        raise ProblemError(f"parameters.{parameter}", what, "give a low end below the high end, or one value")


def _around(family: Family, parameter: str, start: Algebraic, end: Algebraic) -> Piece:
    """The piece around some sample of an open interval."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of([parameter], [between(start, end, attempt)])
        try:
            terms = terms_of(family(*sample.parameters), sample)
        except Vanishes:
            continue
        except InputError as error:
            if not sample.signs:  # it does not depend on the parameter
                raise
            start, end = nearest(sample, start, end)
            raise told(error, f"{parameter} between {shown(start)} and {shown(end)}") from None
        return Piece(*nearest(sample, start, end), (False, False), terms)
    what = f"no sample between {start.interval(16)[0]} and {end.interval(16)[1]} avoids all zeros"
    raise ProblemError(f"parameters.{parameter}", what, "sweep a shorter interval")


def nearest(sample: Sample, start: Algebraic, end: Algebraic) -> tuple[Algebraic, Algebraic]:
    """The part of an interval around the sample on which all recorded factors keep their signs."""
    at = Algebraic.of(*sample.point)
    for factor, _ in sample.signs.values():
        for root in roots(univariate(factor)):
            if root < at:
                start = max(start, root)
            else:
                end = min(end, root)
    return start, end


def told(error: InputError, values: str) -> InputError:
    """The error, with the values of parameters that make it."""
    return type(error)(error.where, f"for {values}: {error.what}", error.todo)


def shown(number: Algebraic) -> str:
    """A number for people: a fraction, or the first digits."""
    if number.rational is not None:
        return str(number.rational)
    return f"{(decimals(number.interval, 6) or ('?',))[0]}..."


def terms_of(problem: Problem, place: Place | None = None) -> Terms:
    """The two terms of the last layer or the readout, for functions of a place or for numbers."""
    if place is None:
        found = last(problem)
        return Terms(found.compression, found.precision)
    found = last(replace(problem, law=lifted(problem.law, place)))
    return Terms(_settled(found.compression, place), _settled(found.precision, place))


def _settled(value: Value, place: Place) -> Value:
    """A formula in which no parameter is left as the number that it is."""
    content = value.content
    if not isinstance(content, Formula) or not content.is_constant:
        return value
    anywhere = content.at([fmpq(0)] * place.context.nvars())
    return value if anywhere is None else Value(anywhere)


def last(problem: Problem) -> Information:
    """The information of the last layer, or of the readout if there is one.

    Raises `UnsupportedError` for noise in the network and Gaussian noise, and for a layer that is not piecewise affine.
    """
    refuse_noise(problem, "a sweep")
    for i, layer in enumerate(problem.network.layers):
        if not is_piecewise_affine(layer.activation):
            what = f"there is no closed form behind {layer.activation.name}"
            raise UnsupportedNetwork(f"network[{i}].activation", what, "use piecewise-linear activations in a sweep")
    law, readout = problem.law, problem.readout
    if not isinstance(readout, ReadoutTerms):
        return _read(problem.network, law, readout)
    found = _read(problem.network, law, readout.precision)
    if readout.input is None:
        return replace(found, compression=_read(problem.network, law, readout.compression).compression)
    # I(Q(X);R(L)): the value of Q(X) in the label's place.
    of_x = _read(problem.network, relabelled(law, readout.input), readout.compression).precision
    return replace(found, compression=of_x)


def _read(network: Network, law: Law, readout: Readout | None) -> Information:
    """The information of the last layer, behind a readout if one is given."""
    if is_noise(readout) and readout.step is None:
        what = f"there is no closed form behind {readout.kind} noise"
        raise UnsupportedError(f"readout.noise.{readout.kind}", what, "use uniform noise in a sweep")
    last = push(network, law)[-1]
    if readout is None:
        return information(last)
    return channel(readout).information(last if is_map(readout) else reduced(last))


def _at(family: Family, parameter: str, at: Algebraic) -> Terms:
    """The terms at one value: by numbers, or by functions at an irrational number."""
    try:
        if at.rational is not None:
            return terms_of(family(at.rational))
        root = Root(fmpq_mpoly_ctx.get([parameter], "lex"), at)
        return terms_of(family(*root.parameters), root)
    except InputError as error:
        raise told(error, f"{parameter} = {shown(at)}") from None


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
    pairs = ((terms.compression, point.terms.compression), (terms.precision, point.terms.precision))
    return all(_reaches(own, value, point.at) for own, value in pairs)


def _reaches(own: Value, value: Value, at: Algebraic) -> bool:
    if own.is_infinite or value.is_infinite:
        return own.is_infinite and value.is_infinite
    if at.rational is None:
        return _same(own, value)
    form = _form_at(own, [at.rational])
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


def _form_at(value: Value, at: Sequence[fmpq]) -> LogLinear | None:
    content = value.content
    if isinstance(content, Formula):
        return content.at(at)
    return content if isinstance(content, LogLinear) else None


def evaluated(terms: Terms, at: Sequence[fmpq]) -> Terms:
    """Formulas at values of their parameters; numbers and infinity as they are."""

    def value(found: Value) -> Value:
        form = _form_at(found, at)
        return found if form is None else Value(form)

    return Terms(value(terms.compression), value(terms.precision))


def _valued(point: Point) -> Terms:
    """The terms of a point as values: formulas at an irrational number become enclosures."""

    def value(found: Value) -> Value:
        if not isinstance(found.content, Formula):
            return found
        return Value(Enclosed(LogLinear(), ((fmpq(1), AtRoot(found.content, point.at)),)))

    return Terms(value(point.terms.compression), value(point.terms.precision))
