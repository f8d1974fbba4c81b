r"""`certify`: what a certificate says of a layer: two points that show $I(X;L) = \infty$, or the masses of the atoms.

A continuous network that is not constant on a component of the input has $I(X;L) = \infty$ (see
`ibverify.recheck.certificates`, which proves it and checks all this on its own). So points are drawn first, in networks
of any size. Layers on which they do not differ, or that jump, are decided by their exact laws, where these are small.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from flint import arb, ctx, fmpq, fmpq_mat

from ibverify.activations import PiecewiseAffine, is_piecewise_affine, is_up_to_bijection
from ibverify.exact.value import ball_ends
from ibverify.information.points import partitions
from ibverify.law import Cell, Point, mixture
from ibverify.law.push import law_of, step, threads
from ibverify.loaders.statement import Component, Statement
from ibverify.network import Network, evaluate_balls
from ibverify.polyhedra import triangulate
from ibverify.study.rewrite import with_readout

DRAWS, CELLS, BITS = 12, 5_000, 256


@dataclass(frozen=True, slots=True)
class Infinite:
    """I(X;L) is infinite: the layer differs at two points of a component; of a hull, the points' weights are given."""

    component: int
    points: tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Finite:
    """L has atoms only: their masses, from the largest on, each with the number of atoms that have it."""

    masses: tuple[tuple[fmpq, int], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is certified, for this reason."""

    reason: str


Claim = Infinite | Finite | Unknown
Atoms = dict[Point, fmpq]
Found = Infinite | Unknown | list[tuple[Point, fmpq]]


def certify(statement: Statement) -> tuple[Claim, ...]:
    """A claim for every layer, and for the readout if there is one. Exact; the points are drawn with a fixed seed.

    >>> from pathlib import Path
    >>> from ibverify.loaders.statement import statement_from_dict
    >>> layers = [{"weight": [["1"]], "bias": ["0"], "activation": name} for name in ("relu", "step")]
    >>> box = {"label": "0", "mass": 1, "box": [["-1", "3"]]}
    >>> problem = {"format": "ibverify-problem/1", "input": [box], "network": layers}
    >>> certify(statement_from_dict(problem, Path()))
    (Infinite(component=0, points=((1,), (-1,))), Finite(masses=((3/4, 1), (1/4, 1))))
    """
    network = statement.network
    if statement.readout is not None:
        network = with_readout(network, statement.readout.activation)
    components = [(i, component) for i, component in enumerate(statement.components) if component.mass != 0]
    if all(component.shape == "atom" for _, component in components):
        return tuple(_of_points(network, [component for _, component in components]))
    claims: dict[int, Claim] = dict(_drawn(network, components))
    rest = [index for index in range(1, network.depth + 1) if index not in claims]
    if rest:
        images = [(component.mass, _images(network, i, component, rest)) for i, component in components]
        claims |= {index: _merged([(mass, found[index]) for mass, found in images]) for index in rest}
    return tuple(claims[index] for index in range(1, network.depth + 1))


def _of_points(network: Network, components: Iterable[Component]) -> Iterator[Claim]:
    """The claims for a discrete input."""
    masses: Atoms = {}
    for component in components:
        masses[component.rows[0]] = masses.get(component.rows[0], fmpq(0)) + component.mass
    for partition in partitions(network, list(masses))[1:]:
        if partition.decided:
            yield _finite(zip(partition.fine, masses.values(), strict=True))
        else:
            yield Unknown("some outputs cannot be told apart")


def _finite(atoms: Iterable[tuple[object, fmpq]]) -> Finite:
    merged: dict[object, fmpq] = {}
    for at, mass in atoms:
        merged[at] = merged.get(at, fmpq(0)) + mass
    counted = Counter(merged.values())
    return Finite(tuple((mass, counted[mass]) for mass in sorted(counted, reverse=True)))


def _merged(images: Sequence[tuple[fmpq, Found]]) -> Claim:
    """What the images of the components say together; each comes with the mass of its component."""
    for kind in (Infinite, Unknown):
        for _, found in images:
            if isinstance(found, kind):
                return found
    return _finite((at, share * mass) for mass, found in images if isinstance(found, list) for at, share in found)


# Points of components.


def _drawn(network: Network, components: Iterable[tuple[int, Component]]) -> Iterator[tuple[int, Infinite]]:
    """The continuous layers that differ at drawn points of some component."""
    wanted = _continuous(network)
    for i, component in components:
        if component.shape == "atom" or not wanted:
            continue
        (first, here), *others = _candidates(component)
        base = _told(network, here)
        for other, there in others:
            images = _told(network, there) if wanted else base
            differing = {index for index in wanted if _differ(base[index], images[index])}
            yield from ((index, Infinite(i, (first, other))) for index in differing)
            wanted -= differing


def _continuous(network: Network) -> set[int]:
    """The layers that are continuous functions of the input."""
    found = {0}
    for index, layer in enumerate(network.layers, start=1):
        if layer.activation.facts["continuous"] is True and found.issuperset(network.sources(index)):
            found.add(index)
    return found - {0}


def _candidates(component: Component) -> Iterator[tuple[Point, Point]]:
    """Points of a component, each as it is written and as it is: the middle, corners, and some between."""
    draw = random.Random(0)
    if component.shape == "box":
        shares = [fmpq(k, 8) for k in range(9)]
        for choice in ([fmpq(1, 2)], [fmpq(0)], [fmpq(1)], *([[fmpq(0), fmpq(1)], shares] * DRAWS)):
            point = tuple(low + draw.choice(choice) * (high - low) for low, high in component.rows)
            yield point, point
        return
    corners = _corners(component) if component.shape == "halfspaces" else component.rows
    units = [[int(i == j) for j in range(len(corners))] for i in range(min(len(corners), DRAWS))]
    mixed = [[draw.randint(1, 9) for _ in corners] for _ in range(DRAWS)]
    for parts in [[1] * len(corners), *units, *mixed]:
        weights = tuple(fmpq(part, sum(parts)) for part in parts)
        columns = zip(*corners, strict=True)
        point = tuple(sum((w * x for w, x in zip(weights, column, strict=True)), fmpq(0)) for column in columns)
        yield weights if component.shape == "polytope" else point, point


def _told(network: Network, point: Point) -> list[Sequence[fmpq | arb]]:
    """What tells the outputs of the layers at a point: the outputs, or exact numbers that these are a bijection of."""
    outputs: list[Sequence[fmpq | arb]] = [point, *evaluate_balls(network, point, BITS)]
    told = list(outputs)
    for index, layer in enumerate(network.layers, start=1):
        read = [x for source in network.sources(index) for x in outputs[source]]
        exact = [x for x in read if isinstance(x, fmpq)]
        if len(exact) == len(read) and is_up_to_bijection(layer.activation):
            told[index] = layer.activation.equivalent.at(layer.preactivation(exact))
    return told


def _differ(one: Sequence[fmpq | arb], other: Sequence[fmpq | arb]) -> bool:
    """Whether two outputs certainly differ."""
    pairs = list(zip(one, other, strict=True))
    exact = [x != y for x, y in pairs if isinstance(x, fmpq) and isinstance(y, fmpq)]
    return any(exact) or any(not arb(x).overlaps(arb(y)) for x, y in pairs if isinstance(x, arb) or isinstance(y, arb))


# Images of components.


def _images(network: Network, number: int, component: Component, wanted: Sequence[int]) -> dict[int, Found]:
    """Of each of these layers, the atoms on a component, or two points that differ, or why there is neither."""
    if component.piece is None:
        return _by_ranges(network, component, wanted)
    law = mixture([("", fmpq(1), component.piece)])
    now, exact, continuous = threads(law), {0}, _continuous(network)
    found: dict[int, Found] = {}
    for index in range(1, max(wanted) + 1):
        map_to = _exact_map(network, index) if exact.issuperset(network.sources(index)) else None
        if map_to is None:
            found[index] = Unknown("no two drawn points are told apart, and it has no exact law")
            continue
        image = list(islice(step(network, index, now, map_to), CELLS + 1))
        if len(image) > CELLS:
            return {i: found.get(i, Unknown(f"its law has more than {CELLS} cells")) for i in wanted}
        if index in wanted:
            cells = law_of(image, index, network.width(index), law.label_masses).cells
            found[index] = _of_cells(cells, number, component, index in continuous)
        if is_piecewise_affine(network.layers[index - 1].activation):
            now = image
            exact.add(index)
    return found


def _exact_map(network: Network, index: int) -> PiecewiseAffine | None:
    """The activation of a layer, or what it is a bijection of."""
    activation = network.layers[index - 1].activation
    if is_piecewise_affine(activation):
        return activation
    return activation.equivalent if is_up_to_bijection(activation) else None


def _of_cells(cells: Sequence[Cell], number: int, component: Component, continuous: bool) -> Found:
    """The atoms of a layer, or two vertices of a cell that differ."""
    spread = next((cell for cell in cells if any(map(any, cell.linear))), None)
    if spread is None:
        return [(cell.image(cell.polytope.vertices[0]), cell.mass) for cell in cells]
    if not continuous:
        return Unknown("it is not constant on a part of the input, and two points show nothing behind a jump")
    first, *others = spread.polytope.vertices
    other = next(vertex for vertex in others if spread.image(vertex) != spread.image(first))
    return Infinite(number, (_written(component, first), _written(component, other)))


def _by_ranges(network: Network, component: Component, wanted: Sequence[int]) -> dict[int, Found]:
    """The atom of each layer that balls show to be constant on a box."""
    with ctx.workprec(BITS):
        outputs: list[Sequence[arb]] = [[arb(low).union(arb(high)) for low, high in component.rows]]
        for index, layer in enumerate(network.layers, start=1):
            read = [x for source in network.sources(index) for x in outputs[source]]
            weighted = ([arb(a) * x for a, x in zip(row, read, strict=True) if a != 0] for row in layer.weight)
            before = [sum(terms, arb(bias)) for terms, bias in zip(weighted, layer.bias, strict=True)]
            outputs.append(layer.activation.ball(before))
    found: dict[int, Found] = {}
    for index in wanted:
        if all(x.is_exact() for x in outputs[index]):
            found[index] = [(tuple(ball_ends(x)[0] for x in outputs[index]), fmpq(1))]
        else:
            found[index] = Unknown("a box has too many sides for an exact law, and no two drawn points differ")
    return found


def _corners(component: Component) -> list[Point]:
    """The vertices of a component's polytope, in space."""
    piece = component.piece
    return [] if piece is None else [Cell("", fmpq(1), piece).image(vertex) for vertex in piece.polytope.vertices]


def _written(component: Component, vertex: Sequence[int]) -> Point:
    """A point of the chart of a component as certificates write it: in space, or as weights on the points of a hull."""
    piece = component.piece
    if piece is None:
        raise TypeError("a box of too many sides has no chart")
    if component.shape != "polytope":
        return Cell("", fmpq(1), piece).image(tuple(vertex))
    corners = _corners(component)
    for simplex in triangulate(piece.polytope):
        columns = [piece.polytope.vertices[i] for i in simplex]
        shares = fmpq_mat(list(zip(*columns, strict=True))).solve(fmpq_mat([[x] for x in vertex])).entries()
        if min(shares) >= 0:
            weights = {
                corners[i]: share * column[-1] / vertex[-1]
                for i, share, column in zip(simplex, shares, columns, strict=True)
            }
            return tuple(weights.pop(row, fmpq(0)) for row in component.rows)
    raise ValueError("a vertex outside of its component")
