r"""Cells and laws: the one data type for the joint law of a label and a layer.

A `Cell` is the uniform law on a full-dimensional polytope in a chart $\mathbf R^k$, with a label, and the affine map
from the chart to the layer. An atom has k = 0, a segment in space k = 1: nothing lower-dimensional is ever handled. A
`Law` is a finite mixture of cells: the joint law of (Y, L).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flint import fmpq

from ibverify.activations import Piece, Row
from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact.matrices import dot
from ibverify.exact.printing import short
from ibverify.exact.rational import quotient
from ibverify.polyhedra import Polytope, volume

Label = str
Point = tuple[fmpq, ...]


@dataclass(frozen=True)
class Cell:
    """`density` is mass per volume of the chart; the rest is a `Piece`: polytope, rows of the layer, denominator."""

    label: Label
    density: fmpq
    piece: Piece

    @property
    def polytope(self) -> Polytope:
        """The polytope in the chart."""
        return self.piece.polytope

    @property
    def dimension(self) -> int:
        """The dimension k of the chart."""
        return self.piece.polytope.dimension

    @property
    def mass(self) -> fmpq:
        """The probability of the cell: density times volume. In 4 and more dimensions the volume is the costly part."""
        return self._measured if self.dimension else self.density

    @cached_property
    def _measured(self) -> fmpq:
        return self.density * volume(self.polytope)

    @cached_property
    def linear(self) -> tuple[Row, ...]:
        """The linear part of the map, over the common denominator."""
        return tuple([row[:-1] for row in self.piece.rows])

    def image(self, vertex: tuple[int, ...]) -> Point:
        """The layer at a homogeneous point of the chart."""
        weight = self.piece.denominator * vertex[-1]
        return tuple([quotient(dot(row, vertex), weight) for row in self.piece.rows])


@dataclass(frozen=True, slots=True)
class Law:
    """The joint law of (Y, L), L in R^width: a mixture of cells, and the probability of each label (summing to 1)."""

    width: int
    cells: tuple[Cell, ...]
    label_masses: Mapping[Label, fmpq]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels, sorted by code point."""
        return tuple(sorted(self.label_masses))

    def __repr__(self) -> str:
        return f"<Law on R^{self.width}: labels {', '.join(map(repr, self.labels))}; cells: {len(self.cells)}>"


def mixture(components: Iterable[tuple[Label, fmpq, Piece]]) -> Law:
    """The law of a mixture of uniform laws; components of mass 0 are left out.

    Raises `ProblemError` for negative masses, a sum that is not 1, and components in different spaces.
    """
    components = list(components)
    for i, (_, mass, _) in enumerate(components):
        if mass < 0:
            raise ProblemError(f"input[{i}].mass", f"the mass {short(mass, 60)} is negative", "give masses from 0 to 1")
    whole = sum((mass for _, mass, _ in components), fmpq(0))
    if whole != 1:
        advice = f"add the missing {short(1 - whole, 60)}" if whole < 1 else f"take away {short(whole - 1, 60)}"
        raise ProblemError("input", f"the masses sum to {short(whole, 60)}, not 1", advice)
    widths = [len(piece.rows) for _, _, piece in components]
    for i, width in enumerate(widths):
        if width != widths[0]:
            what = f"a component of {width} coordinates after one of {widths[0]}"
            raise ProblemError(f"input[{i}]", what, "give components of one space")
    cells = tuple(
        Cell(y, mass / _volume(i, piece), piece) for i, (y, mass, piece) in enumerate(components) if mass != 0
    )
    label_masses: dict[Label, fmpq] = {}
    for label, mass, _ in components:
        if mass != 0:
            label_masses[label] = label_masses.get(label, fmpq(0)) + mass
    return Law(widths[0], cells, label_masses)


def _volume(i: int, piece: Piece) -> fmpq:
    try:
        return volume(piece.polytope)
    except UnsupportedLaw as error:
        raise error.within(f"input[{i}]") from None
