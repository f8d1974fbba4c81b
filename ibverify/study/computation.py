r"""`computation`: how the information of every layer arises, as facts that a report prints.

$I(X;L) = H(L)$ comes from the atoms, or is infinite. $I(Y;L) = H(Y) - H(Y|L)$, to which an atom with the masses $m_y$,
$m = \sum_y m_y$, adds $m \log m - \sum_y m_y \log m_y$, and a piece on which labels with the densities $f_y$ meet,
$f = \sum_y f_y$, adds $\int f \log f - \sum_y \int f_y \log f_y$. All values are in nats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from flint import fmpq

from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value
from ibverify.exact.loglinear import LogLinear, add_all
from ibverify.exact.value import total
from ibverify.information import Information
from ibverify.information.conditional import of_masses, of_stratum
from ibverify.information.points import partitions
from ibverify.integrals import polynomial, simplex
from ibverify.law import Label, Law, Point, Stratum, atoms, strata
from ibverify.law.chambers import Chamber, chambers
from ibverify.law.line import Interval, intervals
from ibverify.law.strata import group_masses
from ibverify.network import Network
from ibverify.polyhedra import simplex_volume, triangulate, volume
from ibverify.problem import Problem, refuse_noise
from ibverify.study.analyze import Analysis
from ibverify.study.images import images
from ibverify.study.rewrite import simplified, with_readout

Masses = Mapping[Label, fmpq]


class Known(Enum):
    """What the atoms and strata of a layer are those of."""

    LAW = "the layer"
    PREIMAGE = "a map whose value tells the layer's, and the reverse"
    CLASSES = "classes of inputs with equal outputs, each given by one of them"
    NOTHING = "nothing: the law has no closed form"


@dataclass(frozen=True, slots=True)
class Atom:
    """A point of positive mass, its mass for each label, and what it adds to H(Y|L)."""

    place: Point
    masses: Masses
    part: Value

    @property
    def mass(self) -> fmpq:
        """Its mass for all labels."""
        return sum(self.masses.values(), fmpq(0))


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval or a polytope on which labels meet; in pivot coordinates, with its length or volume.

    The density of a label is given by its coefficients: of the powers of x - a on an interval [a, b]; of the
    coordinates, then the constant, on a polytope. `whole` is the integral of f log f, `own` has those of the labels.
    """

    vertices: tuple[Point, ...]
    size: fmpq
    densities: Mapping[Label, tuple[fmpq, ...]]
    whole: Value
    own: Mapping[Label, Value]

    @property
    def part(self) -> Value:
        """What it adds to H(Y|L)."""
        return total([self.whole, *(-value for value in self.own.values())])


@dataclass(frozen=True, slots=True)
class Spread:
    """A stratum of positive dimension: its mass for each label, the pieces on which labels meet, its part of H(Y|L).

    Without pieces, where labels meet, the part is only enclosed.
    """

    rank: int
    pivots: tuple[int, ...]
    cells: int
    masses: Masses
    pieces: tuple[Piece, ...]
    part: Value


@dataclass(frozen=True, slots=True)
class LayerComputation:
    """The atoms in order and the strata of a layer, and the information that follows; index 0 is the input."""

    index: int
    name: str
    known: Known
    atoms: tuple[Atom, ...]
    strata: tuple[Spread, ...]
    information: Information


@dataclass(frozen=True, slots=True)
class Computation:
    """The probability of each label, H(Y), and the computations of the input, the layers and the readout, if any."""

    label_masses: Masses
    label_entropy: Value
    layers: tuple[LayerComputation, ...]


def computation(problem: Problem, analysis: Analysis) -> Computation:
    """How the values of an analysis of the problem arise. Raises `UnsupportedError` for noise and random readouts."""
    refuse_noise(problem, "the computation in LaTeX")
    network = problem.network if problem.readout is None else with_readout(problem.network, problem.readout)
    found = [*analysis, *([] if analysis.readout is None else [analysis.readout])]
    names = ["input", *(layer.activation.name for layer in problem.network.layers), "readout"]
    parts = _parts(simplified(network), problem.law)
    layers = tuple(
        LayerComputation(index, name, *part, information)
        for index, (name, part, information) in enumerate(zip(names, parts, found, strict=False))
    )
    return Computation(problem.law.label_masses, analysis.label_entropy, layers)


