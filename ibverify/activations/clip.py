r"""$x$ clipped to [`lower`, `upper`]: ONNX's Clip, ReLU6. Flat outside: mass beyond them becomes atoms there."""

from __future__ import annotations

from flint import fmpq

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece
from ibverify.errors import ProblemError

DEFAULTS = {"lower": fmpq(-1), "upper": fmpq(1)}


def activation(lower: fmpq, upper: fmpq) -> PiecewiseLinear:
    """The clip to [lower, upper]; equal bounds give a constant. Raises `ProblemError` for a lower above the upper."""
    if lower > upper:
        raise ProblemError("clip", f"the lower bound {lower} is above the upper bound {upper}", "exchange them")
    return PiecewiseLinear(
        name="clip",
        segments=(piece(value=lower, upto=lower), piece(slope=1, upto=upper), piece(value=upper)),
        facts=facts(continuous=True, injective=False, lipschitz="1" if lower < upper else "0"),
        latex=rf"\operatorname{{clip}}_{{[{lower}, {upper}]}}",
        parameters={"lower": lower, "upper": upper},
    )
