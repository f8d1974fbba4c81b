r"""Joint laws with another variable in the label's place: the value of Q(X), or that of a discrete layer.

Whatever is computed of (Y, L) is then computed of (Q(X), L), or of (L, X): $I(Q(X);L)$ of Sec. 5.4, and $I(X;L)$ behind
noise, are precisions of such laws.

Main results: `relabelled`, by a map of the layer; `by_value`, by other coordinates of a joint law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flint import fmpq

from ibverify.activations import PiecewiseAffine, Row
from ibverify.errors import ProblemError
from ibverify.exact.parametric import number
from ibverify.exact.rational import quotient
from ibverify.law.cell import Cell, Label, Law


def relabelled(law: Law, quantizer: PiecewiseAffine) -> Law:
    """The joint law of (Q(X), X) for a map Q of finitely many values; exact.

    Raises `ProblemError` for a map of infinitely many values.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> from ibverify.activations import named
    >>> law = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(3))]))])
    >>> relabelled(law, named("step")).label_masses
    {'0': 1/4, '1': 3/4}
    """
    if quantizer.values(law.width) is None:
        what = f"{quantizer.name} has infinitely many values"
        raise ProblemError("input", what, "give a threshold, a quantizer, or null for the input itself")
    cells = []
    for cell in law.cells:
        for piece in quantizer.pieces(cell.piece):
            value = _named(piece.rows, piece.denominator)
            cells.append(Cell(value, cell.density, replace(cell.piece, polytope=piece.polytope)))
    return _law(law.width, cells)


def by_value(law: Law, width: int) -> Law | None:
    """From the law of (D, L), D in R^width, that of D with the value of L as its label; None unless L is discrete."""
    cells = []
    for cell in law.cells:
        rows, others = cell.piece.rows[:width], cell.piece.rows[width:]
        if any(any(row[:-1]) for row in others):
            return None
        cells.append(Cell(_named(others, cell.piece.denominator), cell.density, replace(cell.piece, rows=rows)))
    return _law(width, cells)


def _named(rows: Sequence[Row], denominator: int) -> Label:
    """The point onto which a constant map goes, as a label."""
    return " ".join(str(number(quotient(row[-1], denominator))) for row in rows)


def _law(width: int, cells: Sequence[Cell]) -> Law:
    masses: dict[Label, fmpq] = {}
    for cell in cells:
        masses[cell.label] = masses.get(cell.label, fmpq(0)) + cell.mass
    return Law(width, tuple(cells), dict(sorted(masses.items())))
