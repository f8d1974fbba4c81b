r"""Rectified linear unit, $\max(0, x)$: the mass below 0 becomes an atom there (Sec. 4.1)."""

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

ACTIVATION = PiecewiseLinear(
    name="relu",
    segments=(piece(upto=0), piece(slope=1)),
    facts=facts(continuous=True, injective=False, lipschitz="1"),
    latex=r"\operatorname{relu}",
)
