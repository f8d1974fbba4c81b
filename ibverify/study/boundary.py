r"""P4 as a number: how far a class is from where the decision changes.

The *regions* of a decision D are the closures of the interiors of {D = k}, in the whole input space; the *boundary* is
what two of them share. What D is on a set of volume 0 does not count. Finitely many polyhedra make up the regions.

A convex set that meets two regions meets the boundary, and one that meets a single region R is as far from the boundary
as from the other regions: a segment that leaves R does so through the boundary. So its distance to the boundary is the
second smallest of its distances to the regions.

Main results: `distance_to_boundary`, `Distance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import get_args

from flint import fmpq

from ibverify.activations import Piece
from ibverify.errors import InputError, shown
from ibverify.exact.rational import integer_row
from ibverify.law import Cell, Label, Law, push
from ibverify.network import Network
from ibverify.polyhedra import Polytope
from ibverify.polyhedra.distance import Norm, squared_distance
from ibverify.polyhedra.fan import fan
from ibverify.problem import Problem
from ibverify.study.decision import decision, right
from ibverify.study.relevant import admit

Region = list[Polytope]


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance of a class to the boundary by its square, a rational; None where the decision never changes.

    `error` is $P(D \\ne y \\mid Y = y)$: a class may be far from the boundary on its wrong side.
    """

    norm: Norm
    squared: fmpq | None
    error: fmpq

    def interval(self, bits: int = 64) -> tuple[fmpq | None, fmpq | None]:
        """Rational ends of an enclosure of width at most 2^-bits, equal for a rational distance; None is infinity."""
        if self.squared is None:
            return None, None
        p, q, scale = int(self.squared.p), int(self.squared.q), 1 << bits
        root = isqrt(p * q)
        if root**2 == p * q:
            return fmpq(root, q), fmpq(root, q)
        low = isqrt(p * q * scale**2)
        return fmpq(low, q * scale), fmpq(low + 1, q * scale)

    def __str__(self) -> str:
        """A rational, `sqrt(p/q)`, or `oo`."""
        low, high = self.interval()
        if low is None:
            return "oo"
        return str(low) if low == high else f"sqrt({self.squared})"


def distance_to_boundary(problem: Problem, norm: Norm = "2") -> dict[Label, Distance]:
    r"""$\inf \|x - z\|$ for x in the support of X given Y = y and z on the boundary of the decision, for each label y.

    Exact in the 1-, 2- and maximum norm; z is anywhere in $R^N$. Supports are closed: 0 if the boundary cuts the
    support, and if it touches it. Raises `InputError` for another norm, `UnsupportedLaw` if D depends on more than
    `MAX_DIMENSION` inputs, and what `decision` raises. Source: P4 of Sec. 3; Sec. 4.3, Fig. 3.

    >>> from ibverify.examples import fig3
    >>> found = distance_to_boundary(fig3.problem("f_II", "1/10", level="1/4"))  # x2 <= 1/10 and x2 >= 1/2
    >>> print(found["0"], found["1"])
    3/20 1/4
    """
    if norm not in get_args(Norm):
        raise InputError("norm", f"{shown(norm)} is no norm here", 'use "1", "2" or "inf"')
    law, network = decision(problem)
    admit(network.inputs, "the space of the inputs that the decision depends on")
    regions, correct = _regions(network), right(law, network)
    squares: dict[Label, list[fmpq]] = {label: [] for label in law.labels}
    for cell in law.cells:
        squares[cell.label] += _to_boundary(cell, regions, norm)
    return {
        label: Distance(norm, min(found, default=None), 1 - correct[label] / law.label_masses[label])
        for label, found in squares.items()
    }


def _regions(network: Network) -> list[Region]:
    """The polyhedra of each decision, in the whole input space."""
    n = network.inputs
    identity = tuple(tuple(int(i == j) for j in range(n + 1)) for i in range(n))
    space = Law(n, tuple(Cell("", fmpq(1), Piece(cone, identity, 1)) for cone in fan(n)), {})
    regions: dict[fmpq, Region] = {}
    for cell in push(network, space)[-1].cells:
        [row] = cell.piece.rows
        regions.setdefault(fmpq(row[-1], cell.piece.denominator), []).append(cell.polytope)
    return list(regions.values())


def _to_boundary(cell: Cell, regions: list[Region], norm: Norm) -> list[fmpq]:
    """The square of the distance of a cell's support to the boundary, if there is one."""
    support = [integer_row([*cell.image(vertex), fmpq(1)]) for vertex in cell.polytope.vertices]
    squares = [min(squared_distance(support, part.vertices, norm) for part in region) for region in regions]
    return sorted(squares)[1:2]
