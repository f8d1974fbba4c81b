r"""The index of the largest output, the first of equal ones: the decision of Sec. 5.1 for one neuron a class."""

from __future__ import annotations

from dataclasses import dataclass

from ibverify.activations.argmax import ACTIVATION
from ibverify.information import Information, information
from ibverify.law import Law, transformed

DEPTH = None  # a flag: true


@dataclass(frozen=True, slots=True)
class ArgMax:
    """The index from 0 of the largest coordinate."""

    def information(self, law: Law) -> Information:
        """Exact: the output is discrete."""
        return information(transformed(law, ACTIVATION))


def readout() -> ArgMax:
    """The arg max of all coordinates."""
    return ArgMax()
