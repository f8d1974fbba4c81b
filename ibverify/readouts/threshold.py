r"""1 above the number t, else 0, in every coordinate: $\mathbb I[L_j > t]$, the hard decision of Sec. 5.1."""

from __future__ import annotations

from flint import fmpq

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

DEPTH = 0  # one number


def readout(level: fmpq) -> PiecewiseLinear:
    """1 above the level, 0 at it and below, per coordinate."""
    return PiecewiseLinear(
        name="threshold",
        segments=(piece(upto=level), piece(value=1)),
        facts=facts(continuous=False, injective=False, lipschitz=None),
        latex=rf"\mathbb{{I}}[\cdot > {level}]",
    )
