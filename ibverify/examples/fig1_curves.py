r"""Fig. 1 as functions of its parameters: (e)-(g) for all $a \in [0, 1]$, and for all $(a, b) \in [0, 1]^2$.

The plane is a union of faces: open polygons and segments, and points. On each of them the terms are constant, infinite,
or formulas, so one place of each tells all. Main results: `curve`, `plane`, `faces`, `by_outputs`, `differ`.
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from ibverify.distributions import box
from ibverify.exact import Value
from ibverify.exact.algebraic import between
from ibverify.exact.formula import Formula
from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig1, gaps
from ibverify.examples.thresholds import entropy
from ibverify.law import Law, atoms, mixture
from ibverify.network import Network, evaluate, layer
from ibverify.polyhedra import barycentre, volume
from ibverify.problem import Problem
from ibverify.study.decision import disagreement
from ibverify.study.sweep import Point, Sweep, Terms, sweep
from ibverify.study.sweep_plane import Edge, PlaneSweep, sweep_plane

Face = tuple[fmpq, fmpq, Terms]  # a place of it, and the terms on it
UNIT = (fmpq(0), fmpq(1))
OUTPUT = (1, -1)  # the weights of the output neuron


def curve(law: Law, b: Exactly = "2/5") -> Sweep:
    """Both terms of the ramp of this height for all starts a in [0, 1]."""
    return sweep(lambda a: fig1.problem(law, a, b), "a", *UNIT)


def plane(law: Law) -> PlaneSweep:
    """Both terms for all (a, b) in the unit square."""
    return sweep_plane(lambda a, b: fig1.problem(law, a, b), ("a", "b"), (UNIT, UNIT))


def faces(found: PlaneSweep) -> Iterator[Face]:
    """One place of each face."""
    for cell in found.cells:
        a, b = barycentre(cell.polygon)
        yield a, b, cell.terms
    for edge in found.edges:
        for part in edge.sweep.parts:
            t = part.at.rational if isinstance(part, Point) else between(part.start, part.end)
            if t is not None:
                yield (*_on(edge, t), part.terms)
    for corner in found.corners:
        yield (*corner.at, corner.terms)


def _on(edge: Edge, t: fmpq) -> tuple[fmpq, fmpq]:
    (a, b), (c, d) = edge.ends
    return (a, t) if edge.is_upright else (t, b + (d - b) * (t - a) / (c - a))


def is_number(value: Value) -> bool:
    """Whether a term is the same all over a face."""
    return not isinstance(value.content, Formula)


def by_outputs(law: Law, a: fmpq, b: fmpq) -> Value:
    """I(X;L) from outputs of the ramp: those at the points of the law, or at the ends of the intervals of (c).

    >>> by_outputs(fig1.discrete(), fmpq(1, 2), fmpq(1, 10)) == entropy("3/8", "5/8")
    True
    """
    points = atoms(law)
    if not points:
        return gaps.split(a, b)
    masses: dict[fmpq, fmpq] = {}
    for point, own in points.items():
        [[output]] = evaluate(fig1.ramp(a, b), point)[-1:]
        masses[output] = masses.get(output, fmpq(0)) + sum(own.values())
    return entropy(*masses.values())


def area(found: PlaneSweep, *, infinite: bool = False) -> fmpq:
    """The area of all cells, or of those where I(X;L) is infinite."""
    cells = (cell for cell in found.cells if cell.terms.compression.is_infinite or not infinite)
    return sum((volume(cell.polygon) for cell in cells), fmpq(0))


def differ(lowest: Exactly = 0, output: str = "identity", bias: int = -1) -> fmpq:
    r"""The part of the $(x, a, b) \in [0, 1]^2 \times [lowest, 1]$ where (d) is not $\min(\max(x - a, 0), b)$.

    Both are continuous, so 0 means nowhere. `bias` is the factor of a in the bias of the second neuron.
    """
    law = mixture([("0", fmpq(1), box.support([UNIT, UNIT, (rational(lowest), fmpq(1))]))])
    drawn = Network(3, (layer([[1, -1, 0], [1, bias, -1]], None, "relu"), layer([OUTPUT], None, output)))
    lower = (layer([[1, -1, 0]], None, "relu"), layer([[-1, 0, 0, 1]], None, "relu", sources=(1, 0)))
    ramp = Network(3, (*lower, layer([[-1, 0, 0, 1]], None, sources=(2, 0))))
    return disagreement(Problem(law, drawn), Problem(law, ramp))
