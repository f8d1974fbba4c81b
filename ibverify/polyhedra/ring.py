r"""What a cut asks of numbers: signs and a normal form; sums and products are the numbers' own.

A cut never compares, hashes or divides the entries of rows and vertices. They are plain ints, or functions of
parameters, which know their sign at one place and take note that they were asked (they stand where `int` is written).
The coordinates of one polytope are all of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Any


def signs(values: list[Any]) -> list[int]:
    """For each value an int of the same sign, 0 exactly for zero: an int is its own."""
    return values if isinstance(values[0], int) else [value.sign() for value in values]


def normalised(vector: Sequence[Any]) -> tuple[int, ...]:
    """The homogeneous vector of a point up to a positive factor: coprime ints, or functions with last coordinate 1."""
    if not isinstance(vector[-1], int):
        return tuple([x / vector[-1] for x in vector])
    factor = gcd(*vector)
    return tuple(vector) if factor == 1 else tuple([x // factor for x in vector])
