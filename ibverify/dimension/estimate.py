"""`Estimate`: what a sample suggests about a dimension, or why it suggests nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of the correlation dimension with an interval meant to hold it at `level`; evidence, never proof.

    Both are None where the sample does not support one, and `reason` says why. `scales` are the smallest and the
    largest length between which the counts were read: of distances in the whitened sample, where every direction has
    deviation 1, or of sides 1/m of cubes; None where none were read.
    """

    estimate: float | None
    interval: tuple[float, float] | None
    level: float
    method: str
    scales: tuple[float, float] | None = None
    reason: str | None = None

    def holds(self, value: float) -> bool | None:
        """Whether the interval holds a value; None where there is no interval.

        >>> Estimate(2.0, (1.9, 2.0), 0.95, "correlation sums").holds(2)
        True
        """
        return None if self.interval is None else bool(self.interval[0] <= value <= self.interval[1])
