r"""The identity: the layer is its affine map."""

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

ACTIVATION = PiecewiseLinear(
    name="identity",
    segments=(piece(slope=1),),
    facts=facts(continuous=True, injective=True, lipschitz="1"),
    latex=r"\operatorname{id}",
)
