r"""The contract of activations: what one says of itself holds of its pieces, its values and its balls.

A piecewise-affine activation is cut on the cube $[-R, R]^n$ for n = 1, 2, 3, and what it says is decided there. Others
have no pieces: they are probed in balls, at points of the cube, which refutes what is wrong and proves nothing. The
norm of Lipschitz constants is the maximum norm.
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import ctx, fmpq

from ibverify.activations import Activation, is_piecewise_affine, is_up_to_bijection
from ibverify.exact.rational import Exactly, rational
from ibverify.testing import _pieces, _probes
from ibverify.testing.violation import refuse_first

DIMENSIONS = (1, 2, 3)
BITS = 128


def check_activation(activation: Activation, *, radius: Exactly = 8) -> None:
    """Nothing for an activation that keeps its contract, as far as the cubes [-radius, radius]^n show.

    Exact for piecewise-affine ones with their kinks in the cube; at probes, in balls, for others. Raises
    `ContractViolation`.

    >>> from ibverify.activations import named
    >>> check_activation(named("relu"))
    """
    with ctx.workprec(BITS):
        refuse_first(activation.name, _violations(activation, rational(radius)))


def _violations(activation: Activation, radius: fmpq) -> Iterator[str]:
    if activation.facts.keys() != {"continuous", "injective", "lipschitz"}:
        yield f"the facts are {', '.join(activation.facts)}, not continuous, injective, lipschitz"
    if is_piecewise_affine(activation):
        yield from _pieces.violations(activation, DIMENSIONS, radius)
    elif is_up_to_bijection(activation):
        yield from _violations(activation.equivalent, radius)
        yield from _probes.violations(activation, DIMENSIONS, radius)
    else:
        yield "it is neither PiecewiseAffine nor UpToBijection"
