r"""The index, from 0, of the largest coordinate; the first of equal ones. One output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from flint import arb, fmpq

from ibverify.activations._interface import Facts, Piece
from ibverify.activations._piecewise import facts
from ibverify.activations._selection import first_largest, leaders


@dataclass(frozen=True, slots=True)
class ArgMax:
    """The index of the largest coordinate."""

    name: str = "argmax"
    latex: str = r"\operatorname{argmax}"

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None."""
        return {}

    @property
    def facts(self) -> Facts:
        """It jumps where two coordinates are equal."""
        return facts(continuous=False, injective=False, lipschitz=None)

    def width(self, inputs: int) -> int:
        """One output."""
        return 1

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The index of the largest coordinate of the point."""
        return (fmpq(first_largest(point)),)

    def values(self, inputs: int) -> int | None:
        """As many as inputs."""
        return inputs

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The hull of the indices that may be the first largest."""
        able = [
            arb(i) for i, x in enumerate(point) if not any(x < y for y in point) and not any(x <= y for y in point[:i])
        ]
        return (reduce(arb.union, able),)

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """A constant where one coordinate leads."""
        for leader, polytope in leaders(piece):
            yield Piece(polytope, ((*(0 for _ in range(polytope.dimension)), leader),), 1)


ACTIVATION = ArgMax()
