r"""The index of the largest output, the first of equal ones: the decision of Sec. 5.1 for one neuron a class."""

from __future__ import annotations

from ibverify.activations import PiecewiseAffine
from ibverify.activations.argmax import ACTIVATION

DEPTH = None  # a flag: true


def readout() -> PiecewiseAffine:
    """The arg max of all coordinates, from 0."""
    return ACTIVATION
