r"""Softplus $\log(1 + e^x)$; derivative the logistic function, positive (Sec. 2)."""

from __future__ import annotations

from flint import arb, fmpq

from ibverify.activations._smooth import Increasing


def _softplus(x: arb) -> arb:
    return x.exp().log1p()


def _slope(x: arb) -> arb:
    return 1 / (1 + (-x).exp())


ACTIVATION = Increasing(
    name="softplus",
    function=_softplus,
    slope=_slope,
    lipschitz="1",
    latex=r"\operatorname{softplus}",
    image=(fmpq(0), None),
    rational={},  # no rational number has a rational softplus (Hermite and Lindemann)
)
