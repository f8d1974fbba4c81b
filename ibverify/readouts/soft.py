r"""A decision that takes each value with the probability that an output gives it: Sec. 5.2.

One output is the probability of the label "1", several are those of the sorted labels. Main result: `readout`.
"""

from __future__ import annotations

from ibverify.readouts._soft import Soft

DEPTH = None  # a flag: true


def readout() -> Soft:
    """The soft decision."""
    return Soft()
