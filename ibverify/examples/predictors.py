"""A predictor of one threshold behind one neuron, on a law and on a data set drawn from it."""

from __future__ import annotations

from flint import fmpq

from ibverify.distributions import atom, box
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold

WEIGHT = 0


def true() -> Problem:
    """X uniform on [0, 2], the label 1 above 1."""
    return _decided(mixture((str(y), fmpq(1, 2), box.support([(fmpq(y), fmpq(y + 1))])) for y in (0, 1)))


def sampled() -> Problem:
    """The empirical law of the data points 0 and 2, with their labels 0 and 1."""
    return _decided(mixture((str(y), fmpq(1, 2), atom.support([fmpq(2 * y)])) for y in (0, 1)))


def _decided(law: Law) -> Problem:
    """The predictor decides 1 where the weight times x exceeds 1."""
    return Problem(law, Network(1, (layer([[WEIGHT]], [0]),)), threshold(fmpq(1)))
