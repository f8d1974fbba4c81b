r"""Softmax, $e^{z_i} / \sum_j e^{z_j}$: a bijection of the differences $z_i - z_n$ to the last coordinate.

The ratios of two outputs are $e^{z_i - z_j}$, so outputs and differences determine each other. On n coordinates its
image is n - 1 dimensional: softmax is not injective, and a layer of one neuron is constant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from ibverify.activations import argmax
from ibverify.activations._interface import Facts, Piece, PiecewiseAffine
from ibverify.activations._piecewise import facts


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences to the last coordinate; the last output is 0."""

    name: str = "differences"
    latex: str = r"\operatorname{differences}"

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None."""
        return {}

    @property
    def facts(self) -> Facts:
        """A linear map with kernel spanned by the vector of ones."""
        return facts(continuous=True, injective=False, lipschitz="2")

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """Each coordinate less the last."""
        return tuple(x - point[-1] for x in point)

    def values(self, inputs: int) -> int | None:
        """Infinitely many, unless there is one coordinate."""
        return 1 if inputs == 1 else None

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """Each ball less the last."""
        return tuple(x - point[-1] for x in point)

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """One piece: the map is linear."""
        last = piece.rows[-1]
        rows = tuple(tuple(a - b for a, b in zip(row, last, strict=True)) for row in piece.rows)
        yield Piece(piece.polytope, rows, piece.denominator)


@dataclass(frozen=True, slots=True)
class SoftMax:
    """The softmax of a layer."""

    name: str = "softmax"
    latex: str = r"\operatorname{softmax}"

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None."""
        return {}

    @property
    def facts(self) -> Facts:
        """Invariant under adding a constant to every coordinate."""
        return facts(continuous=True, injective=False, lipschitz="1/2")

    @property
    def equivalent(self) -> PiecewiseAffine:
        """The differences to the last coordinate."""
        return Differences()

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def pulled_back(self, after: PiecewiseAffine) -> PiecewiseAffine | None:
        """Softmax keeps the order of its inputs: the arg max is its own."""
        return after if after == argmax.ACTIVATION else None

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """Each output as $1 / \\sum_j e^{z_j - z_i}$, which no size of the inputs overflows."""
        return tuple(1 / sum(((other - x).exp() for other in point), arb(0)) for x in point)


ACTIVATION = SoftMax()
