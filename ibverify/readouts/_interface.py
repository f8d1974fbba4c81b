"""What a readout is: a channel after the last layer, with one method."""

from __future__ import annotations

from typing import Protocol

from ibverify.information import Information
from ibverify.law import Law


class Readout(Protocol):
    """A channel from the last layer to its output."""

    def information(self, law: Law) -> Information:
        """The information of the output, from the joint law of (Y, L). Raises `ProblemError` if it does not fit L."""
