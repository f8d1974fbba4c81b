r"""Fig. 3: two single ReLU neurons, $f^I = \operatorname{relu}(x_1 + x_2)$ and $f^{II} = \operatorname{relu}(x_2)$.

X is uniform on $[0, 1/2] \times [0, \varepsilon]$ if Y = 0 and on $[0, \varepsilon] \times [1/2, 1]$ if Y = 1.
"""

from __future__ import annotations

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, atoms, mixture, push
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold

WEIGHTS = {"f_I": (1, 1), "f_II": (0, 1)}


def corners(epsilon: Exactly) -> Law:
    """The law of the figure, with equal priors."""
    e, half = rational(epsilon), fmpq(1, 2)
    flat = box.support([(fmpq(0), half), (fmpq(0), e)])
    upright = box.support([(fmpq(0), e), (half, fmpq(1))])
    return mixture([("0", half, flat), ("1", half, upright)])


def neuron(function: str) -> Network:
    """`f_I` or `f_II`."""
    return Network(2, (layer([WEIGHTS[function]], None, named("relu")),))


def problem(function: str, epsilon: Exactly, level: Exactly | None = None) -> Problem:
    """One of the two neurons on the law of the figure, thresholded at a level if one is given."""
    return Problem(corners(epsilon), neuron(function), None if level is None else threshold(rational(level)))


def margin(function: str, epsilon: Exactly, level: Exactly) -> fmpq:
    """The distance, in the maximum norm, of the supports from the decision boundary w . x = level: P4; exact.

    0 if the boundary cuts a support or a support lies on the wrong side.
    """
    e, t = rational(epsilon), rational(level)
    w1, w2 = WEIGHTS[function]
    corners0 = [(x, y) for x in (fmpq(0), fmpq(1, 2)) for y in (fmpq(0), e)]
    corners1 = [(x, y) for x in (fmpq(0), e) for y in (fmpq(1, 2), fmpq(1))]
    below = min(t - (w1 * x + w2 * y) for x, y in corners0)
    above = min((w1 * x + w2 * y) - t for x, y in corners1)
    return max(min(below, above), fmpq(0)) / (w1 + w2)


def disagreement(epsilon: Exactly, first: Exactly, second: Exactly) -> fmpq:
    """The probability that f_I thresholded at `first` and f_II at `second` differ; exact."""
    both = Network(
        2,
        (
            layer([[1, 1], [0, 1]], None, named("relu")),
            layer([[1, 0], [0, 1]], [-rational(first), -rational(second)], named("step")),
        ),
    )
    law = push(both, corners(epsilon))[-1]
    return sum((mass for (a, b), own in atoms(law).items() if a != b for mass in own.values()), fmpq(0))
