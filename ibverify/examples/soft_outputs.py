r"""Outputs that are read as the probability of the label "1" (Sec. 5.2): Fig. 2, points, clusters, sigmoids.

The soft decision has $P(\hat Y = 1|Y = y) = \mathsf E[\tilde Y|Y = y]$, so for equally likely classes with the means m
and n $I(Y;\hat Y) = h(\frac{m + n}{2}) - \frac{h(m) + h(n)}{2}$, with the binary entropy h.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from flint import fmpq

from ibverify.distributions import atom, box
from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig2
from ibverify.examples.pictures import MIXED, SIMPLE
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import Readout
from ibverify.readouts.soft import readout as soft

Outputs = Sequence[tuple[str, Exactly]]  # equally likely, each with its label
Data = Sequence[tuple[int, str]]  # points of a data set, each with its label
Triple = tuple[fig2.Knots, fig2.Knots, fig2.Knots]

TIMID: Outputs = [("0", "2/5"), ("0", "2/5"), ("1", "3/5"), ("1", "3/5")]  # decided by the threshold 1/2
MIXED_UP: Outputs = [("0", 0), ("0", "3/5"), ("1", "2/5"), ("1", 1)]  # not so; class means 3/10 and 7/10
SPREAD: Outputs = [("0", 0), ("0", "2/5"), ("1", "3/5"), ("1", 1)]  # class means 1/5 and 4/5
DENSE: Outputs = [("0", "1/5"), ("0", "1/5"), ("1", "4/5"), ("1", "4/5")]

PAIR: Data = ((-1, "0"), (1, "1"))
TRIPLE: Data = ((0, "0"), (1, "0"), (2, "1"))
IDENTITY = Network(1, (layer([[1]]),))


def problem(picture: str | fig2.Knots, on: Law | None = None) -> Problem:
    """A function of Fig. 2, read so, on a law, or on the strips."""
    return replace(fig2.problem(picture, on), readout=soft())


def outputs(values: Outputs, readout: Readout | None = None) -> Problem:
    """These outputs, read softly if no other readout is given."""
    law = mixture([(label, fmpq(1, len(values)), atom.support([rational(t)])) for label, t in values])
    return Problem(law, IDENTITY, soft() if readout is None else readout)


def clusters(width: fmpq) -> Problem:
    """Class 0 uniform on [0, a], class 1 on [1 - a, 1], equally likely: f'_cont has a = 2/5, f'''_cont 1/5."""
    ends = [("0", (fmpq(0), width)), ("1", (1 - width, fmpq(1)))]
    return Problem(mixture([(y, fmpq(1, 2), box.support([sides])) for y, sides in ends]), IDENTITY, soft())


def far_apart() -> fig2.Knots:
    """An f'' whose images touch as they do in Fig. 2, but close to 0 and to 1: of length 1/20."""
    length = fmpq(1, 20)
    return _through(range(4), [fmpq(0), length, 1 - 2 * length, 1 - length], length)


def sigmoid(t: fmpq, data: Data = PAIR, readout: Readout | None = None) -> Problem:
    r"""The outputs $1/(1 + e^{-wX})$ on a data set, where $t = 1/(1 + e^{-w})$; t = 0 and 1 are the limits.

    With all points integers they are rational in t, as $e^w = t/(1 - t)$. Read softly if no other readout is given.
    """
    above = [t ** max(x, 0) * (1 - t) ** max(-x, 0) for x, _ in data]
    below = [t ** max(-x, 0) * (1 - t) ** max(x, 0) for x, _ in data]
    return outputs([(y, a / (a + b)) for (_, y), a, b in zip(data, above, below, strict=True)], readout)


def cont(draw: Random) -> Iterator[tuple[str, Triple]]:
    """Pictures like f'_cont, f''_cont and f'''_cont, whose images have one length: uniform over their supports.

    f''' is f' with what is below 1/2 shrunk towards 0, and what is above towards 1, by the same factor.
    """
    for i, mixed in enumerate(MIXED):
        length = fmpq(draw.randint(10, 100), 1000)
        a, b = sorted(draw.sample(range(300), 2))
        c, d = sorted(draw.sample(range(501, 800), 2))
        lowest, low, high, highest = fmpq(a, 1000), fmpq(b, 1000) + length, fmpq(c, 1000), fmpq(d, 1000) + length
        apart = _through(SIMPLE[i % len(SIMPLE)], [lowest, low, high, highest], length)
        touching = _through(mixed, [lowest, lowest + length, high, high + length], length)
        by = fmpq(draw.randint(100, 900), 1000)
        dense = tuple((x, y * by if 2 * y < 1 else 1 - (1 - y) * by) for x, y in apart)
        yield f"strips in the order {', '.join(str(k + 1) for k in mixed)}", (apart, touching, dense)


def _through(order: Sequence[int], starts: Sequence[fmpq], length: fmpq) -> fig2.Knots:
    """Rising by this length on each strip, from these starts in this order."""
    return tuple(
        (rational(x), starts[order.index(k)] + rise)
        for k, (low, high, _) in enumerate(fig2.STRIPS)
        for x, rise in ((low, fmpq(0)), (high, length))
    )
