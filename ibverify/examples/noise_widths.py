r"""Uniform noise on one output, of all half-widths at once: $I(X; L + wU)$ and $I(Y; L + wU)$ as formulas in w.

U is uniform on $[-1, 1]$ and independent of (X, Y). As $L + wU$ is an affine map of (L, U), w is a weight, and
$I(X; L + wU) = h(L + wU) - \log 2w$. Main results: `swept`; `order_between`, what is proved of two such sweeps;
`with_noise` and `with_noises`, one half-width of each noise.
"""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from ibverify.activations import Piece
from ibverify.exact import Outcome, Status, Value
from ibverify.exact.algebraic import Algebraic, between, roots
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Place, Sample, Vanishes, univariate
from ibverify.exact.rational import Exactly, rational
from ibverify.information import information
from ibverify.information.noisy import negentropy, uniform_noise
from ibverify.law import Law, push
from ibverify.law.lifted import lifted
from ibverify.law.reduced import reduced
from ibverify.network import Network, layer
from ibverify.polyhedra.product import cube, product
from ibverify.problem import Problem
from ibverify.problem import Terms as NoisyTerms
from ibverify.readouts.noise import readout as noise
from ibverify.study.compare import Order
from ibverify.study.crossing import Crossings
from ibverify.study.formulas import place_of
from ibverify.study.sweep import ATTEMPTS, Point, Sweep, Terms
from ibverify.study.sweep import Piece as Part


def swept(problem: Problem, widest: Exactly = 1) -> Sweep:
    """Both terms of the last layer, which has one neuron, with this noise of half-width 0 <= w <= widest; exact.

    >>> from ibverify.examples import fig2  # f'_cont maps T onto [0, 2/5] and [3/5, 1]: h = log(4/5), and four ends
    >>> first = swept(fig2.problem("f'_cont")).pieces[0]
    >>> print(first.terms.compression, "up to", first.end.rational)
    log(2) - log(5) - log(w) + 5/2*w up to 1/10
    """
    law = reduced(push(problem.network, problem.law)[-1])
    pair = _beside_noise(law)
    pieces: list[Part] = []
    waiting = [(Algebraic.of(fmpq(0)), Algebraic.of(rational(widest)))]
    while waiting:
        low, high = waiting.pop()
        piece = _around(pair, low, high)
        pieces.append(piece)
        waiting += [gap for gap in ((low, piece.start), (piece.end, high)) if gap[0] < gap[1]]
    pieces.sort(key=lambda piece: piece.start)
    ends = [piece.end for piece in pieces]
    points = [Point(at, _at(law, pair, at)) for at in (pieces[0].start, *ends)]
    return Sweep("w", tuple(pieces), tuple(points))


def with_noise(problem: Problem, half_width: Exactly) -> Problem:
    """The problem with uniform noise of one half-width on its last layer, as its readout."""
    return replace(problem, readout=noise({"uniform": rational(half_width)}))


def with_noises(problem: Problem, of_x: Exactly, of_y: Exactly) -> Problem:
    r"""The problem with the terms $I(X; L + \eta)$ and $I(Y; L + \eta')$, noises of these half-widths: (7)."""
    readouts = (noise({"uniform": rational(width)}) for width in (of_x, of_y))
    return replace(problem, readout=NoisyTerms(*readouts))


def order_between(found: Crossings, low: Exactly, high: Exactly, *wanted: Order) -> Outcome:
    """Whether A and B are in one of these orders for all parameters strictly between two values; says which they are.

    >>> from ibverify.examples import fig2
    >>> from ibverify.study.crossing import crossings
    >>> one, two = (swept(fig2.problem(f), "1/10") for f in ("f'_cont", "f''_cont"))
    >>> found = crossings(one, two, lambda terms: terms.precision)
    >>> print(order_between(found, 0, "1/10", Order.B).statement)  # log(2) against log(2) - 5/2*w
    B smaller if 0 < w <= 1/10
    """
    start, end = rational(low), rational(high)
    first, last = (next(i for i, span in enumerate(found.spans) if at in span) for at in (start, end))
    first += found.spans[first].end == Algebraic.of(start)
    last -= found.spans[last].start == Algebraic.of(end)
    spans = found.spans[first : last + 1]
    text = ", ".join(f"{span.order.value} {span.where(found.parameter)}" for span in spans)
    orders = {span.order for span in spans}
    if orders <= set(wanted):
        return Outcome(Status.PROVED, text)
    return Outcome(Status.REFUTED if orders - {*wanted, Order.UNKNOWN} else Status.UNKNOWN, text)


def _beside_noise(law: Law) -> Law:
    """The law of (L, U)."""
    cells = []
    for cell in law.cells:
        [row], denominator = cell.piece.rows, cell.piece.denominator
        rows = ((*row[:-1], 0, row[-1]), (*(0 for _ in row[:-1]), denominator, 0))
        piece = Piece(product(cell.polytope, cube(1)), rows, denominator)
        cells.append(replace(cell, density=cell.density / 2, piece=piece))
    return replace(law, width=2, cells=tuple(cells))


def _around(pair: Law, low: Algebraic, high: Algebraic) -> Part:
    """The piece around some sample: up to where a factor whose sign was asked for changes it."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of(["w"], [between(low, high, attempt)])
        try:
            terms = _terms(pair, sample, sample.parameters[0])
        except Vanishes:
            continue
        at, turns = Algebraic.of(*sample.point), [r for f, _ in sample.signs.values() for r in roots(univariate(f))]
        start = max([low, *(root for root in turns if low < root < at)])
        end = min([high, *(root for root in turns if at < root < high)])
        return Part(start, end, (False, False), terms)
    raise ArithmeticError("no sample avoids all zeros")


def _terms(pair: Law, place: Place, width: fmpq) -> Terms:
    """The two terms, w a function of the place."""
    law = push(Network(2, (layer([[fmpq(1), width]]),)), lifted(pair, place))[-1]
    of_noise = Value(Formula(fmpq(0), ((fmpq(1), 2 * width),)))
    return Terms(-negentropy(law) - of_noise, information(law).precision)


def _at(law: Law, pair: Law, at: Algebraic) -> Terms:
    """The two terms at one width."""
    if at.rational is None:
        root = place_of(at, "w")
        return _terms(pair, root, root.parameters[0])
    found = information(law) if at.rational == 0 else uniform_noise(law, at.rational)
    return Terms(found.compression, found.precision)
