r"""Decision complexity of a one-dimensional representation: P3 as a number.

The complexity is the least number of thresholds of a decision rule that makes no error: how often the label changes
along the line. Classes that overlap have no such rule.
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq

from ibverify.errors import UnsupportedLaw
from ibverify.law import Label, Law, strata
from ibverify.law.line import intervals


def thresholds(law: Law) -> int:
    """The least number of thresholds that separate the classes without error; exact.

    Raises `UnsupportedLaw` if L is not one-dimensional, or if no rule is free of error.
    """
    places = sorted(_places(law))
    reach: dict[Label, tuple[fmpq, bool]] = {}  # how far each class goes so far, and whether an atom is there
    for start, end, label in places:
        for other, (last, is_atom) in reach.items():
            if other != label and (start < last or (start == last == end and is_atom)):
                what = f"the classes {other!r} and {label!r} overlap at {start}"
                raise UnsupportedLaw("L", what, "compare I(Y;L) instead")
        reach[label] = max(reach.get(label, (end, False)), (end, start == end))
    return sum(label != other for (_, _, label), (_, _, other) in pairwise(places))


def _places(law: Law) -> list[tuple[fmpq, fmpq, Label]]:
    """Atoms and intervals of positive density, each with its label."""
    if law.width != 1:
        raise UnsupportedLaw("L", f"it has {law.width} coordinates, not 1", "choose a layer of one neuron")
    parts = strata(law)
    places = [(x, x, cell.label) for (x,), cells in parts.atoms for cell in cells]
    for stratum in parts.continuous:
        for interval in intervals(stratum):
            places += [(interval.a, interval.b, label) for label in interval.densities]
    return places
