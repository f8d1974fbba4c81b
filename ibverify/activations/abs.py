r"""The absolute value $|x|$: folds the line; it makes no atoms, and is not injective."""

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

ACTIVATION = PiecewiseLinear(
    name="abs",
    segments=(piece(slope=-1, upto=0), piece(slope=1)),
    facts=facts(continuous=True, injective=False, lipschitz="1"),
    latex=r"\operatorname{abs}",
)
