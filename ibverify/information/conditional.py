r"""$H(Y|L)$, the part of the label that a layer does not tell; exact wherever a closed form exists.

With joint densities $f_y$ on a stratum and $f = \sum_y f_y$, its part of $H(Y|L)$ is
$\int f \log f - \sum_y \int f_y \log f_y$. Where one label is alone that is 0, so only where labels meet is anything
integrated, and no mass of a cell is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from flint import fmpq

from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value, between
from ibverify.exact.loglinear import LogLinear, add_all, total
from ibverify.exact.value import total as sum_of_values
from ibverify.integrals import polynomial, simplex
from ibverify.law.chambers import Chamber, chambers
from ibverify.law.line import intervals
from ibverify.law.strata import Stratum
from ibverify.polyhedra import simplex_volume, triangulate, volume

MAX_CORNERS = 40  # of cells whose images on single coordinates are worth the time


def of_masses(masses: Iterable[fmpq]) -> LogLinear:
    r"""The part of an atom: $m \log m - \sum_y m_y \log m_y$ for the masses $m_y$ of the labels on it."""
    return total(terms_of_masses(masses))


def terms_of_masses(masses: Iterable[fmpq]) -> Iterator[tuple[fmpq, fmpq]]:
    """The same as pairs of a factor and what the logarithm is taken of, for a sum over many atoms."""
    masses = [m for m in masses if m != 0]
    if len(masses) > 1:
        whole = sum(masses, fmpq(0))
        yield whole, whole
        for m in masses:
            yield -m, m


def of_stratum(stratum: Stratum) -> Value:
    """The part of a stratum of positive dimension: exact or enclosed, in nats, in [0, its mass times log of labels]."""
    if len(stratum.labels) < 2:
        return Value(0)
    try:
        if stratum.rank == 1:
            return _on_line(stratum)
        return Value(add_all(form for chamber in chambers(stratum) for form in _of_chamber(chamber)))
    except UnsupportedLaw as reason:
        if stratum.cells[0].polytope.parametric:
            raise  # a bound would be one at the sample alone
        return _bounded(stratum, str(reason))


def _on_line(stratum: Stratum) -> Value:
    parts = []
    for interval in intervals(stratum):
        if len(interval.densities) > 1:
            length = interval.b - interval.a
            own = list(interval.densities.values())
            whole = sum(own[1:], own[0])
            parts.append(polynomial.integral_plogp(whole.coeffs(), length))
            parts += [-polynomial.integral_plogp(f.coeffs(), length) for f in own]
    return sum_of_values(parts)


def _of_chamber(chamber: Chamber) -> Iterator[LogLinear]:
    own = list(chamber.densities.values())
    if all(f.is_constant for f in own):
        vertex = chamber.polytope.vertices[0]
        yield of_masses(f.at(vertex) for f in own).scaled(volume(chamber.polytope))
        return
    vertices = chamber.polytope.vertices
    values = [[f.at(v) for v in vertices] for f in own]
    sums = [sum(column, fmpq(0)) for column in zip(*values, strict=True)]
    for indices in triangulate(chamber.polytope):
        size = simplex_volume([vertices[i] for i in indices])
        yield simplex.integral_plogp([sums[i] for i in indices], size)
        for f in values:
            yield -simplex.integral_plogp([f[i] for i in indices], size)


def _bounded(stratum: Stratum, why: str) -> Value:
    """At least 0, and at most what one coordinate leaves open: L tells more than any of its coordinates."""
    masses: dict[str, fmpq] = {}
    for cell in stratum.cells:
        masses[cell.label] = masses.get(cell.label, fmpq(0)) + cell.mass
    uppers = [_upper(Value(of_masses(masses.values())))]
    corners = sum(len(cell.polytope.vertices) for cell in stratum.cells)
    for pivot in stratum.pivots if stratum.rank > 1 and corners <= MAX_CORNERS else ():
        if all(any(cell.linear[pivot]) for cell in stratum.cells):
            with suppress(UnsupportedLaw):  # one bound less
                uppers.append(_upper(_on_line(Stratum(1, (pivot,), stratum.cells))))
    return between(fmpq(0), min(uppers), why)


def _upper(value: Value) -> fmpq:
    upper = value.interval(128)[1]
    return fmpq(0) if upper is None else upper
