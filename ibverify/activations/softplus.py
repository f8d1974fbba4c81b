r"""Softplus $\log(1 + e^x)$; derivative the logistic function, positive (Sec. 2)."""

from __future__ import annotations

from flint import arb, fmpq

from ibverify.activations._smooth import Increasing
from ibverify.activations.sigmoid import ACTIVATION as LOGISTIC


def _softplus(x: arb) -> arb:
    if x > 0:  # the exponential of a large number would be no ball
        return x + (-x).exp().log1p()
    return x.exp().log1p()


ACTIVATION = Increasing(
    name="softplus",
    function=_softplus,
    slope=LOGISTIC.function,
    lipschitz="1",
    latex=r"\operatorname{softplus}",
    image=(fmpq(0), None),
    rational={},  # no rational number has a rational softplus (Hermite and Lindemann)
)
