r"""Strictly increasing analytic functions, coordinate by coordinate: a bijection of the affine map before them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flint import arb, fmpq

from ibverify.activations import argmax, identity
from ibverify.activations._interface import Facts, PiecewiseAffine
from ibverify.activations._piecewise import PiecewiseLinear, facts


@dataclass(frozen=True, slots=True)
class Increasing:
    """An analytic function with positive derivative on each coordinate, both as maps of balls.

    `image` is its open range; `rational` maps each rational value that it takes at a rational number to that number.
    """

    name: str
    function: Callable[[arb], arb]
    slope: Callable[[arb], arb]
    lipschitz: str
    latex: str
    image: tuple[fmpq, fmpq | None]
    rational: Mapping[fmpq, fmpq]

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None."""
        return {}

    @property
    def facts(self) -> Facts:
        """Continuous and injective."""
        return facts(continuous=True, injective=True, lipschitz=self.lipschitz)

    @property
    def equivalent(self) -> PiecewiseAffine:
        """The pre-activation itself."""
        return identity.ACTIVATION

    def pulled_back(self, after: PiecewiseAffine) -> PiecewiseAffine | None:
        """The arg max is its own; a step function with rational preimages of its kinks has its kinks there."""
        if after == argmax.ACTIVATION:
            return after
        if not isinstance(after, PiecewiseLinear) or any(s.slope != 0 for s in after.segments):
            return None
        low, high = self.image
        segments = []
        for s in after.segments:
            if s.upto is not None and s.upto <= low:
                continue
            if s.upto is None or (high is not None and s.upto >= high):
                segments.append(replace(s, upto=None))
                break
            if s.upto not in self.rational:
                return None
            segments.append(replace(s, upto=self.rational[s.upto]))
        return replace(after, segments=tuple(segments))

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The function of each coordinate, rigorously."""
        return tuple(self.function(x) for x in point)

    def derivative(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The derivative at each coordinate, rigorously."""
        return tuple(self.slope(x) for x in point)
