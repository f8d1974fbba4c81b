r"""Uniform noise on one output, of all half-widths at once: $I(X; L + wU)$ and $I(Y; L + wU)$ as formulas in w.

U is uniform on $[-1, 1]$ and independent of (X, Y). Main results: `swept`; `order_between`, what is proved of two such
sweeps; `with_noise` and `with_noises`, one half-width of each noise.
"""

from __future__ import annotations

from dataclasses import replace

from flint import fmpq

from ibverify.exact import Outcome, Status
from ibverify.exact.algebraic import Algebraic
from ibverify.exact.rational import Exactly, rational
from ibverify.problem import Problem, Terms
from ibverify.readouts.noise import readout as noise
from ibverify.study.compare import Order
from ibverify.study.crossing import Crossings
from ibverify.study.sweep import Sweep, sweep


def swept(problem: Problem, widest: Exactly = 1) -> Sweep:
    """Both terms of the last layer, which has one neuron, with this noise of half-width 0 <= w <= widest; exact.

    >>> from ibverify.examples import fig2  # f'_cont maps T onto [0, 2/5] and [3/5, 1]: h = log(4/5), and four ends
    >>> first = swept(fig2.problem("f'_cont")).pieces[0]
    >>> print(first.terms.compression, "up to", first.end.rational)
    log(2) - log(5) - log(w) + 5/2*w up to 1/10
    """
    return sweep(lambda w: with_noise(problem, w) if w != 0 else problem, "w", fmpq(0), rational(widest))


def with_noise(problem: Problem, half_width: Exactly) -> Problem:
    """The problem with uniform noise of one half-width on its last layer, as its readout."""
    return replace(problem, readout=noise({"uniform": rational(half_width)}))


def with_noises(problem: Problem, of_x: Exactly, of_y: Exactly) -> Problem:
    r"""The problem with the terms $I(X; L + \eta)$ and $I(Y; L + \eta')$, noises of these half-widths: (7)."""
    one, other = (noise({"uniform": rational(width)}) for width in (of_x, of_y))
    return replace(problem, readout=Terms(one, other))


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
