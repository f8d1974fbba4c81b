r"""$\mathbb I[L_j > t]$ in every coordinate: the hard decision of Sec. 5.1 for one output neuron."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece
from ibverify.information import Information, information
from ibverify.law import Law, transformed

DEPTH = 0  # one number


@dataclass(frozen=True, slots=True)
class Threshold:
    """1 above the level, 0 at it and below, per coordinate."""

    level: fmpq

    def information(self, law: Law) -> Information:
        """Exact: the output is discrete."""
        rule = PiecewiseLinear(
            name="threshold",
            segments=(piece(upto=self.level), piece(value=1)),
            facts=facts(continuous=False, injective=False, lipschitz=None),
            latex=rf"\mathbb{{I}}[\cdot > {self.level}]",
        )
        return information(transformed(law, rule))


def readout(level: fmpq) -> Threshold:
    """The threshold at this level."""
    return Threshold(level)
