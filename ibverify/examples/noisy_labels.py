r"""A fair bit X whose label Y differs from it with probability p, before one linear neuron and the decision at 1/2."""

from __future__ import annotations

from flint import fmpq

from ibverify.distributions import atom
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import Sweep, sweep


def law(p: Exactly) -> Law:
    """X is 0 or 1, each with probability 1/2, and Y is the other one with probability p."""
    wrong = rational(p) / 2
    joint = [("0", fmpq(0), fmpq(1, 2) - wrong), ("1", fmpq(0), wrong), ("0", fmpq(1), wrong)]
    return mixture((y, mass, atom.support([x])) for y, x, mass in [*joint, ("1", fmpq(1), fmpq(1, 2) - wrong)])


def decided(p: Exactly, weight: Exactly = 1) -> Problem:
    """The decision from wX: X itself for w = 1, constant for w = 0."""
    return Problem(law(p), Network(1, (layer([[weight]]),)), threshold(fmpq(1, 2)))


def swept(low: Exactly = "1/100", high: Exactly = "1/2", weight: Exactly = 1) -> Sweep:
    """Both terms of the decision for all p between two numbers.

    >>> [str(piece.terms.compression) for piece in swept().pieces]
    ['log(2)']
    """
    return sweep(lambda p: decided(p, weight), "p", rational(low), rational(high))
