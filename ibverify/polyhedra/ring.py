r"""What a cut asks of numbers: signs and a normal form; sums and products are the numbers' own.

A cut never compares, hashes or divides the entries of rows and vertices: it adds, subtracts and multiplies them, asks a
`Ring` for signs, and hands each new vector to the ring to keep it small. The ring of integers is `INTEGERS`; a ring of
rational functions decides signs at a sample point and records them (its elements stand where `int` is written here).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Protocol


class Ring(Protocol):
    """An ordered commutative ring, as far as a cut needs it."""

    def signs(self, values: list[int]) -> list[int]:
        """For each value an int of the same sign, 0 exactly for zero; every decision of a cut rests on these."""

    def normalise(self, vector: list[int]) -> tuple[int, ...]:
        """The vector up to a positive factor of the ring's choice."""


@dataclass(frozen=True, slots=True)
class Integers:
    """The ring of integers; vectors are made coprime."""

    def signs(self, values: list[int]) -> list[int]:
        """The values: an integer has its own sign."""
        return values

    def normalise(self, vector: list[int]) -> tuple[int, ...]:
        """The vector of coprime integers in the same direction."""
        factor = gcd(*vector)
        return tuple(vector) if factor == 1 else tuple([x // factor for x in vector])


INTEGERS = Integers()
