r"""The step $\mathbb I[x > 0]$, with value 0 at 0: every output is 0 or 1, the law is discrete (Sec. 4.1)."""

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece

ACTIVATION = PiecewiseLinear(
    name="step",
    segments=(piece(upto=0), piece(value=1)),
    facts=facts(continuous=False, injective=False, lipschitz=None),
    latex=r"\operatorname{step}",
)
