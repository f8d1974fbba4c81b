"""Affine functions on a chart, over the integers with one denominator: the densities of images."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

from flint import fmpq

from ibverify.exact.matrices import dot
from ibverify.exact.parametric import is_function
from ibverify.exact.rational import quotient

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AffineDensity:
    """The function whose value at a homogeneous point x of weight w is `row . x / (denominator * w)`."""

    row: Row
    denominator: int

    def __add__(self, other: AffineDensity) -> AffineDensity:
        denominator = math.lcm(self.denominator, other.denominator)
        mine, yours = denominator // self.denominator, denominator // other.denominator
        return AffineDensity(
            tuple([mine * a + yours * b for a, b in zip(self.row, other.row, strict=True)]), denominator
        )

    def scaled(self, factor: fmpq) -> AffineDensity:
        """The function times a positive rational, in lowest terms."""
        if is_function(factor) or any(map(is_function, self.row)):
            row = [cast("int", factor * a / self.denominator) for a in self.row]
            return AffineDensity(tuple(row), 1)
        row = [int(factor.p) * a for a in self.row]
        denominator = int(factor.q) * self.denominator
        shared = math.gcd(denominator, *row)
        return AffineDensity(tuple([a // shared for a in row]), denominator // shared)

    @property
    def is_constant(self) -> bool:
        """Whether the function is the same everywhere."""
        return not any(self.row[:-1])

    def at(self, vertex: Row) -> fmpq:
        """The value at a homogeneous point."""
        return quotient(dot(self.row, vertex), self.denominator * vertex[-1])
