r"""Leaky ReLU: $x$ above 0, `slope` times $x$ below; bi-Lipschitz if the slope is positive (Theorem 1, Sec. 4.1)."""

from __future__ import annotations

from flint import fmpq

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

DEFAULTS = {"slope": fmpq(1, 100)}


def activation(slope: fmpq) -> PiecewiseLinear:
    """The leaky ReLU of this slope; any rational: 0 is ReLU, -1 the absolute value."""
    return PiecewiseLinear(
        name="leaky_relu",
        segments=(piece(slope=slope, upto=0), piece(slope=1)),
        facts=facts(continuous=True, injective=slope > 0, lipschitz=str(max(abs(slope), fmpq(1)))),
        latex=rf"\operatorname{{leaky\,relu}}_{{{slope}}}",
        parameters={"slope": slope},
    )