def _parts(network: Network, law: Law) -> Iterator[tuple[Known, tuple[Atom, ...], tuple[Spread, ...]]]:
    """Of the input and of every layer, by the means that `analyze` takes."""
    points = atoms(law) if not any(cell.dimension for cell in law.cells) else {}
    for index, (known, image) in enumerate(_laws(network, law)):
        if image is not None:
            yield known, *_of_law(image)
        elif points:
            yield Known.CLASSES, _of_classes(points, partitions(network, list(points))[index].fine), ()
        else:
            yield known, (), ()


def _laws(network: Network, law: Law) -> Iterator[tuple[Known, Law | None]]:
    yield Known.LAW, law
    for image, own in images(network, law):
        yield Known.NOTHING if image is None else Known.LAW if own else Known.PREIMAGE, image


def _of_law(law: Law) -> tuple[tuple[Atom, ...], tuple[Spread, ...]]:
    parts = strata(law)
    masses = group_masses(law, [*(cells for _, cells in parts.atoms), *(s.cells for s in parts.continuous)])
    points = [_atom(place, own) for (place, _), own in zip(parts.atoms, masses, strict=False)]
    spread = zip(parts.continuous, masses[len(points) :], strict=True)
    return tuple(sorted(points, key=lambda atom: atom.place)), tuple(_spread(*each) for each in spread)


def _of_classes(points: Mapping[Point, Masses], classes: Sequence[int]) -> tuple[Atom, ...]:
    merged: dict[int, tuple[Point, dict[Label, fmpq]]] = {}
    for (point, masses), key in zip(points.items(), classes, strict=True):
        _, into = merged.setdefault(key, (point, {}))
        for label, mass in masses.items():
            into[label] = into.get(label, fmpq(0)) + mass
    return tuple(_atom(point, masses) for point, masses in merged.values())


def _atom(place: Point, masses: Masses) -> Atom:
    return Atom(place, dict(sorted(masses.items())), Value(of_masses(masses.values())))


def _spread(stratum: Stratum, masses: Masses) -> Spread:
    def of(pieces: Sequence[Piece], part: Value) -> Spread:
        return Spread(
            stratum.rank, stratum.pivots, len(stratum.cells), dict(sorted(masses.items())), tuple(pieces), part
        )

    if len(stratum.labels) < 2:
        return of((), Value(0))
    try:
        pieces = list(map(_of_interval, _shared(stratum)) if stratum.rank == 1 else map(_of_chamber, chambers(stratum)))
    except UnsupportedLaw:
        return of((), of_stratum(stratum))
    return of(pieces, total([piece.part for piece in pieces]) if pieces else Value(0))


def _shared(stratum: Stratum) -> Iterator[Interval]:
    return (interval for interval in intervals(stratum) if len(interval.densities) > 1)


def _of_interval(interval: Interval) -> Piece:
    length = interval.b - interval.a
    densities = dict(sorted(interval.densities.items()))
    first, *others = densities.values()

    def integral(coefficients: Sequence[fmpq]) -> Value:
        return polynomial.integral_plogp(coefficients, length)

    return Piece(
        ((interval.a,), (interval.b,)),
        length,
        {label: tuple(f.coeffs()) for label, f in densities.items()},
        integral(sum(others, first).coeffs()),
        {label: integral(f.coeffs()) for label, f in densities.items()},
    )


def _of_chamber(chamber: Chamber) -> Piece:
    vertices = chamber.polytope.vertices
    densities = dict(sorted(chamber.densities.items()))
    simplices = [(indices, simplex_volume([vertices[i] for i in indices])) for indices in triangulate(chamber.polytope)]

    def integral(at: Callable[[tuple[int, ...]], fmpq]) -> Value:
        values = [at(vertex) for vertex in vertices]
        forms: Iterator[LogLinear] = (
            simplex.integral_plogp([values[i] for i in indices], size) for indices, size in simplices
        )
        return Value(add_all(forms))

    return Piece(
        tuple(tuple(fmpq(x, vertex[-1]) for x in vertex[:-1]) for vertex in vertices),
        volume(chamber.polytope),
        {label: tuple(fmpq(x, f.denominator) for x in f.row) for label, f in densities.items()},
        integral(lambda vertex: sum((f.at(vertex) for f in densities.values()), fmpq(0))),
        {label: integral(f.at) for label, f in densities.items()},
    )
