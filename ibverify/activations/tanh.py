r"""Hyperbolic tangent; derivative $1 / \cosh^2 x$, positive (Theorem 1, Sec. 4.1)."""

from __future__ import annotations

from flint import arb, fmpq

from ibverify.activations._smooth import Increasing


def _slope(x: arb) -> arb:
    return x.sech() ** 2


ACTIVATION = Increasing(
    name="tanh",
    function=arb.tanh,
    slope=_slope,
    lipschitz="1",
    latex=r"\tanh",
    image=(fmpq(-1), fmpq(1)),
    rational={fmpq(0): fmpq(0)},  # 0 is the only rational number with a rational tanh (Hermite and Lindemann)
)
