"""`InformationEstimate`: a number, an interval, and what they are of; evidence, never proof."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InformationEstimate:
    """An estimate of an information in nats, with an interval meant to hold it at `level`.

    `covers` says on what the interval rests; `draws` is the number of draws that it was made from.
    """

    estimate: float
    interval: tuple[float, float]
    level: float
    draws: int
    covers: str

    def holds(self, value: float) -> bool:
        """Whether the interval holds a value.

        >>> InformationEstimate(0.5, (0.4, 0.6), 0.95, 100, "").holds(0.6)
        True
        """
        return self.interval[0] <= value <= self.interval[1]
