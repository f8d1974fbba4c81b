r"""Fig. 3: two single ReLU neurons, $f^I = \operatorname{relu}(x_1 + x_2)$ and $f^{II} = \operatorname{relu}(x_2)$.

X lies on $[0, 1/2] \times [0, \varepsilon]$ if Y = 0 and on $[0, \varepsilon] \times [1/2, 1]$ if Y = 1. Here it is
uniform on them and Y has equal priors unless others are given: the paper states neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, mixture
from ibverify.network import Network, evaluate, layer
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import Sweep, sweep

WEIGHTS = {"f_I": (1, 1), "f_II": (0, 1)}
DOT = ("0", "2/5")  # a noisy input of class 1, as the blue dot of the figure

Sides = tuple[tuple[fmpq, fmpq], tuple[fmpq, fmpq]]


def boxes(epsilon: Exactly) -> tuple[Sides, Sides]:
    """The supports of the two classes."""
    e, zero, half = rational(epsilon), fmpq(0), fmpq(1, 2)
    return ((zero, half), (zero, e)), ((zero, e), (half, fmpq(1)))


def corners(epsilon: Exactly, prior: Exactly = "1/2") -> Law:
    """The law of the figure; `prior` is the probability of class 1."""
    share = rational(prior)
    flat, upright = (box.support(list(sides)) for sides in boxes(epsilon))
    return mixture([("0", 1 - share, flat), ("1", share, upright)])


def uneven(epsilon: Exactly) -> Law:
    """Equal priors, class 1 uniform, class 0 uniform on the left half of its box and on the rightmost fifth."""
    (_, height), upright = boxes(epsilon)
    sides = [((fmpq(0), fmpq(1, 4)), height), ((fmpq(2, 5), fmpq(1, 2)), height), upright]
    shares = [("0", fmpq(1, 4)), ("0", fmpq(1, 4)), ("1", fmpq(1, 2))]
    return mixture((y, share, box.support(list(part))) for (y, share), part in zip(shares, sides, strict=True))


def neuron(function: str) -> Network:
    """`f_I` or `f_II`."""
    return Network(2, (layer([WEIGHTS[function]], None, named("relu")),))


def problem(function: str, epsilon: Exactly, level: Exactly | None = None, prior: Exactly = "1/2") -> Problem:
    """One of the two neurons on the law of the figure, thresholded at a level if one is given."""
    readout = None if level is None else threshold(rational(level))
    return Problem(corners(epsilon, prior), neuron(function), readout)


def at(function: str, point: Sequence[Exactly]) -> fmpq:
    """The output of a neuron at a point."""
    [[output]] = evaluate(neuron(function), [rational(x) for x in point])
    return output


def swept(function: str, largest: Exactly, level: Exactly | None = None, prior: Exactly = "1/2") -> Sweep:
    """Both terms of a neuron, or of its decision at a level, for all epsilon from 0 to the largest.

    At 0 a box is a segment, of the height or the width that is left.

    >>> [str(piece.terms.precision) for piece in swept("f_I", "1/2").pieces]
    ['log(2) - 1/2*epsilon']
    """
    return sweep(lambda e: problem(function, e, level, prior), "epsilon", fmpq(0), rational(largest))


def images(function: str, epsilon: Exactly) -> tuple[tuple[fmpq, fmpq], tuple[fmpq, fmpq]]:
    """The interval that each class is mapped onto.

    >>> images("f_I", "1/10")
    ((0, 3/5), (1/2, 11/10))
    """
    zero, one = ([at(function, (x, y)) for x in sides[0] for y in sides[1]] for sides in boxes(epsilon))
    return (min(zero), max(zero)), (min(one), max(one))


def margin(function: str, epsilon: Exactly, level: Exactly) -> fmpq:
    """How far, in the maximum norm, X may be moved before the decision w . x > level differs from the label: P4; exact.

    0 if the boundary cuts a support or a support lies on the wrong side. The same in every p-norm for f_II, whose
    boundary is level.
    """
    (_, highest), (lowest, _) = images(function, epsilon)
    t = rational(level)
    return max(min(t - highest, lowest - t), fmpq(0)) / sum(WEIGHTS[function])
