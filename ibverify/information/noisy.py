r"""Information that survives independent noise on a layer: $I(X; L + \eta)$ and $I(Y; L + \eta)$ (Secs. 5.3, 5.4, 7).

L is a function of X here, so that $I(X; L + \eta) = h(L + \eta) - h(\eta)$, with $h(\eta) = n \log 2w$ for noise
uniform on $[-w, w]^n$. Where the density of $L + \eta$ has no closed form, single coordinates bound it:
$$\max_j I(X; L_j + \eta_j) \le I(X; L + \eta) \le \sum_j I(X; L_j + \eta_j),$$
for a coordinate is a function of $L + \eta$, and the entropy of a vector is at most the sum of its coordinates'.

Main results: `uniform_noise`, `gaussian_noise`, `projected_noise`, `negentropy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flint import fmpq, fmpq_mat

from ibverify.distributions import atom
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Infinite, Value, between, clipped, log_value
from ibverify.exact.loglinear import LogLinear, add_all, entropy_form
from ibverify.exact.rational import quotient
from ibverify.exact.value import total
from ibverify.information.layer import BITS, Information, information
from ibverify.integrals import polynomial, simplex
from ibverify.law.cell import Law, mixture
from ibverify.law.chambers import chambers
from ibverify.law.line import intervals
from ibverify.law.noise import with_noise
from ibverify.law.push import push
from ibverify.law.reduced import reduced
from ibverify.law.strata import Stratum, group_masses, strata
from ibverify.network import Layer, Network
from ibverify.polyhedra import simplex_volume, triangulate

WHY = "the density of the noisy layer has no closed form: single coordinates bound it; a layer of one neuron is exact"


def uniform_noise(law: Law, half_width: fmpq) -> Information:
    r"""The information of $L + \eta$, L a function of X, $\eta$ uniform on $[-w, w]^n$ and independent of (X, Y).

    Exact where the density of $L + \eta$ has a closed form, else enclosed.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> unit = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    >>> uniform_noise(unit, fmpq(1, 2)).compression  # the tent on [-1/2, 3/2]: h = 1/2, and h(eta) = log 1
    Value('1/2')
    """
    varying = _varying(law)
    return _with_density(law.width, _uniform_compression(varying, half_width), _uniform_precision(varying, half_width))


def gaussian_noise(law: Law, deviation: fmpq) -> Information:
    """The information of L + G, L a function of X, G with independent normal coordinates of this standard deviation.

    Enclosed: to any precision if only one coordinate of L is not constant, else by bounds.
    """
    from ibverify.information.gaussian import gaussian_information

    varying = _varying(law)
    if varying.width == 1:
        return _with_density(law.width, *gaussian_information(varying, deviation))
    found = [gaussian_information(one, deviation) for one in _coordinates(varying)]
    of_x = _by_coordinates([compression for compression, _ in found], _entropy_bound(varying))
    return _with_density(law.width, of_x, _best_coordinate(varying, [precision for _, precision in found]))


def projected_noise(law: Law, half_width: fmpq, weight: Sequence[Sequence[fmpq]]) -> Value:
    r"""$I(X; W(L + \eta)) = h(W'(L + \eta)) - h(W' \eta)$ for uniform noise, W' independent rows that span those of W.

    Exact, or enclosed to any precision. Raises `UnsupportedLaw` where a density has no closed form.

    >>> from ibverify.distributions import atom
    >>> from ibverify.law import mixture
    >>> points = mixture([("0", fmpq(1, 2), atom.support([fmpq(x), fmpq(0)])) for x in (0, 1)])
    >>> projected_noise(points, fmpq(1, 4), [[fmpq(1), fmpq(1)]])  # tents on [-1/2, 1/2] and [1/2, 3/2]
    Value('log(2)')
    """
    rows = _independent(weight)
    if not rows:
        return Value(0)
    reader = Network(law.width, (Layer(tuple(rows), (fmpq(0),) * len(rows)),))
    nowhere = mixture([("", fmpq(1), atom.support([fmpq(0)] * law.width))])
    alone, both = (negentropy(reduced(push(reader, with_noise(each, half_width))[-1])) for each in (nowhere, law))
    return clipped(total([alone, -both]), fmpq(0), _entropy_bound(law))


def _independent(weight: Sequence[Sequence[fmpq]]) -> list[tuple[fmpq, ...]]:
    """The first rows that span all of them."""
    reduced_columns, rank = fmpq_mat([list(column) for column in zip(*weight, strict=True)]).rref()
    pivots = [next(j for j, x in enumerate(row) if x != 0) for row in reduced_columns.tolist()[:rank]]
    return [tuple(weight[j]) for j in pivots]


def negentropy(law: Law) -> Value:
    r"""$\int f \log f = -h(L)$ for the density f of L on $\mathbf R^n$; exact, or enclosed to any precision.

    Raises `UnsupportedLaw` for a law that has no density, or one without a closed form.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> negentropy(mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(3))] * 2))]))
    Value('-2*log(3)')
    """
    parts = strata(law)
    if parts.atoms or [stratum.rank for stratum in parts.continuous] != [law.width]:
        raise UnsupportedLaw("", f"the law on R^{law.width} has no density", "add noise to every coordinate")
    [stratum] = parts.continuous
    if stratum.rank > 1:
        return Value(add_all(_on_chambers(stratum)))
    values = []
    for interval in intervals(stratum):
        first, *others = interval.densities.values()
        values.append(polynomial.integral_plogp(sum(others, first).coeffs(), interval.b - interval.a))
    return total(values)


def _on_chambers(stratum: Stratum) -> Iterator[LogLinear]:
    """Chambers are listed where two labels meet: each cell gets two, so that this is everywhere."""
    halves = [replace(cell, label=label, density=cell.density / 2) for cell in stratum.cells for label in ("0", "1")]
    for chamber in chambers(Stratum(stratum.rank, stratum.pivots, tuple(halves))):
        vertices = chamber.polytope.vertices
        values = [sum((f.at(v) for f in chamber.densities.values()), fmpq(0)) for v in vertices]
        for indices in triangulate(chamber.polytope):
            size = simplex_volume([vertices[i] for i in indices])
            yield simplex.integral_plogp([values[i] for i in indices], size)


def _uniform_compression(law: Law, half_width: fmpq) -> Value:
    try:
        exact = total([-negentropy(with_noise(law, half_width)), log_value(2 * half_width) * -law.width])
        return exact if exact.is_exact else clipped(exact, fmpq(0), _entropy_bound(law))
    except UnsupportedLaw:
        if law.cells[0].polytope.parametric:
            raise  # a bound would be one at the sample alone
        if law.width > 1:
            found = [_uniform_compression(one, half_width) for one in _coordinates(law)]
            return _by_coordinates(found, _entropy_bound(law))
        places = [x for cell in law.cells for vertex in cell.polytope.vertices for x in cell.image(vertex)]
        reach = max(places) - min(places) + 2 * half_width
        return between(fmpq(0), _ends(log_value(reach / (2 * half_width)))[1], WHY)


def _uniform_precision(law: Law, half_width: fmpq) -> Value:
    try:
        return information(with_noise(law, half_width)).precision
    except UnsupportedLaw:
        if law.cells[0].polytope.parametric:
            raise
        if law.width == 1:
            return between(fmpq(0), _ends(information(law).precision)[1], WHY)
        return _best_coordinate(law, [_uniform_precision(one, half_width) for one in _coordinates(law)])


def _best_coordinate(law: Law, found: Sequence[Value]) -> Value:
    """Between the most that a single coordinate tells of Y and what L tells."""
    return between(max(_ends(value)[0] for value in found), _ends(information(law).precision)[1], WHY)


def _by_coordinates(found: Sequence[Value], most: fmpq | None) -> Value:
    """Between the largest and the sum of what single coordinates have, and at most the entropy of L."""
    lowers, uppers = zip(*map(_ends, found), strict=True)
    return between(max(lowers), _least(None if None in uppers else sum(uppers, fmpq(0)), most), WHY)


def _with_density(width: int, compression: Value, precision: Value) -> Information:
    """The noise gives the layer a density on its whole space."""
    infinite = Value(Infinite(f"the noise has a density, so the layer has dimension {width}"))
    return Information(width, 0, {width: fmpq(1)}, Value(width), infinite, compression, precision)


def _entropy_bound(law: Law) -> fmpq | None:
    """H(L) from above; None if it is infinite."""
    parts = strata(law)
    if parts.continuous:
        return None
    masses = group_masses(law, [cells for _, cells in parts.atoms])
    return _ends(Value(entropy_form(sum(own.values(), fmpq(0)) for own in masses)))[1]


def _varying(law: Law) -> Law:
    """L without the coordinates that are constant, which noise tells nothing about; one of them if all are."""
    moving = [j for j in range(law.width) if not _is_constant(law, j)]
    return reduced(_restricted(law, moving or [0]))


def _is_constant(law: Law, j: int) -> bool:
    rows = [(cell.piece.rows[j], cell.piece.denominator) for cell in law.cells]
    places = [quotient(row[-1], denominator) for row, denominator in rows]
    return not any(any(row[:-1]) for row, _ in rows) and all(x == places[0] for x in places)


def _coordinates(law: Law) -> list[Law]:
    return [reduced(_restricted(law, [j])) for j in range(law.width)]


def _restricted(law: Law, coordinates: Sequence[int]) -> Law:
    cells = tuple(
        replace(cell, piece=replace(cell.piece, rows=tuple(cell.piece.rows[j] for j in coordinates)))
        for cell in law.cells
    )
    return replace(law, width=len(coordinates), cells=cells)


def _least(*uppers: fmpq | None) -> fmpq | None:
    """The least of upper ends; None is infinity."""
    return min((upper for upper in uppers if upper is not None), default=None)


def _ends(value: Value) -> tuple[fmpq, fmpq | None]:
    low, high = value.interval(BITS)
    return fmpq(0) if low is None else max(low, fmpq(0)), high
