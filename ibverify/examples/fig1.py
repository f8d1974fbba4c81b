r"""Fig. 1: a ramp of two ReLU neurons on [0, 1], on (a) four points, (b) a data set of twelve, (c) four intervals.

$f(x) = \operatorname{relu}(x - a) - \operatorname{relu}(x - a - b)$: 0 up to a, then rising with slope 1 to b.
"""

from __future__ import annotations

from flint import fmpq

from ibverify.activations import Piece, named
from ibverify.distributions import atom, box
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem

POINTS = (("1/8", "1/8", "0"), ("3/8", "1/4", "1"), ("5/8", "1/2", "0"), ("7/8", "1/8", "1"))  # place, mass, label
INTERVALS = (("1/10", "3/20"), ("7/20", "2/5"), ("3/5", "13/20"), ("17/20", "9/10"))


def ramp(a: Exactly, b: Exactly) -> Network:
    """The network of (d): biases -a and -a-b, output weights 1 and -1."""
    start, rise = rational(a), rational(b)
    return Network(1, (layer([[1], [1]], [-start, -start - rise], named("relu")), layer([[1, -1]])))


def discrete() -> Law:
    """(a): four points."""
    return mixture((y, rational(m), atom.support([rational(x)])) for x, m, y in POINTS)


def data_set() -> Law:
    """(b): both ends and the midpoint of each interval of (c), each of mass 1/12."""
    return mixture(
        (y, fmpq(1, 12), atom.support([x]))
        for (low, high), (_, _, y) in zip(INTERVALS, POINTS, strict=True)
        for x in (rational(low), (rational(low) + rational(high)) / 2, rational(high))
    )


def continuous() -> Law:
    """(c): four intervals, with the masses and labels of the points of (a)."""

    def components() -> list[tuple[str, fmpq, Piece]]:
        pairs = zip(INTERVALS, POINTS, strict=True)
        return [(y, rational(m), box.support([(rational(low), rational(high))])) for (low, high), (_, m, y) in pairs]

    return mixture(components())


def problem(law: Law, a: Exactly, b: Exactly) -> Problem:
    """The ramp with these parameters on one of the laws."""
    return Problem(law, ramp(a, b))
