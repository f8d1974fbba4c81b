"""The law of a one-dimensional layer as a measure on a line for each label; exact."""

from __future__ import annotations

from flint import fmpq, fmpq_poly

from ibverify.integrals.line_measure import Atom, LineMeasure, line_measure
from ibverify.law.cell import Label, Law
from ibverify.law.line import intervals
from ibverify.law.strata import strata


def measures(law: Law) -> dict[Label, LineMeasure]:
    """The joint measure of each label with a layer of width 1, of the label's mass; exact.

    Raises `UnsupportedLaw` for so many cells of dimension 4 or more that they cannot be triangulated.
    """
    parts = strata(law)
    atoms: dict[Label, list[Atom]] = {label: [] for label in law.labels}
    pieces: dict[Label, list[tuple[fmpq, fmpq, fmpq_poly]]] = {label: [] for label in law.labels}
    for (at,), cells in parts.atoms:
        for cell in cells:
            atoms[cell.label].append((at, cell.mass))
    for stratum in parts.continuous:
        for interval in intervals(stratum):
            for label, density in interval.densities.items():
                pieces[label].append((interval.a, interval.b, density))
    return {label: line_measure(atoms[label], pieces[label]) for label in law.labels}
