r"""Quantized terms (Sec. 5.4): networks that agree when quantized, Figs. 2 and 3 and two points behind quantizers.

Main results: `through`, the derivation; `levels`, `problem`, `shifted`, `neuron`, `weighted`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flint import fmpq

from ibverify.activations import PiecewiseAffine, named
from ibverify.distributions import atom
from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig2, fig3
from ibverify.kernel import Calculation, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import with_function
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import Readout
from ibverify.readouts.quantizer import readout as quantizer
from ibverify.readouts.threshold import readout as threshold

# A is X, quantized or not; S and T are two quantized layers, equal at the same points, or any two
SAME = setting(X=source(), Y=channel("X"), A=function("X"), S=function("X"), T=function("S", is_="invertible"))
OTHER = setting(X=source(), Y=channel("X"), A=function("X"), S=function("X"), T=function("X"))
HALF = threshold(fmpq(1, 2))


def through(of: str) -> Calculation:
    """I(V;S) = I(V;T) for V = A and V = Y."""
    start = calculation(SAME, I(of, "S")).equals(I(of, ["S", "T"]), by=with_function(of, "S", "T"))
    return start.equals(I(of, "T"), by=with_function(of, "T", "S"))


def levels(count: int, low: Exactly = 0, high: Exactly = 1) -> PiecewiseAffine:
    """The uniform quantizer with so many levels on an interval."""
    return quantizer({"levels": fmpq(count), "range": [rational(low), rational(high)]})


def problem(picture: str | fig2.Knots, readout: Readout, on: Law | None = None) -> Problem:
    """A function of Fig. 2, quantized, on a law, or on the strips."""
    return replace(fig2.problem(picture, on), readout=readout)


def shifted(picture: str, by: fmpq) -> Problem:
    """A function of Fig. 2 that is raised by 0 to 1/4, before bins of width 1/4: these, at any place."""
    raised = tuple((x, y + by) for x, y in fig2.knots(picture))
    return problem(raised, levels(6, "-1/4", "5/4"))


def neuron(weight: Exactly, epsilon: Exactly = "1/10", level: Exactly = "3/8") -> Problem:
    """The neuron relu(w x1 + x2) on the boxes of Fig. 3, thresholded: w = 0 is f^II, w = 1 is f^I."""
    network = Network(2, (layer([[weight, 1]], None, named("relu")),))
    return Problem(fig3.corners(epsilon), network, threshold(rational(level)))


def weighted(readout: Readout) -> Callable[[fmpq], Problem]:
    """For each weight w the output wX on the data set X = Y in {0, 1}, read by this."""
    law = mixture([(label, fmpq(1, 2), atom.support([fmpq(int(label))])) for label in "01"])
    return lambda weight: Problem(law, Network(1, (layer([[weight]]),)), readout)


def with_atoms(*noise: Exactly) -> Callable[[fmpq], Problem]:
    """For each weight w the sum wX + N on this data set, N with these equally likely values: its label is X."""
    parts = [(x, n) for x in (0, 1) for n in map(rational, noise)]
    law = mixture([(str(x), fmpq(1, len(parts)), atom.support([fmpq(x), n])) for x, n in parts])
    return lambda weight: Problem(law, Network(2, (layer([[weight, 1]]),)))
