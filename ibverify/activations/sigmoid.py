r"""The logistic function $1 / (1 + e^{-x})$; derivative $s(x) s(-x)$, positive (Theorem 1, Sec. 4.1)."""

from __future__ import annotations

from flint import arb, fmpq

from ibverify.activations._smooth import Increasing


def _sigmoid(x: arb) -> arb:
    if x < 0:  # the exponential of a large number would be no ball
        small = x.exp()
        return small / (1 + small)
    return 1 / (1 + (-x).exp())


def _slope(x: arb) -> arb:
    return _sigmoid(x) * _sigmoid(-x)


ACTIVATION = Increasing(
    name="sigmoid",
    function=_sigmoid,
    slope=_slope,
    lipschitz="1/4",
    latex=r"\operatorname{sigmoid}",
    image=(fmpq(0), fmpq(1)),
    rational={fmpq(1, 2): fmpq(0)},  # 0 is the only rational number with a rational value (Hermite and Lindemann)
)
