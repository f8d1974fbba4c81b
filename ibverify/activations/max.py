r"""The maximum of the coordinates: one output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from flint import arb, fmpq

from ibverify.activations._interface import Facts, Piece
from ibverify.activations._piecewise import facts
from ibverify.activations._selection import leaders


@dataclass(frozen=True, slots=True)
class Maximum:
    """The largest coordinate."""

    name: str = "max"
    latex: str = r"\max"

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None."""
        return {}

    @property
    def facts(self) -> Facts:
        """Continuous, with Lipschitz constant 1 in the maximum norm."""
        return facts(continuous=True, injective=False, lipschitz="1")

    def width(self, inputs: int) -> int:
        """One output."""
        return 1

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The largest coordinate of the point."""
        return (max(point),)

    def values(self, inputs: int) -> int | None:
        """Infinitely many."""
        return None

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The largest of the balls."""
        return (reduce(arb.max, point),)

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """The leading coordinate, where it leads."""
        for leader, polytope in leaders(piece):
            yield Piece(polytope, (piece.rows[leader],), piece.denominator)


ACTIVATION = Maximum()
