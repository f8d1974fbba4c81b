r"""Hard tanh: x clipped to [-1, 1]. Flat outside: mass beyond -1 and 1 becomes atoms there (Sec. 4.1)."""

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

ACTIVATION = PiecewiseLinear(
    name="hardtanh",
    segments=(piece(value=-1, upto=-1), piece(slope=1, upto=1), piece(value=1)),
    facts=facts(continuous=True, injective=False, lipschitz="1"),
    latex=r"\operatorname{hardtanh}",
)
