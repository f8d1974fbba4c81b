r"""Strictly increasing analytic functions, coordinate by coordinate: a bijection of the affine map before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import arb

from ibverify.activations import identity
from ibverify.activations._interface import Facts, PiecewiseAffine
from ibverify.activations._piecewise import facts


@dataclass(frozen=True, slots=True)
class Increasing:
    """An analytic function with positive derivative on each coordinate, both as maps of balls."""

    name: str
    function: Callable[[arb], arb]
    slope: Callable[[arb], arb]
    lipschitz: str
    latex: str

    @property
    def facts(self) -> Facts:
        """Continuous and injective."""
        return facts(continuous=True, injective=True, lipschitz=self.lipschitz)

    @property
    def equivalent(self) -> PiecewiseAffine:
        """The pre-activation itself."""
        return identity.ACTIVATION

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The function of each coordinate, rigorously."""
        return tuple(self.function(x) for x in point)

    def derivative(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The derivative at each coordinate, rigorously."""
        return tuple(self.slope(x) for x in point)
