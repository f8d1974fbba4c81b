r"""Estimates beside evidence: intervals from samples, for a number that a part states.

They are printed and decide nothing. A verdict and its strength are computed from `Evidence`, of which `Sampled` is
none: no number of intervals makes a part hold, and one that misses, as one in twenty is meant to, makes none fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval for the number that a part states of an instance; no `ends`: the sample supports none.

    >>> print(Interval("X uniform on a square", 2, (1.9, 2.0)))
    2 in [1.900, 2.000] (X uniform on a square)
    """

    on: str
    stated: int
    ends: tuple[float, float] | None

    @property
    def holds(self) -> bool:
        """Whether it holds the number."""
        return self.ends is not None and self.ends[0] <= self.stated <= self.ends[1]

    def __str__(self) -> str:
        if self.ends is None:
            return f"{self.stated}: no interval ({self.on})"
        return f"{self.stated} {'in' if self.holds else 'not in'} [{self.ends[0]:.3f}, {self.ends[1]:.3f}] ({self.on})"


@dataclass(frozen=True, slots=True)
class Sampled:
    """Intervals, meant to hold at `level`, for a `quantity` that a part states; `drawn` makes them from a generator."""

    quantity: str
    scope: str
    level: float
    drawn: Callable[[Random], Iterable[Interval]]
